"""How long an agenda will be open if it goes out today, in the words that the officer reads first."""

from dataclasses import dataclass
from datetime import date

from scrutiny.dates import CLEAR_DAYS, Calendar, latest_despatch, open_days
from scrutiny.templatetags.words import count_words

NONE = "No clear days"


@dataclass(frozen=True)
class ClearDays:
    """The days that count for a meeting whose agenda goes out on ``despatched_on`` (Local Government Act 1972,
    s.100B(3)). ``last_safe`` is the last day of despatch that leaves enough of them; ``knows`` is false where the bank
    holidays of those years are not known, so that only weekends were left out."""

    despatched_on: date
    meeting_on: date
    days: tuple[date, ...]
    last_safe: date
    knows: bool

    @property
    def number(self) -> int:
        return len(self.days)

    @property
    def is_late(self) -> bool:
        return self.number < CLEAR_DAYS

    @property
    def heading(self) -> str:
        """ "4 clear days, not 5", or the one calm line of an agenda in time."""
        if self.is_late:
            return f"{self.in_words}, not {CLEAR_DAYS}"
        return f"{self.in_words}, if you publish before midnight. The last safe day is {self.spoken(self.last_safe)}."

    @property
    def sentence(self) -> str:
        """The dates that count, of an agenda that is late."""
        today = f"If you publish today, {self.spoken(self.despatched_on)}, the agenda will"
        if self.days:
            opens = f"{today} be open for {count_words(self.number, 'clear day')}: {listed(self.days)}."
        else:
            opens = f"{today} not be open for one clear day before the meeting."
        return f"{opens} The last safe day was {self.spoken(self.last_safe)}."

    @property
    def in_words(self) -> str:
        return count_words(self.number, "clear day") if self.days else NONE

    def spoken(self, day: date) -> str:
        """Tuesday 15 September, with its year where it is not the meeting's."""
        year = "" if day.year == self.meeting_on.year else f" {day.year}"
        return f"{day:%A} {day.day} {day:%B}{year}"


def clear_days_of(meeting_on: date, despatched_on: date, calendar: Calendar) -> ClearDays:
    days = tuple(open_days(despatched_on, meeting_on, calendar))
    last_safe = latest_despatch(meeting_on, calendar=calendar)
    knows = calendar.knows(min(despatched_on, last_safe), meeting_on)
    return ClearDays(despatched_on, meeting_on, days, last_safe, knows)


def listed(days: tuple[date, ...]) -> str:
    """ "16, 17, 18 and 21 September": each month is named once, after its last day."""
    words = [
        f"{day.day}" if later and (later.year, later.month) == (day.year, day.month) else f"{day.day} {day:%B}"
        for day, later in zip(days, [*days[1:], None], strict=True)
    ]
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
