"""Words as search compares them: folded, stemmed and, for a few pairs, made one.

Text is reduced to these before it reaches a database, so that SQLite and PostgreSQL find the same.
"""

import re
import unicodedata
from functools import lru_cache

import Stemmer

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
MOST_TERMS = 12
MOST_STEMS = 15_000
"""As many words as one entry holds: PostgreSQL knows no place in a text beyond 16,383."""
LONGEST = 40

SYNONYMS = {
    "children": "child",
    "exclus": "exclud",
    "men": "man",
    "women": "woman",
    "peopl": "person",
}
"""Stems that mean the same: the stemmer joins policy and policies, and neither of these pairs."""

_stemmer = Stemmer.Stemmer("english")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """``children`` and ``child`` are one, and so are ``Café`` and ``cafe``."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(letter for letter in plain if letter.isalnum())[:LONGEST]
    found = _stemmer.stemWord(plain)
    return SYNONYMS.get(found, found)


def words_of(text: str) -> list[str]:
    """The words as written, in order."""
    return WORD.findall(text.replace("\x00", " "))


def stems_of(text: str) -> list[str]:
    """The words as they are compared, in order; those of which nothing remains are left out."""
    return [found for found in map(stem, words_of(text)) if found]


def terms_of(query: str) -> list[list[str]]:
    """What was asked for: each word by itself, words between double quotes as one phrase. At most twelve."""
    terms: list[list[str]] = []
    for index, part in enumerate(query.split('"')):
        stems = stems_of(part)
        is_phrase = index % 2 == 1
        terms += [stems] if is_phrase and stems else [[word] for word in stems]
    return terms[:MOST_TERMS]
