"""A meeting's agenda and minutes as data: what a publication freezes, and what its page shows.

The agenda is ``{"items": [item]}`` with items of the shape of `item_data`; the minutes are
``{"items": [item]}`` with what `item_heading` says of each and its ``minutes``, of the shape of
`minute_data`. Each exists for two audiences; what the public's version leaves out, it leaves out whole.
"""

from collections.abc import Collection
from typing import Any

from meetings.models import AgendaItem, Decision, Minute
from scrutiny.models import Document

PUBLIC, MEMBERS = "public", "members"


def agenda_data(items: list[AgendaItem], audience: str, left_out: Collection[int] = ()) -> dict[str, Any]:
    """``items`` in order, with their papers and documents' files prefetched; ``left_out`` are the numbers of
    documents that the officer goes on without."""
    return {"items": [item_data(item, audience, left_out) for item in items]}


def item_heading(item: AgendaItem, audience: str) -> dict[str, Any]:
    """What a list of items says of one: of a private one the public gets its public title and the reason."""
    return {
        "id": item.pk,
        "anchor": item.anchor,
        "number": item.number,
        "is_heading": item.is_heading,
        "title": item.open_title if audience == PUBLIC else item.title,
        "is_private": item.is_private,
        "why_private": item.why_private,
    }


def item_data(item: AgendaItem, audience: str, left_out: Collection[int] = ()) -> dict[str, Any]:
    """``urgent_because`` stands only at an item that was not open for long enough."""
    closed = item.is_private and audience == PUBLIC
    documents = [] if closed else [paper.document for paper in item.papers.all()]
    facts = item_heading(item, audience) | {
        "text": "" if closed else item.text,
        "purpose": item.get_purpose_display(),
        "presenters": "" if closed else item.presenters,
        "delivery": item.get_delivery_display(),
        "papers": papers_data(documents, audience, left_out),
    }
    return facts | ({"urgent_because": "" if closed else item.urgency_reason} if item.urgency else {})


def papers_data(documents: list[Document], audience: str, left_out: Collection[int] = ()) -> list[dict[str, Any]]:
    """The papers that the audience may read; of a private one the public learns its public title and the reason.

    Of one that was withheld, all that is left is the sentence that says so."""
    rows: list[dict[str, Any]] = []
    for document in documents:
        is_closed = document.is_private and audience == PUBLIC
        if is_closed and not document.public_title:
            continue
        if document.is_withheld:
            rows.append({"title": document.title})
            continue
        if is_closed:
            rows.append({"title": document.public_title, "why_private": document.why_private})
            continue
        if document.pk in left_out:
            rows.append({"title": document.title, "left_out": True})
            continue
        rows.append(paper_data(document))
    return rows


def paper_data(document: Document) -> dict[str, Any]:
    """A paper in full. Only a live page holds ``unread``, since nothing is published before it is read."""
    facts = {
        "title": document.title,
        "url": document.url,
        "type_words": document.type_words,
        "page_count": document.page_count,
        "size": document.size,
        "is_private": document.is_private,
    }
    return facts | ({"unread": document.unread} if document.unread else {})


def minutes_data(minutes: list[Minute], audience: str) -> dict[str, Any]:
    """``minutes`` in order, with their item, decisions and actions' owners prefetched."""
    by_item: dict[int, dict[str, Any]] = {}
    for minute in minutes:
        item = by_item.setdefault(minute.item_id, item_heading(minute.item, audience) | {"minutes": []})
        item["minutes"].append(minute_data(minute, audience))
    return {"items": list(by_item.values())}


def minute_data(minute: Minute, audience: str) -> dict[str, Any]:
    """Of a private item the public gets the summary alone: no heading, decision or action."""
    if minute.item.is_private and audience == PUBLIC:
        return {"number": minute.number, "heading": "", "body": minute.public_summary, "decisions": [], "actions": []}
    return {
        "number": minute.number,
        "heading": minute.heading,
        "body": minute.body,
        "decisions": [decision_data(decision) for decision in minute.decisions.all()],
        "actions": [
            {"text": action.text, "owner": action.owned_by, "due_on": action.due_on and action.due_on.isoformat()}
            for action in minute.actions.all()
        ],
    }


def decision_data(decision: Decision) -> dict[str, Any]:
    """``votes``, ``voters`` and ``refers_to`` stand only at a decision that has them."""
    facts = {"number": decision.number, "verb": decision.verb, "text": decision.text}
    more = {"votes": decision.votes, "voters": decision.voters, "refers_to": decision.refers_to}
    return facts | {name: words for name, words in more.items() if words}
