"""What will go, to be looked at before the button."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from scrutiny.models import Address, Document, File
from scrutiny.withholding.kinds import withholdables
from scrutiny.withholding.places import Match, matches, scope_of_record
from scrutiny.withholding.whole import Gone
from scrutiny.withholding.words import Words

MOST = 10
"""Passages that are shown of each kind; the rest is counted."""


@dataclass
class Group:
    """Places of one kind. ``passages`` are (before, the words, after)."""

    heading: str
    count: int = 0
    passages: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, match: Match) -> None:
        self.count += 1
        self.passages += match.passages[: MOST - len(self.passages)]


@dataclass(frozen=True)
class Preview:
    """``papers`` (title, how many) go whole, since their text holds the words; ``addresses`` hold them and stay."""

    groups: list[Group]
    papers: list[tuple[str, int]]
    addresses: list[str]

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)


def preview_of_words(words: Words, record: Any, *, only_here: bool) -> Preview:
    groups: dict[str, Group] = {}
    files = set()
    for match in matches(words, scope_of_record(record) if record and only_here else None):
        groups.setdefault(match.called, Group(match.called)).add(match)
        if match.model is File:
            files.add(match.pk)
    titles = Counter(Document.objects.filter(file__in=files).order_by("pk").values_list("title", flat=True))
    found = sorted(groups.values(), key=lambda group: group.heading)
    return Preview(found, list(titles.items()), addresses_with(words))


def addresses_with(words: Words) -> list[str]:
    """Addresses that are made of the words: "john-smith" of "John Smith"."""
    paths = Address.objects.values_list("path", flat=True).iterator(chunk_size=500)
    return [path for path in paths if words.found_in(" ".join(path.replace("/", " ").split("-")))]


def what_goes(gone: Gone) -> list[tuple[str, list[str]]]:
    """(kind, names) of the records that are taken down together, as the page lists them."""
    found: dict[str, list[str]] = {}
    for record in gone.live():
        if record._meta.label_lower in NAMED or any(kind.model is type(record) for kind in withholdables()):
            plural = str(record._meta.verbose_name_plural)
            found.setdefault("papers" if isinstance(record, Document) else plural, []).append(str(record))
    return list(found.items())


NAMED = {"meetings.decision", "meetings.action"}
"""Records without a place of their own that go with another."""
