from typing import Any

from django import forms

from meetings.models import AgendaItem
from meetings.operations import undecided
from scrutiny.forms.drafted import Drafted
from scrutiny.forms.versioned import SeenForm

AGREED, REFUSED = AgendaItem.Urgency.AGREED, AgendaItem.Urgency.REFUSED


class AskedOfTheChair(SeenForm):
    """What the Chair decided about a late item."""

    decided = forms.ChoiceField(
        label="What did the Chair decide?",
        choices=[(AGREED, "It is urgent, and is taken"), (REFUSED, "It is not urgent, and is not taken")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the Chair decided"},
    )
    words = forms.CharField(
        label="Why, as the minutes will say it",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The special circumstances. The draft minutes begin with them.",
        error_messages={"required": "Say why, as the minutes will say it"},
    )

    for_all = forms.BooleanField(label="The same for all other items that are not decided yet", required=False)

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, record=item, **kwargs)
        if not undecided(item):
            del self.fields["for_all"]
        self.fields["words"].initial = item.chair_on_urgency or item.urgency_reason
        if item.urgency != AgendaItem.Urgency.PROPOSED:
            self.fields["decided"].initial = item.urgency


class UrgencyForm(Drafted, AskedOfTheChair):
    def particulars(self) -> dict[str, Any]:
        """For `decide_urgency`."""
        typed = self.cleaned_data
        return {
            "seen": typed["seen"],
            "agreed": typed["decided"] == AGREED,
            "words": typed["words"],
            "for_all": typed.get("for_all", False),
        }
