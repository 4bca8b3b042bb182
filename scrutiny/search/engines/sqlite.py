"""SQLite: FTS5 over the stems. Every term is quoted, so that nothing typed is read as its syntax."""

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from scrutiny.models import SearchEntry

CREATE = ["CREATE VIRTUAL TABLE search_stems USING fts5(stems, tokenize = 'unicode61')"]
DROP = ["DROP TABLE search_stems"]


class Sqlite:
    def write(self, entries: list[SearchEntry]) -> None:
        with connection.cursor() as cursor:
            rows = [(entry.pk, entry.stems) for entry in entries]
            cursor.executemany("INSERT OR REPLACE INTO search_stems (rowid, stems) VALUES (%s, %s)", rows)

    def forget(self, pks: list[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_stems WHERE rowid = %s", [(pk,) for pk in pks])

    def tidy(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_stems WHERE rowid NOT IN (SELECT id FROM scrutiny_searchentry)")

    def matching(self, rows: QuerySet[SearchEntry], terms: list[list[str]]) -> QuerySet[SearchEntry]:
        return rows.filter(
            pk__in=RawSQL("SELECT rowid FROM search_stems WHERE search_stems MATCH %s", [expression(terms)])
        )

    def ranked(self, pks: list[int], terms: list[list[str]]) -> list[int]:
        marks = ",".join(["%s"] * len(pks))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT rowid FROM search_stems WHERE search_stems MATCH %s AND rowid IN ({marks}) "  # noqa: S608 (marks only)
                "ORDER BY rank, rowid DESC",
                [expression(terms), *pks],
            )
            return [row[0] for row in cursor.fetchall()]


def expression(terms: list[list[str]]) -> str:
    """``"child" "out of school"``: each term between double quotes, those within it doubled; all are needed."""
    quoted = ['"' + " ".join(term).replace('"', '""') + '"' for term in terms]
    return " ".join(quoted)
