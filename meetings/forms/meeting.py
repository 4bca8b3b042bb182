from django import forms

from meetings.models import Meeting
from meetings.outlook import Proposed
from scrutiny.forms.drafted import Drafted
from scrutiny.forms.fields import DayField, LinkField, TimeOfDayField
from scrutiny.forms.versioned import RecordForm
from scrutiny.models import Panel

WHEN = ("When and where", ["starts_at", "venue", "reason"])
HOW = ("How", ["is_formal", "attendance", "livestream", "recording"])
TYPED_TIME = "For example 4.00pm"


class MeetingForm(Drafted, RecordForm):
    """How a panel meets, and corrections of when and where. ``reason`` is asked of a meeting that was called off."""

    starts_at = TimeOfDayField(
        label="Start", help_text=f"{TYPED_TIME}. Only to correct it: to tell everybody, move the meeting."
    )
    fieldsets = [WHEN, HOW]

    class Meta:
        model = Meeting
        fields = ["starts_at", "venue", "is_formal", "attendance", "livestream", "recording", "reason"]
        labels = {
            "livestream": "Where to watch",
            "recording": "Where to watch it afterwards",
        }
        field_classes = {"livestream": LinkField, "recording": LinkField}
        widgets = {"reason": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.is_called_off:
            self.fields["reason"].label = f"Why it is {self.instance.status.label.lower()}"
            self.fields["reason"].required = True
        else:
            self.fields.pop("reason", None)


class MoveForm(Drafted, RecordForm):
    """Another day, time or place for a meeting. ``looked`` stands for what the officer saw of the new day."""

    held_on = DayField(label="New date")
    starts_at = TimeOfDayField(label="Start", help_text=TYPED_TIME)
    reason = forms.CharField(
        label="Why it moves",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Shown with the old date, which is kept",
    )
    looked = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Meeting
        fields = ["held_on", "starts_at", "venue"]

    def proposed(self) -> Proposed:
        typed = self.cleaned_data
        return Proposed(typed["held_on"], typed["starts_at"], typed["venue"])

    def particulars(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "looked"}

    def show(self, seen: str) -> None:
        """Carry what the page is about to show."""
        self.data = self.data.copy()
        self.data["looked"] = seen


class ReinstateForm(forms.Form):
    """The meeting takes place after all."""

    words = forms.CharField(label="Why?", required=False, max_length=500, help_text="Kept in the history")


class CallMeetingForm(MeetingForm):
    """A new meeting. Time and place are the panel's usual ones where nothing is typed."""

    panel = forms.ModelChoiceField(Panel.objects.none(), label="Panel", empty_label="Choose a panel")
    held_on = DayField(label="Date")
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
        widgets = {}

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
