"""Dates in law and in a council's year: pure functions.

A working day is one on which the offices are open: neither weekend nor holiday. Each function that counts working
days takes the `Calendar` to count by; without one it counts by England's bank holidays as they were published.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays

DAY = timedelta(days=1)
SATURDAY = 5

FIRST_YEAR, LAST_YEAR = 1974, 2099
"""Where calendars begin and end. Councils of today's law began in 1974 (Local Government Act 1972)."""

CLEAR_DAYS = 5
"""How long agenda and reports are open before a meeting (Local Government Act 1972, s.100B(3), as amended)."""

PAPERS_BEFORE_DESPATCH = 5
"""The working days between the day on which papers are due and the last safe day: the office's own rule."""

AGENDA_YEARS, BACKGROUND_YEARS = 6, 4
"""How long agenda, reports and minutes stay open, and background papers (Local Government Act 1972, s.100C, s.100D)."""

STATEMENT_OF_ACTION_DAYS = 70
"""Working days to the statement of action after a children's services inspection."""

ANNUAL_MEETING = (5, 15)
"""Councils hold their annual meeting between mid and late May (Local Government Act 1972, Schedule 12,
paragraph 1); where the council has not entered its own day, the year is taken to begin on the 15th."""


@dataclass(frozen=True)
class Calendar:
    """Which days don't count. ``holidays`` gives each its title; they are known from ``first`` to ``last``."""

    holidays: Mapping[date, str] = field(default_factory=dict)
    first: date = date.min
    last: date = date.max

    def closed(self, day: date) -> str:
        """Why ``day`` doesn't count: "Easter Monday", "Saturday"; empty for a working day."""
        if day in self.holidays:
            return self.holidays[day]
        return f"{day:%A}" if day.weekday() >= SATURDAY else ""

    def is_working_day(self, day: date) -> bool:
        return not self.closed(day)

    def knows(self, *days: date) -> bool:
        """Whether the holidays of these days' years are known. Outside them only weekends are left out."""
        return all(self.first <= day <= self.last for day in days)

    def with_days(self, more: Mapping[date, str]) -> "Calendar":
        """The same with further days on which the offices are closed."""
        return Calendar({**self.holidays, **more}, self.first, self.last)

    def without(self, day: date) -> "Calendar":
        """The same as it would be if the offices were open on ``day``."""
        rest = {other: title for other, title in self.holidays.items() if other != day}
        return Calendar(rest, self.first, self.last)


@cache
def england() -> Calendar:
    """The bank holidays of England and Wales as GOV.UK publishes them (Banking and Financial Dealings Act 1971)."""
    published = BankHolidays(use_cached_holidays=True).data[BankHolidays.ENGLAND_AND_WALES]
    holidays = {row["date"]: row["title"] for row in published}
    return Calendar(holidays, date(min(holidays).year, 1, 1), date(max(holidays).year, 12, 31))


def clear_days(despatched_on: date, meeting_on: date, calendar: Calendar | None = None) -> int:
    """The clear days between despatch and meeting, without either (Local Government Act 1972, s.100B(3))."""
    return len(open_days(despatched_on, meeting_on, calendar))


def open_days(despatched_on: date, meeting_on: date, calendar: Calendar | None = None) -> list[date]:
    """The working days strictly between despatch and meeting: those that count."""
    known = calendar or england()
    between = (despatched_on + DAY * n for n in range(1, (meeting_on - despatched_on).days))
    return [day for day in between if known.is_working_day(day)]


def latest_despatch(meeting_on: date, clear: int = CLEAR_DAYS, calendar: Calendar | None = None) -> date:
    """The last safe day: the last working day that leaves ``clear`` clear days before the meeting.

    Raises ``OverflowError`` where there is no such date.
    """
    return nth(working_days_before(meeting_on, calendar), clear + 1)


def papers_due(meeting_on: date, calendar: Calendar | None = None) -> date:
    """When papers are due: `PAPERS_BEFORE_DESPATCH` working days before the last safe day."""
    return nth(working_days_before(latest_despatch(meeting_on, calendar=calendar), calendar), PAPERS_BEFORE_DESPATCH)


def add_working_days(start_on: date, days: int, calendar: Calendar | None = None) -> date:
    """The day that is ``days`` working days after ``start_on``, which isn't counted itself."""
    known = calendar or england()
    day = start_on
    while days > 0:
        day += DAY
        days -= known.is_working_day(day)
    return day


def working_days_left(today: date, until: date, calendar: Calendar | None = None) -> int:
    """The working days after ``today``, ``until`` included."""
    return len(open_days(today, until + DAY, calendar))


def response_due(received_on: date) -> date:
    """The last day of two months beginning with receipt (Local Government Act 2000, s.9FE(5))."""
    return last_day_of_months(received_on, 2)


def open_until(meeting_on: date, years: int = AGENDA_YEARS) -> date:
    """The last day of a period of years beginning with the meeting (Local Government Act 1972, s.100C(1))."""
    return last_day_of_months(meeting_on, 12 * years)


def last_day_of_months(begins_on: date, months: int) -> date:
    """The last day of a period of whole months beginning with ``begins_on``.

    It ends on the eve of the same day of the month; where that month has no such day, on its last.
    """
    year, month = divmod(begins_on.year * 12 + begins_on.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    if begins_on.day > last:
        return date(year, month + 1, last)
    return date(year, month + 1, begins_on.day) - DAY


def municipal_year(day: date) -> tuple[date, date]:
    """The first and last day of the municipal year that holds ``day``, by the usual annual meeting."""
    begins = date(day.year, *ANNUAL_MEETING)
    if day < begins:
        begins = date(day.year - 1, *ANNUAL_MEETING)
    return begins, date(begins.year + 1, *ANNUAL_MEETING) - DAY


def working_days_before(day: date, calendar: Calendar | None = None) -> Iterator[date]:
    """The working days before ``day``, nearest first."""
    known = calendar or england()
    while True:
        day -= DAY
        if known.is_working_day(day):
            yield day


def nth(days: Iterator[date], number: int) -> date:
    """The first for 1."""
    return next(day for place, day in enumerate(days, start=1) if place == number)
