"""What an officer should know of a day before a meeting is called for it or moved to it."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from meetings.deadlines import Deadlines, deadlines_on
from meetings.models import Meeting
from meetings.models.meeting import LASTS
from scrutiny.dates import Calendar
from scrutiny.models import Membership, Panel
from scrutiny.templatetags.words import clock, count_words, day


@dataclass(frozen=True)
class Proposed:
    """A meeting that isn't called yet."""

    held_on: date
    starts_at: time
    venue: str = ""

    @property
    def begins(self) -> datetime:
        """Without a zone: only meetings of the same day are compared."""
        return datetime.combine(self.held_on, self.starts_at)

    def overlaps(self, other: "Proposed | Meeting") -> bool:
        return self.held_on == other.held_on and abs(self.begins - begins(other)) < LASTS


def begins(meeting: "Proposed | Meeting") -> datetime:
    return datetime.combine(meeting.held_on, meeting.starts_at)


@dataclass(frozen=True)
class Outlook:
    """A proposed meeting with its deadlines and what speaks against the day, a sentence each."""

    proposed: Proposed
    deadlines: Deadlines
    warnings: list[str]


class Diary:
    """What the council has on the days that are proposed for a panel: meetings, members' seats and closures."""

    def __init__(
        self, panel: Panel, days: Iterable[date], *, today: date, calendar: Calendar, moving: Meeting | None = None
    ) -> None:
        self.panel, self.today, self.calendar = panel, today, calendar
        rows = Meeting.objects.going_ahead().filter(held_on__in=set(days)).select_related("panel")
        self.meetings = [row for row in rows.order_by("starts_at", "id") if moving is None or row.pk != moving.pk]
        panels = {panel.pk, *(row.panel_id for row in self.meetings)}
        self.seats = list(
            Membership.objects.filter(panel__in=panels).values_list("panel", "person", "from_on", "until_on")
        )

    def outlook(self, proposed: Proposed, others: Iterable[Proposed] = ()) -> Outlook:
        """``others`` are proposed with it."""
        due = deadlines_on(proposed.held_on, self.today, self.calendar)
        return Outlook(proposed, due, [*self.about_the_day(proposed, due), *self.clashes(proposed, list(others))])

    def about_the_day(self, proposed: Proposed, due: Deadlines) -> Iterator[str]:
        why = self.calendar.closed(proposed.held_on)
        if why:
            yield why
        if proposed.held_on < self.today:
            yield "This day has passed"
        elif due.publish_by < self.today:
            yield f"The last safe day has passed: the law asks that the agenda was out by {day(due.publish_by)}"
        if not due.knows:
            yield f"The bank holidays of {proposed.held_on.year} are not known yet, so these days may move"

    def clashes(self, proposed: Proposed, others: list[Proposed]) -> Iterator[str]:
        if any(other.held_on == proposed.held_on for other in others):
            yield "This day is in the list twice"
        for meeting in (row for row in self.meetings if row.held_on == proposed.held_on):
            if meeting.panel_id == self.panel.pk:
                yield f"The same body meets on this day already, at {clock(meeting.starts_at)}"
            elif proposed.overlaps(meeting):
                yield from self.clash(proposed, meeting)

    def clash(self, proposed: Proposed, meeting: Meeting) -> Iterator[str]:
        there = f"{meeting.panel} meets at {clock(meeting.starts_at)}"
        shared = len(self.sitting(self.panel.pk, meeting.held_on) & self.sitting(meeting.panel_id, meeting.held_on))
        if shared:
            yield f"{there}, and {count_words(shared, 'person sits,people sit')} on both"
        if proposed.venue and proposed.venue.casefold() == meeting.venue.casefold():
            yield f"{there} in the same place"

    def sitting(self, panel: int, on: date) -> set[int]:
        """Who sits on a panel that day."""
        return {
            person
            for place, person, begun, ended in self.seats
            if place == panel and begun <= on and (ended is None or on < ended)
        }


def fingerprint(found: list[Outlook]) -> str:
    """Stands for what an officer saw, so that nothing is called or moved that looks otherwise by now."""
    seen = [(str(each.proposed), each.deadlines.publish_by.isoformat(), each.warnings) for each in found]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:20]


def outlooks(
    panel: Panel, rows: list[Proposed], *, today: date, calendar: Calendar, moving: Meeting | None = None
) -> list[Outlook]:
    """Each of ``rows`` in its order, in two queries."""
    diary = Diary(panel, [row.held_on for row in rows], today=today, calendar=calendar, moving=moving)
    return [diary.outlook(row, rows[:place] + rows[place + 1 :]) for place, row in enumerate(rows)]
