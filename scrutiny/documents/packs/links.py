"""Links of a paper, kept when it is bound into a pack (ISO 32000-1, 12.3 and 12.6).

Between pages of the paper they go on leading there, and to the web too. What leads to a file, runs something or sends
something goes. Names of places, which another paper may use too, become the places meant.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from pikepdf import (
    Array,
    Destination,
    Dictionary,
    Name,
    NameTree,
    Object,
    OutlineItem,
    OutlineStructureError,
    Page,
    Pdf,
    String,
)

from scrutiny.documents.packs.tags import BROKEN, many

SCHEMES = {"http", "https", "mailto", "tel"}
DOES = ("/A", "/AA", "/PA")
"""What may run when an annotation is pressed, met or seen."""

FAULTS = (*BROKEN, OutlineStructureError)
PART = "part:"
"""Begins what a front sheet's link to a part is, before it leads there."""

MOST_ENTRIES = 500
LONGEST_TITLE = 200


@dataclass(frozen=True)
class Entry:
    """An entry of a paper's own outline: where it leads, by number of the paper's page."""

    title: str
    place: Array
    below: list["Entry"] = field(default_factory=list)


class Places:
    """The places in a paper that its links and its outline lead to."""

    def __init__(self, paper: Pdf) -> None:
        self.paper = paper
        self.numbers: dict[tuple[int, int], int] = {}

    def of(self, found: Any) -> Array | None:
        """A destination, explicit or by its name, as one that bears the number of its page; None where there is no
        such place."""
        try:
            return self.found(found)
        except FAULTS:
            return None

    def found(self, found: Any) -> Array | None:
        if isinstance(found, Name | String):
            found = self.named(found)
        if isinstance(found, Dictionary):
            found = found.get("/D")
        if not isinstance(found, Array):
            return None
        place = Destination.from_array(found)
        number = self.number_of(place.page)
        _, *view = place.to_array()
        return None if number is None else Array([number, *view])

    def named(self, name: Object) -> Any:
        root = self.paper.Root
        if isinstance(name, Name):
            return root.get("/Dests", Dictionary()).get(name)
        return NameTree(root.Names.Dests).get(str(name))

    def number_of(self, page: Any) -> int | None:
        if isinstance(page, int):
            return page if 0 <= page < len(self.paper.pages) else None
        if not self.numbers:
            self.numbers = {each.obj.objgen: number for number, each in enumerate(self.paper.pages)}
        return self.numbers.get(page.objgen) if isinstance(page, Dictionary) else None

    def after(self, action: Any) -> Array | None:
        is_going = isinstance(action, Dictionary) and action.get("/S") == Name.GoTo
        return self.of(action.get("/D")) if is_going else None


def settle(paper: Pdf) -> None:
    """Have each link of a paper say the number of the page that it leads to, and take away those that aren't kept."""
    places = Places(paper)
    for page in paper.pages:
        for key in set(DOES) & set(page.obj.keys()):
            del page.obj[key]
        if "/Annots" in page.obj:
            page.obj.Annots = Array([each for each in many(page.obj.Annots) if is_kept(each, places)])


def is_kept(annotation: Any, places: Places) -> bool:
    """Whether an annotation stays, which does nothing any more but lead to a place or to the web."""
    if not isinstance(annotation, Dictionary):
        return False
    place = places.of(annotation.get("/Dest")) or places.after(annotation.get("/A"))
    address = web_address(annotation.get("/A"))
    for key in {"/Dest", *DOES} & set(annotation.keys()):
        del annotation[key]
    if place is not None:
        annotation.Dest = place
    elif address is not None:
        annotation.A = Dictionary(S=Name.URI, URI=address)
    if place is not None or address is not None or annotation.get("/Subtype") != Name.Link:
        return True
    if "/StructParent" in annotation:
        del annotation.StructParent
    return False


def web_address(action: Any) -> Object | None:
    if not isinstance(action, Dictionary) or action.get("/S") != Name.URI:
        return None
    try:
        address = action.URI
        return address if urlsplit(str(address).strip()).scheme in SCHEMES else None
    except BROKEN:
        return None


def lead(pages: list[Page]) -> None:
    """Have the links of a settled paper lead to its pages in the pack."""
    for page in pages:
        for annotation in page.obj.get("/Annots", ()):
            number: Any = annotation.Dest[0] if "/Dest" in annotation else None
            if isinstance(number, int):
                annotation.Dest[0] = pages[number].obj


def lead_from_front(front: list[Page], parts: list[Page]) -> None:
    """Have the front sheet's links, each to the number of a part, lead to the first pages of these parts."""
    for page in front:
        for annotation in page.obj.get("/Annots", ()):
            _, _, number = str(annotation.A.URI).partition(PART)
            del annotation.A
            annotation.Dest = Array([parts[int(number)].obj, Name.Fit])


def entries_of(paper: Pdf) -> list[Entry]:
    """A paper's own outline, as far as it leads anywhere. Of one that is broken nothing is taken."""
    if "/Outlines" not in paper.Root:
        return []
    try:
        return list(entries(paper.open_outline().root, Places(paper), iter(range(MOST_ENTRIES))))
    except FAULTS:
        return []


def entries(items: list[OutlineItem], places: Places, budget: Iterator[int]) -> Iterator[Entry]:
    for item in items:
        if next(budget, None) is None:
            return
        title = " ".join(item.title.split())[:LONGEST_TITLE]
        place = places.of(item.destination) or places.after(item.action)
        below = list(entries(item.children, places, budget))
        if title and (place is not None or below):
            yield Entry(title, below[0].place if place is None else place, below)
        else:
            yield from below


def outlined(entry: Entry, pages: list[Page]) -> OutlineItem:
    """The entry as one of the pack, where the paper's pages are ``pages``."""
    number, *view = list(entry.place)
    item = OutlineItem(entry.title, Array([pages[number].obj, *view]))
    item.children = [outlined(each, pages) for each in entry.below]
    item.is_closed = True
    return item
