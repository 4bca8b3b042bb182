"""What a pack says of itself: its outline, title, language and day."""

from pikepdf import Dictionary, OutlineItem, Pdf, String

LANGUAGE = "en-GB"


def outline(pack: Pdf, front: str, places: list[tuple[list[str], str, int]]) -> None:
    """An entry for the front sheet and one for each part: (headings above it, its title, index of its first page).
    A heading leads to the first of what stands under it."""
    with pack.open_outline() as tree:
        tree.root.append(OutlineItem(front, 0))
        above: dict[tuple[str, ...], OutlineItem] = {}
        for headings, title, index in places:
            siblings = tree.root
            for depth in range(len(headings)):
                path = tuple(headings[: depth + 1])
                if path not in above:
                    above[path] = OutlineItem(headings[depth], index)
                    siblings.append(above[path])
                siblings = above[path].children
            siblings.append(OutlineItem(title, index))


def describe(pack: Pdf, title: str, dated: str) -> None:
    """``dated`` as a PDF writes it: ``D:20260914153000Z``."""
    with pack.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as words:
        words["dc:title"] = title
        words["dc:language"] = [LANGUAGE]
    pack.docinfo["/Title"] = String(title)
    pack.docinfo["/CreationDate"] = pack.docinfo["/ModDate"] = String(dated)
    pack.Root.Lang = String(LANGUAGE)
    pack.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
