"""Every factory makes a record that is valid as it stands."""

import pytest
from django.apps import apps
from factory.django import DjangoModelFactory

from inspections.models import DemoRecord
from scrutiny.models import SearchEntry, SearchWord
from tests import factories

FACTORIES = [
    found
    for found in vars(factories).values()
    if isinstance(found, type) and issubclass(found, DjangoModelFactory) and found is not DjangoModelFactory
]


@pytest.mark.django_db
@pytest.mark.parametrize("make", FACTORIES, ids=lambda make: make.__name__)
def test_a_factory_makes_a_valid_record(make):
    record = make()

    record.full_clean()
    assert str(record)


def test_every_record_has_a_factory():
    made = {make._meta.model for make in FACTORIES}
    records = {
        model
        for model in apps.get_models()
        if model._meta.app_label in ("scrutiny", "meetings", "inspections") and not hasattr(model, "history_object")
    }

    index = {SearchEntry, SearchWord, DemoRecord}
    assert {model._meta.label for model in records - made - index} == set()
