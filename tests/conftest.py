"""What every test stands on. Sockets are blocked by pytest-socket, the database comes from tests/databases.py."""

import os
from collections.abc import Iterator

import pytest
from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models.signals import post_migrate
from django.test import override_settings
from hypothesis import settings as hypothesis_settings

from scrutiny.models import Role
from tests import databases
from tests.factories import MembershipFactory, PanelFactory, UserFactory

# How long an example takes says how busy the machine is, not whether the code is right.
hypothesis_settings.register_profile("any machine", deadline=None)
hypothesis_settings.load_profile("any machine")


def empty_index(app_config: AppConfig, **_kwargs: object) -> None:
    """The words of search have no model, so what empties tables after a test knows nothing of them."""
    if app_config.label != "scrutiny":
        return
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_stems")


def pytest_configure() -> None:
    post_migrate.connect(empty_index)
    # A password that is slow to guess is slow to test with.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # What waits for a worker is done at once, but for packs, which take a while and which few tests ask for;
    # tests of the queue itself ask for the fixture `queue`.
    override_settings(TASKS={"default": {"BACKEND": "tests.at_once.AtOnce"}}).enable()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker) -> Iterator[None]:
    """In the place of pytest-django's, which migrates a database for each worker."""
    name = databases.copy(os.environ.get("PYTEST_XDIST_WORKER", "main"))
    with django_db_blocker.unblock():
        connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    yield
    with django_db_blocker.unblock():
        connection.close()
    databases.drop(name)


@pytest.fixture(scope="module")
def shared(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Records that a fixture of the module makes after this one are there for all its tests, and gone after them.

    What each test does to them is undone after it, but for files.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """Nobody is locked out because of what an earlier test typed."""
    cache.clear()


@pytest.fixture
def queue(settings) -> None:
    """Work waits for a worker, as in production."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def panel(db):
    """The panel on which the councillor of these tests sits."""
    return PanelFactory(name="Children Scrutiny Panel", code="CSP", slug="children")


@pytest.fixture
def stranger():
    return AnonymousUser()


@pytest.fixture
def councillor(panel):
    seat = MembershipFactory(panel=panel)
    return UserFactory(role=Role.COUNCILLOR, person=seat.person)


@pytest.fixture
def other_councillor(db):
    """Sits on another panel."""
    return UserFactory(role=Role.COUNCILLOR, person=MembershipFactory().person)


@pytest.fixture
def officer(db):
    return UserFactory(role=Role.OFFICER, name="Olive Officer")


@pytest.fixture
def manager(db):
    return UserFactory(role=Role.MANAGER)


@pytest.fixture
def monitoring_officer(db):
    return UserFactory(role=Role.MONITORING_OFFICER)


@pytest.fixture
def everyone(stranger, other_councillor, councillor, officer, manager, monitoring_officer):
    """Each role's name and somebody who has it."""
    return {
        "stranger": stranger,
        "other councillor": other_councillor,
        "councillor": councillor,
        "officer": officer,
        "manager": manager,
        "monitoring officer": monitoring_officer,
    }
