"""Which records are the demonstration's own: noted while it is entered, and told apart from the council's later."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import QuerySet

from inspections.models import DemoRecord
from scrutiny.models import SearchEntry, SearchWord

OURS = ("scrutiny", "meetings", "inspections")
INDEX = {SearchEntry, SearchWord, DemoRecord}
BATCH = 1000


def tables() -> list[Any]:
    """Every model of ours, history and many-to-many rows included, but what is written from the others."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.app_label in OURS and model not in INDEX]


def records() -> list[Any]:
    """The same without history."""
    return [model for model in tables() if not hasattr(model, "history_object")]


@contextmanager
def noted() -> Iterator[None]:
    """Whatever is entered inside is the demonstration's."""
    before = {model: numbers(model) for model in tables()}
    yield
    for model, known in before.items():
        new = [DemoRecord(model=model._meta.label_lower, object_id=number) for number in numbers(model) - known]
        DemoRecord.objects.bulk_create(new, batch_size=BATCH)


def numbers(model: type[models.Model]) -> set[int]:
    return set(model._base_manager.values_list("pk", flat=True))


def own_numbers(model: type[models.Model]) -> QuerySet[Any]:
    return DemoRecord.objects.filter(model=model._meta.label_lower).values("object_id")


def own(model: type[models.Model]) -> QuerySet[Any]:
    return model._base_manager.filter(pk__in=own_numbers(model))


def others(model: type[models.Model]) -> QuerySet[Any]:
    return model._base_manager.exclude(pk__in=own_numbers(model))


def relations(model: type[models.Model]) -> list[tuple[models.Field, Any]]:
    """Each foreign key of the model to a record of ours, and which model that is."""
    known = set(records())
    return [
        (each, each.related_model)
        for each in model._meta.concrete_fields
        if each.is_relation and each.related_model in known
    ]
