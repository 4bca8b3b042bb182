"""Values of records in words: choices as people read them, dates, and other records by their names."""

import datetime
from typing import Any

from django.db import models

from scrutiny.history.kinds import kind_of
from scrutiny.templatetags.words import clock, moment, short_day

GONE = "one that is no longer on record"

Key = tuple[Any, Any]
"""A model and a number."""


class Names:
    """How other records are called: each model is asked once, and those that are gone are called as they were."""

    def __init__(self, wanted: set[Key]) -> None:
        by_model: dict[Any, set[Any]] = {}
        for model, number in wanted:
            by_model.setdefault(model, set()).add(number)
        self.known: dict[Key, str] = {}
        for model in sorted(by_model, key=lambda model: model._meta.label):
            self.learn(model, by_model[model])

    def learn(self, model: Any, numbers: set[Any]) -> None:
        kind = kind_of(model)
        found = model._base_manager.select_related(*(kind.related if kind else ())).in_bulk(numbers)
        self.known |= {(model, number): str(record) for number, record in found.items()}
        missing = numbers - found.keys()
        if kind and missing:
            for row in kind.rows.objects.filter(id__in=missing, history_type="-").order_by("history_id"):
                self.known[model, row.id] = own_words(row, kind.named) or GONE

    def of(self, model: Any, number: Any) -> str:
        return self.known.get((model, number), GONE)


def own_words(row: Any, named: tuple[str, ...]) -> str:
    """What a row itself can say of its name."""
    fields = [field for field in row.tracked_fields if field.name in named and not field.is_relation]
    return ", ".join(filter(None, (in_words(field, getattr(row, field.attname), None) for field in fields)))


def in_words(field: models.Field, value: Any, names: Names | None) -> str:
    """A value of a field; nothing is said of what is empty."""
    if value in (None, ""):
        return ""
    if field.is_relation:
        return names.of(field.related_model, value) if names else ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    return date_in_words(value) or str(value)


def date_in_words(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return moment(value)
    if isinstance(value, datetime.date):
        return short_day(value)
    return clock(value) if isinstance(value, datetime.time) else ""
