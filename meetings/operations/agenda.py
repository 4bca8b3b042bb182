"""Writing an agenda: its items, their order and their papers."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max
from simple_history.utils import bulk_update_with_history

from meetings import permissions
from meetings.models import AgendaItem, ItemPaper, Meeting, MinutesToApprove
from meetings.operations.exclusion import TITLE as EXCLUSION
from meetings.operations.exclusion import excludes_public, needs_exclusion, taken_off_by_hand, word_exclusion, wording
from scrutiny.documents.checks import CheckedFile
from scrutiny.models import Document, File, Open, Openness
from scrutiny.operations import Change, Refused, change, claim, keep_document

APART = 1_000_000

MOVED_BY_OTHERS = (
    *("position", "number", "published_at", "minutes_planned", "chair_notes"),
    *("urgency", "urgency_reason", "chair_on_urgency"),
)
"""What other operations change of an item without claiming its version."""


class AgendaClosed(Refused):
    """This meeting was cancelled, and keeps its agenda as it was."""


class NotTheseItems(Refused):
    """The agenda changed while you were ordering it. Look at it again and move the items once more."""


def open_agenda(meeting: Meeting, seen: int | None) -> None:
    """Claim the meeting's version for a change of its agenda, so that nobody publishes what they have not seen.

    Raises `AgendaClosed`, `ChangedMeanwhile`.
    """
    if not permissions.can_change_agenda(meeting):
        raise AgendaClosed
    claim(meeting, seen)


def add_item(
    *, meeting: Meeting, title: str, by, approves: Iterable[Meeting] = (), seen: int | None = None, **fields: Any
) -> AgendaItem:
    """Put an item at the end of the agenda, before what closes it; it gets the next number unless it is a heading or
    brings its own.

    ``approves`` are the earlier meetings whose minutes it puts to the panel. Raises `AgendaClosed`, `ChangedMeanwhile`.
    """
    with change("add_item", by=by, about=meeting) as step:
        open_agenda(meeting, seen)
        item = append(step, meeting, title=title, **fields)
        for earlier in approves:
            step.save(MinutesToApprove(item=item, meeting=earlier))
        arrange(step, meeting, before_what_closes(meeting, [item.pk]))
        item.refresh_from_db(fields=["number", "position"])
    return item


def before_what_closes(meeting: Meeting, added: list[int]) -> list[int]:
    """The items in order, with those that were ``added`` before the standing items that end the agenda."""
    rows = meeting.items.exclude(pk__in=added).order_by("position")
    known = list(rows.values_list("pk", "origin"))
    cut = len(known)
    while cut and known[cut - 1][1] == AgendaItem.Origin.CLOSING:
        cut -= 1
    order = [pk for pk, _ in known]
    return [*order[:cut], *added, *order[cut:]]


def append(step: Change, meeting: Meeting, **fields: Any) -> AgendaItem:
    """A new item in the last place."""
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    return step.save(AgendaItem(meeting=meeting, position=last + 1, **fields))


def edit_item(*, item: AgendaItem, by, seen: int | None = None, **fields: Any) -> AgendaItem:
    """Change an item. Its papers follow it from open to private and back; one private on a ground of its own stays so.

    Raises `ChangedMeanwhile`, `AgendaClosed`.
    """
    with change("edit_item", by=by, about=item.meeting) as step:
        open_agenda(item.meeting, None)
        claim(item, seen)
        stands = AgendaItem.objects.get(pk=item.pk)
        before = openness_of(stands)
        for name in MOVED_BY_OTHERS:
            setattr(item, name, getattr(stands, name))
        step.save(item, **fields)
        for paper in item.papers.select_related("document"):
            now = openness_of(paper.document)
            follows = now["openness"] == Open.OPEN or now == before
            if follows and now != openness_of(item):
                step.save(paper.document, **openness_of(item))
        settle(step, item.meeting)
        item.refresh_from_db(fields=["number", "position"])
    return item


def openness_of(record: Openness) -> dict[str, Any]:
    return {
        "openness": record.openness,
        "exempt_paragraph": record.exempt_paragraph,
        "public_interest": record.public_interest,
        "private_until": record.private_until,
    }


def reorder_items(*, meeting: Meeting, order: list[int], by, seen: int | None = None) -> None:
    """Put the items into ``order`` (their ids), in two passes, since positions are unique.

    Raises `NotTheseItems` unless ``order`` names each of the meeting's items once.
    """
    with change("reorder_items", by=by, about=meeting) as step:
        open_agenda(meeting, seen)
        arrange(step, meeting, order)


def arrange(step: Change, meeting: Meeting, order: list[int]) -> None:
    """Move the items to the places that ``order`` (their ids) gives them, and settle. Raises `NotTheseItems`."""
    items = {item.pk: item for item in meeting.items.all()}
    if sorted(order) != sorted(items):
        raise NotTheseItems
    put_in_order(step, [items[pk] for pk in order])
    settle(step, meeting)


def put_in_order(step: Change, items: list[AgendaItem]) -> None:
    """All of a meeting's items, in their order."""
    moved = []
    for position, item in enumerate(items, start=1):
        if item.position != position:
            item.position = APART + position
            moved.append(item)
    AgendaItem.objects.bulk_update(moved, ["position"])
    for item in moved:
        item.position -= APART
    save_many(step, moved, ["position"])


