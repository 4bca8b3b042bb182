from django import forms

from meetings.models import Meeting
from scrutiny.forms.drafted import Drafted
from scrutiny.forms.fields import DayField, LinkField, TimeOfDayField
from scrutiny.forms.versioned import RecordForm
from scrutiny.models import Panel

WHEN = ("When and where", ["panel", "held_on", "starts_at", "venue", "reason"])
HOW = ("How", ["is_formal", "attendance", "livestream", "recording"])


class MeetingForm(Drafted, RecordForm):
    """When and where a panel meets."""

    held_on = DayField(label="Date")
    starts_at = TimeOfDayField(label="Start", help_text="For example 4.00pm")
    fieldsets = [WHEN, HOW]

    class Meta:
        model = Meeting
        fields = ["held_on", "starts_at", "venue", "is_formal", "attendance", "livestream", "recording", "reason"]
        labels = {
            "reason": "Why it moves, if the date changes",
            "livestream": "Where to watch",
            "recording": "Where to watch it afterwards",
        }
        help_texts = {"reason": "Shown with the old date, which is kept"}
        field_classes = {"livestream": LinkField, "recording": LinkField}
        widgets = {"reason": forms.Textarea(attrs={"rows": 2})}


class CallMeetingForm(MeetingForm):
    """A new meeting. Time and place are the panel's usual ones where nothing is typed."""

    panel = forms.ModelChoiceField(Panel.objects.none(), label="Panel", empty_label="Choose a panel")
    starts_at = TimeOfDayField(
        label="Start", required=False, help_text="For example 4.00pm. Left empty: the panel's usual time."
    )
    standing = forms.BooleanField(
        label="Begin the agenda with the panel's standing items", required=False, initial=True
    )
    fieldsets = [("When and where", ["panel", "held_on", "starts_at", "venue"]), HOW, ("Agenda", ["standing"])]

    class Meta(MeetingForm.Meta):
        fields = ["held_on", "starts_at", "venue", "is_formal", "attendance", "livestream"]
        help_texts = {"venue": "Left empty: the panel's usual place."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["panel"].queryset = Panel.objects.current().order_by("name")

    def particulars(self) -> dict:
        """What was typed; what was left empty is the panel's usual."""
        return {name: value for name, value in super().particulars().items() if value not in (None, "")}


class CallOffForm(forms.Form):
    """The meeting does not go ahead."""

    state = forms.ChoiceField(
        label="What happens to it?",
        choices=[
            (Meeting.State.POSTPONED, "Postponed: a new date will follow"),
            (Meeting.State.CANCELLED, "Cancelled"),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Why", widget=forms.Textarea(attrs={"rows": 3}), help_text="Shown on the meeting's page"
    )
