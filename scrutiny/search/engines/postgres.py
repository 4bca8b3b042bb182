"""PostgreSQL: a tsvector of stems and marks, with a GIN index, in a narrow table of its own.

``lead`` holds the title and the first words once more: it stays in the row, so that thousands can be ranked
without fetching long texts.
"""

from collections.abc import Iterable, Iterator

from django.db import connection

from scrutiny.models import SearchEntry
from scrutiny.search.marks import Sieve, marks_of

LEAD = 120
"""Words by which hits are ranked."""

WRITE = """
    INSERT INTO search_stems (id, vector, lead)
    VALUES (%s, to_tsvector('simple', %s) || array_to_tsvector(%s), to_tsvector('simple', %s))
    ON CONFLICT (id) DO UPDATE SET vector = excluded.vector, lead = excluded.lead
"""
BEST = """
    WITH hits AS MATERIALIZED (SELECT id FROM search_stems WHERE vector @@ ({wanted}) AND id <> ALL(%s)),
    newest AS MATERIALIZED (SELECT id FROM hits ORDER BY id DESC LIMIT %s)
    SELECT id FROM newest JOIN search_stems USING (id) ORDER BY ts_rank(lead, {words}) DESC, id DESC
"""
BLOCKS = (2_500, 16_000)
"""Entries of a block. Each entry is marked with its blocks, so that the index alone finds what the newest ones hold:
a usual word is found often enough in two small blocks, and only a rare one is looked for in all entries. A phrase
has to be read in each text, which nobody wants to do twice."""

ONE = "phraseto_tsquery('simple', %s)"


class Postgres:
    def write(self, entries: list[SearchEntry]) -> None:
        rows = [(entry.pk, entry.stems, signed(entry), " ".join(entry.stems.split()[:LEAD])) for entry in entries]
        with connection.cursor() as cursor:
            cursor.executemany(WRITE, rows)

    def forget(self, pks: list[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_stems WHERE id = ANY(%s)", [pks])

    def tidy(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_stems WHERE id NOT IN (SELECT id FROM scrutiny_searchentry)")

    def purge(self) -> None:
        """What is deleted can't be asked for; its space is used again by the server's own housekeeping."""

    def best(self, terms: list[list[str]], sieve: Sieve, *, of_newest: int, without: Iterable[int] = ()) -> list[int]:
        found: list[int] = []
        phrases = [" ".join(term) for term in terms]
        words = " && ".join([ONE] * len(terms))
        query = BEST.format(wanted=f"{words} && %s::tsquery", words=words)
        with connection.cursor() as cursor:
            for place in places(cursor, BLOCKS[:1] if any(len(term) > 1 for term in terms) else BLOCKS):
                wanted = " & ".join(filter(None, [expression(sieve), place]))
                cursor.execute(query, [*phrases, wanted, list(without), of_newest, *phrases])
                found = [row[0] for row in cursor.fetchall()]
                if len(found) >= of_newest:
                    break
        return found


def signed(entry: SearchEntry) -> list[str]:
    """Its marks and its blocks; the sign before them keeps them apart from words."""
    return [f"={mark}" for mark in [*marks_of(entry), *(block(size, entry.pk // size) for size in BLOCKS)]]


def block(size: int, number: int) -> str:
    """``block2500n3`` is that of the entries 7,500 to 9,999."""
    return f"block{size}n{number}"


def places(cursor, sizes: Iterable[int]) -> Iterator[str]:
    """Where to look, further back each time: the newest two blocks of each size, and at last everywhere."""
    cursor.execute("SELECT coalesce(max(id), 0) FROM search_stems")
    newest = cursor.fetchone()[0]
    for size in sizes:
        if newest >= 2 * size:
            yield f"({any_of(block(size, newest // size - back) for back in (0, 1))})"
    yield ""


def expression(sieve: Sieve) -> str:
    """``('=public' | '=members7') & ('=panel7') & !('=others7')``."""
    parts = [f"({any_of(marks)})" for marks in (sieve.any_of, *((mark,) for mark in sieve.all_of)) if marks]
    if sieve.none_of:
        parts.append(f"!({any_of(sieve.none_of)})")
    return " & ".join(parts)


def any_of(marks: Iterable[str]) -> str:
    """Marks are letters and digits."""
    return " | ".join(f"'={mark}'" for mark in marks)
