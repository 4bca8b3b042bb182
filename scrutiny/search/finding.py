"""Reading the index: what a person may find, with the words marked, and what they may have meant."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from rapidfuzz import fuzz, process

from scrutiny.models import Document, SearchEntry, SearchWord
from scrutiny.permissions import scope_of
from scrutiny.search import engines
from scrutiny.search.marks import sieve_for
from scrutiny.search.words import WORD, stem, terms_of, words_of

RANKED = 2000
A_PAGE = 20
LONGEST_QUERY = 200
COUNTED = 100
AROUND = 110
CLOSE = 75
FEW = 5
PAPER = re.compile(r"paper:(\d+)\.(\d+)")


@dataclass(frozen=True)
class Hit:
    """A record that was found: its title and a passage, in which the words that were asked for are marked."""

    entry: SearchEntry
    title: SafeString
    passage: SafeString


@dataclass(frozen=True)
class Results:
    """``count`` of all hits, or one more than a hundred for "100+"; ``meant`` is a spelling that finds something."""

    hits: list[Hit] = field(default_factory=list)
    count: int = 0
    page: int = 1
    has_next: bool = False
    meant: str = ""

    @property
    def next_page(self) -> int:
        return self.page + 1

    @property
    def previous_page(self) -> int:
        return self.page - 1

    @property
    def count_words(self) -> str:
        if self.count > COUNTED:
            return f"{COUNTED}+ results"
        return f"{self.count} result{'' if self.count == 1 else 's'}"


def entries_for(user) -> QuerySet[SearchEntry]:
    """The entries that a person's search looks at: each record once, in the fullest reading that they may have."""
    scope = scope_of(user)
    if scope.sees_everything:
        return SearchEntry.objects.filter(for_officers=True)
    now = Q(hidden_until=None) | Q(hidden_until__lte=timezone.localdate())
    own = Q(panel_id__in=scope.panel_ids)
    elsewhere = Q(panel_id=None) | ~own
    return SearchEntry.objects.filter(now & ((own & Q(for_members=True)) | (elsewhere & Q(for_public=True))))


def find(user, query: str, *, page: int = 1, **filters: Any) -> Results:
    """What the person may find: every word must be there. ``filters`` are of `SearchEntry`'s columns.

    Only the newest two thousand hits are ranked; the rest would not be looked at.
    """
    terms = terms_of(query)
    if not terms:
        return Results()
    sieve = sieve_for(user).narrowed(filters)
    ranked = engines.engine().best(terms, sieve, of_newest=RANKED, without=embargoed(user))
    if not ranked:
        return Results(meant=meant(user, query))
    near = ranked[: max(COUNTED, page * A_PAGE) + 1]
    there = dict(entries_for(user).filter(pk__in=near, **filters).values_list("pk", "record"))
    near = once(near, there)
    shown = near[(page - 1) * A_PAGE : page * A_PAGE]
    found = SearchEntry.objects.select_related("panel").in_bulk(shown)
    asked = {word for term in terms for word in term}
    hits = [hit_of(found[pk], asked) for pk in shown if pk in found]
    return Results(hits, min(len(near), COUNTED + 1), page, len(near) > page * A_PAGE)


def once(ranked: list[int], records: dict[int, str]) -> list[int]:
    """The entries that are there, in their order; of papers with the same bytes, which are filed wherever they
    were used, the first alone. ``records`` are the names of what they tell of, ``paper:7.1`` for page 1 of paper 7."""
    papers = {pk: PAPER.fullmatch(record) for pk, record in records.items()}
    numbers = {int(paper[1]) for paper in papers.values() if paper}
    files = dict(Document.objects.filter(pk__in=numbers).values_list("pk", "file_id")) if numbers else {}
    kept: dict[object, int] = {}
    for pk in ranked:
        paper = papers.get(pk)
        if pk in records:
            kept.setdefault((files.get(int(paper[1])), paper[2]) if paper else pk, pk)
    return list(kept.values())


def embargoed(user) -> list[int]:
    """The entries that wait for their day, which for officers is no matter."""
    if scope_of(user).sees_everything:
        return []
    return list(SearchEntry.objects.filter(hidden_until__gt=timezone.localdate()).values_list("pk", flat=True))


def hit_of(entry: SearchEntry, asked: set[str]) -> Hit:
    return Hit(entry, marked(entry.title, asked), marked(passage(entry.text, asked), asked))


def passage(text: str, asked: set[str]) -> str:
    """The part of the text around the first word that was asked for."""
    first = next((match for match in WORD.finditer(text) if stem(match[0]) in asked), None)
    at = first.start() if first else 0
    begins = max(text.rfind(" ", 0, max(at - AROUND, 0)) + 1, 0)
    part = text[begins : at + AROUND * 2]
    if at + AROUND * 2 < len(text):
        part = part.rsplit(" ", 1)[0] + " …"
    return ("… " if begins else "") + part


def marked(text: str, asked: set[str]) -> SafeString:
    """The text, escaped, with the words that were asked for between ``<mark>``."""
    pieces: list[tuple[SafeString | str, ...]] = []
    end = 0
    for match in WORD.finditer(text):
        if stem(match[0]) in asked:
            pieces += [("", text[end : match.start()], ""), (OPEN, match[0], CLOSED)]
            end = match.end()
    return format_html_join("", "{}{}{}", [*pieces, ("", text[end:], "")])


OPEN, CLOSED = SafeString("<mark>"), SafeString("</mark>")


def meant(user, query: str) -> str:
    """The query with each unknown word put as the nearest known one, if that finds something for this person."""
    better = [word if finds(user, word) else nearest(user, word) for word in words_of(query)]
    suggestion = " ".join(better)
    if not all(better) or suggestion.casefold() == " ".join(words_of(query)).casefold():
        return ""
    return suggestion if finds(user, suggestion) else ""


def finds(user, query: str) -> bool:
    terms = terms_of(query)
    if not terms:
        return False
    found = engines.engine().best(terms, sieve_for(user), of_newest=A_PAGE, without=embargoed(user))
    return entries_for(user).filter(pk__in=found).exists()


def nearest(user, word: str) -> str:
    """The known word most like this one, of those that this person's own search finds; empty where none is close."""
    plain = word.casefold()
    near = SearchWord.objects.alias(length=Length("word")).filter(
        word__startswith=plain[:1], length__range=(len(plain) - 2, len(plain) + 2)
    )
    known = list(near.values_list("word", flat=True))
    likely = process.extract(plain, known, scorer=fuzz.ratio, limit=FEW, score_cutoff=CLOSE)
    return next((candidate for candidate, _, _ in likely if finds(user, candidate)), "")
