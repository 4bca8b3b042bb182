"""A long paper is found by its parts, each at the page where it begins."""

from collections.abc import Iterator
from dataclasses import replace

from scrutiny.models import Document
from scrutiny.search.sources import Found
from scrutiny.search.words import WORD

PART = 10_000
"""Words of a part: a fat report of some thirty pages is one."""


def paper_entries(document: Document, like: Found) -> list[Found]:
    """The parts of a paper, placed and dated ``like`` what it belongs to; none before it is read or once withheld."""
    if document.is_withheld or not document.file.is_read:
        return []
    return [
        replace(
            like,
            record=f"paper:{document.pk}.{first}",
            title=document.title if first == 1 else f"{document.title}, from page {first}",
            text=f"{document.author}\n{text}".strip(),
            address=document.url if first == 1 else f"{document.url}#page-{first}",
        )
        for first, text in parts_of(document.file.text)
    ]


def parts_of(text: str) -> Iterator[tuple[int, str]]:
    """(number of its first page, text) of each part. Pages are divided by form feeds, as a `File` keeps them."""
    held: list[str] = []
    first, words = 1, 0
    for number, page in enumerate(text.split("\f"), start=1):
        for piece in pieces(page):
            count = len(WORD.findall(piece))
            if held and words + count > PART:
                yield first, "\n".join(held)
                first, words, held = number, 0, []
            held.append(piece)
            words += count
    if held:
        yield first, "\n".join(held)


def pieces(page: str) -> Iterator[str]:
    """The page itself, or parts of it where it alone is too long for one."""
    matches = list(WORD.finditer(page))
    starts = [0, *(match.start() for match in matches[PART::PART])]
    for begins, ends in zip(starts, [*starts[1:], len(page)], strict=True):
        yield page[begins:ends]
