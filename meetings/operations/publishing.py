"""Publishing: freezing what is public, once for everybody and once for the panel's members."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from meetings import permissions
from meetings.agenda_content import MEMBERS, PUBLIC, agenda_data, minutes_data
from meetings.attendance import not_accounted_words, record_data, roll_of
from meetings.changes import changes
from meetings.models import Action, AgendaItem, Decision, ItemPaper, Meeting, Minute, Publication
from meetings.operations.circulation import send_publication
from meetings.operations.packs import order_packs
from meetings.operations.urgency import late_items, propose_urgency
from scrutiny.dates import CLEAR_DAYS, clear_days
from scrutiny.models import Document, council_calendar
from scrutiny.operations import Change, Refused, change, claim


class NothingToPublish(Refused):
    """There is nothing on the agenda yet. Add the items first."""


class CantPublishAgenda(Refused):
    """The agenda of a meeting that was held or called off can't be published any more."""


class RevisionNeedsReason(Refused):
    """This was published before. Say what changed and why; the words are printed on the page."""


class PaperNotReady(Refused):
    """A paper on the agenda can't be read yet. Publish once it is, or go on without it and add it later."""


class CantPublishMinutes(Refused):
    """Minutes can be published once the meeting was held."""


class NoMinutes(Refused):
    """No minute is written yet. Write at least one before you publish."""


