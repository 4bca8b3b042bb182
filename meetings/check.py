"""What an officer looks at before an agenda goes out: what to put right, and what was looked for and not found."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.conf import settings
from django.urls import Resolver404, resolve

from meetings.agenda_content import MEMBERS, agenda_data
from meetings.changes import Change, changes, suggested_kind
from meetings.clear_days import ClearDays, clear_days_of
from meetings.look_at import Looking, look_at
from meetings.models import AgendaItem, ItemPaper, Meeting, PaperRequest, Publication
from meetings.operations import agenda_items, last_agenda, late_items, papers_not_ready
from scrutiny.models import Document, council_calendar
from scrutiny.templatetags.words import count_words

SITE_PATH = re.compile(
    rf"(?:{re.escape(settings.SITE_URL)}|(?<![\w.:/]))(/(?:meetings|documents|recommendations|inspections|people|panels)/[\w./%-]*)"
)
"""An address of this site as it stands in an item's text, whole or from its first slash."""

WITH_REPORT = (AgendaItem.Delivery.REPORT,)


@dataclass(frozen=True)
class Check:
    """An agenda before it goes out. ``last`` is its newest version, ``found`` what members would read of what changed
    since then, ``looking`` what was found in its
    papers, ``asked`` a paper that was asked for and is not under its item yet, by item."""

    meeting: Meeting
    items: list[AgendaItem]
    days: ClearDays
    looking: Looking
    last: Publication | None = None
    found: list[Change] = field(default_factory=list)
    broken: list[tuple[AgendaItem, str]] = field(default_factory=list)
    next_on: date | None = None
    asked: dict[int, PaperRequest] = field(default_factory=dict)

    @property
    def is_further(self) -> bool:
        return self.meeting.agenda_published_at is not None

    @property
    def suggested(self) -> Publication.Kind:
        return suggested_kind(self.found, self.days.is_late)

    @property
    def not_ready(self) -> list[ItemPaper]:
        return papers_not_ready(self.items)

    @property
    def late(self) -> list[AgendaItem]:
        """Items added to an agenda that is out, which say why they can't wait."""
        return late_items(self.meeting, self.items, self.days.number) if self.is_further else []

    @property
    def no_paper(self) -> list[AgendaItem]:
        """Reports without their paper, and items for which one was asked; not those that say that it follows."""
        follows = AgendaItem.Delivery.TO_FOLLOW
        bare = [item for item in self.items if item.delivery != follows and not item.papers.all()]
        return [item for item in bare if item.delivery in WITH_REPORT or item.pk in self.asked]

    @property
    def to_add(self) -> list[tuple[AgendaItem, PaperRequest | None]]:
        """Each of these with what was asked for."""
        return [(item, self.asked.get(item.pk)) for item in self.no_paper]

    @property
    def no_presenter(self) -> list[AgendaItem]:
        """Items that bring something, and don't say who presents it."""
        return [item for item in self.items if item.delivery and not item.presenters]

    @property
    def repeated(self) -> list[str]:
        """Numbers that stand before more than one item: real papers have them, so they are only shown."""
        counts = Counter(item.number for item in self.items if item.number)
        return [number for number, times in counts.items() if times > 1]

    @property
    def not_right(self) -> list[str]:
        """What an officer could still put right, in words that name nothing private: it goes out with a reason."""
        left_out, unseen = len(self.not_ready), len(self.looking.open) + len(self.looking.waits)
        return [
            *(f"{item.label} has no paper" for item in self.no_paper),
            *([f"{count_words(left_out, 'paper')} can’t be opened"] if left_out else []),
            *([f"Nobody has looked at {count_words(unseen, 'thing')} found in the papers"] if unseen else []),
        ]

    @property
    def private(self) -> list[AgendaItem]:
        return [item for item in self.items if item.is_private]

    @property
    def nothing_found(self) -> list[str]:
        """What was looked for in vain."""
        looked_for = {
            "reports without a paper": self.no_paper,
            "papers that can’t be opened": self.not_ready,
            "reports without a presenter": self.no_presenter,
            "numbers that stand twice": self.repeated,
            "links that lead nowhere on this site": self.broken,
        }
        return [words for words, those in looked_for.items() if not those] + self.looking.nothing_found


def check_agenda(meeting: Meeting, today: date) -> Check:
    """The agenda as it stands, counted from today."""
    items = agenda_items(meeting)
    last = last_agenda(meeting) if meeting.agenda_published_at else None
    unread = [paper.document_id for paper in papers_not_ready(items)]
    now = agenda_data(items, MEMBERS, left_out=unread)
    found = changes(last.for_members, now) if last and last.for_members["items"] else []
    days = clear_days_of(meeting.held_on, today, council_calendar())
    looking = look_at(meeting, items)
    later = next_meeting(meeting) if last else None
    requests = PaperRequest.objects.unfinished().filter(item__meeting=meeting).order_by("pk")
    asked = {request.item_id: request for request in requests}
    return Check(meeting, items, days, looking, last, found, broken_links(items), later, asked)


def next_meeting(meeting: Meeting) -> date | None:
    """When the panel meets after this one: what a late item could wait for."""
    later = Meeting.objects.going_ahead().filter(panel=meeting.panel, held_on__gt=meeting.held_on)
    return later.order_by("held_on").values_list("held_on", flat=True).first()


def broken_links(items: list[AgendaItem]) -> list[tuple[AgendaItem, str]]:
    """Addresses of this site in the items' texts at which there is nothing: no such page, or no such paper."""
    named = [(item, path) for item in items for path in paths_in(item.text)]
    papers = {pk for _, path in named if (pk := paper_at(path))}
    known = set(Document.objects.filter(public_id__in=papers).values_list("public_id", flat=True)) if papers else set()
    return [(item, path) for item, path in named if not leads_somewhere(path, known)]


def paths_in(text: str) -> Iterator[str]:
    yield from (match[1].rstrip(".") for match in SITE_PATH.finditer(text))


def leads_somewhere(path: str, papers: set[UUID]) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    paper = paper_at(path)
    return paper is None or paper in papers


def paper_at(path: str) -> UUID | None:
    try:
        return resolve(path).kwargs.get("public_id")
    except Resolver404:
        return None
