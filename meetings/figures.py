"""How often a panel's members came to its meetings, year by year: counted from minutes that are out."""

from collections import Counter
from dataclasses import dataclass

from meetings.models import Attendance, Meeting
from meetings.models.meeting import MeetingQuerySet
from scrutiny.models import Membership, MunicipalYear, Panel, Person
from scrutiny.slots import Bar, Section

State = Attendance.State


@dataclass(frozen=True)
class Figure:
    """One member: of so many ``meetings`` while they sat on the panel they came to some."""

    person: Person
    meetings: int
    present: int = 0
    apologies: int = 0
    absent: int = 0
    substituted: int = 0


@dataclass(frozen=True)
class Figures:
    """A panel's year: how many of its ``meetings`` are counted, and its members by name."""

    year: MunicipalYear
    meetings: int
    rows: list[Figure]


def counted_meetings(panel: Panel) -> MeetingQuerySet:
    """Held, in public, and with minutes in which anybody can look the figures up."""
    rows = Meeting.objects.filter(panel=panel, is_formal=True, panel__access_rules_apply=True)
    return rows.filter(state=Meeting.State.HELD, minutes_state=Meeting.Minutes.PUBLISHED)


def years_of(panel: Panel) -> list[MunicipalYear]:
    """The years of which something is counted, newest first."""
    return list(MunicipalYear.objects.filter(meetings__in=counted_meetings(panel)).distinct().order_by("-starts_on"))


def figures_of(panel: Panel, year: MunicipalYear) -> Figures:
    """In three queries, however many members and meetings there are."""
    days = dict(counted_meetings(panel).filter(year=year).values_list("pk", "held_on"))
    seats = Membership.objects.filter(panel=panel).exclude(role=Membership.Role.SUBSTITUTE).select_related("person")
    said: dict[int | None, Counter[str]] = {}
    stood_in: Counter[int | None] = Counter()
    rows = Attendance.objects.filter(meeting__in=days).values_list("person", "state", "instead_of")
    for person, state, instead_of in rows:
        said.setdefault(person, Counter())[state] += 1
        stood_in[instead_of] += state == State.PRESENT
    sat: Counter[Person] = Counter()
    for seat in seats:
        served = [day for day in days.values() if seat.from_on <= day and (not seat.until_on or day < seat.until_on)]
        sat[seat.person] += len(served)
    found = [figure(each, due, said.get(each.pk, Counter()), stood_in[each.pk]) for each, due in sat.items() if due]
    return Figures(year, len(days), sorted(found, key=lambda row: (row.person.sort_name, row.person.pk)))


def figure(person: Person, due: int, said: Counter[str], substituted: int) -> Figure:
    return Figure(person, due, said[State.PRESENT], said[State.APOLOGIES], said[State.ABSENT], substituted)


def in_a_picture(found: Figures | None) -> Section | None:
    if found is None:
        return None
    drawn = [Bar(row.person.name, row.present, "good") for row in found.rows]
    return Section(f"Meetings attended in {found.year}", bars=drawn)
