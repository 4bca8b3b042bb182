from django import forms
from django.core.exceptions import ValidationError

from scrutiny.documents.checks import BadFile, CheckedFile, check


class PaperField(forms.FileField):
    """A PDF or Word paper, looked into before it is taken. Cleans to a `CheckedFile`, or None where none was chosen."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ".pdf,.docx"}))
        kwargs.setdefault("help_text", "PDF or Word (.docx)")
        super().__init__(allow_empty_file=True, **kwargs)

    def clean(self, data, initial=None) -> CheckedFile | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            return check(upload)
        except BadFile as bad:
            raise ValidationError(str(bad), code="bad_file") from bad
