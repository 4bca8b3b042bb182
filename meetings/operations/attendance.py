"""Who was at a meeting: the members on the list, others by name, who came late and who took the chair."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any

from django.utils import timezone

from meetings import permissions
from meetings.models import AgendaItem, Attendance, Meeting
from scrutiny.models import Membership, Person
from scrutiny.operations import Change, Refused, change, claim
from scrutiny.operations.people import refuse_merged

Capacity, State = Attendance.Capacity, Attendance.State


class NoAttendance(Refused):
    """This meeting was called off, so nobody attended it."""


class NotThereYet(Refused):
    """Nobody can be present before the day of the meeting. Apologies and substitutes can be put in now."""


class LeftBeforeComing(Refused):
    """Somebody is said to have left before they came. Look at the items once more."""


class SitsOnThePanel(Refused):
    """This person sat on the panel on that day: mark them in the list of members."""


class MarkedAlready(Refused):
    """This person is on the list already. Change their line instead."""


class NotAMemberThatDay(Refused):
    """A substitute stands in for somebody who sat on the panel on that day."""


class TheyWereThere(Refused):
    """The member for whom the substitute came is marked as present. Change that first."""


class HasASubstitute(Refused):
    """Somebody came as this member's substitute. Take the substitute off the list first."""


@dataclass(frozen=True)
class Mark:
    """What is said of one member."""

    state: str
    is_remote: bool = False
    came_at: AgendaItem | None = None
    came_time: time | None = None
    left_at: AgendaItem | None = None
    left_time: time | None = None

    @property
    def fields(self) -> dict[str, Any]:
        """Only who is there can have come, left or joined from elsewhere."""
        if self.state != State.PRESENT:
            return asdict(Mark(self.state))
        return vars(self)


def seats_on(meeting: Meeting) -> list[Membership]:
    """Who sat on the panel on the day of the meeting, in the order in which papers print them; no substitutes."""
    rows = Membership.objects.on(meeting.held_on).filter(panel=meeting.panel_id)
    rows = rows.exclude(role=Membership.Role.SUBSTITUTE).select_related("person")
    return sorted(rows, key=lambda seat: (seat.rank, seat.person.sort_name, seat.pk))


def mark_attendance(
    *,
    meeting: Meeting,
    marks: Mapping[Person, Mark | None],
    by,
    today: date | None = None,
    seen: int | None = None,
    **sitting: Any,
) -> Meeting:
    """Say of members whether they were there; None takes back what was said. ``sitting`` is how the meeting itself
    went: ``chaired_by``, ``started_at``, ``finished_at``, ``is_inquorate`` and ``adjournment``.

    Raises `NoAttendance`, `NotThereYet`, `LeftBeforeComing`, `NotAMemberThatDay`, `HasASubstitute`,
    `ChangedMeanwhile`.
    """
    refuse_early(meeting, [mark.state for mark in marks.values() if mark], today)
    with change("mark_attendance", by=by, about=meeting) as step:
        claim(meeting, seen)
        if not set(marks) <= {seat.person for seat in seats_on(meeting)}:
            raise NotAMemberThatDay
        known = {row.person_id: row for row in meeting.attendances.all()}
        for person, mark in marks.items():
            mark_one(step, meeting, person, mark, known)
        changed = {name: value for name, value in sitting.items() if getattr(meeting, name) != value}
        if changed:
            step.save(meeting, **changed)
        step.touch(meeting)
    return meeting


def refuse_early(meeting: Meeting, states: list[str], today: date | None = None) -> None:
    """Raises `NoAttendance`, `NotThereYet`."""
    if not permissions.can_record_attendance(meeting):
        raise NoAttendance
    if State.PRESENT in states and (today or timezone.localdate()) < meeting.held_on:
        raise NotThereYet


def mark_one(
    step: Change, meeting: Meeting, person: Person, mark: Mark | None, known: dict[int | None, Attendance]
) -> None:
    row = known.get(person.pk)
    if mark is None:
        if row:
            step.delete(row)
        return
    if mark.state == State.PRESENT and any(each.instead_of_id == person.pk for each in known.values()):
        raise HasASubstitute
    if mark.came_at and mark.left_at and mark.left_at.position < mark.came_at.position:
        raise LeftBeforeComing
    row = row or Attendance(meeting=meeting, person=person, state="")
    if any(getattr(row, name) != value for name, value in mark.fields.items()):
        step.save(row, **mark.fields)


def add_attender(
    *,
    meeting: Meeting,
    capacity: str,
    by,
    person: Person | None = None,
    state: str = State.PRESENT,
    today: date | None = None,
    **fields: Any,
) -> Attendance:
    """Somebody who is no member, or a group without names: there, or with apologies.

    A substitute came ``instead_of`` a member, whose apologies are put down if nothing was said of them. Raises
    `NoAttendance`, `NotThereYet`, `SitsOnThePanel`, `MarkedAlready`, `NotAMemberThatDay`, `TheyWereThere`,
    `MergedAway`.
    """
    refuse_early(meeting, [state], today)
    with change("add_attender", by=by, about=meeting) as step:
        claim(meeting, None)
        if person:
            refuse_merged(person)
            if person in [seat.person for seat in seats_on(meeting)]:
                raise SitsOnThePanel
            if meeting.attendances.filter(person=person).exists():
                raise MarkedAlready
        if capacity == Capacity.SUBSTITUTE:
            excuse(step, meeting, fields.get("instead_of"))
        step.touch(meeting)
        return step.save(Attendance(meeting=meeting, person=person, capacity=capacity, state=state, **fields))


def excuse(step: Change, meeting: Meeting, member: Person | None) -> None:
    """The member for whom a substitute comes has sent apologies, unless something else was said."""
    if member not in [seat.person for seat in seats_on(meeting)]:
        raise NotAMemberThatDay
    row = meeting.attendances.filter(person=member).first()
    if row is None:
        step.save(Attendance(meeting=meeting, person=member, state=State.APOLOGIES))
    elif row.is_present:
        raise TheyWereThere


def edit_attender(*, attendance: Attendance, by, **fields: Any) -> Attendance:
    """Change what is said of somebody who is no member.

    Raises `NoAttendance`, `NotThereYet`, `LeftBeforeComing`, `NotAMemberThatDay`, `TheyWereThere`.
    """
    meeting = attendance.meeting
    refuse_early(meeting, [fields.get("state", attendance.state)])
    came, left = (fields.get(name, getattr(attendance, name)) for name in ("came_at", "left_at"))
    if came and left and left.position < came.position:
        raise LeftBeforeComing
    with change("edit_attender", by=by, about=meeting) as step:
        claim(meeting, None)
        if fields.get("capacity") == Capacity.SUBSTITUTE:
            excuse(step, meeting, fields.get("instead_of"))
        step.touch(meeting)
        return step.save(attendance, **fields)


def remove_attender(*, attendance: Attendance, by) -> None:
    """Take a line off that is not a member's."""
    meeting = attendance.meeting
    with change("remove_attender", by=by, about=meeting, name=attendance.name) as step:
        claim(meeting, None)
        step.touch(meeting)
        step.delete(attendance)
