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
    WITH hits AS MATERIALIZED (
        SELECT id, lead FROM search_stems WHERE vector @@ ({wanted}) AND id > %s AND id <> ALL(%s)
    ), newest AS (SELECT id, lead FROM hits ORDER BY id DESC LIMIT %s)
    SELECT id FROM newest ORDER BY ts_rank(lead, {words}) DESC, id DESC
"""
WINDOWS = (2, 16)
"""How far back is looked at first, in times of what is wanted: a usual word is found often enough in the newest
entries, and only a rare one has to be looked for in all of them."""

ONE = "phraseto_tsquery('simple', %s)"


class Postgres:
    def write(self, entries: list[SearchEntry]) -> None:
        rows = [
            (entry.pk, entry.stems, [f"={mark}" for mark in marks_of(entry)], " ".join(entry.stems.split()[:LEAD]))
            for entry in entries
        ]
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
            for since in beginnings(cursor, of_newest):
                cursor.execute(query, [*phrases, expression(sieve), since, list(without), of_newest, *phrases])
                found = [row[0] for row in cursor.fetchall()]
                if len(found) >= of_newest:
                    break
        return found


def beginnings(cursor, of_newest: int) -> Iterator[int]:
    """The numbers after which entries are looked at, further back each time."""
    cursor.execute("SELECT coalesce(max(id), 0) FROM search_stems")
    newest = cursor.fetchone()[0]
    for times in WINDOWS:
        if newest > times * of_newest:
            yield newest - times * of_newest
    yield 0


def expression(sieve: Sieve) -> str:
    """``('=public' | '=members7') & ('=panel7') & !('=others7')``."""
    parts = [f"({any_of(marks)})" for marks in (sieve.any_of, *((mark,) for mark in sieve.all_of)) if marks]
    if sieve.none_of:
        parts.append(f"!({any_of(sieve.none_of)})")
    return " & ".join(parts)


def any_of(marks: Iterable[str]) -> str:
    """Marks are letters and digits; the sign before them keeps them apart from words."""
    return " | ".join(f"'={mark}'" for mark in marks)
