"""Calling a meeting, changing what was called, calling it off, and saying that it was held."""

from datetime import date
from typing import Any

from django.db.models import Max

from meetings import permissions
from meetings.models import Meeting
from meetings.operations.filling import fill_agenda
from scrutiny.models import Panel
from scrutiny.operations import Refused, change, claim, claim_address, free_path, year_of

MOST_ON_A_DAY = 20


class MoveNeedsReason(Refused):
    """The agenda is published: say why the meeting moves. The reason is shown with the old date."""


class CantBeCalledOff(Refused):
    """Only a meeting that is still to come can be cancelled or postponed."""


class CallingOffNeedsReason(Refused):
    """Say why the meeting does not go ahead. The reason is shown on its page."""


class NotYetHeld(Refused):
    """Only a meeting with a published agenda, whose day has come, can be marked as held."""


def call_meeting(*, panel: Panel, held_on: date, by, standing: bool = False, **fields: Any) -> Meeting:
    """A meeting of the panel on a day, at its usual time and place unless ``fields`` say otherwise.

    ``standing`` fills its agenda: the panel's standing items, minutes to approve, open actions.
    """
    with change("call_meeting", by=by) as step:
        Panel.objects.select_for_update().get(pk=panel.pk)
        fields = {"starts_at": panel.default_time, "venue": panel.default_venue} | fields
        meeting = Meeting(panel=panel, held_on=held_on, year=year_of(held_on, by=by), **fields)
        place_on_day(meeting)
        step.save(meeting)
        claim_address(record=meeting)
        if standing:
            fill_agenda(meeting=meeting, by=by)
    return meeting


def place_on_day(meeting: Meeting) -> None:
    """Number the meeting among its panel's meetings of the day, at an address that nothing else has or had."""
    same_day = Meeting.objects.filter(panel=meeting.panel, held_on=meeting.held_on).exclude(pk=meeting.pk)
    last = same_day.aggregate(last=Max("number_on_day"))["last"] or 0
    for number in range(last + 1, last + MOST_ON_A_DAY):
        meeting.number_on_day = number
        if free_path(path=meeting.get_absolute_url(), record=meeting):
            return


def edit_meeting(
    *, meeting: Meeting, by, seen: int | None = None, held_on: date, reason: str = "", **fields: Any
) -> Meeting:
    """Change a meeting's particulars. A new date keeps the old one, and the old address redirects.

    Raises `ChangedMeanwhile`, `CallingOffNeedsReason`, and `MoveNeedsReason` where people were told of the old date.
    """
    with change("edit_meeting", by=by, words=reason) as step:
        claim(meeting, seen)
        before = Meeting.objects.select_related("panel", "year").get(pk=meeting.pk)
        if held_on != before.held_on:
            if before.agenda_published_at and not reason:
                raise MoveNeedsReason
            fields |= {"previous_on": before.held_on, "held_on": held_on, "year": year_of(held_on, by=by)}
        if before.is_called_off and not reason.strip():
            raise CallingOffNeedsReason
        for name, value in (fields | {"reason": reason}).items():
            setattr(before, name, value)
        if "held_on" in fields:
            place_on_day(before)
        step.save(before)
        claim_address(record=before)
    return before


def call_off(*, meeting: Meeting, state: str, reason: str, by, seen: int | None = None) -> Meeting:
    """Cancel or postpone a meeting. Its papers stay, and its page says why."""
    if not permissions.can_cancel(meeting):
        raise CantBeCalledOff
    if not reason.strip():
        raise CallingOffNeedsReason
    with change("call_off_meeting", by=by, words=reason) as step:
        claim(meeting, seen)
        return step.save(meeting, state=state, reason=reason)


def mark_held(*, meeting: Meeting, by, today: date, seen: int | None = None) -> Meeting:
    """The meeting took place, and its minutes can be written."""
    if not permissions.can_hold(meeting) or meeting.held_on > today:
        raise NotYetHeld
    with change("mark_held", by=by) as step:
        claim(meeting, seen)
        return step.save(meeting, state=Meeting.State.HELD, minutes_state=Meeting.Minutes.DRAFTING)
