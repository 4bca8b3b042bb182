from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from meetings.models import PlannedItem, TakenOff
from scrutiny.forms.drafted import Drafted
from scrutiny.forms.versioned import Asking, RecordForm, SeenForm
from scrutiny.models import Panel
from scrutiny.templatetags.words import moment

MEETINGS_OFFERED, MONTHS_OFFERED = 40, 18
LATER, NEVER = "later", "never"


class WhenField(forms.ChoiceField):
    """A meeting of a panel whose agenda is not out yet, a month, or when there is room.

    Cleans to ``{"meeting": Meeting or None, "month": date or None}``; to None where it is not to come again, or where
    nothing need be chosen and nothing was.
    """

    def offer(self, panel: Panel, *, never: str = "", nothing: str = "Choose") -> None:
        rows = panel.meetings.to_come().going_ahead().filter(agenda_published_at=None).order_by("held_on", "pk")
        self.meetings = {f"meeting-{row.pk}": row for row in rows[:MEETINGS_OFFERED]}
        self.months = {f"{month:%Y-%m}": month for month in months_from(timezone.localdate())}
        self.choices = [
            ("", nothing),
            *([(NEVER, never)] if never else []),
            (LATER, "When there is room"),
            ("A meeting", [(key, moment(row.begins)) for key, row in self.meetings.items()]),
            ("A month", [(key, f"{month:%B %Y}") for key, month in self.months.items()]),
        ]

    def clean(self, value: Any) -> dict[str, Any] | None:
        chosen = super().clean(value)
        if chosen in ("", NEVER):
            return None
        return {"meeting": self.meetings.get(chosen), "month": self.months.get(chosen)}


def months_from(day: date) -> list[date]:
    """The first days of this month and of those after it."""
    first = day.year * 12 + day.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(first, first + MONTHS_OFFERED)]


class PlannedForm(Drafted, RecordForm):
    """The words of something that is planned."""

    class Meta:
        model = PlannedItem
        fields = ["subject", "presenters", "details"]
        help_texts = {
            "presenters": "As printed, for example Imran Sadiq, Head of Virtual School",
            "details": "Becomes the item’s description on the agenda",
        }
        widgets = {"details": forms.Textarea(attrs={"rows": 4})}


class PlanForm(PlannedForm):
    """Something new that is promised to a panel."""

    when = WhenField(label="When?")
    fieldsets = [("", ["subject", "presenters", "details", "when"])]

    def __init__(self, *args, panel: Panel, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["when"].offer(panel)

    def particulars(self) -> dict[str, Any]:
        typed = super().particulars()
        return typed | typed.pop("when")


class MoveForm(Drafted, SeenForm):
    """It comes at another time."""

    when = WhenField(label="When?")
    reason = forms.CharField(label="Why", widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["when"].offer(self.record.panel)

    def particulars(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        return typed | typed.pop("when")


class DropForm(Drafted, SeenForm):
    """It will not come."""

    reason = forms.CharField(label="Why", widget=forms.Textarea(attrs={"rows": 3}))


class TakeOffForm(Asking, forms.Form):
    """An item is taken off an agenda: why, and whether it comes again."""

    why = forms.ChoiceField(label="What happens to it?", choices=TakenOff.Why, widget=forms.RadioSelect)
    returns = WhenField(label="When does it come again?")
    reason = forms.CharField(
        label="Why",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kept with the agenda, for officers",
    )

    def __init__(self, *args, panel: Panel, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["returns"].offer(panel, never="Not again")

    def clean(self):
        super().clean()
        typed = self.cleaned_data
        if typed.get("why") == TakenOff.Why.DEFERRED and "returns" in typed and typed["returns"] is None:
            self.add_error("returns", "Choose when it comes again, or say that it is withdrawn")
        if typed.get("why") == TakenOff.Why.OTHER and not typed.get("reason"):
            self.add_error("reason", "Say why it is taken off")
        return typed
