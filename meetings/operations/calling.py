"""Calling a meeting, or a year of them, and saying that one was held."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from meetings import permissions
from meetings.models import Meeting
from meetings.operations.filling import fill_agenda
from scrutiny.models import Panel
from scrutiny.operations import Refused, change, claim, claim_address, free_path, year_of

MOST_ON_A_DAY = 20


class NothingToCall(Refused):
    """There is no date in the schedule yet. Type at least one."""


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


def call_schedule(*, panel: Panel, rows: list[dict[str, Any]], by) -> list[Meeting]:
    """A year of meetings at once, all of them or none; ``rows`` are particulars. Raises `NothingToCall`."""
    if not rows:
        raise NothingToCall
    with transaction.atomic():
        return [call_meeting(panel=panel, by=by, standing=True, **row) for row in rows]


def place_on_day(meeting: Meeting) -> None:
    """Number the meeting among its panel's meetings of the day, at an address that nothing else has or had."""
    same_day = Meeting.objects.filter(panel=meeting.panel, held_on=meeting.held_on).exclude(pk=meeting.pk)
    last = same_day.aggregate(last=Max("number_on_day"))["last"] or 0
    for number in range(last + 1, last + MOST_ON_A_DAY):
        meeting.number_on_day = number
        if free_path(path=meeting.get_absolute_url(), record=meeting):
            return


def mark_held(*, meeting: Meeting, by, today: date, seen: int | None = None) -> Meeting:
    """The meeting took place, and its minutes can be written."""
    if not permissions.can_hold(meeting) or meeting.held_on > today:
        raise NotYetHeld
    with change("mark_held", by=by) as step:
        claim(meeting, seen)
        return step.save(meeting, state=Meeting.State.HELD, minutes_state=Meeting.Minutes.DRAFTING)
