"""Commands in a process of their own: on the database of the test under way, or on a new installation beside it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from django.conf import settings
from django.db import connection

from tests.environment import FOR_TESTS

ROOT = Path(__file__).resolve().parent.parent


def of_the_test() -> dict[str, str]:
    """The environment of a process that works on the test's own database and papers."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        url = f"sqlite:///{name}"
    else:
        url = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{quote(name)}"))
    return os.environ | FOR_TESTS | {"DATABASE_URL": url, "DATA_DIR": str(settings.DATA_DIR), "PYTHONUNBUFFERED": "1"}


def beside(folder: Path) -> dict[str, str]:
    """The environment of a new installation on SQLite that keeps everything in ``folder``."""
    return os.environ | FOR_TESTS | {"DATABASE_URL": "", "DATA_DIR": str(folder), "PYTHONUNBUFFERED": "1"}


def set_up(environment: dict[str, str]) -> None:
    """A new installation's database with every migration, as `manage.py migrate` would make it."""
    shutil.copy(os.environ["TEST_SQLITE"], Path(environment["DATA_DIR"]) / "scrutiny.sqlite3")


def command(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments]


def manage(environment: dict[str, str], *arguments: str) -> str:
    """What the command printed; it must not fail."""
    outcome = subprocess.run(
        command(*arguments), cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 0, outcome.stderr
    return outcome.stdout
