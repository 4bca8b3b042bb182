"""How a record stood when a form was opened, from its history rows; and who has changed what since.

A form carries the place up to which its reader had seen the history: ``7.120.455`` is version 7, the newest row of
the record, and the newest row of what lies under it.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from django.db.models import Max, OuterRef, QuerySet, Subquery

from scrutiny.history.families import family_of
from scrutiny.history.operations import newest
from scrutiny.models import User

MOST_ROWS = 200
"""So many changes of one record, newest first, are asked who made them."""


@dataclass(frozen=True)
class Part:
    """A kind of record that a form changes: ``under`` is the column that names the form's own record."""

    model: Any
    under: str = "id"

    def rows(self, number: Any) -> QuerySet[Any]:
        return self.model.history.model.objects.filter(**{self.under: number})


@dataclass(frozen=True)
class Writer:
    """Who saved, and when."""

    name: str
    at: datetime | None
    user_id: int | None = None


NOBODY = Writer("", None)


class Since(NamedTuple):
    """The row that stood at a place in history, if there was one, and those written after it, oldest first."""

    before: Any
    rows: list[Any]


def place_in_history(record: Any, parts: tuple[Part, ...]) -> str:
    """Version and newest rows, in one query; the version alone where the record has moved on since it was read."""
    last = {
        f"row_{place}": Subquery(part.rows(OuterRef("pk")).order_by("-history_id").values("history_id")[:1])
        for place, part in enumerate(parts)
    }
    found = type(record)._base_manager.filter(pk=record.pk, version=record.version).annotate(**last)
    rows = found.values_list(*last).first() if last else None
    return ".".join(str(number or 0) for number in (record.version, *(rows or ())))


def rows_seen(place: str, record: Any, parts: tuple[Part, ...]) -> list[list[Any]] | None:
    """The rows that stood then, for each part; None where the place says nothing of this record."""
    numbers = [int(word) for word in place.split(".")[1:] if word.isdecimal()]
    if len(numbers) != len(parts) or not all(
        is_of(part.rows(record.pk), n) for part, n in zip(parts, numbers, strict=True)
    ):
        return None
    found = [standing(part.rows(record.pk), number) for part, number in zip(parts, numbers, strict=True)]
    return found if found[0] else None


def is_of(rows: QuerySet[Any], number: int) -> bool:
    """Whether a row is one of these; zero stands for none yet."""
    return not number or rows.filter(history_id=number).exists()


def standing(rows: QuerySet[Any], number: int) -> list[Any]:
    """The newest row of each record up to a row, without those that had been removed."""
    last = rows.filter(history_id__lte=number).order_by().values("id").annotate(row=Max("history_id")).values("row")
    return list(rows.filter(history_id__in=last).exclude(history_type="-").order_by("history_id"))


def rows_since(place: str, record: Any, parts: tuple[Part, ...]) -> list[Since]:
    """For each part what was written after the place; from the beginning, where the place says nothing."""
    numbers = [int(word) for word in place.split(".")[1:] if word.isdecimal()]
    known = numbers if len(numbers) == len(parts) else [0] * len(parts)
    return [written_after(part.rows(record.pk), number) for part, number in zip(parts, known, strict=True)]


def written_after(rows: QuerySet[Any], number: int) -> Since:
    latest = rows.filter(history_id__gte=number).select_related("history_user").order_by("-history_id")
    found = list(latest[:MOST_ROWS])[::-1]
    before = found[0] if found and found[0].history_id == number else None
    return Since(before, found[1:] if before else found)


def writer_of(row: Any) -> Writer:
    return Writer(str(row.history_user or ""), row.history_date, row.history_user_id)


def last_to_change(since: Since, column: str) -> Writer:
    """Who wrote the newest of the rows in which a column differs from the row before."""
    rows = [*filter(None, [since.before]), *since.rows]
    changed = [now for before, now in pairwise(rows) if getattr(before, column) != getattr(now, column)]
    told = changed or since.rows
    return writer_of(told[-1]) if told else NOBODY


def last_to_write(since: list[Since]) -> Writer:
    """Who wrote the newest of all these rows."""
    told = sorted((each.rows[-1] for each in since if each.rows), key=lambda row: row.history_date)
    return writer_of(told[-1]) if told else NOBODY


def last_to_change_anything(record: Any) -> Writer:
    """Who carried out the newest operation on a record or on what lies under it."""
    operations, _ = newest(family_of(record))
    if not operations:
        return NOBODY
    user = User.objects.filter(pk=operations[0].by or 0).first()
    return Writer(str(user or ""), operations[0].mark.at, operations[0].by)
