"""The history of one record as entries: a sentence for each operation, and what became of each record in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery

from scrutiny.history.differences import COME, GONE, Piece, differences, shortened
from scrutiny.history.families import Rows, family_of
from scrutiny.history.kinds import Kind, kinds, told
from scrutiny.history.operations import Mark, Operation, newest
from scrutiny.history.wording import Key, Names, in_words
from scrutiny.models import User
from scrutiny.templatetags.words import clock, short_day

HIDDEN = {"id", "version", "password", "public_id", "file", "added_at"}
"""Fields of which history says nothing."""

ADDED, CHANGED, REMOVED = "added", "changed", "removed"


@dataclass(frozen=True)
class FieldChange:
    """A field's name, and its old and new value as pieces."""

    label: str
    pieces: list[Piece]


@dataclass
class RecordChange:
    """What an operation did to one record: its first row, its last, and the one before the first.

    ``offered`` says that the reader may put the words back that it took out.
    """

    kind: Kind
    first: Any
    last: Any
    before: Any
    named: str = ""
    fields: list[FieldChange] = field(default_factory=list)
    offered: bool = False

    @property
    def what(self) -> str:
        if self.last.history_type == "-":
            return REMOVED
        return ADDED if self.first.history_type == "+" else CHANGED

    @property
    def sides(self) -> tuple[Any, Any]:
        """The rows that hold the old and the new values; None where there was or is nothing."""
        if self.what == ADDED:
            return None, self.last
        return (self.before or self.last, None) if self.what == REMOVED else (self.before, self.last)


@dataclass(frozen=True)
class Entry:
    """One operation: its sentence, the reason given, where it belongs, and the records that it changed."""

    operation: Operation
    sentence: str
    words: str = ""
    about: str = ""
    link: str = ""
    records: list[RecordChange] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        at, operation = self.operation.mark
        return f"op-{operation or at.timestamp()}"


@dataclass(frozen=True)
class Page:
    """A page of history. ``older`` is the mark from which the next one goes on, empty on the last."""

    entries: list[Entry]
    older: str


def history_of(record: Any, before: Mark | None = None) -> Page:
    """The newest operations on a record and all that lies under it."""
    rows = family_of(record)
    operations, more = newest(rows, before)
    changes = changes_of(operations, rows)
    subject = (type(record), record.pk)
    every = [change for found in changes.values() for change in found]
    names = Names({key for change in every for key in others_of(change)} | authors(operations))
    for change in every:
        change.named = name_of(change, names)
        change.fields = list(fields_of(change, names, subject))
    entries = [
        Entry(each, sentence(each, names), each.story.get("words", ""), records=changes.get(each.mark, []))
        for each in operations
    ]
    return Page(entries, str(operations[-1].mark) if more else "")


def sentence(operation: Operation, names: Names) -> str:
    """ "Agenda published by A Officer, 19 July 2021 4.12pm: The agenda is late"."""
    done, more = told(operation.story.get("verb", ""), operation.story.get("facts", {}))
    who = f" by {names.of(User, operation.by)}" if operation.by else ""
    at = operation.mark.at
    return f"{done}{who}, {short_day(at)} {clock(at)}{': ' if more else ''}{more}"


def authors(operations: list[Operation]) -> set[Key]:
    return {(User, each.by) for each in operations if each.by}


def changes_of(operations: list[Operation], rows: Rows) -> dict[Mark, list[RecordChange]]:
    """What each operation did to each record, in one query for each kind of record."""
    found: dict[Mark, dict[Any, RecordChange]] = {each.mark: {} for each in operations}
    for kind in kinds():
        mine = [each.mark for each in operations if kind.label in each.labels]
        for row, before in read(rows[kind.label], mine) if mine else ():
            place = found[Mark(row.history_date, row.operation)]
            if (kind.label, row.id) in place:
                place[kind.label, row.id].last = row
            else:
                place[kind.label, row.id] = RecordChange(kind, row, row, before)
    return {place: list(records.values()) for place, records in found.items()}


def read(rows: QuerySet[Any], marks: list[Mark]) -> Iterator[tuple[Any, Any]]:
    """Each row of these operations with the row before it, in the order in which they were written."""
    model = rows.model
    page = rows.filter(history_date__in={each.at for each in marks}, operation__in={each.operation for each in marks})
    earlier = model.objects.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    before = page.annotate(row_before=Subquery(earlier.values("history_id")[:1]))
    numbers = page.order_by().values("history_id").union(before.order_by().values("row_before"))
    last: dict[Any, Any] = {}
    asked = set(marks)
    for row in model.objects.filter(history_id__in=numbers).order_by("history_id"):
        if Mark(row.history_date, row.operation) in asked:
            yield row, last.get(row.id)
        last[row.id] = row


def shown_fields(change: RecordChange) -> list[models.Field]:
    return [each for each in change.last.tracked_fields if each.name not in HIDDEN.union(change.kind.unsaid)]


def others_of(change: RecordChange) -> Iterator[Key]:
    """The records that it names."""
    for row in filter(None, (change.before, change.last)):
        for each in shown_fields(change):
            value = getattr(row, each.attname)
            if each.is_relation and value is not None:
                yield each.related_model, value


def name_of(change: RecordChange, names: Names) -> str:
    """What tells the record from others of its kind."""
    row = change.last
    wanted = {each.name: each for each in row.tracked_fields}
    words = (in_words(wanted[name], getattr(row, wanted[name].attname), names) for name in change.kind.named)
    return ", ".join(filter(None, words))


def fields_of(change: RecordChange, names: Names, subject: Key) -> Iterator[FieldChange]:
    """The fields that changed; of a record that was added or removed, those that said something of their own."""
    old, new = change.sides
    if old is None and change.what == CHANGED:
        return
    for each in shown_fields(change):
        was, now = value_of(old, each), value_of(new, each)
        if was == now or is_usual(each, was, now) or (each.related_model, now or was) == subject:
            continue
        words = in_words(each, was, names), in_words(each, now, names)
        if words[0] != words[1]:
            yield FieldChange(label_of(each), pieces(each, *words))


def value_of(row: Any, each: models.Field) -> Any:
    """A value, or None where there is no row."""
    return None if row is None else getattr(row, each.attname)


def is_usual(each: models.Field, was: Any, now: Any) -> bool:
    """What a record of its kind has from the beginning says nothing when it is added or removed."""
    return None in (was, now) and each.has_default() and each.get_default() in (was, now)


def label_of(each: models.Field) -> str:
    words = str(each.verbose_name)
    return words[:1].upper() + words[1:]


def pieces(each: models.Field, old: str, new: str) -> list[Piece]:
    """Texts word by word; a date or a choice as a whole."""
    if isinstance(each, models.CharField | models.TextField) and not each.flatchoices:
        return shortened(differences(old, new))
    return [piece for piece in (Piece(GONE, old), Piece(COME, new)) if piece.text]
