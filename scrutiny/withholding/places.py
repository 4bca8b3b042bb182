"""Where words stand: every record, its history, frozen publications, drafts, and the text of papers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scrutiny.history.families import family_of
from scrutiny.models import Document, File
from scrutiny.withholding.columns import Column, columns_of, record_of, scanned
from scrutiny.withholding.kinds import withholdables
from scrutiny.withholding.words import Words

Scope = dict[Any, set[Any]]
"""For each model the records that are looked through; no scope at all is everywhere."""

CHUNK = 500


@dataclass(frozen=True)
class Match:
    """A row that holds the words, and its columns as they will be without them."""

    model: Any
    pk: Any
    values: dict[str, Any]
    passages: list[tuple[str, str, str]]

    @property
    def is_history(self) -> bool:
        return hasattr(self.model, "history_id")

    @property
    def called(self) -> str:
        """What a heading calls rows like this."""
        if self.is_history:
            return "History of what was changed"
        plural = str(self.model._meta.verbose_name_plural)
        return "Text of papers" if self.model is File else plural[:1].upper() + plural[1:]


def matches(words: Words, scope: Scope | None = None) -> Iterator[Match]:
    """Every row in which the words stand, of every model that has columns of words."""
    for model in scanned():
        columns = columns_of(model)
        rows = rows_within(model, scope)
        if rows is None:
            continue
        for pk, *values in rows.values_list("pk", *(column.name for column in columns)).iterator(chunk_size=CHUNK):
            found = match(model, pk, columns, values, words)
            if found:
                yield found


def match(model: Any, pk: Any, columns: list[Column], values: list[Any], words: Words) -> Match | None:
    changed: dict[str, Any] = {}
    passages: list[tuple[str, str, str]] = []
    for column, value in zip(columns, values, strict=True):
        if not value or (isinstance(value, str) and words.surely_not_in(value)):
            continue
        hits = [text for text in column.texts(value) if words.found_in(text)]
        if hits:
            changed[column.name] = column.redacted(value, words)
            passages += map(words.passage, hits)
    return Match(model, pk, changed, passages) if changed else None


def rows_within(model: Any, scope: Scope | None) -> Any:
    """The rows to look through; None where the scope has none of them."""
    rows = model._base_manager.order_by("pk")
    if scope is None:
        return rows
    ids = scope.get(record_of(model))
    if not ids:
        return None
    return rows.filter(**{"id__in" if hasattr(model, "history_id") else "pk__in": ids})


def scope_of_record(record: Any) -> Scope:
    """The record and all that lies or lay under it, with the publications and papers that belong to it."""
    scope: Scope = {type(record): {record.pk}}
    for rows in family_of(record, whole=True).values():
        scope.setdefault(rows.model.instance_type, set()).update(rows.values_list("id", flat=True))
    for kind in withholdables():
        if kind.under:
            above = kind.model._meta.get_field(kind.under).related_model
            own = kind.model._base_manager.filter(**{f"{kind.under}__in": scope.get(above, set())})
            scope.setdefault(kind.model, set()).update(own.values_list("pk", flat=True))
    files = Document._base_manager.filter(pk__in=scope.get(Document, set()))
    scope[File] = set(files.values_list("file_id", flat=True))
    return scope
