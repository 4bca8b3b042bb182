"""The story of one recommendation: everything that happened, and the meeting item that considered each turn."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef

from inspections.models import Consideration, Progress, Recommendation, Update
from meetings.models import AgendaItem
from scrutiny.models import Document
from scrutiny.permissions import scope_of
from scrutiny.templatetags.words import short_day


@dataclass(frozen=True)
class ItemLink:
    """A meeting item as other pages show it. ``words`` hold no private title unless the reader may know it."""

    words: str
    link: str


@dataclass(frozen=True)
class Turn:
    """One thing that happened: a row of the timeline and, where it has ``word``, a mark of the strip."""

    on: date
    words: str
    word: str = ""
    status: str = ""
    look: str = ""
    details: list[str] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    evidence_link: str = ""
    link: str = ""
    link_words: str = ""


def item_link(item: AgendaItem, user) -> ItemLink:
    """ "Item 6, 27 July 2021", and where it opens: for officers the live page, even before it is published."""
    number = (
        f"Item {item.number}" if item.number else (item.title if scope_of(user).sees_everything else item.open_title)
    )
    return ItemLink(f"{number}, {short_day(item.meeting.held_on)}", item.get_absolute_url())


def turns_of(recommendation: Recommendation, user) -> list[Turn]:
    """Everything that the reader may know of, newest first. Two queries."""
    updates = (
        recommendation.updates.visible_to(user)
        .select_related("office", "evidence__file", "item__meeting__panel", "item__meeting__year")
        .annotate(may_open=Exists(Document.objects.visible_to(user).filter(pk=OuterRef("evidence"))))
        .newest_first()
    )
    ties = (
        Consideration.objects.visible_to(user)
        .filter(recommendation=recommendation)
        .select_related("item__meeting__panel", "item__meeting__year")
        .order_by("-item__meeting__held_on", "-item__position")
    )
    turns = [update_turn(update, user) for update in updates]
    told = {update.item_id for update in updates}
    turns += [consideration_turn(tie, user) for tie in ties if tie.item_id not in told]
    return sorted([*turns, found_turn(recommendation)], key=lambda turn: turn.on, reverse=True)


def update_turn(update: Update, user) -> Turn:
    """``update.may_open`` says whether the reader may have its evidence."""
    details = []
    if update.revised_due_on:
        details.append(f"New date: {short_day(update.revised_due_on)}")
    if update.reason:
        details.append(f"Reason given: {update.reason}")
    if update.cleared_by:
        details.append(f"Cleared by {update.cleared_by}")
    item = item_link(update.item, user) if update.item else None
    progress = Progress(update.progress)
    return Turn(
        on=update.made_on,
        words=f"{update.office}: {update.text}",
        word=progress.label,
        status=progress.label,
        look=progress.look,
        details=details,
        documents=[update.evidence] if update.evidence and update.may_open else [],  # type: ignore[attr-defined]
        evidence_link=update.evidence_link,
        link=item.link if item else "",
        link_words=item.words if item else "",
    )


def consideration_turn(tie: Consideration, user) -> Turn:
    meeting, item = tie.item.meeting, item_link(tie.item, user)
    to_come = meeting.state in type(meeting).State.to_come()
    word = "On the agenda" if to_come else "Considered"
    return Turn(
        on=meeting.held_on,
        words=f"{word} of the {meeting.panel}" if to_come else f"Considered by the {meeting.panel}",
        word=word,
        look="neutral",
        link=item.link,
        link_words=item.words,
    )


def found_turn(recommendation: Recommendation) -> Turn:
    """Where it came from, on the day that the letter bears, or else the last day of the visit."""
    inspection = recommendation.inspection
    return Turn(
        on=inspection.letter_on or inspection.published_on or inspection.ends_on or inspection.starts_on,
        words=f"{inspection}: {recommendation.label.lower()}",
        word="Found",
        look="neutral",
        link=inspection.get_absolute_url(),
        link_words="Inspection",
    )