class NotAccountedFor(Refused):
    """Of some members nobody has said yet whether they were there."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(not_accounted_words(names))


def agenda_items(meeting: Meeting) -> list[AgendaItem]:
    """The agenda in order, with papers: what `agenda_data` needs, in three queries."""
    papers = ItemPaper.objects.select_related("document__file").order_by("position")
    return list(meeting.items.order_by("position").prefetch_related(Prefetch("papers", papers)))


def meeting_minutes(meeting: Meeting) -> list[Minute]:
    """The minutes in order, with decisions and actions: what `minutes_data` needs."""
    return list(
        Minute.objects.filter(item__meeting=meeting)
        .select_related("item")
        .order_by("item__position", "position")
        .prefetch_related(
            Prefetch("decisions", Decision.objects.order_by("number")),
            Prefetch("actions", Action.objects.select_related("owner").order_by("id")),
        )
    )


def publish_agenda(
    *,
    meeting: Meeting,
    by,
    kind: str = "",
    lateness: str = "",
    reason: str = "",
    urgent: Mapping[int, str] | None = None,
    left_out: Collection[int] = (),
    as_it_is: str = "",
    seen: int | None = None,
) -> Publication:
    """Freeze the agenda, show it and send it: all of it to the panel's members, the open part to the public.

    The first is the agenda; a further one is ``kind`` (a revised agenda where it doesn't say), and holds what changed.
    ``urgent`` says of items, by number of their row, why they can't wait; ``reason`` says it for all others that were
    not open for long enough. ``left_out`` are the documents to go on without, ``as_it_is`` why what
    could have been put right was not. What was published in the past is only
    recorded, and sent to nobody.

    Raises `CantPublishAgenda`, `NothingToPublish`, `PaperNotReady`, `RevisionNeedsReason`, `UrgencyNeedsReason`,
    `ChangedMeanwhile`.
    """
    if not permissions.can_publish_agenda(meeting):
        raise CantPublishAgenda
    items = agenda_items(meeting)
    if not items:
        raise NothingToPublish
    if any(paper.document_id not in left_out for paper in papers_not_ready(items)):
        raise PaperNotReady
    kind = kind_of_agenda(meeting, kind, reason)
    with change("publish_agenda", by=by, about=meeting, words=reason, kind=kind) as step:
        claim(meeting, seen)
        days = clear_days(timezone.localdate(step.at), meeting.held_on, council_calendar())
        late = late_items(meeting, items, days, lateness)
        propose_urgency(step, late, reason, urgent or {})
        lateness = lateness or lateness_of(meeting, kind, days, late)
        step.tell(lateness=lateness, clear_days=days, as_it_is=as_it_is)
        mark_published(step, meeting, items)
        data = partial(agenda_data, left_out=left_out)
        frozen = what_changed(last_agenda(meeting), data(items, PUBLIC), data(items, MEMBERS))
        facts = {"published_at": step.at, "lateness": lateness, "reason": reason, "clear_days": days}
        publication = freeze(meeting, kind, by, data, items, **facts, **frozen)
        publication.documents.set(goes_out_with(publication, items, left_out))
        order_packs(publication)
        send_publication(step, publication)
    return publication


def goes_out_with(publication: Publication, items: list[AgendaItem], left_out: Collection[int]) -> list[Document]:
    """The papers of the agenda; with a supplement only those that no earlier version has disclosed."""
    papers = [paper.document for item in items for paper in item.papers.all() if paper.document_id not in left_out]
    if publication.kind != Publication.Kind.SUPPLEMENT:
        return papers
    known = set(Document.objects.filter(publications__meeting=publication.meeting_id).values_list("pk", flat=True))
    return [paper for paper in papers if paper.pk not in known]


def kind_of_agenda(meeting: Meeting, kind: str, reason: str) -> str:
    """What goes out now. Raises `RevisionNeedsReason`."""
    if meeting.agenda_published_at is None:
        return Publication.Kind.AGENDA
    kind = kind or Publication.Kind.REVISED
    if kind == Publication.Kind.REVISED and not reason.strip():
        raise RevisionNeedsReason
    return kind


def lateness_of(meeting: Meeting, kind: str, days: int, late: list[AgendaItem]) -> str:
    """Which of the four kinds a further publication is; only the officer knows it of a first one."""
    if meeting.agenda_published_at is None or days >= CLEAR_DAYS:
        return ""
    if late:
        return Publication.Lateness.LATE_AGENDA
    follows = kind == Publication.Kind.SUPPLEMENT
    return Publication.Lateness.REPORT_FOLLOWS if follows else Publication.Lateness.CORRECTION


def mark_published(step: Change, meeting: Meeting, items: list[AgendaItem]) -> None:
    """The moment at which the agenda, and each item, first went out."""
    if meeting.agenda_published_at is None:
        by = {"agenda_published_at": step.at, "agenda_published_by": step.by}
        step.save(meeting, state=Meeting.State.PUBLISHED, **by)
    for item in items:
        if item.published_at is None:
            step.save(item, published_at=step.at)
    step.touch(meeting)


def what_changed(last: Publication | None, public: dict[str, Any], members: dict[str, Any]) -> dict[str, Any]:
    """What changed for each audience since the agenda was last published; nothing where that was withheld."""
    if last is None or not last.for_members["items"]:
        return {}
    return {
        "changes_for_public": changes(last.for_public, public),
        "changes_for_members": changes(last.for_members, members),
    }


def last_agenda(meeting: Meeting) -> Publication | None:
    """The newest version of the agenda."""
    return meeting.publications.filter(kind__in=Publication.Kind.of_agenda()).newest_first().first()


def papers_not_ready(items: list[AgendaItem]) -> list[ItemPaper]:
    """The papers that nobody could open: a worker has not read them yet, or they can't be read."""
    return [paper for item in items for paper in item.papers.all() if not paper.document.file.is_read]


def publish_minutes(*, meeting: Meeting, by, reason: str = "", seen: int | None = None) -> Publication:
    """Freeze the draft minutes and show them.

    Raises `CantPublishMinutes`, `NoMinutes`, `NotAccountedFor`, `RevisionNeedsReason`.
    """
    if not permissions.can_publish_minutes(meeting):
        raise CantPublishMinutes
    minutes = meeting_minutes(meeting)
    if not minutes:
        raise NoMinutes
    revised = meeting.minutes_state == Meeting.Minutes.PUBLISHED
    if revised and not reason.strip():
        raise RevisionNeedsReason
    if unknown := roll_of(meeting).not_accounted_for:
        raise NotAccountedFor([str(seat.person) for seat in unknown])
    kind = Publication.Kind.REVISED_MINUTES if revised else Publication.Kind.MINUTES
    with change("publish_minutes", by=by, about=meeting, words=reason, kind=kind) as step:
        claim(meeting, seen)
        step.save(meeting, minutes_state=Meeting.Minutes.PUBLISHED)
        data = partial(whole_minutes, meeting)
        return freeze(meeting, kind, by, data, minutes, published_at=step.at, reason=reason)


def whole_minutes(meeting: Meeting, minutes: list[Minute], audience: str) -> dict[str, Any]:
    """What the minutes say of each item, and of the meeting as a whole."""
    return minutes_data(minutes, audience) | record_data(meeting)


def freeze(meeting: Meeting, kind: str, by, data, rows: list, **fields: Any) -> Publication:
    return Publication.objects.create(
        meeting=meeting,
        kind=kind,
        published_by=by,
        for_public=data(rows, PUBLIC),
        for_members=data(rows, MEMBERS),
        **fields,
    )
