"""Words to be redacted, found however a text writes them: in any case, with curly or straight quotes, with or
without accents, composed or decomposed, and across spaces, line breaks, page breaks and a hyphen at a line's end.

Only whole words are found: "Ann" doesn't stand in "planning".
"""

import re
import unicodedata

MARK = "[withheld]"
SHORT_MARK = "…"
"""Where a column has no room for the mark."""

SHORTEST = 3
"""Letters and figures: fewer would take half of every page away."""

AROUND = 60
"""Characters that are shown on either side of what was found."""

QUOTES = dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"')
NEVER_SEEN = {"Mn", "Me", "Cf"}
"""Accents that stand alone, soft hyphens, characters without width."""

BROKEN_HYPHENS = "\x00\x02\ufffe"
"""What PDF readers put where a line's hyphen was."""

PLAIN_RUN = re.compile("[a-z0-9]+")
NOT_PLAIN = re.compile(r"-[\s\\]|\\u|[\x00\x02]")

BROKEN = "(?:- +)?"
"""A hyphen at the end of a line, inside a word."""


def folded(letter: str) -> str:
    """``É`` and ``é`` are ``e``, ``ﬁ`` is ``fi``, ``’`` is ``'``; what is never seen is nothing."""
    if letter in BROKEN_HYPHENS:
        return ""
    if letter.isspace():
        return " "
    if letter in QUOTES:
        return QUOTES[letter]
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
    return "".join(
        "-" if unicodedata.category(each) in {"Pd", "Sm"} and each in "‐‑‒–—―−" else each
        for each in plain
        if unicodedata.category(each) not in NEVER_SEEN
    )


class Folds(dict[int, str]):
    """Each character's folded form, worked out when it is first met."""

    def __missing__(self, point: int) -> str:
        self[point] = folded(chr(point))
        return self[point]


FOLDS = Folds()


class Words:
    """The words that are looked for."""

    def __init__(self, text: str) -> None:
        plain = " ".join(text.translate(FOLDS).split())
        self.parts = plain.split()
        self.letters = sum(each.isalnum() for each in plain)
        spelt = " +".join(BROKEN.join(map(re.escape, part)) for part in self.parts)
        begins = r"(?<!\w)" if plain[:1].isalnum() else ""
        ends = r"(?!\w)" if plain[-1:].isalnum() else ""
        self.needle = max(PLAIN_RUN.findall(plain), key=len, default="")
        self.pattern = re.compile(begins + (spelt or r"(?!)") + ends)

    def surely_not_in(self, text: str) -> bool:
        """A quick no for most texts, JSON as it is stored included: plain letters, no line that ends in a hyphen, and
        not even the longest plain part of the words."""
        return bool(self.needle) and text.isascii() and not NOT_PLAIN.search(text) and self.needle not in text.lower()

    def found_in(self, text: str) -> list[tuple[int, int]]:
        """Where the words stand in ``text``: (first, end) of each time, in order."""
        if self.surely_not_in(text):
            return []
        plain = text.translate(FOLDS)
        matches = list(self.pattern.finditer(plain))
        if not matches:
            return []
        at = [place for place, letter in enumerate(text) for _ in FOLDS[ord(letter)]]
        return [(at[match.start()], end_of(text, at[match.end() - 1])) for match in matches]

    def replaced(self, text: str, mark: str = MARK) -> str:
        """The text with the mark in place of the words."""
        while spans := self.found_in(text):
            for first, end in reversed(spans):
                text = text[:first] + mark + text[end:]
        return text

    def passage(self, text: str) -> tuple[str, str, str]:
        """What stands before the first of them, they themselves, and what stands after."""
        first, end = self.found_in(text)[0]
        before, after = text[max(first - AROUND, 0) : first], text[end : end + AROUND]
        return (
            ("… " if first > AROUND else "") + before,
            text[first:end],
            after + (" …" if len(after) == AROUND else ""),
        )


def end_of(text: str, last: int) -> int:
    """Beyond the last letter, and the accents that stand alone after it."""
    end = last + 1
    while end < len(text) and not FOLDS[ord(text[end])]:
        end += 1
    return end


def fitting(text: str, most: int | None, words: Words) -> str:
    """The text redacted, no longer than its column holds."""
    marked = words.replaced(text)
    if most is None or len(marked) <= most:
        return marked
    return words.replaced(text, SHORT_MARK)[:most]
