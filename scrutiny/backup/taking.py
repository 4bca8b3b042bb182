"""Making a backup while the site is in use."""

import fcntl
import os
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone

from scrutiny import schema
from scrutiny.backup import papers, tables
from scrutiny.backup.archive import FORMAT, Manifest, Member, Table, Writing
from scrutiny.models import File
from scrutiny.operations.errors import Refused

Say = Callable[[str], None]
EVERY = 200


class NotUpToDate(Refused):
    """The database doesn't have the shape that this release expects. Run: manage.py migrate."""


class AlreadyThere(Refused):
    """A file of this name is there already, and it stays. Choose another name, or add --replace."""


class UnderWay(Refused):
    """Another backup into this file is under way. Wait for it, or choose another name."""


class NotWritten(Refused):
    """The backup could not be written, and no file was left behind."""


def take(path: Path, *, replace: bool, say: Say) -> str:
    """Write everything as it stood at one moment into a new file that only its owner reads; gives its seal.

    Raises `NotUpToDate`, `AlreadyThere`, `UnderWay`, `NotWritten` or `papers.PaperMissing`.
    """
    if not schema.is_up_to_date():
        raise NotUpToDate
    with new_file(path, replace=replace) as stream, Writing(stream) as writing:
        return write(writing, say)


def write(writing: Writing, say: Say) -> str:
    """Rows first: a paper's bytes were there before its row was, and stay."""
    with snapshot():
        found = [write_table(writing, model, say) for model in tables.kept()]
        stored = write_papers(writing, say)
        manifest = Manifest(
            format=FORMAT,
            release=release(),
            engine=connection.vendor,
            made_at=timezone.now().isoformat(timespec="seconds"),
            migrations=sorted(schema.applied()),
            left_out=tables.LEFT_OUT,
            tables=found,
            papers=stored,
        )
    say(f"{sum(table.rows for table in found):,} rows of {len(found)} tables and {len(stored):,} files")
    return writing.close(manifest)


def write_table(writing: Writing, model: type[models.Model], say: Say) -> Table:
    rows = 0

    def counted() -> Iterator[bytes]:
        nonlocal rows
        with closing(tables.lines(model)) as lines:
            for rows, line in enumerate(lines, start=1):  # noqa: B007 (the last one is the number)
                yield line

    label = model._meta.label
    member = writing.add(f"rows/{label}.jsonl", counted(), packed=True)
    if rows:
        say(f"{label}: {rows:,} rows")
    names = [field.attname for field in tables.columns(model)]
    return Table(label, names, rows, tables.last_number(model), member)


def write_papers(writing: Writing, say: Say) -> list[Member]:
    """The bytes of every file; of those that were withheld there are none any more."""
    found: list[Member] = []
    rows = File.objects.filter(withheld_at=None).only("sha256", "content").order_by("pk")
    with closing(tables.streamed(rows)) as files:
        for file in files:
            found.append(writing.add(f"files/{file.sha256}", papers.pieces(file), packed=False))
            if len(found) % EVERY == 0:
                say(f"{len(found):,} files so far")
    return found


@contextmanager
def snapshot() -> Iterator[None]:
    """What is read inside stood so at one moment, whatever others write meanwhile; nobody waits."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    # Not atomic(), which would begin IMMEDIATE and keep writers waiting.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


@contextmanager
def new_file(path: Path, *, replace: bool) -> Iterator[IO[bytes]]:
    """A file that appears under its name once it is whole and on the disk."""
    part = path.with_name(path.name + ".part")
    try:
        with part_of(path, part, replace=replace) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            refuse_existing(path, replace=replace)
            part.replace(path)
    except OSError as error:
        raise NotWritten(f"The backup could not be written: {error.strerror or 'the disk says no'}.") from error
    sync_folder(path.parent)


@contextmanager
def part_of(path: Path, part: Path, *, replace: bool) -> Iterator[IO[bytes]]:
    refuse_existing(path, replace=replace)
    with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600), "r+b") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UnderWay from None
        os.fchmod(stream.fileno(), 0o600)
        stream.truncate(0)
        try:
            yield stream
        finally:
            part.unlink(missing_ok=True)


def refuse_existing(path: Path, *, replace: bool) -> None:
    if path.is_dir() or (path.exists() and not replace):
        raise AlreadyThere


def sync_folder(folder: Path) -> None:
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def release() -> str:
    with (settings.ROOT / "pyproject.toml").open("rb") as stream:
        return tomllib.load(stream)["project"]["version"]
