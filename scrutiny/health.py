"""What the site needs to be well. `/healthz` asks each; a check passes, or raises whatever stopped it.

A further check is a class with `run` and a line in `CHECKS`.
"""

from dataclasses import dataclass

from django.db import connection
from health_check.base import HealthCheck
from health_check.checks import Database, Storage
from health_check.exceptions import ServiceUnavailable

from scrutiny import schema
from scrutiny.work.signs import worker_age


@dataclass
class Migrations(HealthCheck):
    """The database has the shape that this release expects."""

    def run(self) -> None:
        with connection.temporary_connection():
            if not schema.is_up_to_date():
                raise ServiceUnavailable("manage.py migrate was not run")


@dataclass
class Papers(Storage):
    """A small file can be stored, read and deleted where the papers lie."""

    def get_file_name(self) -> str:
        return super().get_file_name().replace("health_check_storage_test", "health")


@dataclass
class Worker(HealthCheck):
    """Some worker gave a sign of life in the last minute; without one, papers wait to be read."""

    LATE = 60

    def run(self) -> None:
        with connection.temporary_connection():
            age = worker_age()
        if age is None or age > self.LATE:
            raise ServiceUnavailable("no worker gave a sign of life: start manage.py worker")


CHECKS: dict[str, type[HealthCheck]] = {
    "database": Database,
    "migrations": Migrations,
    "papers": Papers,
    "worker": Worker,
}
