"""The paper by which a panel agrees the dates of its year."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from meetings.models import Meeting
from scrutiny.models import MunicipalYear, Panel
from scrutiny.slots import Row
from scrutiny.templatetags.words import clock, day, short_day

NOT_SAID = "To be confirmed"


@dataclass(frozen=True)
class SchedulePaper:
    """The meetings of a panel's municipal year that go ahead, in order."""

    panel: Panel
    year: MunicipalYear
    meetings: list[Meeting]

    @property
    def title(self) -> str:
        return f"Proposed schedule of meetings {self.year}"

    @property
    def purpose(self) -> str:
        return f"To agree the proposed schedule of meetings of the {self.panel} for the municipal year {self.year}."

    @property
    def rows(self) -> list[list[str]]:
        """Day, time and venue in words."""
        return [[day(row.held_on), clock(row.starts_at), row.venue or NOT_SAID] for row in self.meetings]

    def printed(self, today: date) -> dict[str, Any]:
        """What ``templates/typst/paper.typ`` reads."""
        table = {"type": "table", "caption": "Dates", "head": ["Date", "Time", "Venue"], "rows": self.rows}
        return {
            "title": self.title,
            "author": str(self.panel.contact or "Democratic Services"),
            "date": short_day(today),
            "council": f"{settings.COUNCIL_NAME}, {self.panel}",
            "blocks": [{"type": "paragraph", "text": self.purpose}, *([table] if self.rows else [])],
        }


def schedule_paper(panel: Panel, year: MunicipalYear) -> SchedulePaper:
    rows = Meeting.objects.going_ahead().filter(panel=panel, year=year)
    return SchedulePaper(panel, year, list(rows.order_by("held_on", "starts_at", "id")))


def schedules_to_print(today: date) -> list[Row]:
    """Each panel's municipal year in which it still meets, in one query."""
    rows = Meeting.objects.going_ahead().filter(held_on__gte=today).select_related("panel", "year")
    found = {(row.panel.name, row.year): row for row in rows.order_by("panel__name", "held_on")}
    return [
        Row(f"{panel}, {year}", reverse("schedule_paper", args=[year.slug, row.panel.slug]))
        for (panel, year), row in found.items()
    ]
