"""Writing minutes: what was said of each item and between them, and what became of it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Max

from meetings import permissions
from meetings.models import AgendaItem, Minute
from meetings.operations.decisions import replace_decisions
from scrutiny.operations import Refused, change, claim


class NotHeldYet(Refused):
    """Minutes can be written once the meeting is marked as held."""


class SectionHasActions(Refused):
    """Somebody took something on in this section. Remove the action first."""


def write_minute(
    *,
    item: AgendaItem,
    by,
    decisions: Sequence[str] = (),
    outcome: str | None = None,
    seen: int | None = None,
    position: int = 1,
    **fields: Any,
) -> Minute:
    """Write or write again the minute of an item, with each decision in order and what became of the item; None
    leaves the outcome as it is.

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
        if outcome is not None and outcome != item.outcome:
            claim(item, None)
            step.save(AgendaItem.objects.get(pk=item.pk), outcome=outcome)
            item.outcome = outcome
    return minute


def add_section(*, item: AgendaItem, by, **fields: Any) -> Minute:
    """Write what was said after an item under a heading that the agenda lacks. Raises `NotHeldYet`."""
    with change("write_minute", by=by, about=item.meeting):
        claim(item.meeting, None)
        last = item.minutes.aggregate(last=Max("position"))["last"] or 1
        return write_minute(item=item, by=by, position=last + 1, **fields)


def remove_section(*, section: Minute, by, seen: int | None = None) -> None:
    """Take a section out of the minutes. Raises `NotHeldYet`, `SectionHasActions`, `ChangedMeanwhile`."""
    meeting = section.item.meeting
    if not permissions.can_write_minutes(meeting):
        raise NotHeldYet
    with change("remove_section", by=by, about=meeting, title=section.heading) as step:
        claim(meeting, None)
        claim(section, seen)
        if section.actions.exists():
            raise SectionHasActions
        for decision in section.decisions.all():
            step.delete(decision)
        step.delete(section)


def next_minute_number(*, item: AgendaItem) -> str:
    """The number that comes next in this panel's municipal year; minutes are numbered through it."""
    numbers = Minute.objects.filter(item__meeting__panel=item.meeting.panel, item__meeting__year=item.meeting.year)
    return str(max((int(n) for n in numbers.values_list("number", flat=True) if n.isdecimal()), default=0) + 1)
