from django import forms

from meetings.forms.minute import askers
from meetings.models import Action
from scrutiny.forms.choices import office_titles
from scrutiny.forms.drafted import Drafted
from scrutiny.forms.fields import DayField, SuggestField
from scrutiny.forms.versioned import RecordForm, SeenForm

PUBLISHED = "The minutes are published. Your words stay in the meeting’s history; publish revised minutes afterwards."


def why_field() -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label="Why it changes", max_length=1000, widget=widget, help_text=PUBLISHED)


class ActionForm(Drafted, RecordForm):
    """Something that somebody took on: once the minutes are published, with the reason why it changes."""

    owner = SuggestField(
        label="Owner",
        max_length=200,
        required=False,
        suggestions=office_titles,
        help_text="The office, for example Head of Virtual School",
    )
    due_on = DayField(label="Due", required=False)
    reason = why_field()
    private_when = {"asked_by": ["*"]}
    fieldsets = [("", ["text", "owner", "due_on", "asked_by", "reason"])]

    class Meta:
        model = Action
        fields = ["text", "due_on", "asked_by"]
        labels = {"text": "What will be done"}
        help_texts = {"asked_by": "Only officers read this; it is never printed"}
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, published: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["asked_by"].queryset = askers(self.instance.minute.item, known=self.instance.asked_by_id)
        self.fields["asked_by"].empty_label = "Nobody in particular"
        self.initial.setdefault("owner", self.instance.owned_by)
        if not published:
            del self.fields["reason"]

    def stands(self, record, *rows):
        return super().stands(record) | {"owner": record.owner.title if record.owner else ""}


class RemoveActionForm(SeenForm):
    """Nobody took it on after all."""

    reason = why_field()

    def __init__(self, *args, published: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not published:
            del self.fields["reason"]
