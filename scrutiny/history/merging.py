"""Putting together what two people made of one text."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from scrutiny.history.differences import KEPT, WORD, differences

MOST = 10_000
"""Beyond so many words texts are put together line by line, which is quicker and as clear."""

YOURS, END = "«You wrote:»", "«End»"
MARK = re.compile(r"«(?:End|[^«»\n]{1,200} wrote:)»")
"""What marks a place that both changed, until the writer has tidied it."""


class Together(NamedTuple):
    """The text with both people's changes. It is ``whole`` where the changes don't touch each other; elsewhere
    both versions stand one after the other, marked."""

    text: str
    whole: bool


def put_together(began_with: str | None, theirs: str, mine: str, who: str) -> Together:
    """Merge two texts word by word. Without the text that both began with, what stands in either is kept."""
    small = max(len(WORD.findall(text)) for text in (began_with or "", theirs, mine)) <= MOST
    base = words_of(shared(theirs, mine) if began_with is None else began_with, small)
    told, whole = [], True
    for began, one, other in stretches(base, words_of(theirs, small), words_of(mine, small)):
        if one != other and began not in (one, other):
            whole = False
            told += [f" «{who} wrote:»", apart(one), f" {YOURS}", apart(other), f" {END}"]
        else:
            told += other if one == began else one
    return Together("".join(told).strip(), whole)


def stretches(base: list[str], one: list[str], other: list[str]) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """The three texts side by side, cut at every word that stands in all of them; words alike are a stretch each."""
    in_one, in_other = places(base, one), places(base, other)
    at, at_one, at_other = 0, 0, 0
    for place in (*sorted(in_one.keys() & in_other.keys()), None):
        ends = (len(base), len(one), len(other)) if place is None else (place, in_one[place], in_other[place])
        yield base[at : ends[0]], one[at_one : ends[1]], other[at_other : ends[2]]
        if place is not None:
            yield [base[place]], [base[place]], [base[place]]
            at, at_one, at_other = (end + 1 for end in ends)


def places(base: list[str], text: list[str]) -> dict[int, int]:
    """Where each word of ``base`` that was kept stands in the text."""
    blocks = SequenceMatcher(None, base, text).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}


def shared(one: str, other: str) -> str:
    """The words that both texts have, in order."""
    return "".join(piece.text for piece in differences(one, other) if piece.kind == KEPT)


def apart(words: Sequence[str]) -> str:
    """Words with a space before them, so that they don't run into a mark."""
    text = "".join(words)
    return text if text[:1].isspace() else f" {text}".rstrip()


def words_of(text: str, small: bool) -> list[str]:
    return WORD.findall(text) if small else text.splitlines(keepends=True)


def is_marked(text: str) -> bool:
    return bool(MARK.search(text))
