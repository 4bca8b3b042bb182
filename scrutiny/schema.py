"""Whether the database has the shape that this release expects, told by its migrations ("app.name")."""

from functools import cache

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


@cache
def expected() -> frozenset[str]:
    """Those that came with this release."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return frozenset(f"{app}.{name}" for app, name in loader.disk_migrations)


def applied() -> set[str]:
    return {f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()}


def is_up_to_date() -> bool:
    return expected() <= applied()
