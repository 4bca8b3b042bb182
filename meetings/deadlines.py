"""By when the papers of a meeting must be in and its agenda out."""

from dataclasses import dataclass
from datetime import date

from meetings.models import Meeting
from scrutiny import dates
from scrutiny.dates import Calendar
from scrutiny.templatetags.words import count_words, day

SOON = 20
"""So many working days are worth counting aloud."""


@dataclass(frozen=True)
class Deadlines:
    """The days of one meeting. ``publish_by`` is the last safe day (Local Government Act 1972, s.100B(3)).

    ``working_days_left`` are those after today, ``publish_by`` included; none once it has passed. ``knows`` is false
    where the bank holidays of that year aren't published yet, so that any of these days may still move.
    """

    papers_due: date
    publish_by: date
    working_days_left: int
    knows: bool


def awaits_agenda(meeting: Meeting, today: date) -> bool:
    """Whether the agenda of a meeting to come is still to be published."""
    return meeting.state == Meeting.State.SCHEDULED and meeting.held_on >= today


def deadlines(meeting: Meeting, today: date, calendar: Calendar) -> Deadlines:
    """The deadlines of a meeting as they stand ``today``, by the days that the council doesn't count."""
    return deadlines_on(meeting.held_on, today, calendar)


def deadlines_on(held_on: date, today: date, calendar: Calendar) -> Deadlines:
    """The same for a day on which nothing is called yet."""
    due = dates.papers_due(held_on, calendar)
    publish_by = dates.latest_despatch(held_on, calendar=calendar)
    left = dates.working_days_left(today, publish_by, calendar)
    return Deadlines(due, publish_by, left, calendar.knows(due, held_on))


def deadline_words(meeting: Meeting, today: date, calendar: Calendar) -> str:
    """ "Publish by Monday 14 September 2026: 2 working days left"; nothing where no agenda is awaited."""
    if not awaits_agenda(meeting, today):
        return ""
    due = deadlines(meeting, today, calendar)
    doubt = "" if due.knows else ". The bank holidays of that year are not known yet"
    if today > due.publish_by:
        return f"The last safe day was {day(due.publish_by)}{doubt}"
    if today == due.publish_by:
        return f"Publish today, {day(due.publish_by)}: it is the last safe day{doubt}"
    left = f": {count_words(due.working_days_left, 'working day')} left" if due.working_days_left <= SOON else ""
    return f"Publish by {day(due.publish_by)}{left}{doubt}"
