"""Writing minutes: what was said, what was agreed, and what somebody took on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from meetings import permissions
from meetings.models import Action, AgendaItem, Decision, Minute
from scrutiny.models import Office, Person
from scrutiny.operations import Refused, change, claim


class NotHeldYet(Refused):
    """Minutes can be written once the meeting is marked as held."""


def write_minute(
    *, item: AgendaItem, by, decisions: Sequence[str] = (), seen: int | None = None, position: int = 1, **fields: Any
) -> Minute:
    """Write or write again the minute of an item, with the text of each decision in order.

    ``position`` is 2 and above for what was said between this item and the next.

    Raises `NotHeldYet`, `ChangedMeanwhile`.
    """
    if not permissions.can_write_minutes(item.meeting):
        raise NotHeldYet
    with change("write_minute", by=by, about=item.meeting) as step:
        claim(item.meeting, None)
        minute = item.minutes.filter(position=position).first()
        if minute is None:
            minute = Minute(item=item, position=position)
        else:
            claim(minute, seen)
        fields.setdefault("heading", minute.heading or item.title)
        step.save(minute, **fields)
        replace_decisions(step, minute, decisions)
    return minute


def replace_decisions(step, minute: Minute, texts: Sequence[str]) -> None:
    """The decisions that read as before stay as they are; others are rewritten, added or removed."""
    kept = {decision.number: decision for decision in minute.decisions.all()}
    for number, text in enumerate(texts, start=1):
        decision = kept.pop(number, None) or Decision(minute=minute, number=number)
        if decision.text != text:
            step.save(decision, text=text)
    for decision in kept.values():
        step.delete(decision)


def next_minute_number(*, item: AgendaItem) -> str:
    """The number that comes next in this panel's municipal year; minutes are numbered through it."""
    numbers = Minute.objects.filter(item__meeting__panel=item.meeting.panel, item__meeting__year=item.meeting.year)
    return str(max((int(n) for n in numbers.values_list("number", flat=True) if n.isdecimal()), default=0) + 1)


def record_action(
    *, minute: Minute, text: str, owner: Office, by, due_on: date | None = None, asked_by: Person | None = None
) -> Action:
    """Somebody took something on. Who asked for it is kept, and never printed."""
    with change("record_action", by=by, about=minute.item.meeting) as step:
        claim(minute.item.meeting, None)
        return step.save(Action(minute=minute, text=text, owner=owner, due_on=due_on, asked_by=asked_by))
