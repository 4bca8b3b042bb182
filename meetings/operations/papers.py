"""Papers under an item: their order, their versions, and those that the site makes itself."""

from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from meetings.models import Action, AgendaItem, ItemPaper
from meetings.operations.agenda import APART, attach_paper, open_agenda, openness_of
from meetings.operations.filling import ACTIONS, open_actions
from scrutiny.documents.checks import CheckedFile, look_at
from scrutiny.documents.typesetting import pdf
from scrutiny.models import Document, File
from scrutiny.operations import Refused, change, claim, keep_document, receive_file
from scrutiny.templatetags.words import moment, short_day


class NotThesePapers(Refused):
    """The papers of this item changed while you were ordering them. Look at them again and move them once more."""


class NotTheSameItem(Refused):
    """This paper was taken off its item meanwhile."""


def reorder_papers(*, item: AgendaItem, order: list[int], by) -> None:
    """Put an item's papers into ``order`` (the ids of their places), in two passes, since positions are unique.

    Raises `AgendaClosed`, `NotThesePapers` unless ``order`` names each of them once.
    """
    with change("reorder_papers", by=by, about=item.meeting) as step:
        open_agenda(item.meeting, None)
        claim(item, None)
        papers = {paper.pk: paper for paper in item.papers.all()}
        if sorted(order) != sorted(papers):
            raise NotThesePapers
        moved = [papers[pk] for position, pk in enumerate(order, start=1) if papers[pk].position != position]
        places = {pk: position for position, pk in enumerate(order, start=1)}
        for paper in moved:
            paper.position = APART + places[paper.pk]
        ItemPaper.objects.bulk_update(moved, ["position"])
        for paper in moved:
            paper.position = places[paper.pk]
        if moved:
            step.touch(item)
            bulk_update_with_history(
                moved,
                ItemPaper,
                ["position"],
                default_user=step.by,
                default_date=step.at,
                default_change_reason=step.reason_for(moved[0]),
            )


def replace_paper(
    *, paper: ItemPaper, checked: File | CheckedFile, by, reason: str = "", title: str = "", **fields: Any
) -> Document:
    """A new version in the place of a paper. The one before stays in what was published, and is never overwritten.

    What is not said stays as it was. Raises `AgendaClosed`, `NotTheSameItem`.
    """
    item, before = paper.item, paper.document
    stays = {name: getattr(before, name) for name in ("kind", "author", "public_title", "purpose", "recommendations")}
    title = title or before.title
    with change("replace_paper", by=by, about=item.meeting, words=reason, title=title) as step:
        open_agenda(item.meeting, None)
        claim(item, None)
        now = ItemPaper.objects.select_for_update().filter(pk=paper.pk, document=before).first()
        if now is None:
            raise NotTheSameItem
        document = keep_document(
            step=step,
            checked=checked,
            title=title,
            panel=before.panel,
            replaces=before,
            edition=before.edition + 1,
            **stays | openness_of(before) | fields,
        )
        step.touch(before)
        step.save(now, document=document)
    return document


def make_actions_paper(*, item: AgendaItem, by) -> Document:
    """The paper "Actions still open", as a tagged PDF under the item; made again, it is a new version.

    Who asked for an action is never printed. Raises `AgendaClosed`.
    """
    checked = receive_file(seen=look_at(ContentFile(pdf("actions", printed_actions(item)), name="actions.pdf")))
    made = item.papers.select_related("document__panel").filter(document__kind=Document.Kind.MADE).first()
    if made is None:
        return attach_paper(
            item=item, checked=checked, title=ACTIONS, kind=Document.Kind.MADE, author=settings.COUNCIL_NAME, by=by
        )
    made.item = item
    if made.document.file_id == checked.pk:
        return made.document
    return replace_paper(paper=made, checked=checked, by=by)


def printed_actions(item: AgendaItem) -> dict[str, Any]:
    """What the template prints, in words."""
    meeting = item.meeting
    return {
        "title": ACTIONS,
        "council": settings.COUNCIL_NAME,
        "panel": str(meeting.panel),
        "meeting": moment(meeting.begins),
        "made": short_day(timezone.localdate()),
        "actions": [printed(action) for action in open_actions(meeting)],
    }


def printed(action: Action) -> dict[str, str]:
    item = action.minute.item
    asked_at = [short_day(item.meeting.held_on), f"item {item.number}" if item.number else ""]
    return {
        "text": action.text,
        "owner": action.owned_by or "No owner yet",
        "due": short_day(action.due_on) or "No date",
        "asked": ", ".join(filter(None, asked_at)),
        "answer": action.answer or "No answer yet",
    }
