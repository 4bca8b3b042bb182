"""Which papers make up a pack, in which order, under which numbers: from what was frozen, for one audience.

Public papers come first and are the same for both audiences; private ones follow at the end of the members' pack.
"""

from dataclasses import dataclass
from typing import Any

from meetings.agenda_content import MEMBERS

Content = dict[str, Any]

PRIVATE = "P"
"""Stands before the page numbers of private papers."""

PRIVATE_PAPERS = "Private papers"


@dataclass(frozen=True)
class Planned:
    """A paper of the pack: the item (of `meetings.agenda_content`) that it lies under, its title and address."""

    item: dict[str, Any]
    title: str
    url: str
    prefix: str
    is_private: bool

    @property
    def under(self) -> list[str]:
        """The headings above it in the outline."""
        item = f"{self.item['number']} {self.item['title']}".strip()
        return [PRIVATE_PAPERS, item] if self.is_private else [item]


def planned(public: Content, members: Content, audience: str, of: set[str], prefix: str = "") -> list[Planned]:
    """``of`` are the addresses of the papers that were published with it; the others that an agenda lists stay out."""
    open_papers = {paper["url"] for _, paper in papers(public)}
    mine = members if audience == MEMBERS else public
    first = [
        Planned(item, paper["title"], paper["url"], prefix, is_private=False)
        for item, paper in papers(mine)
        if paper["url"] in of & open_papers
    ]
    private = [
        Planned(item, paper["title"], paper["url"], prefix + PRIVATE, is_private=True)
        for item, paper in papers(mine)
        if paper["url"] in of - open_papers
    ]
    return first + private


def papers(content: Content) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each paper that can be read, with its item. Of the others an agenda holds a sentence alone."""
    return [(item, paper) for item in content["items"] for paper in item["papers"] if "url" in paper]


def supplement_prefix(number: int) -> str:
    """S1, S2 … are the pages of a meeting's first supplement, 2S1, 2S2 … of its second."""
    return "S" if number == 1 else f"{number}S"


def only_of(content: Content, members: Content, of: set[str]) -> Content:
    """An agenda cut to the items with papers of a supplement, if it lists others too."""
    meant = {item["id"] for item, paper in papers(members) if paper["url"] in of}
    return content | {"items": [item for item in content["items"] if item["id"] in meant]} if meant else content
