"""PostgreSQL: a generated tsvector over the stems, with a GIN index."""

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from scrutiny.models import SearchEntry

VECTOR = "GENERATED ALWAYS AS (to_tsvector('simple', stems)) STORED"
CREATE = [
    f"ALTER TABLE scrutiny_searchentry ADD COLUMN vector tsvector {VECTOR}",
    "CREATE INDEX search_entry_vector ON scrutiny_searchentry USING gin (vector)",
]
DROP = ["ALTER TABLE scrutiny_searchentry DROP COLUMN vector"]
ONE = "phraseto_tsquery('simple', %s)"


class Postgres:
    def write(self, entries: list[SearchEntry]) -> None:
        """The column is generated."""

    def forget(self, pks: list[int]) -> None:
        """It goes with its row."""

    def tidy(self) -> None:
        """Nothing can be left behind."""

    def matching(self, rows: QuerySet[SearchEntry], terms: list[list[str]]) -> QuerySet[SearchEntry]:
        found = f"SELECT id FROM scrutiny_searchentry WHERE vector @@ ({all_of(terms)})"  # noqa: S608 (constants only)
        return rows.filter(pk__in=RawSQL(found, phrases(terms)))  # noqa: S611 (what was typed is a parameter)

    def ranked(self, pks: list[int], terms: list[list[str]]) -> list[int]:
        best = f"ts_rank(vector, {all_of(terms)}) DESC, id DESC"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id FROM scrutiny_searchentry WHERE id = ANY(%s) ORDER BY {best}",  # noqa: S608 (constants only)
                [pks, *phrases(terms)],
            )
            return [row[0] for row in cursor.fetchall()]


def all_of(terms: list[list[str]]) -> str:
    return " && ".join([ONE] * len(terms))


def phrases(terms: list[list[str]]) -> list[str]:
    return [" ".join(term) for term in terms]
