"""Taking an item off an agenda, with its reason, and putting it back as it was."""

from typing import Any

from django.db import models
from django.db.models import ProtectedError

from meetings.models import AgendaItem, ItemPaper, ItemReader, MinutesToApprove, PaperRequest, PlannedItem, TakenOff
from meetings.operations.agenda import append, arrange, open_agenda, settle
from meetings.operations.asking import bring_back, write
from scrutiny.models import AnswerRequest
from scrutiny.operations import Change, Refused, change, claim


class ItemInUse(Refused):
    """This item is part of the record: minutes, a recommendation or an update point to it.
    Say in the minutes that it was withdrawn instead."""


class OnAnotherAgenda(Refused):
    """This is on another agenda by now. Take it off there before you put it back here."""


def remove_item(
    *,
    item: AgendaItem,
    by,
    why: str = TakenOff.Why.OTHER,
    reason: str = "",
    returns: dict[str, Any] | None = None,
    seen: int | None = None,
) -> TakenOff:
    """Take an item off. It stays in the list of what was taken off, and its history with the meeting.

    ``returns`` gives the ``meeting`` or the ``month`` for which it is planned from now on, or neither for when there
    is room; without it, it is planned no more. Whoever was asked for a paper hears of it, and is asked again when the
    item comes back.
    Raises `ItemInUse` where the record rests on it, `AgendaClosed`.
    """
    meeting = item.meeting
    with change("remove_item", by=by, about=meeting, words=reason, title=item.open_title, why=why) as step:
        open_agenda(meeting, seen)
        gone = TakenOff(meeting=meeting, number=item.pk, title=item.title, why=why, reason=reason)
        gone.planned = back_to_the_plan(step, item, told_why(why, reason), returns)
        for asked in item.paper_requests.unfinished():
            write(step, "paper_off", asked, gone=gone)
        try:
            for below in [*item.papers.all(), *item.readers.all()]:
                step.delete(below)
            step.delete(item)
        except ProtectedError as error:
            raise ItemInUse from error
        step.save(gone, taken_off_at=step.at, taken_off_by=by)
        settle(step, meeting)
    return gone


def told_why(why: str, reason: str) -> str:
    """ "Deferred. The author is ill." """
    return ". ".join(filter(None, [str(TakenOff.Why(why).label), reason.strip()]))


def back_to_the_plan(step: Change, item: AgendaItem, words: str, returns: dict[str, Any] | None) -> PlannedItem | None:
    """The promise from which the item came, or one that is made of it now; none where there was none to keep."""
    planned = item.planned_items.first()
    when: dict[str, Any] = {"meeting": None, "month": None} | (returns or {})
    if planned is None and returns is None:
        return None
    if planned is None:
        subject = {"subject": item.title, "presenters": item.presenters, "details": item.text}
        planned = PlannedItem(panel=item.meeting.panel, **subject)
    else:
        claim(planned, None)
    if returns is None:
        return step.save(planned, state=PlannedItem.State.DROPPED, item=None, reason=words)
    return step.save(planned, state=PlannedItem.State.MOVED, item=None, reason=words, **when)


def put_back(*, taken_off: TakenOff, by, seen: int | None = None) -> AgendaItem:
    """Put the item back into its place, with what it said, its papers, those that were asked for and the minutes that
    it approves.

    Raises `OnAnotherAgenda`, `AgendaClosed`, `ChangedMeanwhile`.
    """
    meeting, planned = taken_off.meeting, taken_off.planned
    if planned and planned.state == PlannedItem.State.ON_AGENDA:
        raise OnAnotherAgenda
    with change("put_back", by=by, about=meeting, title=taken_off.title) as step:
        open_agenda(meeting, seen)
        claim(taken_off, None)
        item, place = as_it_was(step, taken_off)
        if planned:
            claim(planned, None)
            step.save(planned, state=PlannedItem.State.ON_AGENDA, item=item, reason="")
        step.delete(taken_off)
        order = list(meeting.items.exclude(pk=item.pk).order_by("position").values_list("pk", flat=True))
        order.insert(place - 1, item.pk)
        arrange(step, meeting, order)
        item.refresh_from_db(fields=["number", "position"])
    return item


def requests_removed_with(row: Any) -> list[PaperRequest]:
    """The papers that were asked for under an item, but for those that came back elsewhere."""
    asked = removed_with(row, PaperRequest)
    back = set(PaperRequest.objects.filter(pk__in=[each.pk for each in asked]).values_list("pk", flat=True))
    return [each for each in asked if each.pk not in back]


def requests_off(link: AnswerRequest) -> list[tuple[PaperRequest, TakenOff]]:
    """The papers that were asked for by a link under items that are off their agendas now, each item as it was."""
    rows = PaperRequest.history.filter(answer_request_id=link.pk, history_type="-")
    rows = rows.exclude(id__in=link.paper_requests.values("pk"))
    numbers = rows.values("item_id")
    taken_off = TakenOff.objects.filter(number__in=numbers).select_related(
        "meeting__panel__contact", "meeting__year", "planned"
    )
    found = []
    for gone in taken_off.order_by("pk"):
        row = last_removal(gone)
        for request in requests_removed_with(row):
            if request.answer_request_id == link.pk and request.is_unfinished:
                request.item, request.answer_request = restored(row), link
                found.append((request, gone))
    return found


def last_removal(taken_off: TakenOff) -> Any:
    """The row that the item left in the history when it went."""
    return AgendaItem.history.filter(id=taken_off.number, history_type="-").latest("history_id")


def restored(row: Any) -> AgendaItem:
    """The item of such a row; it is on no agenda."""
    return AgendaItem(**{each.attname: getattr(row, each.attname) for each in words_of(AgendaItem)})


def as_it_was(step: Change, taken_off: TakenOff) -> tuple[AgendaItem, int]:
    """The item from the rows that its removal left in the history, under its own number, and the place it had."""
    row = last_removal(taken_off)
    left_out = {"meeting", "position"}
    fields = {each.name: getattr(row, each.attname) for each in words_of(AgendaItem) if each.name not in left_out}
    item = append(step, taken_off.meeting, **fields)
    for paper in removed_with(row, ItemPaper):
        if not ItemPaper.objects.filter(document=paper.document_id).exists():
            step.save(paper)
    for below in [*removed_with(row, MinutesToApprove), *removed_with(row, ItemReader)]:
        step.save(below)
    for asked in requests_removed_with(row):
        bring_back(step, asked, item)
    return item, row.position - gone_before(row)


def gone_before(row: Any) -> int:
    """The items above it that went in the same moment: the one that excluded the public because of it."""
    rows = AgendaItem.history.filter(meeting_id=row.meeting_id, history_type="-", operation=row.operation)
    return rows.filter(position__lt=row.position).count()


def words_of(model: Any) -> list[models.Field]:
    """The columns that the history keeps."""
    kept = {each.name for each in model.history.model.tracked_fields}
    return [each for each in model._meta.concrete_fields if each.name in kept]


def removed_with(row: Any, model: Any) -> list[Any]:
    """What lay under an item and went in the same moment, by the row that its removal left."""
    rows = model.history.filter(item_id=row.id, history_type="-", operation=row.operation).order_by("id")
    return [model(**{each.attname: getattr(one, each.attname) for each in words_of(model)}) for one in rows]
