"""The two databases behind one interface: `Engine`."""

from typing import Protocol

from django.db import connection
from django.db.models import QuerySet

from scrutiny.models import SearchEntry
from scrutiny.search.engines import postgres, sqlite


class Engine(Protocol):
    """What a database does for search. ``terms`` are phrases of stems; an entry must hold all of them."""

    def write(self, entries: list[SearchEntry]) -> None:
        """Take in entries that were just inserted."""

    def forget(self, pks: list[int]) -> None:
        """Drop entries that are about to be deleted."""

    def tidy(self) -> None:
        """Drop what belongs to no entry any more."""

    def matching(self, rows: QuerySet[SearchEntry], terms: list[list[str]]) -> QuerySet[SearchEntry]:
        """Those of ``rows`` that hold every term."""

    def ranked(self, pks: list[int], terms: list[list[str]]) -> list[int]:
        """``pks`` with the best first."""


def engine() -> Engine:
    return postgres.Postgres() if connection.vendor == "postgresql" else sqlite.Sqlite()
