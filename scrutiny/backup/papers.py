"""The bytes of papers: read by their digest, and put back where it says that they lie."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from django.core.files.storage import default_storage

from scrutiny.models import File
from scrutiny.models.document import stored_name
from scrutiny.operations.errors import Refused

PIECE = 256 * 1024


class PaperMissing(Refused):
    """The bytes of a paper are missing or are not what was stored."""


def pieces(file: File) -> Iterator[bytes]:
    """What was stored, digest by digest. Raises `PaperMissing` when it isn't there or was changed."""
    digest = hashlib.sha256()
    try:
        with default_storage.open(file.content.name) as stream:
            while piece := stream.read(PIECE):
                digest.update(piece)
                yield piece
    except OSError as error:
        raise PaperMissing(f"No backup was made: the file {file.content.name} can't be read in the store.") from error
    if digest.hexdigest() != file.sha256:
        raise PaperMissing(f"No backup was made: the file {file.content.name} is not what was stored: it has changed.")


def put(sha256: str, content: Iterable[bytes]) -> None:
    """Store bytes under their digest, whole or not at all; what is there already and right stays."""
    place = place_of(sha256)
    if place.exists() and digest_of(place) == sha256:
        return
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = place.with_name(f"{place.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            stream.writelines(content)
            stream.flush()
            os.fsync(stream.fileno())
        if digest_of(part) != sha256:
            raise PaperMissing("Nothing was changed: a paper did not arrive as it is in the backup. Look at the disk.")
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


def place_of(sha256: str) -> Path:
    return Path(default_storage.path(stored_name(File(sha256=sha256), "")))


def digest_of(place: Path) -> str:
    with place.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def remove(names: Iterable[str]) -> None:
    """Files that no record names any more."""
    for name in names:
        with suppress(OSError):
            default_storage.delete(name)
