"""The demonstration council is entered only where it belongs, and all of it or nothing."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from inspections.importers.demo import loading

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEMO, settings.DEMO_PASSWORD = True, "walnut-heron-512"


def test_is_refused_outside_a_demonstration(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="only where DEMO=1 is set"):
        call_command("load_demo")

    assert loading.records_there() == ""


def test_a_failure_in_the_middle_leaves_nothing(demo, monkeypatch):
    monkeypatch.setattr(loading, "make_papers", lambda story: {})

    with pytest.raises(KeyError, match="care-leavers-offer"):
        call_command("load_demo")

    labels = ["scrutiny", "meetings", "inspections"]
    ours = [model for label in labels for model in apps.get_app_config(label).get_models()]
    assert [model.__name__ for model in ours if model.objects.exists()] == []


def test_a_database_with_one_account_is_not_empty(demo, manager):
    with pytest.raises(CommandError, match="needs an empty database, and this one holds 1 account"):
        call_command("load_demo")
