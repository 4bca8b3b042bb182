"""Dates of a schedule as they are typed or pasted, one a line: day, and perhaps the time and the venue."""

import re
from dataclasses import dataclass
from datetime import date, time

from django.core.exceptions import ValidationError

from scrutiny.forms.fields import MONTHS, TIME, TimeOfDayField
from scrutiny.templatetags.words import short_day

LIKE = "like Tuesday 27 July 2021, 4.00pm"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_VENUE = 200
YEARS = range(1974, 2100)

WEEKDAY = re.compile(r"(?P<name>mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+(?:the\s+)?", re.IGNORECASE)
YEAR = r"(?P<year>\d{4}|\d{2})(?!\d)"
TH = r"(?:st|nd|rd|th)?"
DAYS = [
    re.compile(rf"(?P<day>\d{{1,2}}){TH}[\s-]+(?:of\s+)?(?P<month>[a-z]{{3,9}})\.?,?[\s-]+{YEAR}", re.IGNORECASE),
    re.compile(rf"(?P<month>[a-z]{{3,9}})\.?\s+(?P<day>\d{{1,2}}){TH},?\s+{YEAR}", re.IGNORECASE),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)(?:T(?=\d))?", re.ASCII),
    re.compile(rf"(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-]{YEAR}", re.ASCII),
]
WITHOUT_YEAR = re.compile(rf"\d{{1,2}}{TH}\s+[a-z]{{3,9}}|\d{{1,2}}/\d{{1,2}}(?!\d|/)", re.IGNORECASE)
CLOCK = re.compile(
    r"(?:at\s+)?(?P<time>(?:12\s+)?(?:noon|midnight)|midday|\d{1,2}:\d{2}(?=:00\b)|" + TIME.pattern + r")(?::00)?"
    r"(?=[\s,;]|$)",
    re.IGNORECASE | re.ASCII,
)
BETWEEN = " ,;\t-–"


@dataclass(frozen=True)
class TypedRow:
    """What a line says. The panel's usual time and venue stand where it says none."""

    held_on: date
    starts_at: time | None = None
    venue: str = ""


def read_row(line: str) -> TypedRow:
    """ "Tuesday 27 July 2021, 4.00pm, Town Hall", "27/07/2021", "27 July 2021 10am", "2021-07-27".

    Raises ``ValidationError`` with the sentence for whoever typed it.
    """
    line = line.strip(BETWEEN)
    named = WEEKDAY.match(line)
    rest = line[named.end() :] if named else line
    found = next(filter(None, (each.match(rest) for each in DAYS)), None)
    if found is None:
        raise ValidationError(unread(line, rest))
    held_on = real_day(found)
    if named and not WEEKDAYS[held_on.weekday()].startswith(named["name"].lower()):
        raise ValidationError(f"{short_day(held_on)} is a {held_on:%A}, not a {in_full(named['name'])}")
    starts_at, venue = time_and_venue(rest[found.end() :])
    return TypedRow(held_on, starts_at, venue)


def unread(line: str, rest: str) -> str:
    if WITHOUT_YEAR.match(rest):
        return f"“{shortened(line)}” has no year. Type it {LIKE}"
    return f"“{shortened(line)}” is no date that can be read. Type it {LIKE}"


def real_day(found: re.Match) -> date:
    """The day of a match of one of the forms; a year of two figures is of this century."""
    year, month = int(found["year"]), month_number(found["month"])
    try:
        held_on = date(year + 2000 if len(found["year"]) == 2 else year, month, int(found["day"]))
    except ValueError as error:
        raise ValidationError(f"“{shortened(found[0])}” is not a real date") from error
    if held_on.year not in YEARS:
        raise ValidationError(f"The year must lie between {YEARS[0]} and {YEARS[-1]}: “{shortened(found[0])}”")
    return held_on


def month_number(text: str) -> int:
    """From 7, 07, July or Jul; 0 for what is no month."""
    if text.isdecimal():
        return int(text)
    return next((number for number, name in enumerate(MONTHS, 1) if name.startswith(text.lower())), 0)


def time_and_venue(rest: str) -> tuple[time | None, str]:
    """What follows the day: the time, and after a comma or a tab the venue."""
    after = rest.lstrip(BETWEEN)
    clock = CLOCK.match(after)
    starts_at = TimeOfDayField(label=f"“{clock['time']}”").clean(clock["time"]) if clock else None
    if clock:
        rest = after[clock.end() :]
    venue = rest.strip(BETWEEN)
    if venue and not rest.lstrip(" ").startswith((",", ";", "\t")):
        raise ValidationError(f"“{shortened(venue)}” can’t be read. Put a comma before the venue")
    if len(venue) > LONGEST_VENUE:
        raise ValidationError(f"Venue must be {LONGEST_VENUE} characters or fewer")
    return starts_at, " ".join(venue.split())


def in_full(name: str) -> str:
    return next(each for each in WEEKDAYS if each.startswith(name.lower())).title()


def shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
