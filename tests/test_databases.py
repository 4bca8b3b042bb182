"""The database that tests run on is the one asked for, is nobody else's, and is gone afterwards."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests import migrated

ROOT = Path(__file__).resolve().parent.parent

BEGIN = """
import os, time
from tests import databases
databases.begin()
print(os.environ["TEST_FOLDER"], os.environ["DATABASE_URL"], flush=True)
try:
    time.sleep(60)
except KeyboardInterrupt:
    pass
"""


def begin(database: str) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TEST_")}
    environment["DB"] = database
    command = [sys.executable, "-W", "ignore", "-c", BEGIN]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def programs_naming(folder: str) -> list[str]:
    """What the machine runs with this folder among its arguments."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            found.append(path.read_text(errors="replace"))
    return [line for line in found if folder in line]


@pytest.mark.django_db
def test_the_tests_run_on_the_database_that_was_asked_for():
    assert connection.vendor == {"sqlite": "sqlite", "postgres": "postgresql"}[os.environ["DB"]]


def test_what_the_tests_store_is_apart_from_the_developers_data():
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")

    assert Path(os.environ["TEST_FOLDER"]) / worker == settings.DATA_DIR


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_a_run_that_is_told_to_stop_leaves_nothing_behind(database):
    if database == "postgres" and os.environ.get("TEST_DATABASE_URL"):
        pytest.skip("the server is not ours to stop: TEST_DATABASE_URL names it")
    process = begin(database)
    assert process.stdout
    folder, url = process.stdout.readline().rstrip("\n").split(" ")
    assert bool(url) == (database == "postgres")
    assert Path(folder).is_dir()

    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)

    assert not Path(folder).exists()
    assert programs_naming(folder) == []


@pytest.mark.django_db
def test_the_copied_database_has_every_migration_and_no_record():
    executor = MigrationExecutor(connection)

    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    assert {model.__name__ for model in apps.get_models() if model.objects.exists()} == {"ContentType", "Permission"}


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """A project with one migration, and a list of how often its database was made."""
    folder = tmp_path / "meetings" / "migrations"
    folder.mkdir(parents=True)
    (folder / "0001_initial.py").write_text("panels")
    made = []

    def migrate(**environment):
        made.append(environment)
        (Path(environment["DATA_DIR"]) / "scrutiny.sqlite3").write_text("a database")

    monkeypatch.setattr(migrated, "ROOT", tmp_path)
    monkeypatch.setattr(migrated, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(migrated, "migrate", migrate)
    return folder, made


def test_the_migrated_database_is_made_once(sources):
    _, made = sources

    assert migrated.sqlite_file() == migrated.sqlite_file()
    assert len(made) == 1


@pytest.mark.parametrize("name", ["0001_initial.py", "0002_panels.py"])
def test_it_is_made_again_when_a_migration_is_changed_or_added(sources, name):
    folder, made = sources
    old = migrated.sqlite_file()

    (folder / name).write_text("panels and meetings")
    new = migrated.sqlite_file()

    assert len(made) == 2
    assert list(migrated.KEPT.iterdir()) == [new] != [old]


def test_migrations_that_fail_are_not_kept(sources, monkeypatch):
    monkeypatch.setattr(migrated, "migrate", lambda **_: migrated.run("false"))

    with pytest.raises(pytest.UsageError, match="false failed"):
        migrated.sqlite_file()
    assert list(migrated.KEPT.iterdir()) == []


def test_an_unknown_database_is_named_in_one_sentence():
    outcome = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/test_databases.py"],
        cwd=ROOT,
        env=os.environ | {"DB": "oracle", "PYTEST_XDIST_WORKER": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert outcome.returncode == 4
    assert outcome.stderr.strip() == 'ERROR: DB "oracle" is not a database that tests know: use sqlite or postgres.'
