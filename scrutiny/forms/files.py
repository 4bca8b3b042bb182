import time
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from scrutiny.chosen_papers import ChosenPaper, paper_named
from scrutiny.documents.checks import look_at
from scrutiny.documents.refusals import BadFile
from scrutiny.models import Document, File
from scrutiny.operations import PaperWithheld, discard_file, receive_file
from scrutiny.work.signs import is_worked_for

PAUSE = 0.1
TAKEN_AWAY = "This file was taken away while it was being read. Choose it again."


def chosen_in(value: Any) -> ChosenPaper | None:
    """The paper that a box holds: one of before, or an upload that was found to be good."""
    return value if isinstance(value, ChosenPaper) else getattr(value, "chosen", None)


class PaperWidget(forms.FileInput):
    """Chooses a file, and holds on to one that was chosen before and is good, until somebody removes it."""

    template_name = "django/forms/widgets/paper.html"

    def value_from_datadict(self, data, files, name):
        upload = super().value_from_datadict(data, files, name)
        if upload or f"{name}-remove" in data:
            return upload
        chosen = paper_named(data.get(f"{name}-chosen", ""))
        return chosen if chosen and chosen.file else None

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["chosen"] = chosen_in(value)
        return context


class PaperField(forms.FileField):
    """A PDF or Word paper. Cleans to a stored `File`, or None where none was chosen. Where the form is wrong
    elsewhere, what was chosen needn't be chosen again.

    A worker reads it. The form waits a little for that, so that whoever chose a file that can't be taken
    learns it beside the field; where the worker takes longer the file is taken as "being read".
    """

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", PaperWidget(attrs={"accept": ".pdf,.docx"}))
        kwargs.setdefault("help_text", "PDF or Word (.docx)")
        super().__init__(allow_empty_file=True, **kwargs)

    def bound_data(self, data, initial):
        return data

    def clean(self, data, initial=None) -> File | None:
        upload = data if isinstance(data, ChosenPaper) else super().clean(data, initial)
        if not upload:
            return None
        try:
            file = awaited(received(upload))
        except (BadFile, PaperWithheld) as bad:
            raise ValidationError(str(bad), code="bad_file") from bad
        if file.state == File.State.REFUSED:
            discard_file(file=file)
            raise ValidationError(file.why_refused, code="bad_file")
        if not isinstance(upload, ChosenPaper):
            upload.chosen = ChosenPaper(file.sha256, upload.name)
        return file


def received(upload: Any) -> File:
    """The file of an upload, or of one that came before. Raises `BadFile`, `PaperWithheld`."""
    if not isinstance(upload, ChosenPaper):
        return receive_file(seen=look_at(upload))
    file = upload.file
    if file is None:
        raise BadFile(TAKEN_AWAY)
    if file.withheld_at:
        raise PaperWithheld
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
