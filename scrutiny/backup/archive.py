"""The file itself: members that are hashed as they are written, and as they are read."""

import hashlib
import io
import json
import struct
import zlib
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from scrutiny.operations.errors import Refused

FORMAT = "scrutiny backup 1"
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 256 * 1024 * 1024
PIECE = 256 * 1024

DAMAGE = (
    BadZipFile, EOFError, KeyError, MemoryError, NotImplementedError, OSError, OverflowError, RecursionError,
    RuntimeError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip


class NoBackup(Refused):
    """This file is not a backup of this site, or a part of it is missing. Use another copy of it."""


class DamagedBackup(Refused):
    """This backup is damaged and nothing of it was used. Use another copy of it, or an older backup."""


@dataclass(frozen=True)
class Member:
    """A part of the backup: its size in bytes and its SHA-256 in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Table:
    """A model's rows: ``fields`` are the columns in the order of each line's values, ``last_number`` the highest
    number that the table ever gave to a row, which no later row may get again."""

    model: str
    fields: list[str]
    rows: int
    last_number: int
    member: Member


@dataclass(frozen=True)
class Manifest:
    """``made_at`` is an ISO time, ``migrations`` are "app.name", ``left_out`` says why a table isn't there."""

    format: str
    release: str
    engine: str
    made_at: str
    migrations: list[str]
    left_out: dict[str, str]
    tables: list[Table]
    papers: list[Member]

    def as_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()


class Writing:
    """A backup on its way into ``stream``."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.zip = ZipFile(stream, "w")

    def __enter__(self) -> "Writing":
        return self

    def __exit__(self, *error: object) -> None:
        with suppress(OSError):
            self.zip.close()

    def add(self, name: str, pieces: Iterable[bytes], *, packed: bool) -> Member:
        """``packed`` makes text smaller; papers are packed already."""
        info = ZipInfo(name)
        info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
        digest, size = hashlib.sha256(), 0
        with self.zip.open(info, "w", force_zip64=True) as member:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                member.write(piece)
        return Member(name, size, digest.hexdigest())

    def close(self, manifest: Manifest) -> str:
        """Write the manifest and give its digest, which seals the whole."""
        text = manifest.as_json()
        self.zip.writestr(ZipInfo(MANIFEST), text, ZIP_DEFLATED)
        seal = hashlib.sha256(text).hexdigest()
        self.zip.comment = seal.encode()
        self.zip.close()
        return seal


class Backup:
    """A backup of which every member is known to be there, whole and unchanged: `opened` gives it."""

    def __init__(self, packed: ZipFile, manifest: Manifest) -> None:
        self.zip, self.manifest = packed, manifest
        self.seal = packed.comment.decode()

    def pieces(self, member: Member) -> Generator[bytes, None, None]:
        with self.zip.open(member.name) as stream:
            while piece := stream.read(PIECE):
                yield piece

    def rows(self, table: Table) -> Generator[list[Any], None, None]:
        with self.zip.open(table.member.name) as stream:
            for line in io.TextIOWrapper(stream, "utf-8", newline="\n"):
                yield json.loads(line)


@contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """Open and check: the names first, then every digest. Raises `NoBackup` or `DamagedBackup`."""
    try:
        packed = ZipFile(path)
    except DAMAGE as error:
        raise NoBackup from error
    with packed:
        try:
            backup = Backup(packed, manifest_of(packed))
            check_members(backup)
        except DAMAGE as error:
            raise DamagedBackup from error
        yield backup


def manifest_of(packed: ZipFile) -> Manifest:
    names = [info.filename for info in packed.infolist()]
    if MANIFEST not in names or packed.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise NoBackup
    text = packed.read(MANIFEST)
    if hashlib.sha256(text).hexdigest().encode() != packed.comment:
        raise DamagedBackup
    manifest = read_manifest(json.loads(text))
    listed = [MANIFEST, *(member.name for member in members_of(manifest))]
    if sorted(names) != sorted(listed):
        raise DamagedBackup(
            "This backup lacks a part or holds a strange one; nothing of it was used. Use another copy."
        )
    return manifest


def read_manifest(found: dict[str, Any]) -> Manifest:
    if found.get("format") != FORMAT:
        raise NoBackup("This backup was made by another release of this site: restore it with that one.")
    tables = [Table(**row | {"member": Member(**row["member"])}) for row in found["tables"]]
    papers = [Member(**row) for row in found["papers"]]
    named = {field.name: found[field.name] for field in fields(Manifest)}
    return Manifest(**named | {"tables": tables, "papers": papers})


def members_of(manifest: Manifest) -> list[Member]:
    return [table.member for table in manifest.tables] + manifest.papers


def check_members(backup: Backup) -> None:
    for member in members_of(backup.manifest):
        digest, size = hashlib.sha256(), 0
        for piece in backup.pieces(member):
            digest.update(piece)
            size += len(piece)
        if (size, digest.hexdigest()) != (member.size, member.sha256):
            raise DamagedBackup
