"""Putting together what two people made of one text."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from merge3 import Merge3

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
    for group in Merge3(base, words_of(theirs, small), words_of(mine, small)).merge_groups():
        if group[0] == "conflict":
            whole = False
            told += [f" «{who} wrote:»", apart(group[2]), f" {YOURS}", apart(group[3]), f" {END}"]
        else:
            told.append("".join(group[1]))
    return Together("".join(told).strip(), whole)


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
