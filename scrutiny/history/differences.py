"""Which words went from a text and which came."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

KEPT, GONE, COME = "kept", "gone", "come"

WORD = re.compile(r"\s*\S+|\s+$")
"""A word with the space before it, so that nothing is lost between two words."""

MOST = 4_000
"""Beyond so many changed words on either side nobody reads word by word: the old text goes, the new one comes."""

AROUND = 12
"""How many words of a long unchanged stretch are shown beside a change."""


class Piece(NamedTuple):
    """Some words, and whether they were kept, are gone or have come."""

    kind: str
    text: str


def differences(old: str, new: str) -> list[Piece]:
    """The pieces in order: kept and come make up the new text, kept and gone the old one."""
    before, after = WORD.findall(old), WORD.findall(new)
    start = alike(before, after)
    end = alike(before[start:][::-1], after[start:][::-1])
    middle = between(before[start : len(before) - end], after[start : len(after) - end])
    pieces = [(KEPT, before[:start]), *middle, (KEPT, before[len(before) - end :])]
    return [Piece(kind, "".join(words)) for kind, words in pieces if words]


def alike(one: list[str], other: list[str]) -> int:
    """How many words both begin with."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (first, second) in enumerate(pairs) if first != second), min(len(one), len(other)))


def between(before: list[str], after: list[str]) -> list[tuple[str, list[str]]]:
    """What lies between the common beginning and the common end."""
    if max(len(before), len(after)) > MOST:
        return [(GONE, before), (COME, after)]
    found: list[tuple[str, list[str]]] = []
    for what, from_1, to_1, from_2, to_2 in SequenceMatcher(None, before, after).get_opcodes():
        if what == "equal":
            found.append((KEPT, before[from_1:to_1]))
        else:
            found += [(GONE, before[from_1:to_1]), (COME, after[from_2:to_2])]
    return found


def shortened(pieces: list[Piece]) -> list[Piece]:
    """The same with long unchanged stretches cut to the words beside a change."""
    last = len(pieces) - 1
    return [
        piece._replace(text=cut(piece.text, first=at > 0, last=at < last)) if piece.kind == KEPT else piece
        for at, piece in enumerate(pieces)
    ]


def cut(text: str, *, first: bool, last: bool) -> str:
    """The first and the last words of a stretch, as far as they stand beside a change."""
    words = WORD.findall(text)
    if len(words) <= 2 * AROUND + 2:
        return text
    begins = "".join(words[:AROUND]) if first else ""
    ends = "".join(words[-AROUND:]) if last else ""
    return f"{begins} …{ends}"
