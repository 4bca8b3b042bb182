from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction

from scrutiny.documents.checks import CheckedFile, SeenFile
from scrutiny.documents.refusals import MAY_PASS
from scrutiny.models import Document, DocumentBackground, File, Panel
from scrutiny.operations.change import Change
from scrutiny.operations.errors import Refused
from scrutiny.operations.reading import read_paper, settle

LINKS = ("https://", "http://")
LONGEST_TITLE, LONGEST_LINK = 300, 200


class FileGone(Refused):
    """The file was taken away while you were writing. Choose it again."""


class PaperWithheld(Refused):
    """This very paper was withheld by the monitoring officer, and can't be added again.
    Ask them for a copy without what had to go."""


class FileRefused(Refused):
    """The file can't be opened. Choose another copy."""


def receive_file(*, seen: SeenFile) -> File:
    """Keep the bytes of an upload and have a worker read them: both or neither. The same bytes are kept once.

    Raises `PaperWithheld`.
    """
    file = File.objects.filter(sha256=seen.sha256).first()
    if file is None:
        return first_copy(seen)
    if file.withheld_at:
        raise PaperWithheld
    if file.state == File.State.REFUSED and file.refused_code in MAY_PASS:
        read_again(file=file)
    return file


def first_copy(seen: SeenFile) -> File:
    """The task stands in the same database, so it is there exactly if the file is, whenever the power goes."""
    file = stored(seen, state=File.State.WAITING)
    try:
        with transaction.atomic():
            file.save()
            read_paper.enqueue(file.pk, file.sha256)
    except IntegrityError:  # somebody else sent the same bytes at the same moment
        file.content.storage.delete(file.content.name)
        return File.objects.get(sha256=seen.sha256)
    return file


def read_again(*, file: File) -> None:
    """Have a file read once more that could not be read before."""
    with transaction.atomic():
        values: dict[str, Any] = {"state": File.State.WAITING, "refused_code": "", "refused_n": None}
        if File.objects.filter(pk=file.pk, state=File.State.REFUSED).update(**values):
            read_paper.enqueue(file.pk, file.sha256)


def keep_file(checked: CheckedFile) -> File:
    """The stored bytes of a file that was read already; kept once, however often the same bytes are added.

    Raises `PaperWithheld`.
    """
    found = File.objects.filter(sha256=checked.sha256).first()
    if found and found.withheld_at:
        raise PaperWithheld
    if found:
        settle(found, {"pages": checked.page_count, "text": checked.text})
        return found
    file = stored(checked, state=File.State.READ)
    file.page_count, file.text = checked.page_count, checked.text.replace("\x00", "")
    file.save()
    return file


def stored(seen: SeenFile, **fields: Any) -> File:
    """A file whose bytes are stored, itself not saved yet. Bytes that never get a row are swept later."""
    file = File(sha256=seen.sha256, size=seen.size, content_type=seen.content_type, **fields)
    seen.content.seek(0)
    file.content.save(seen.sha256, seen.content, save=False)
    return file


def discard_file(*, file: File) -> None:
    """Take away a file with its bytes, unless it belongs to a paper or a pack."""
    with transaction.atomic():
        found = File.objects.select_for_update().filter(pk=file.pk).first()
        if found is None or not File.objects.unused().filter(pk=found.pk).exists():
            return
        storage, name = found.content.storage, found.content.name
        found.delete()
        transaction.on_commit(lambda: storage.delete(name))


def keep_document(
    *,
    step: Change,
    checked: File | CheckedFile,
    title: str,
    panel: Panel | None = None,
    background: Sequence[str] = (),
    **fields: Any,
) -> Document:
    """A paper from a file that was received, or that an importer checked, inside the operation that says where
    it belongs. ``background`` are its background papers, a line each (see `titled_link`).

    Raises `FileGone`, `FileRefused`, `PaperWithheld`.
    """
    file = keep_file(checked) if isinstance(checked, CheckedFile) else still_there(checked)
    document = step.save(Document(file=file, title=title, panel=panel, **fields))
    for position, line in enumerate(background, start=1):
        listed, link = titled_link(line)
        step.save(DocumentBackground(document=document, position=position, title=listed, link=link))
    return document


def titled_link(line: str) -> tuple[str, str]:
    """``Ofsted's letter https://example.org/letter`` as the title and the address, which may be missing."""
    title, _, last = line.strip().rpartition(" ")
    if last.startswith(LINKS):
        return (title.strip() or last)[:LONGEST_TITLE], last[:LONGEST_LINK]
    return line.strip()[:LONGEST_TITLE], ""


def still_there(file: File) -> File:
    """The file as it is now, which may have been refused or taken away while its form was waiting."""
    now = File.objects.select_for_update().filter(pk=file.pk).first()
    if now is None:
        raise FileGone
    if now.withheld_at:
        raise PaperWithheld
    if now.state == File.State.REFUSED:
        raise FileRefused(now.why_refused)
    return now
