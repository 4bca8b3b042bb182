"""What a pack says of itself: its outline, title, language and day."""

from dataclasses import dataclass

from pikepdf import Dictionary, OutlineItem, Pdf, String

LANGUAGE = "en-GB"


@dataclass(frozen=True)
class Place:
    """A part of the pack: the headings above it, its title, the index of its first page, and its own outline."""

    under: list[str]
    title: str
    index: int
    below: list[OutlineItem]


def outline(pack: Pdf, front: str, places: list[Place]) -> None:
    """An entry for the front sheet and one for each part. A heading leads to the first of what stands under it, and a
    part's own outline is folded up."""
    with pack.open_outline() as tree:
        tree.root.append(OutlineItem(front, 0))
        above: dict[tuple[str, ...], OutlineItem] = {}
        for place in places:
            siblings = tree.root
            for depth, heading in enumerate(place.under):
                path = tuple(place.under[: depth + 1])
                if path not in above:
                    above[path] = OutlineItem(heading, place.index)
                    siblings.append(above[path])
                siblings = above[path].children
            mine = OutlineItem(place.title, place.index)
            mine.children, mine.is_closed = place.below, bool(place.below)
            siblings.append(mine)


def describe(pack: Pdf, title: str, dated: str) -> None:
    """``dated`` as a PDF writes it: ``D:20260914153000Z``."""
    with pack.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as words:
        words["dc:title"] = title
        words["dc:language"] = [LANGUAGE]
    pack.docinfo["/Title"] = String(title)
    pack.docinfo["/CreationDate"] = pack.docinfo["/ModDate"] = String(dated)
    pack.Root.Lang = String(LANGUAGE)
    pack.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
