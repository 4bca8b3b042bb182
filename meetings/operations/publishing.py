"""Publishing: freezing what is public, once for everybody and once for the panel's members."""

from typing import Any

from django.db.models import Prefetch

from meetings import permissions
from meetings.agenda_content import MEMBERS, PUBLIC, agenda_data, minutes_data
from meetings.models import Action, AgendaItem, Decision, ItemPaper, Meeting, Minute, Publication
from meetings.operations.packs import order_packs
from scrutiny.operations import Refused, change, claim


class NothingToPublish(Refused):
    """There is nothing on the agenda yet. Add the items first."""


class CantPublishAgenda(Refused):
    """The agenda of a meeting that was held or called off can't be published any more."""


class RevisionNeedsReason(Refused):
    """This was published before. Say what changed and why; the words are printed on the page."""


class PaperNotReady(Refused):
    """A paper on the agenda can't be read yet. Publish once it is, or take it off and add it later."""


class CantPublishMinutes(Refused):
    """Minutes can be published once the meeting was held."""


class NoMinutes(Refused):
    """No minute is written yet. Write at least one before you publish."""


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
    *, meeting: Meeting, by, lateness: str = "", reason: str = "", seen: int | None = None
) -> Publication:
    """Freeze the agenda and show it: all of it to the panel's members, the open part to the public.

    A first publication is the agenda; a further one is a revised agenda and must say what changed.
    Raises `CantPublishAgenda`, `NothingToPublish`, `PaperNotReady`, `RevisionNeedsReason`, `ChangedMeanwhile`.
    """
    if not permissions.can_publish_agenda(meeting):
        raise CantPublishAgenda
    items = agenda_items(meeting)
    if not items:
        raise NothingToPublish
    if papers_not_ready(items):
        raise PaperNotReady
    revised = meeting.agenda_published_at is not None
    if revised and not reason.strip():
        raise RevisionNeedsReason
    kind = Publication.Kind.REVISED if revised else Publication.Kind.AGENDA
    with change("publish_agenda", by=by, about=meeting, words=reason, kind=kind, lateness=lateness) as step:
        claim(meeting, seen)
        if not revised:
            step.save(meeting, state=Meeting.State.PUBLISHED, agenda_published_at=step.at, agenda_published_by=by)
        for item in items:
            if item.published_at is None:
                step.save(item, published_at=step.at)
        publication = freeze(
            meeting, kind, by, agenda_data, items, published_at=step.at, lateness=lateness, reason=reason
        )
        step.touch(meeting)
        publication.documents.set([paper.document for item in items for paper in item.papers.all()])
        order_packs(publication)
    return publication


def papers_not_ready(items: list[AgendaItem]) -> list[ItemPaper]:
    """The papers that nobody could open: a worker has not read them yet, or they can't be read."""
    return [paper for item in items for paper in item.papers.all() if not paper.document.file.is_read]


def publish_minutes(*, meeting: Meeting, by, reason: str = "", seen: int | None = None) -> Publication:
    """Freeze the draft minutes and show them. Raises `CantPublishMinutes`, `NoMinutes`, `RevisionNeedsReason`."""
    if not permissions.can_publish_minutes(meeting):
        raise CantPublishMinutes
    minutes = meeting_minutes(meeting)
    if not minutes:
        raise NoMinutes
    revised = meeting.minutes_state == Meeting.Minutes.PUBLISHED
    if revised and not reason.strip():
        raise RevisionNeedsReason
    kind = Publication.Kind.REVISED_MINUTES if revised else Publication.Kind.MINUTES
    with change("publish_minutes", by=by, about=meeting, words=reason, kind=kind) as step:
        claim(meeting, seen)
        step.save(meeting, minutes_state=Meeting.Minutes.PUBLISHED)
        return freeze(meeting, kind, by, minutes_data, minutes, published_at=step.at, reason=reason)


def freeze(meeting: Meeting, kind: str, by, data, rows: list, **fields: Any) -> Publication:
    return Publication.objects.create(
        meeting=meeting,
        kind=kind,
        published_by=by,
        for_public=data(rows, PUBLIC),
        for_members=data(rows, MEMBERS),
        **fields,
    )
