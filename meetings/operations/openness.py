"""Who reads a private item beside the panel, who of the panel does not, and opening what was private."""

from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from meetings.agenda_content import MEMBERS, PUBLIC, item_data
from meetings.models import AgendaItem, ItemPaper, ItemReader, Publication
from meetings.operations.circulation import send_publication
from meetings.operations.packs import order_packs
from meetings.operations.publishing import last_agenda, what_changed
from scrutiny.models import Document, File, Open, Person
from scrutiny.operations import Change, Refused, change, claim


class NotPrivate(Refused):
    """This item is open, so everybody reads it already."""


class AlreadyReads(Refused):
    """This person sits on the panel and reads the item already."""


class NotOnThePanel(Refused):
    """Only a member of the panel can be excluded; nobody else reads a private item unless they are named."""


class AlreadyListed(Refused):
    """This person is on the list already. Remove that line first."""


class OpeningNeedsReason(Refused):
    """Say why it is open now. The words are printed on the agenda."""


def name_reader(*, item: AgendaItem, person: Person, by, reason: str = "") -> ItemReader:
    """Let somebody who is not on the panel read a private item and its papers.

    Raises `NotPrivate`, `AlreadyReads`, `AlreadyListed`.
    """
    if sits(item, person):
        raise AlreadyReads
    return list_reader(item, person, ItemReader.Kind.NAMED, by, reason)


def exclude_member(*, item: AgendaItem, person: Person, by, reason: str = "") -> ItemReader:
    """Keep a private item and its papers from one member of the panel, at once and in every version.

    Raises `NotPrivate`, `NotOnThePanel`, `AlreadyListed`.
    """
    if not sits(item, person):
        raise NotOnThePanel
    return list_reader(item, person, ItemReader.Kind.EXCLUDED, by, reason)


def sits(item: AgendaItem, person: Person) -> bool:
    return person.memberships.sitting().filter(panel=item.meeting.panel_id).exists()


def list_reader(item: AgendaItem, person: Person, kind: str, by, reason: str) -> ItemReader:
    if not item.is_private and not item.papers.exclude(document__openness=Open.OPEN).exists():
        raise NotPrivate
    verb = "name_reader" if kind == ItemReader.Kind.NAMED else "exclude_member"
    with change(verb, by=by, about=item.meeting, words=reason, person=str(person), title=item.title) as step:
        claim(item.meeting, None)
        if item.readers.filter(person=person).exists():
            raise AlreadyListed
        return step.save(ItemReader(item=item, person=person, kind=kind, reason=reason))


def remove_reader(*, reader: ItemReader, by) -> None:
    """The person reads the item again as everybody of their panel does, or no more."""
    meeting = reader.item.meeting
    with change("remove_reader", by=by, about=meeting, person=str(reader.person), title=reader.item.title) as step:
        claim(meeting, None)
        step.delete(reader)


def open_item(*, item: AgendaItem, reason: str, by, seen: int | None = None) -> AgendaItem:
    """What was private is open now: the panel did not agree to exclude the public, or the ground has gone.

    Where the item was published, so it is again at once, in a revised agenda in which nothing else changes, and
    with the papers that were private on the same ground; everybody who got the agenda is told. Raises `NotPrivate`,
    `OpeningNeedsReason`, `ChangedMeanwhile`.
    """
    if not item.is_private:
        raise NotPrivate
    if not reason.strip():
        raise OpeningNeedsReason
    ground = {"openness": item.openness, "exempt_paragraph": item.exempt_paragraph}
    opened = {"openness": Open.OPEN, "exempt_paragraph": None, "public_interest": "", "private_until": None}
    with change("open_item", by=by, about=item.meeting, words=reason, title=item.title) as step:
        claim(item.meeting, None)
        claim(item, seen)
        item.refresh_from_db()
        step.save(item, **opened)
        for paper in item.papers.filter(**{f"document__{name}": value for name, value in ground.items()}):
            step.save(paper.document, **opened)
        if item.published_at:
            publish_opened(step, item, by, reason)
    return item


def publish_opened(step: Change, item: AgendaItem, by, reason: str) -> Publication | None:
    """The last agenda again, with this item as it is now; None where the last agenda doesn't list it."""
    last = last_agenda(item.meeting)
    if last is None or all(row["id"] != item.pk for row in last.for_members["items"]):
        return None
    now = with_papers(item)
    public = with_item(last.for_public, item_data(now, PUBLIC))
    members = with_item(last.for_members, item_data(now, MEMBERS))
    publication = Publication.objects.create(
        meeting=item.meeting,
        kind=Publication.Kind.REVISED,
        published_at=step.at,
        published_by=by,
        reason=reason,
        for_public=public,
        for_members=members,
        **what_changed(last, public, members),
    )
    known = Document.objects.filter(publications__meeting=item.meeting).distinct()
    publication.documents.set([*known, *(paper.document for paper in now.papers.all())])
    order_packs(publication)
    send_publication(step, publication)
    step.touch(item.meeting)
    return publication


def with_papers(item: AgendaItem) -> AgendaItem:
    """The item with the papers that a worker has read, since nothing goes out before."""
    ready = ItemPaper.objects.filter(document__file__state=File.State.READ)
    papers = ready.select_related("document__file").order_by("position")
    fresh = AgendaItem.objects.get(pk=item.pk)
    prefetch_related_objects([fresh], Prefetch("papers", papers))
    return fresh


def with_item(content: dict[str, Any], item: dict[str, Any]) -> dict[str, Any]:
    """Under the number that was printed, whatever was added to the live agenda since."""
    rows = [item | {"number": row["number"]} if row["id"] == item["id"] else row for row in content["items"]]
    return content | {"items": rows}
