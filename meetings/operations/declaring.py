"""Interests and party whips that were declared at a meeting, or that nobody declared any."""

from typing import Any

from meetings import permissions
from meetings.models import Declaration, Meeting
from scrutiny.models import Person
from scrutiny.operations import Refused, change, claim
from scrutiny.operations.people import refuse_merged


class NothingToDeclareAt(Refused):
    """This meeting was called off, so nothing was declared at it."""


class SomethingWasDeclared(Refused):
    """Something was declared at this meeting. Take it off the list first."""


def declare(*, meeting: Meeting, person: Person, by, is_sensitive: bool = False, **fields: Any) -> Declaration:
    """Put a declaration on record; of a sensitive one its nature is not kept. Raises `NothingToDeclareAt`,
    `MergedAway`."""
    if not permissions.can_record_attendance(meeting):
        raise NothingToDeclareAt
    if is_sensitive:
        fields["nature"] = ""
    with change("declare", by=by, about=meeting) as step:
        claim(meeting, None)
        refuse_merged(person)
        if meeting.none_declared:
            step.save(meeting, none_declared=False)
        step.touch(meeting)
        return step.save(Declaration(meeting=meeting, person=person, is_sensitive=is_sensitive, **fields))


def declare_none(*, meeting: Meeting, by, none_declared: bool = True) -> Meeting:
    """Nobody declared anything: a record too. Raises `NothingToDeclareAt`, `SomethingWasDeclared`."""
    if not permissions.can_record_attendance(meeting):
        raise NothingToDeclareAt
    with change("declare_none", by=by, about=meeting) as step:
        claim(meeting, None)
        if none_declared and meeting.declarations.exists():
            raise SomethingWasDeclared
        return step.save(meeting, none_declared=none_declared)


def remove_declaration(*, declaration: Declaration, by) -> None:
    """Take a declaration off that was put down by mistake."""
    meeting = declaration.meeting
    with change("remove_declaration", by=by, about=meeting, person=str(declaration.person)) as step:
        claim(meeting, None)
        step.touch(meeting)
        step.delete(declaration)
