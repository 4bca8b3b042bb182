"""What somebody took on at a meeting."""

from datetime import date
from typing import Any

from meetings.models import Action, Meeting, Minute
from scrutiny.models import Office, Person
from scrutiny.operations import Refused, change, claim


class PublishedAction(Refused):
    """The minutes are published. Say why this changes, and then publish revised minutes."""


class AnsweredAction(Refused):
    """This was answered already, so it stays in the minutes."""


def record_action(
    *,
    minute: Minute,
    text: str,
    by,
    owner: Office | None = None,
    due_on: date | None = None,
    asked_by: Person | None = None,
) -> Action:
    """Somebody took something on. Who asked for it is kept, and never printed."""
    with change("record_action", by=by, about=minute.item.meeting) as step:
        claim(minute.item.meeting, None)
        return step.save(Action(minute=minute, text=text, owner=owner, due_on=due_on, asked_by=asked_by))


def edit_action(*, action: Action, by, reason: str = "", seen: int | None = None, **fields: Any) -> Action:
    """Change what was taken on, by whom or by when. Raises `PublishedAction`, `ChangedMeanwhile`."""
    meeting = action.minute.item.meeting
    refuse_without_reason(meeting, reason)
    with change("edit_action", by=by, about=meeting, words=reason) as step:
        claim(meeting, None)
        claim(action, seen)
        return step.save(action, **fields)


def remove_action(*, action: Action, by, reason: str = "", seen: int | None = None) -> None:
    """Nobody took this on after all. Raises `PublishedAction`, `AnsweredAction`, `ChangedMeanwhile`."""
    meeting = action.minute.item.meeting
    refuse_without_reason(meeting, reason)
    if action.answered_on:
        raise AnsweredAction
    with change("remove_action", by=by, about=meeting, words=reason, title=action.text) as step:
        claim(meeting, None)
        claim(action, seen)
        step.delete(action)


def refuse_without_reason(meeting: Meeting, reason: str) -> None:
    """Raises `PublishedAction`."""
    if meeting.minutes_state == Meeting.Minutes.PUBLISHED and not reason.strip():
        raise PublishedAction
