"""What is promised to a panel: for when, moved, dropped, and at last put on an agenda."""

from datetime import date
from typing import Any

from meetings.models import AgendaItem, ItemReader, Meeting, PlannedItem
from meetings.operations.agenda import add_item
from meetings.operations.asking import bring_back
from meetings.operations.taking_off import last_removal, removed_with, requests_removed_with
from scrutiny.models import Panel
from scrutiny.operations import Refused, change, claim


class NotPlannedAnyMore(Refused):
    """This is on an agenda already, or was dropped. Look at the list of planned items again."""


class MovingNeedsReason(Refused):
    """Say why it is moved. The reason stays with what is planned."""


class DroppingNeedsReason(Refused):
    """Say why it is dropped. The reason stays with what was planned."""


class NotDropped(Refused):
    """This was not dropped, or is planned again already. Look at the list of planned items again."""


class NothingTicked(Refused):
    """Tick what goes on the agenda."""


def plan_item(
    *, panel: Panel, subject: str, by, meeting: Meeting | None = None, month: date | None = None, **fields: Any
) -> PlannedItem:
    """Promise something to a panel: for a meeting, for a month, or when there is room."""
    with change("plan_item", by=by, about=panel) as step:
        return step.save(PlannedItem(panel=panel, subject=subject, meeting=meeting, month=month, **fields))


def edit_planned(*, planned: PlannedItem, by, seen: int | None = None, **fields: Any) -> PlannedItem:
    """Change the words of what is planned. Raises `ChangedMeanwhile`."""
    with change("edit_planned", by=by, about=planned.panel) as step:
        claim(planned, seen)
        return step.save(planned, **fields)


def move_planned(
    *,
    planned: PlannedItem,
    reason: str,
    by,
    meeting: Meeting | None = None,
    month: date | None = None,
    seen: int | None = None,
) -> PlannedItem:
    """Promise it for another time; with neither meeting nor month, for when there is room.

    Raises `NotPlannedAnyMore`, `MovingNeedsReason`, `ChangedMeanwhile`.
    """
    if not planned.is_waiting:
        raise NotPlannedAnyMore
    if not reason.strip():
        raise MovingNeedsReason
    with change("move_planned", by=by, about=planned.panel, words=reason, subject=planned.subject) as step:
        claim(planned, seen)
        moved = PlannedItem.State.MOVED
        return step.save(planned, state=moved, meeting=meeting, month=month, reason=reason)


def drop_planned(*, planned: PlannedItem, reason: str, by, seen: int | None = None) -> PlannedItem:
    """It will not come to the panel. Raises `NotPlannedAnyMore`, `DroppingNeedsReason`, `ChangedMeanwhile`."""
    if not planned.is_waiting:
        raise NotPlannedAnyMore
    if not reason.strip():
        raise DroppingNeedsReason
    with change("drop_planned", by=by, about=planned.panel, words=reason, subject=planned.subject) as step:
        claim(planned, seen)
        return step.save(planned, state=PlannedItem.State.DROPPED, reason=reason)


def plan_again(*, planned: PlannedItem, by, seen: int | None = None) -> PlannedItem:
    """What was dropped is promised after all, for when it was. Raises `NotDropped`, `ChangedMeanwhile`."""
    if planned.state != PlannedItem.State.DROPPED:
        raise NotDropped
    with change("plan_again", by=by, about=planned.panel, subject=planned.subject) as step:
        claim(planned, seen)
        return step.save(planned, state=PlannedItem.State.PLANNED, reason="")


def put_on_agenda(*, planned: list[PlannedItem], meeting: Meeting, by, seen: int | None = None) -> list[AgendaItem]:
    """Each of them becomes an item of the agenda, in their order.

    Raises `NothingTicked`, `NotPlannedAnyMore`, `AgendaClosed`, `ChangedMeanwhile`.
    """
    if not planned:
        raise NothingTicked
    if not all(each.is_waiting for each in planned):
        raise NotPlannedAnyMore
    with change("put_on_agenda", by=by, about=meeting) as step:
        items = []
        for each in planned:
            claim(each, each.version)
            gone = as_taken_off(each)
            item = add_item(meeting=meeting, by=by, seen=seen, **words_of_plan(each, gone))
            seen = None
            for reader in removed_with(gone, ItemReader) if gone else []:
                step.save(ItemReader(item=item, person_id=reader.person_id, kind=reader.kind, reason=reader.reason))
            for asked in requests_removed_with(gone) if gone else []:
                bring_back(step, asked, item)
            step.save(each, state=PlannedItem.State.ON_AGENDA, item=item, reason="")
            items.append(item)
    return items


AS_TAKEN_OFF = (
    "text",
    "public_title",
    "purpose",
    "delivery",
    "openness",
    "exempt_paragraph",
    "public_interest",
    "private_until",
)


def as_taken_off(planned: PlannedItem) -> Any:
    """How the item read that was last taken off an agenda and planned again; None where none was."""
    gone = planned.taken_off.order_by("pk").last()
    return gone and last_removal(gone)


def words_of_plan(planned: PlannedItem, gone: Any) -> dict[str, Any]:
    """What the item says; details of a promise are the office's own. One that was taken off an agenda stays what it
    was, and as private as it was."""
    words = {"title": planned.subject, "presenters": planned.presenters}
    return words | ({name: getattr(gone, name) for name in AS_TAKEN_OFF} if gone else {})
