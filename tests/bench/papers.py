"""A hundred thousand papers for search, written into the index of the bench's throw-away database.

`python -m tests.bench.papers`, in the environment of the bench. Prints, as JSON, how long one search takes.
"""

import json
import os
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

import django

from tests.bench.report import percentile

PAPERS = int(os.environ.get("BENCH_PAPERS", "100000"))
WORDS_IN_A_PAPER = 150
PANELS, BATCH = 12, 2000
SEARCHES = int(os.environ.get("BENCH_SEARCHES", "150"))
SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeio"]
VOCABULARY = 30_000


def main() -> None:
    django.setup()
    dice = random.Random(1972)  # noqa: S311 (the same papers each time)
    words = vocabulary(dice)
    print(json.dumps(measured(dice, words, fill(dice, words))))


def vocabulary(dice: random.Random) -> list[str]:
    """Words of two to five syllables, no two alike."""
    made: dict[str, None] = {}
    while len(made) < VOCABULARY:
        made["".join(dice.choices(SYLLABLES, k=dice.randint(2, 5)))] = None
    return list(made)


def fill(dice: random.Random, words: list[str]) -> list[int]:
    """The papers, a few words common and most rare, as in any language; the numbers of their panels."""
    from django.db import connection, transaction

    from scrutiny.models import Panel, SearchEntry, SearchWord
    from scrutiny.search import engines
    from scrutiny.search.index import SHORTEST_SUGGESTED

    panels = [Panel(name=f"Panel {n}", code=f"P{n}", slug=f"panel-{n}", seats=9) for n in range(PANELS)]
    numbers = [panel.pk for panel in Panel.objects.bulk_create(panels)]
    with transaction.atomic():
        for batch in batches(papers(dice, words, numbers)):
            SearchEntry.objects.bulk_create(batch)
            engines.engine().write(batch)
        known = [SearchWord(word=word) for word in sorted(words) if len(word) >= SHORTEST_SUGGESTED]
        SearchWord.objects.bulk_create(known, ignore_conflicts=True, batch_size=BATCH)
    with connection.cursor() as cursor:
        # As the database does by itself, a little later.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return numbers


def papers(dice: random.Random, words: list[str], panels: list[int]) -> Iterator[Any]:
    from scrutiny.search.index import entry_of
    from scrutiny.search.sources import MEMBERS, OFFICERS, PUBLIC, Found

    common = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    for number in range(PAPERS):
        text = dice.choices(words, cum_weights=common, k=WORDS_IN_A_PAPER)
        found = Found(
            record=f"paper:{number}",
            kind="paper",
            title=" ".join(text[:6]),
            text=" ".join(text),
            address=f"/documents/{number}/",
            panel_id=panels[number % PANELS],
            happened_on=date(2000, 1, 1) + timedelta(days=number // 12),
        )
        yield entry_of(f"document:{number}", found, {PUBLIC, MEMBERS, OFFICERS})


def batches(entries: Iterator[Any]) -> Iterator[list[Any]]:
    held = []
    for entry in entries:
        held.append(entry)
        if len(held) == BATCH:
            yield held
            held = []
    yield held


def measured(dice: random.Random, words: list[str], panels: list[int]) -> dict[str, float]:
    """The 95th percentile of a stranger's searches, in milliseconds."""
    from django.contrib.auth.models import AnonymousUser

    from scrutiny.search.finding import find

    def near(rank: int) -> str:
        return words[dice.randint(rank, rank * 2)]

    def ask(query: str, **filters: Any) -> Callable[[], object]:
        return lambda: find(AnonymousUser(), query, **filters)

    kinds: dict[str, Callable[[], Callable[[], object]]] = {
        "a rare word": lambda: ask(near(5000)),
        "a usual word": lambda: ask(near(100)),
        "the commonest words": lambda: ask(near(2)),
        "two words": lambda: ask(f"{near(20)} {near(20)}"),
        "a phrase": lambda: ask(f'"{near(3)} {near(3)}"'),
        "a word that nobody wrote": lambda: ask(near(5000)[::-1] + "x"),
        "within one panel": lambda: ask(near(100), panel=dice.choice(panels)),
        "the commonest, within one panel": lambda: ask(near(2), panel=dice.choice(panels)),
    }
    return {
        name: percentile(lambda search: search(), [each() for _ in range(SEARCHES)]) for name, each in kinds.items()
    }


if __name__ == "__main__":
    main()
