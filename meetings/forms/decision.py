from typing import Any

from django import forms

from meetings.decision_lines import verbs
from meetings.forms.planned import WhenField
from meetings.models import Decision
from scrutiny.forms.drafted import Drafted
from scrutiny.forms.versioned import SeenForm
from scrutiny.history.opened import Part

VOTES = ("votes_for", "votes_against", "abstained")
NARROW = {"class": "govuk-input--width-3", "inputmode": "numeric"}
MOST = 999


def votes_field(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST,
        widget=forms.TextInput(attrs=NARROW),
        error_messages={"max_value": f"{label} must be {MOST} or fewer"},
    )


class DecisionForm(Drafted, SeenForm):
    """What a decision needs beyond its words: verb, votes, and what it sets going. Its record is the minute."""

    verb = forms.ChoiceField(label="Verb")
    votes_for = votes_field("For")
    votes_against = votes_field("Against")
    abstained = votes_field("Abstained")
    voters = forms.CharField(
        label="How members voted",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only where a recorded vote was asked for. The public reads it.",
    )
    refers_to = forms.CharField(
        label="Refers it to", max_length=200, required=False, help_text="Another body, for example Executive"
    )
    subject = forms.CharField(label="What to plan", max_length=300, required=False)
    when = WhenField(label="For when?", required=False)
    parts = (Part(Decision, "minute_id"),)
    fieldsets = [
        ("", ["verb"]),
        ("If votes were counted", [*VOTES, "voters"]),
        ("What follows", ["refers_to"]),
        ("Plan it for a meeting", ["when", "subject"]),
    ]

    def __init__(self, *args, decision: Decision, **kwargs):
        self.decision = decision
        super().__init__(*args, **kwargs)
        own = [] if decision.verb in verbs() else [decision.verb]
        self.fields["verb"].choices = [(verb, verb) for verb in [*verbs(), *own]]
        item = decision.minute.item
        stands = {name: getattr(decision, name) for name in ("verb", *VOTES, "voters", "refers_to")}
        self.initial = stands | {"subject": item.open_title} | self.initial
        if decision.planned_id:
            del self.fields["when"], self.fields["subject"]
        else:
            self.fields["when"].offer(item.meeting.panel, nothing="Don’t plan it")

    def clean(self):
        typed = super().clean()
        if typed.get("when") and not typed.get("subject"):
            self.add_error("subject", "Say what to plan")
        return typed

    def stands(self, record, *rows):
        """As the decision reads now or read then; nothing of one that was new or is gone."""
        row = next((row for row in rows[0] if row.id == self.decision.pk), None)
        return {name: getattr(row, name) for name in ("verb", *VOTES, "voters", "refers_to")} if row else {}

    def particulars(self) -> dict[str, Any]:
        """The arguments of `edit_decision`."""
        typed = dict(self.cleaned_data)
        when, subject = typed.pop("when", None), typed.pop("subject", "")
        return typed | {"plan": when | {"subject": subject} if when else None}
