from django import forms

from meetings.models import Decision, Minute
from scrutiny.forms.choices import office_titles
from scrutiny.forms.drafted import Drafted
from scrutiny.forms.fields import DayField, LinesField, SuggestField
from scrutiny.forms.versioned import RecordForm
from scrutiny.history.opened import Part


class MinuteForm(Drafted, RecordForm):
    """What was said of an item, and what was agreed."""

    decisions = LinesField(
        label="What was agreed",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One decision a line, for example: that the report be noted.",
    )
    parts = (Part(Decision, "minute_id"),)

    class Meta:
        model = Minute
        fields = ["number", "heading", "body", "public_summary"]
        labels = {"number": "Minute number"}
        help_texts = {"public_summary": "The public reads this instead, where the item was taken in private"}
        widgets = {
            "number": forms.TextInput(attrs={"class": "govuk-input--width-4"}),
            "body": forms.Textarea(attrs={"rows": 12}),
            "public_summary": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, private_item: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["heading"].required = True
        if not private_item:
            del self.fields["public_summary"]
        if self.instance.pk:
            self.fields["decisions"].initial = [row.text for row in self.instance.decisions.order_by("number")]

    def stands(self, record, *rows):
        decisions = sorted(rows[0], key=lambda row: row.number)
        return super().stands(record) | {"decisions": [row.text for row in decisions]}


class ActionForm(forms.Form):
    """Something that somebody took on."""

    text = forms.CharField(label="What will be done", widget=forms.Textarea(attrs={"rows": 3}))
    owner = SuggestField(
        label="Owner",
        max_length=200,
        suggestions=office_titles,
        help_text="The office, for example Head of Virtual School",
    )
    due_on = DayField(label="Due", required=False)
