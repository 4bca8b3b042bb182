"""What an uploaded file is: its type by its first bytes, its digest and size, and for importers all that it says."""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.core.files import File as DjangoFile
from django.core.files.temp import NamedTemporaryFile

from scrutiny.documents.apart import read_apart
from scrutiny.documents.refusals import BadFile, sentence_for
from scrutiny.models import PDF, WORD

MEGABYTE = 1024 * 1024
HEAD = 2048


@dataclass(frozen=True)
class SeenFile:
    """A file that was looked at and not read: its bytes, digest (SHA-256, hex), size in bytes and type."""

    content: DjangoFile
    sha256: str
    size: int
    content_type: str


@dataclass(frozen=True)
class CheckedFile(SeenFile):
    """A file that was read as well: its pages and text."""

    page_count: int | None
    text: str


def look_at(upload: DjangoFile) -> SeenFile:
    """What can be said of a file without reading it; its name is not trusted. Raises `BadFile`."""
    size = upload.size or 0
    if size == 0:
        raise BadFile("This file is empty. Choose another file.")
    if size > settings.UPLOAD_MAX_MB * MEGABYTE:
        raise BadFile(
            f"This file is {size / MEGABYTE:.0f} MB; the largest that can be added is {settings.UPLOAD_MAX_MB} MB. "
            "Make it smaller, for example by saving its pictures at a lower resolution."
        )
    upload.seek(0)
    content_type = type_of(upload.read(HEAD))
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return SeenFile(upload, digest.hexdigest(), size, content_type)


def check(upload: DjangoFile) -> CheckedFile:
    """Look at a file and read it: for commands, never in a web request. Raises `BadFile`."""
    seen = look_at(upload)
    with NamedTemporaryFile(suffix=".upload") as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        found = read_apart(copy.name)
    if "refused" in found:
        raise BadFile(sentence_for(found["refused"], found["n"]))
    return CheckedFile(upload, seen.sha256, seen.size, seen.content_type, found["pages"], found["text"])


def type_of(head: bytes) -> str:
    """The media type by the first bytes. Raises `BadFile` naming what it is instead, where that is plain."""
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return WORD
    if head.startswith((b"MZ", b"\x7fELF")):
        raise BadFile("This is a program, not a paper. Only PDF and Word (.docx) files can be added.")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadFile("This is an old or password-protected Office file. Save it as Word (.docx) or PDF and add that.")
    if head.lstrip()[:14].lower().startswith((b"<!doctype html", b"<html")):
        raise BadFile("This is a web page, not a PDF, whatever its name says. Print the page to PDF and add that.")
    raise BadFile(
        "This is not a PDF or Word (.docx) file, whatever its name says. Save the paper as one of these and add that."
    )
