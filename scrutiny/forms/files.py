import time

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from scrutiny.documents.checks import look_at
from scrutiny.documents.refusals import BadFile
from scrutiny.models import Document, File
from scrutiny.operations import PaperWithheld, discard_file, receive_file
from scrutiny.work.signs import is_worked_for

PAUSE = 0.1
TAKEN_AWAY = "This file was taken away while it was being read. Choose it again."


class PaperField(forms.FileField):
    """A PDF or Word paper. Cleans to a stored `File`, or None where none was chosen.

    A worker reads it. The form waits a little for that, so that whoever chose a file that can't be taken
    learns it beside the field; where the worker takes longer the file is taken as "being read".
    """

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ".pdf,.docx"}))
        kwargs.setdefault("help_text", "PDF or Word (.docx)")
        super().__init__(allow_empty_file=True, **kwargs)

    def clean(self, data, initial=None) -> File | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            file = awaited(receive_file(seen=look_at(upload)))
        except (BadFile, PaperWithheld) as bad:
            raise ValidationError(str(bad), code="bad_file") from bad
        if file.state == File.State.REFUSED:
            discard_file(file=file)
            raise ValidationError(file.why_refused, code="bad_file")
        return file


def added_words(document: Document) -> str:
    """What to say of a paper that was added just now."""
    if document.file.is_read:
        return f"{document.title} added"
    return f"{document.title} added. It is being read: until that is done only officers know of it."


def awaited(file: File) -> File:
    """The file once it is read, or as it is after ``UPLOAD_WAIT`` seconds; at once where nobody works.

    Raises `BadFile` where somebody who chose the same file has taken it away again.
    """
    until = time.monotonic() + (settings.UPLOAD_WAIT if is_worked_for() else 0)
    try:
        file.refresh_from_db()
        while file.state == File.State.WAITING and time.monotonic() < until:
            time.sleep(PAUSE)
            file.refresh_from_db(fields=["state", "refused_code", "refused_n"])
    except File.DoesNotExist as gone:
        raise BadFile(TAKEN_AWAY) from gone
    return file
