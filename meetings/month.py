"""A month of meetings, week by week."""

from calendar import Calendar as Weeks
from dataclasses import dataclass, field
from datetime import date, timedelta

from meetings.models import Meeting
from scrutiny.dates import FIRST_YEAR, LAST_YEAR
from scrutiny.models import council_calendar

DAY = timedelta(days=1)


@dataclass(frozen=True)
class MonthDay:
    """A square of the calendar, empty outside its month. ``closed`` names the bank holiday or closure."""

    on: date
    is_inside: bool
    closed: str = ""
    meetings: list[Meeting] = field(default_factory=list)

    @property
    def is_busy(self) -> bool:
        return self.is_inside and bool(self.closed or self.meetings)


@dataclass(frozen=True)
class Month:
    first: date
    weeks: list[list[MonthDay]]

    @property
    def before(self) -> date | None:
        """The first day of the month before; None where the calendar begins."""
        before = (self.first - DAY).replace(day=1)
        return before if before.year >= FIRST_YEAR else None

    @property
    def after(self) -> date | None:
        after = (self.first + 31 * DAY).replace(day=1)
        return after if after.year <= LAST_YEAR else None

    @property
    def is_empty(self) -> bool:
        return not any(day.is_busy for week in self.weeks for day in week)


def month_of(user, year: int, month: int) -> Month:
    """The month with every meeting that the reader may know of, and the days that don't count, in two queries."""
    rows = Meeting.objects.visible_to(user).filter(held_on__year=year, held_on__month=month)
    calendar, meetings = council_calendar(), list(rows.select_related("panel", "year").order_by("starts_at", "id"))
    weeks = [
        [
            MonthDay(
                on,
                on.month == month,
                calendar.holidays.get(on, ""),
                [row for row in meetings if row.held_on == on],
            )
            for on in week
        ]
        for week in Weeks().monthdatescalendar(year, month)
    ]
    return Month(date(year, month, 1), weeks)
