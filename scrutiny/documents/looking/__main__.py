"""Looks into one hostile file in a process of its own, for what a reader of its pages doesn't see:
``python -m scrutiny.documents.looking FILE``.

Prints a JSON list of ``{"kind", "page", "words"}``; ``page`` is None for Word. Nothing of Django is imported. What a
file holds is only pointed at: a person looks at the page.
"""

import json
import sys
from pathlib import Path

from scrutiny.documents.looking import SECONDS
from scrutiny.documents.looking.doubts import Doubt
from scrutiny.documents.looking.pdf import doubts_of_pdf
from scrutiny.documents.looking.word import doubts_of_word

MEMORY = 2 * 1024 * 1024 * 1024
MOST = 60
"""More than a person looks at; the rest is left out."""

LONGEST = 160


def doubts_of(path: str) -> list[Doubt]:
    with Path(path).open("rb") as file:
        is_pdf = b"%PDF-" in file.read(1024)
    found = dict.fromkeys(doubts_of_pdf(path) if is_pdf else doubts_of_word(path))
    return [doubt._replace(words=" ".join(doubt.words.split())[:LONGEST]) for doubt in found][:MOST]


if __name__ == "__main__":
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    json.dump([doubt._asdict() for doubt in doubts_of(sys.argv[1])], sys.stdout)
