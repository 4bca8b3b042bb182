"""The two databases behind one interface: `Engine`."""

from collections.abc import Iterable
from typing import Protocol

from django.db import connection

from scrutiny.models import SearchEntry
from scrutiny.search.engines import postgres, sqlite
from scrutiny.search.marks import Sieve


class Engine(Protocol):
    """What a database does for search. ``terms`` are phrases of stems; an entry must hold all of them."""

    def write(self, entries: list[SearchEntry]) -> None:
        """Take in entries that were just inserted."""

    def forget(self, pks: list[int]) -> None:
        """Drop entries that are about to be deleted."""

    def tidy(self) -> None:
        """Drop what belongs to no entry any more."""

    def purge(self) -> None:
        """Keep nothing of entries that were dropped."""

    def best(self, terms: list[list[str]], sieve: Sieve, *, of_newest: int, without: Iterable[int] = ()) -> list[int]:
        """The entries that hold every term and pass the sieve, best first; of more than ``of_newest``, the newest."""


def engine() -> Engine:
    return postgres.Postgres() if connection.vendor == "postgresql" else sqlite.Sqlite()