def settle(step: Change, meeting: Meeting) -> None:
    """After any change of an agenda: its numbers, and the item that excludes the public, are right again."""
    items = list(meeting.items.order_by("position"))
    stands = next((item for item in items if excludes_public(item)), None)
    if needs_exclusion(meeting, items):
        if stands is None and not taken_off_by_hand(meeting):
            put_exclusion(step, meeting, items)
    elif stands and stands.is_exclusion and stands.published_at is None and meeting.state in Meeting.State.to_come():
        step.delete(stands)
    renumber(step, meeting)
    word_exclusion(step, meeting)


def put_exclusion(step: Change, meeting: Meeting, items: list[AgendaItem]) -> None:
    """Before the first private item."""
    place = next(place for place, item in enumerate(items) if item.is_private)
    exclusion = AgendaItem(
        meeting=meeting,
        position=items[-1].position + 1,
        title=EXCLUSION,
        text=wording(items),
        purpose=AgendaItem.Purpose.DECISION,
        is_exclusion=True,
    )
    step.save(exclusion)
    put_in_order(step, [*items[:place], exclusion, *items[place:]])


def renumber(step: Change, meeting: Meeting) -> None:
    """Number the items 1, 2, 3 in order. A number of another form ("6a") was given by hand and stays."""
    changed, number = [], 0
    for item in meeting.items.order_by("position"):
        if item.is_heading or (item.number and not item.number.isdigit()):
            continue
        number += 1
        if item.number != str(number):
            item.number = str(number)
            changed.append(item)
    save_many(step, changed, ["number"])


def save_many(step: Change, items: list[AgendaItem], fields: list[str]) -> None:
    if items:
        step.touch(items[0])
        bulk_update_with_history(
            items,
            AgendaItem,
            fields,
            default_user=step.by,
            default_date=step.at,
            default_change_reason=step.reason_for(items[0]),
        )


def attach_paper(*, item: AgendaItem, checked: File | CheckedFile, title: str, by, **fields: Any) -> Document:
    """Put a paper under an item. Under a private item it is private for the same reason. Raises `AgendaClosed`."""
    if item.is_private:
        fields |= openness_of(item)
    with change("attach_paper", by=by, about=item.meeting, title=title) as step:
        open_agenda(item.meeting, None)
        claim(item, None)
        document = keep_document(step=step, checked=checked, title=title, panel=item.meeting.panel, **fields)
        last = item.papers.aggregate(last=Max("position"))["last"] or 0
        step.save(ItemPaper(item=item, document=document, position=last + 1))
    return document


def remove_paper(*, paper: ItemPaper, by, reason: str = "") -> None:
    """Take a paper off its item. What was published with an agenda stays published with it."""
    if not permissions.can_change_agenda(paper.item.meeting):
        raise AgendaClosed
    with change("remove_paper", by=by, about=paper.item.meeting, words=reason, title=paper.document.title) as step:
        claim(paper.item, None)
        step.delete(paper)
