"""SQLite: FTS5 over stems and marks. Every word is quoted, so that nothing typed is read as its syntax."""

from collections.abc import Iterable

from django.db import connection

from scrutiny.models import SearchEntry
from scrutiny.search.marks import Sieve, marks_of

BEST = """
    SELECT rowid FROM (
        SELECT rowid, bm25(search_stems, 1.0, 0.0) AS worth FROM search_stems
        WHERE search_stems MATCH %s AND +rowid NOT IN (SELECT value FROM json_each(%s))
        ORDER BY rowid DESC LIMIT %s
    ) ORDER BY worth, rowid DESC
"""


class Sqlite:
    def write(self, entries: list[SearchEntry]) -> None:
        rows = [(entry.pk, entry.stems, " ".join(marks_of(entry))) for entry in entries]
        with connection.cursor() as cursor:
            cursor.executemany("INSERT OR REPLACE INTO search_stems (rowid, stems, marks) VALUES (%s, %s, %s)", rows)

    def forget(self, pks: list[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_stems WHERE rowid = %s", [(pk,) for pk in pks])

    def tidy(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_stems WHERE rowid NOT IN (SELECT id FROM scrutiny_searchentry)")

    def purge(self) -> None:
        """FTS5 marks words as deleted and keeps them until it merges its parts."""
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_stems (search_stems) VALUES ('optimize')")

    def best(self, terms: list[list[str]], sieve: Sieve, *, of_newest: int, without: Iterable[int] = ()) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(BEST, [expression(terms, sieve), str(list(without)), of_newest])
            return [row[0] for row in cursor.fetchall()]


def expression(terms: list[list[str]], sieve: Sieve) -> str:
    """``stems : "child" AND stems : "out of school" AND marks : ("public")``."""
    wanted = [f"stems : {quoted(' '.join(term))}" for term in terms]
    wanted += [f"marks : ({any_of(marks)})" for marks in (sieve.any_of, *((mark,) for mark in sieve.all_of)) if marks]
    found = " AND ".join(wanted)
    return f"({found}) NOT marks : ({any_of(sieve.none_of)})" if sieve.none_of else found


def any_of(marks: Iterable[str]) -> str:
    return " OR ".join(map(quoted, marks))


def quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
