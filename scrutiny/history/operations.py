"""The newest operations among history rows of many kinds, without reading more of them than a page shows."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db.models import Max, Q, QuerySet, Value

from scrutiny.history.families import Rows
from scrutiny.history.kinds import kinds

A_PAGE = 25


class Mark(NamedTuple):
    """The place of an operation among all: newest first, and those of one moment in a fixed order."""

    at: datetime
    operation: str

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.operation}"


def mark(text: str) -> Mark | None:
    """What `Mark` wrote into an address; nonsense is taken as not asked."""
    at, _, operation = text.partition("~")
    try:
        moment = datetime.fromisoformat(at)
        return Mark(moment.astimezone(UTC), operation.replace("\x00", "")) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


@dataclass(frozen=True)
class Operation:
    """An operation as one of its rows tells it; ``labels`` are the kinds of record that it changed on this page."""

    mark: Mark
    story: dict[str, Any]
    by: int | None
    labels: frozenset[str]
    record: tuple[str, Any]

    @property
    def parent(self) -> tuple[str, Any]:
        """The record that it was about, as model label and number; where nothing says so, the one that changed."""
        parent = self.story.get("parent")
        return (parent["model"], parent["id"]) if parent else self.record


def newest(rows: Rows, before: Mark | None = None) -> tuple[list[Operation], bool]:
    """A page of operations, newest first, and whether there are older ones. One query."""
    heads = [one_row_each(label, each, before) for label, each in rows.items()]
    if not heads:
        return [], False
    together = heads[0].union(*heads[1:], all=True).order_by("-history_date", "-operation")
    found: dict[Mark, list[tuple]] = {}
    for at, operation, *head in together:
        found.setdefault(Mark(at, operation), []).append(tuple(head))
    told = [operation_of(place, heads) for place, heads in list(found.items())[:A_PAGE]]
    return told, len(found) > A_PAGE


def one_row_each(label: str, rows: QuerySet[Any], before: Mark | None) -> QuerySet[Any]:
    """One row of each of the newest operations among rows of one kind, by their index and no further."""
    if before:
        earlier = Q(history_date__lt=before.at) | Q(operation__lt=before.operation)
        rows = rows.filter(earlier, history_date__lte=before.at)
    numbers = (
        rows.order_by()
        .values("history_date", "operation")
        .annotate(row=Max("history_id"))
        .order_by("-history_date", "-operation")
        .values("row")[: A_PAGE + 1]
    )
    chosen = rows.model.objects.filter(history_id__in=numbers).order_by()
    told = ("history_change_reason", "history_user_id", "id")
    return chosen.values_list("history_date", "operation", Value(label), *told)


def operation_of(place: Mark, heads: list[tuple]) -> Operation:
    """Where rows of several kinds tell it, the one registered first speaks: a parent before what lay under it."""
    order = {kind.label: number for number, kind in enumerate(kinds())}
    label, reason, by, number = min(heads, key=lambda head: order[head[0]])
    return Operation(place, story_of(reason), by, frozenset(head[0] for head in heads), (label, number))


def story_of(reason: str | None) -> dict[str, Any]:
    """The JSON that operations write; a row from elsewhere has none."""
    story = json.loads(reason) if reason else {}
    return story if isinstance(story, dict) else {}
