"""What an uploaded file is, told from its content: a PDF or Word paper that the site can take, or a sentence."""

import hashlib
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass

from django.conf import settings
from django.core.files import File as DjangoFile
from django.core.files.temp import NamedTemporaryFile

from scrutiny.documents import reading
from scrutiny.models import PDF, WORD

MEGABYTE = 1024 * 1024
HEAD = 2048

SENTENCES = {
    "locked": "This PDF is protected with a password. Save a copy without the password and add that.",
    "damaged": (
        "This file is damaged or incomplete and can't be opened. "
        "Open it on your computer, save it again and add the new copy."
    ),
    "not_word": "This is not a Word (.docx) or PDF file, whatever its name says. Save the paper as one of these.",
    "active": (
        "This file carries a macro, a script or an attached file. "
        "Save a copy without it, or print it to PDF, and add that."
    ),
    "no_pages": "This PDF has no pages. Choose another file.",
    "too_many_pages": "This PDF has {n:,} pages; the most that can be added is {most:,}. Split it into parts.",
    "bomb": "This file unpacks to far more than its size and can't be opened safely. Save it as PDF and add that.",
    "slow": "This file takes too long or too much memory to read. Save it as PDF, or split it, and add that.",
}


class BadFile(Exception):
    """The file can't be taken. The message is a sentence for the person who chose it."""


@dataclass(frozen=True)
class CheckedFile:
    """A file that was looked into: its bytes, digest (SHA-256, hex), size in bytes, type, pages and text."""

    content: DjangoFile
    sha256: str
    size: int
    content_type: str
    page_count: int | None
    text: str


def check(upload: DjangoFile) -> CheckedFile:
    """Look into a file by its content; its name is not trusted. Raises `BadFile`."""
    size = upload.size or 0
    if size == 0:
        raise BadFile("This file is empty. Choose another file.")
    if size > settings.UPLOAD_MAX_MB * MEGABYTE:
        raise BadFile(
            f"This file is {size / MEGABYTE:.0f} MB; the largest that can be added is {settings.UPLOAD_MAX_MB} MB. "
            "Make it smaller, for example by saving its pictures at a lower resolution."
        )
    digest = hashlib.sha256()
    with NamedTemporaryFile(suffix=".upload") as copy:
        for chunk in upload.chunks():
            digest.update(chunk)
            copy.write(chunk)
        copy.flush()
        copy.seek(0)
        content_type = type_of(copy.read(HEAD))
        found = read_apart(copy.name)
    return CheckedFile(upload, digest.hexdigest(), size, content_type, found["pages"], found["text"])


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


def read_apart(path: str) -> dict:
    """Pages and text of the file at ``path``, read by a child process with limits on time and memory."""
    try:
        child = subprocess.run(  # noqa: S603 (our own module, our own temporary file)
            [sys.executable, "-m", "scrutiny.documents.reading", path],
            capture_output=True,
            check=False,
            timeout=reading.SECONDS + 5,
            cwd=settings.ROOT,
            env={"TMPDIR": tempfile.gettempdir(), "PYTHONUTF8": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise BadFile(SENTENCES["slow"]) from error
    if child.returncode:
        raise BadFile(SENTENCES["slow"])
    found = json.loads(child.stdout)
    if "refused" in found:
        raise BadFile(SENTENCES[found["refused"]].format(n=found["n"], most=reading.MAX_PAGES))
    return found
