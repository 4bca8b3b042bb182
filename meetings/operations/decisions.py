"""What a meeting agreed: the lines of a minute, and what each decision sets going."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from meetings import permissions
from meetings.decision_lines import verb_and_text, verbs
from meetings.models import Decision, Minute, PlannedItem
from meetings.operations.planning import plan_item
from scrutiny.operations import Change, Refused, change, claim
from scrutiny.templatetags.words import short_day

APART = 10_000
ALIKE = 0.6
"""From this likeness on, one text is another that was corrected."""


class MinutesClosed(Refused):
    """Decisions can be changed once the meeting is marked as held."""


class PlannedAlready(Refused):
    """This decision has put something on the list of planned items already. Move it there."""


def replace_decisions(step: Change, minute: Minute, lines: Sequence[str]) -> None:
    """A decision that reads as before, or was corrected, keeps its votes; others are added or removed."""
    typed = [verb_and_text(line) for line in lines]
    kept = same_decisions(list(minute.decisions.order_by("number")), [text for _, text in typed])
    for decision in minute.decisions.exclude(pk__in=[each.pk for each in kept if each]):
        step.delete(decision)
    moved = [each.pk for number, each in enumerate(kept, start=1) if each and each.number != number]
    for each in minute.decisions.filter(pk__in=moved):
        minute.decisions.filter(pk=each.pk).update(number=each.number + APART)
    for number, (row, (verb, text)) in enumerate(zip(kept, typed, strict=True), start=1):
        decision = row or Decision(minute=minute, number=number)
        wanted = {"number": number, "verb": verb or verb_kept(decision), "text": text}
        if row is None or any(getattr(row, name) != value for name, value in wanted.items()):
            step.save(decision, **wanted)


def verb_kept(decision: Decision) -> str:
    """A line without a verb has the usual one, unless the council has used another in the past."""
    return verbs()[0] if decision.verb in verbs() else decision.verb


def same_decisions(rows: list[Decision], texts: list[str]) -> list[Decision | None]:
    """For each text the decision that it was: the one that reads the same, or else the most alike that is left."""
    left = {row.pk: row for row in rows}
    found: list[Decision | None] = []
    for text in texts:
        same = next((row for row in left.values() if row.text == text), None)
        found.append(left.pop(same.pk) if same else None)
    for place, text in enumerate(texts):
        alike = get_close_matches(text, [row.text for row in left.values()], 1, ALIKE) if not found[place] else []
        if alike:
            found[place] = left.pop(next(pk for pk, row in left.items() if row.text == alike[0]))
    return found


def edit_decision(
    *, decision: Decision, by, plan: dict[str, Any] | None = None, seen: int | None = None, **fields: Any
) -> Decision:
    """Change a decision's verb, votes and what it is referred to; ``seen`` is the minute's version.

    ``plan`` puts it on the panel's list for later: the arguments of `plan_item`.

    Raises `MinutesClosed`, `PlannedAlready`, `ChangedMeanwhile`.
    """
    minute = decision.minute
    meeting = minute.item.meeting
    if not permissions.can_write_minutes(meeting):
        raise MinutesClosed
    with change("edit_decision", by=by, about=meeting) as step:
        claim(meeting, None)
        claim(minute, seen)
        if plan:
            fields["planned"] = planned_by(decision, plan, by)
        return step.save(decision, **fields)


def planned_by(decision: Decision, plan: dict[str, Any], by) -> PlannedItem:
    """What a private item is about stays out of a list that members read."""
    if decision.planned_id:
        raise PlannedAlready
    item = decision.minute.item
    details = "" if item.is_private else f"{short_day(item.meeting.held_on)}: {decision}"
    return plan_item(panel=item.meeting.panel, details=details, by=by, **plan)
