from typing import Any

from django import forms

from meetings.models import AgendaItem
from scrutiny.forms.drafted import Drafted
from scrutiny.forms.versioned import SeenForm
from scrutiny.history.opened import Part

MOST_MINUTES = 600


class RunningOrderForm(Drafted, SeenForm):
    """How long each item may take, and what the chair should know. Give it the ``items`` in order."""

    parts = (Part(AgendaItem, "meeting_id"),)

    def __init__(self, *args, items: list[AgendaItem], **kwargs):
        self.items = [item for item in items if not item.is_heading]
        super().__init__(*args, **kwargs)

    def watch(self, record):
        """Ask about each item before a draft or a conflict looks at the boxes."""
        for item in self.items:
            self.fields[f"minutes_{item.pk}"] = minutes_field(item)
            self.fields[f"notes_{item.pk}"] = notes_field(item)
        self.fieldsets = [(str(item), [f"minutes_{item.pk}", f"notes_{item.pk}"]) for item in self.items]
        super().watch(record)

    def stands(self, record, *rows):
        known = {row.id: row for row in rows[0]}
        return {
            name: value
            for item in self.items
            if (row := known.get(item.pk)) is not None
            for name, value in (
                (f"minutes_{item.pk}", row.minutes_planned),
                (f"notes_{item.pk}", row.chair_notes),
            )
        }

    @property
    def rows(self) -> dict[int, dict[str, Any]]:
        """What was typed, by the number of its item."""
        typed = self.cleaned_data
        return {
            item.pk: {"minutes_planned": typed[f"minutes_{item.pk}"], "chair_notes": typed[f"notes_{item.pk}"]}
            for item in self.items
        }


def minutes_field(item: AgendaItem) -> forms.IntegerField:
    return forms.IntegerField(
        label="Minutes",
        required=False,
        min_value=0,
        max_value=MOST_MINUTES,
        initial=item.minutes_planned,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={"max_value": f"Minutes must be {MOST_MINUTES} or fewer"},
    )


def notes_field(item: AgendaItem) -> forms.CharField:
    return forms.CharField(
        label="Notes for the chair",
        required=False,
        initial=item.chair_notes,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
