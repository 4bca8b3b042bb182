"""Who was at a meeting as its pages and minutes say it: counted against the quorum, and as printed."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings

from meetings.models import Attendance, Declaration, Meeting
from meetings.operations.attendance import seats_on
from scrutiny.models import Membership, Person
from scrutiny.templatetags.words import clock, count_words

Capacity, State, Role = Attendance.Capacity, Attendance.State, Membership.Role

HEADINGS = {
    Capacity.MEMBER: "Present",
    Capacity.SUBSTITUTE: "Present",
    Capacity.COUNCILLOR: "Also present",
    Capacity.OFFICER: "Officers",
    Capacity.INVITED: "By invitation",
    Capacity.OBSERVER: "Observers",
}
APOLOGIES, ABSENT = "Apologies for absence", "Absent"


@dataclass(frozen=True)
class Roll:
    """A meeting's members of that day, and what is said of everybody."""

    meeting: Meeting
    seats: list[Membership]
    rows: list[Attendance]

    def of(self, person: Person) -> Attendance | None:
        return next((row for row in self.rows if row.person_id == person.pk), None)

    @property
    def others(self) -> list[Attendance]:
        """Everybody who is on the list and did not sit on the panel that day."""
        seated = {seat.person_id for seat in self.seats}
        return [row for row in self.rows if row.person_id not in seated]

    @property
    def not_accounted_for(self) -> list[Membership]:
        """Members of whom nobody has said whether they were there. Never public."""
        known = {row.person_id for row in self.rows}
        return [seat for seat in self.seats if seat.person_id not in known]

    @property
    def counted(self) -> int:
        """Who counts to the quorum: voting members and substitutes in the room, and from elsewhere only by setting."""
        silent = {seat.person_id for seat in self.seats if seat.role == Role.CO_OPTED_NON_VOTING}
        voting = [row for row in self.rows if row.capacity in Capacity.voting() and row.person_id not in silent]
        return sum(row.is_present and (settings.REMOTE_COUNTS or not row.is_remote) for row in voting)

    @property
    def has_quorum(self) -> bool:
        return self.counted >= (self.meeting.panel.quorum or 0)

    @property
    def words(self) -> str:
        """ "6 of 8 members present, quorum 3 · 2 apologies · nobody unaccounted for"."""
        members = [row for row in self.rows if row.capacity == Capacity.MEMBER]
        present = sum(row.is_present for row in members)
        apologies = sum(row.state == State.APOLOGIES for row in members)
        quorum = f", quorum {self.meeting.panel.quorum}" if self.meeting.panel.quorum else ""
        parts = [
            f"{present} of {count_words(len(self.seats), 'member')} present{quorum}",
            count_words(apologies, "apology,apologies"),
            f"{len(self.not_accounted_for) or 'nobody'} unaccounted for",
        ]
        return " · ".join(parts)


def not_accounted_words(names: list[str]) -> str:
    """The sentence to the officer."""
    who = f"{', '.join(names[:-1])} and {names[-1]} were" if len(names) > 1 else f"{names[0]} was"
    return (
        f"You have not said whether {who} there. Mark them present, apologies or absent before you send the minutes; "
        "this line is never published."
    )


def roll_of(meeting: Meeting) -> Roll:
    """In two queries."""
    rows = meeting.attendances.select_related("person", "instead_of", "came_at", "left_at").order_by(
        "person__sort_name", "pk"
    )
    return Roll(meeting, seats_on(meeting), list(rows))


def attendance_data(roll: Roll) -> list[dict[str, Any]]:
    """As the minutes print it: headings, each with its people by name and note. Who is unaccounted for is left out."""
    seats: dict[int | None, Membership] = {seat.person_id: seat for seat in roll.seats}
    groups: dict[str, list[dict[str, str]]] = {each: [] for each in (*HEADINGS.values(), APOLOGIES, ABSENT)}
    for row in sorted(roll.rows, key=partial(place_of, seats)):
        groups[heading_of(row)].append(printed(row, seats.get(row.person_id), roll.meeting))
    return [{"heading": heading, "people": people} for heading, people in groups.items() if people]


def place_of(seats: dict[int | None, Membership], row: Attendance) -> tuple[int, int]:
    """Members first, in the order of the panel; then everybody else by what they came as."""
    seat = seats.get(row.person_id)
    return list(Capacity).index(Capacity(row.capacity)), seat.rank if seat else len(Role)


def heading_of(row: Attendance) -> str:
    if row.state == State.APOLOGIES:
        return APOLOGIES
    return HEADINGS[Capacity(row.capacity)] if row.is_present else ABSENT


def printed(row: Attendance, seat: Membership | None, meeting: Meeting) -> dict[str, str]:
    notes = [
        in_the_chair(row, seat, meeting),
        f"substitute for {row.instead_of}" if row.instead_of else "",
        row.role,
        "joined remotely" if row.is_remote else "",
        moved("from", row.came_at, row.came_time),
        moved("until", row.left_at, row.left_time),
    ]
    return {"name": row.name, "note": ", ".join(filter(None, notes))}


def in_the_chair(row: Attendance, seat: Membership | None, meeting: Meeting) -> str:
    if meeting.chaired_by_id and meeting.chaired_by_id == row.person_id and (not seat or seat.role != Role.CHAIR):
        return "in the Chair"
    return seat.get_role_display() if seat and seat.role not in (Role.MEMBER, Role.SUBSTITUTE) else ""


def moved(word: str, item, at) -> str:
    """ "from item 4, 4.20pm"."""
    places = [item.label[0].lower() + item.label[1:] if item and item.number else "", clock(at) if at else ""]
    return f"{word} {', '.join(filter(None, places))}" if any(places) else ""


def declared(row: Declaration) -> dict[str, str]:
    """In words, for officers."""
    notes = [
        "sensitive interest" if row.is_sensitive else row.kind,
        "left the room" if row.left_room else "",
        "has a dispensation" if row.has_dispensation else "",
    ]
    item = row.item.label if row.item else ""
    return {"name": str(row.person), "item": item, "note": ", ".join(filter(None, notes)), "nature": row.nature}


def printed_declaration(row: Declaration) -> dict[str, str]:
    """In words, for the minutes: at a private item what the interest is in would say what the item is about."""
    words = declared(row)
    return words | {"nature": ""} if row.item and row.item.is_private else words


def record_data(meeting: Meeting) -> dict[str, Any]:
    """What minutes say of the meeting as a whole, beside its items: the same for everybody."""
    declarations = meeting.declarations.select_related("person", "item").order_by("pk")
    return {
        "attendance": attendance_data(roll_of(meeting)),
        "declarations": [printed_declaration(row) for row in declarations],
        "none_declared": meeting.none_declared,
        "began": clock(meeting.started_at) if meeting.started_at else "",
        "ended": clock(meeting.finished_at) if meeting.finished_at else "",
        "is_inquorate": meeting.is_inquorate,
        "adjournment": meeting.adjournment,
    }
