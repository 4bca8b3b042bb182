"""What goes with a record that is withheld whole: all that lies under it, and every paper of the same bytes."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models

from scrutiny.history.families import family_of
from scrutiny.history.kinds import kinds
from scrutiny.models import Document, File
from scrutiny.withholding.columns import Column, columns_of
from scrutiny.withholding.kinds import kind_of

MOST_OF_A_NAME = 300
"""Longer texts are never repeated among the facts of an operation."""

STAYS = {"number", "verb"}
"""What an item or a minute is counted by, and the council's own word for deciding."""

SAYS_SOMETHING = {"reason", "answer", "public_interest", "public_title"}
"""Fields that a constraint or a sentence needs, so that they are marked and not emptied."""


@dataclass
class Gone:
    """What is withheld in one operation.

    ``ids`` are the numbers of all records of a kind, removed ones too; ``held`` every text that they ever held.
    ``place`` is the sentence that stands where they were.
    """

    record: Any
    ids: dict[Any, set[Any]] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)
    place: str = ""

    def of(self, model: Any) -> set[Any]:
        return self.ids.get(model, set())

    def live(self) -> list[Any]:
        """The records that are still there, the one asked for first."""
        others = [
            each
            for model, ids in self.ids.items()
            for each in model._base_manager.filter(pk__in=ids).order_by("pk")
            if each != self.record
        ]
        return [self.record, *others]

    @property
    def files(self) -> models.QuerySet[File]:
        return File.objects.filter(documents__in=self.of(Document)).distinct()

    def history(self) -> list[Any]:
        """The history rows of all of them, a queryset for each kind."""
        tracked = {kind.model for kind in kinds()}
        return [
            model.history.model._base_manager.filter(id__in=ids) for model, ids in self.ids.items() if model in tracked
        ]


def gone_with(record: Any) -> Gone:
    """The record, what lies or lay under it, and every paper that shares its bytes with one of these."""
    gone = Gone(record, {type(record): {record.pk}})
    for rows in family_of(record, whole=True).values():
        gone.ids.setdefault(rows.model.instance_type, set()).update(rows.values_list("id", flat=True))
    shared = Document._base_manager.filter(file__documents__in=gone.of(Document))
    twins = gone.of(Document) | set(shared.values_list("pk", flat=True))
    if twins:
        gone.ids[Document] = twins
    gone.held = texts_of(gone)
    return gone


def texts_of(gone: Gone) -> set[str]:
    """What they say and ever said."""
    rows = [*gone.history(), *(model._base_manager.filter(pk__in=ids) for model, ids in gone.ids.items())]
    found: set[str] = set()
    for each in rows:
        names = [column.name for column in own_columns(each.model)]
        for values in each.values_list(*names).iterator(chunk_size=500) if names else ():
            found.update(value for value in values if isinstance(value, str) and value)
    return found


def own_columns(model: Any) -> list[Column]:
    """The columns in which the record says something of its own."""
    told = {"history_change_reason"}
    return [each for each in columns_of(model) if each.name not in STAYS | told and not each.is_json]


def emptied(record: Any, place: str) -> dict[str, Any]:
    """The record's columns as they are once it is withheld."""
    kind = kind_of(record)
    values: dict[str, Any] = {}
    for column in columns_of(type(record)):
        each = record._meta.get_field(column.name)
        if column.is_json and each.blank:
            values[column.name] = each.get_default()
    for column in own_columns(type(record)):
        if not getattr(record, column.name):
            continue
        optional = record._meta.get_field(column.name).blank and column.name not in SAYS_SOMETHING
        values[column.name] = "" if optional else column.nothing
    if kind:
        values |= {kind.shows: place} | kind.empties()
    return values
