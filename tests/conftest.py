"""What every test stands on. Sockets are blocked by pytest-socket, the database comes from tests/databases.py."""

import pytest
from django.conf import settings
from django.core.cache import cache


def pytest_configure() -> None:
    # A password that is slow to guess is slow to test with.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """Nobody is locked out because of what an earlier test typed."""
    cache.clear()
