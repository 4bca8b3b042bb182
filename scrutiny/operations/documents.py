from typing import Any

from scrutiny.documents.checks import CheckedFile
from scrutiny.models import Document, File, Panel
from scrutiny.operations.change import Change


def keep_file(checked: CheckedFile) -> File:
    """The stored bytes; kept once, however often the same bytes are added."""
    found = File.objects.filter(sha256=checked.sha256).first()
    if found:
        return found
    file = File(
        sha256=checked.sha256,
        size=checked.size,
        content_type=checked.content_type,
        page_count=checked.page_count,
        text=checked.text.replace("\x00", ""),
    )
    checked.content.seek(0)
    file.content.save(checked.sha256, checked.content, save=False)
    file.save()
    return file


def keep_document(
    *, step: Change, checked: CheckedFile, title: str, panel: Panel | None = None, **fields: Any
) -> Document:
    """A paper from a checked file, inside the operation that says where it belongs."""
    return step.save(Document(file=keep_file(checked), title=title, panel=panel, **fields))
