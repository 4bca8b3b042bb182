"""Changing what was called: a meeting's particulars, its day, whether it takes place at all."""

from datetime import date, time
from typing import Any

from meetings import permissions
from meetings.letters import letter_about
from meetings.models import Meeting, Move
from meetings.operations.calling import place_on_day
from meetings.operations.circulation import tell_circulation
from scrutiny.operations import Change, Refused, change, claim, claim_address, year_of
from scrutiny.templatetags.words import moment


class MoveNeedsReason(Refused):
    """Say why the meeting moves. The reason is shown with the old date."""


class NothingMoves(Refused):
    """This is the day, time and place that the meeting has already. Change one of them."""


class CantBeMoved(Refused):
    """This meeting is cancelled. Reinstate it first, then move it."""


class CantBeCalledOff(Refused):
    """Only a meeting that is still to come can be cancelled or postponed."""


class CallingOffNeedsReason(Refused):
    """Say why the meeting does not go ahead. The reason is shown on its page."""


class NotCalledOff(Refused):
    """This meeting was neither cancelled nor postponed."""


def edit_meeting(
    *, meeting: Meeting, by, seen: int | None = None, held_on: date | None = None, reason: str = "", **fields: Any
) -> Meeting:
    """Correct a meeting's particulars; of one that was called off also ``reason``. A new date is a move.

    Raises `ChangedMeanwhile`, `CallingOffNeedsReason`, and what `move_meeting` raises.
    """
    if held_on not in (None, standing(meeting).held_on):
        return move_meeting(meeting=meeting, held_on=held_on, reason=reason, by=by, seen=seen, **fields)
    with change("edit_meeting", by=by, words=reason) as step:
        claim(meeting, seen)
        before = standing(meeting)
        if before.is_called_off:
            if not reason.strip():
                raise CallingOffNeedsReason
            fields |= {"reason": reason}
        return step.save(before, **fields)


def move_meeting(
    *,
    meeting: Meeting,
    held_on: date,
    reason: str,
    by,
    starts_at: time | None = None,
    venue: str | None = None,
    seen: int | None = None,
    **fields: Any,
) -> Meeting:
    """Give a meeting another day, time or place. What it had is kept with the reason, and its old address redirects.

    One that was postponed goes ahead by it; one that was held stays so, with its date put right.
    Raises `MoveNeedsReason`, `CantBeMoved`, `NothingMoves`, `ChangedMeanwhile`.
    """
    if not reason.strip():
        raise MoveNeedsReason
    with change("move_meeting", by=by, words=reason, was=standing(meeting).held_on) as step:
        claim(meeting, seen)
        before = standing(meeting)
        if not permissions.can_move(before):
            raise CantBeMoved
        then = {
            "held_on": held_on,
            "starts_at": before.starts_at if starts_at is None else starts_at,
            "venue": before.venue if venue is None else venue,
        }
        keep_as_it_was(step, before, then, reason)
        state = state_when_on(before) if before.is_called_off else before.state
        then |= {"previous_on": before.held_on, "year": year_of(held_on, by=by), "state": state, "reason": reason}
        return make_known(step, before, f"Moved from {moment(before.begins)}", **then, **fields)


def keep_as_it_was(step: Change, meeting: Meeting, then: dict[str, Any], reason: str) -> None:
    now = {name: getattr(meeting, name) for name in then}
    if now == then:
        raise NothingMoves
    step.save(Move(meeting=meeting, reason=reason, moved_at=step.at, **now))


def call_off(*, meeting: Meeting, state: str, reason: str, by, seen: int | None = None) -> Meeting:
    """Cancel or postpone a meeting. Its papers stay, and its page says why."""
    if not permissions.can_cancel(meeting):
        raise CantBeCalledOff
    if not reason.strip():
        raise CallingOffNeedsReason
    with change("call_off_meeting", by=by, words=reason) as step:
        claim(meeting, seen)
        return make_known(step, meeting, Meeting.State(state).label, state=state, reason=reason)


def reinstate(*, meeting: Meeting, by, words: str = "", seen: int | None = None) -> Meeting:
    """A meeting that was called off takes place after all, on the day for which it was called.

    Raises `NotCalledOff`, `ChangedMeanwhile`.
    """
    with change("reinstate_meeting", by=by, words=words) as step:
        claim(meeting, seen)
        before = standing(meeting)
        if not permissions.can_reinstate(before):
            raise NotCalledOff
        last = before.moves.order_by("-pk").first()
        reason = last.reason if last else ""
        return make_known(step, before, "It takes place after all", state=state_when_on(before), reason=reason)


def make_known(step: Change, meeting: Meeting, news: str, **values: Any) -> Meeting:
    """Save what whoever was called to the meeting must hear of: another day, that it is off, that it is on again.

    Those who were sent its agenda are sent ``news`` too.
    """
    moves = values.get("held_on", meeting.held_on) != meeting.held_on
    for name, value in values.items():
        setattr(meeting, name, value)
    if moves:
        place_on_day(meeting)
    step.save(meeting)
    claim_address(record=meeting)
    if meeting.agenda_published_at and not step.is_past:
        tell_circulation(step, meeting, *letter_about(meeting, news))
    return meeting


def standing(meeting: Meeting) -> Meeting:
    """The meeting as it stands, whatever a form has written into the one in hand."""
    return Meeting.objects.select_related("panel", "year").get(pk=meeting.pk)


def state_when_on(meeting: Meeting) -> str:
    return Meeting.State.PUBLISHED if meeting.agenda_published_at else Meeting.State.SCHEDULED
