"""What was found in an agenda's files and a person looks at before it goes out."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from meetings.models import AgendaItem, Meeting
from scrutiny.models import PDF, Document, Doubt
from scrutiny.operations.doubts import doubts_of
from scrutiny.templatetags.words import short_day

Kind = Doubt.Kind
LOOKED_FOR = {
    "hidden text": (Kind.HIDDEN_TEXT, Kind.HIDDEN_ROW, Kind.LAYER),
    "text under black boxes": (Kind.BLACK_BOX, Kind.REDACTION),
    "tracked changes and comments": (Kind.TRACKED, Kind.COMMENT),
    "small numbers beside places": (Kind.SMALL_NUMBER,),
    "pictures without a description": (Kind.PICTURE,),
}
"""What the check page says was not found, with the doubts that would show it."""


@dataclass(frozen=True)
class LookAt:
    """One thing to look at: where it stands, and where to say that somebody has looked. ``looked`` says who did."""

    words: str
    link: str
    link_words: str
    said_at: str
    kind: str
    looked: str = ""


@dataclass(frozen=True)
class Looking:
    """``waits`` are the papers that no worker has looked into yet."""

    found: list[LookAt]
    waits: list[Document]

    @property
    def open(self) -> list[LookAt]:
        return [each for each in self.found if not each.looked]

    @property
    def nothing_found(self) -> list[str]:
        """What every file was looked through for in vain."""
        if self.waits:
            return []
        kinds = {each.kind for each in self.found}
        return [words for words, those in LOOKED_FOR.items() if not kinds & set(those)]

    @property
    def done(self) -> list[LookAt]:
        return [each for each in self.found if each.looked]


def look_at(meeting: Meeting, items: Iterable[AgendaItem]) -> Looking:
    """In one query; ``items`` have their papers and files prefetched."""
    papers = [paper.document for item in items for paper in item.papers.all()]
    found = [row_of(meeting, document, doubt) for document, doubt in doubts_of(papers)]
    return Looking(found, [paper for paper in papers if paper.file.is_read and not paper.file.looked_into_at])


def row_of(meeting: Meeting, document: Document, doubt: Doubt) -> LookAt:
    page = f"page {doubt.page}" if doubt.page else ""
    quoted = f": “{doubt.words}”" if doubt.words and doubt.kind != Doubt.Kind.PICTURE else ""
    said = doubt.words if doubt.kind == Doubt.Kind.PICTURE else doubt.get_kind_display()
    return LookAt(
        words=f"“{document.title}”{f', {page}' if page else ''}. {said}{quoted}",
        link=place_of(document, doubt),
        link_words=f"Read {page}" if page else "Read it",
        said_at=reverse("doubt_looked", kwargs=meeting.address | {"doubt": doubt.pk}),
        kind=doubt.kind,
        looked=f"{doubt.looked_by}, {short_day(doubt.looked_at)}" if doubt.looked_at else "",
    )


def place_of(document: Document, doubt: Doubt) -> str:
    """In a PDF the page itself; browsers open it there."""
    if document.file.content_type != PDF:
        return document.url
    return f"{document.file_url}#page={doubt.page}" if doubt.page else document.file_url
