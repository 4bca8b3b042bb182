"""Reading papers in the background: what a worker does with a file that was received."""

import hashlib
from contextlib import suppress
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django_tasks import task

from scrutiny.documents.apart import read_apart
from scrutiny.models import Document, File
from scrutiny.operations.doubts import look_over
from scrutiny.search import index
from scrutiny.search.sources import subjects_of


class BytesDiffer(Exception):
    """What is stored is not what was received."""


@task()
def read_paper(file_id: int, sha256: str) -> None:
    """Read a file and say what it holds. Doing it twice, or beginning it twice, changes nothing more.

    Raises `BytesDiffer`, ``OSError`` where the bytes are gone, and `Interrupted`.
    """
    file = File.objects.filter(pk=file_id, sha256=sha256).first()
    if file is None or file.withheld_at:
        return
    if file.state == File.State.WAITING:
        settle(file, verdict(file))
    tell_search(file)
    look_over.enqueue(file.pk)


def verdict(file: File) -> dict[str, Any]:
    """What the child process says of the stored bytes, once they are known to be those that were received."""
    with file.content.open("rb") as content:
        if hashlib.file_digest(content, "sha256").hexdigest() != file.sha256:
            raise BytesDiffer
    return read_apart(file.content.path)


def settle(file: File, found: dict[str, Any]) -> bool:
    """Write down what was found, in one statement, unless it was written already. Tells whether it was this one."""
    values: dict[str, Any]
    if "refused" in found:
        values = {"state": File.State.REFUSED, "refused_code": found["refused"], "refused_n": found["n"] or None}
    else:
        text = found["text"].replace("\x00", "")
        values = {"state": File.State.READ, "page_count": found["pages"], "text": text}
    return bool(File.objects.filter(pk=file.pk, state=File.State.WAITING, withheld_at=None).update(**values))


def tell_search(file: File) -> None:
    """Whatever the file's papers belong to is written again, each in a transaction of its own.

    Not in the one that settled the file: an operation that adds a paper locks its meeting first and then the file.
    """
    for source, subject in subjects_of(Document.objects.filter(file=file)):
        with transaction.atomic(), suppress(ObjectDoesNotExist):
            subject.refresh_from_db(from_queryset=source.model._base_manager.select_for_update(no_key=True))
            index.write(source, subject)


def give_up_reading(file_id: int, sha256: str, *, worker_died: bool) -> None:
    """After the last try: a file that took its worker with it each time is too much for us, else the fault is ours."""
    file = File.objects.filter(pk=file_id, sha256=sha256).first()
    if file:
        settle(file, {"refused": "slow" if worker_died else "fault", "n": 0})


def begin_reading_again(file_id: int, sha256: str) -> None:
    """Before a task that failed is run again, its file waits again."""
    refused = File.objects.filter(pk=file_id, sha256=sha256, state=File.State.REFUSED)
    refused.filter(refused_code__in=("slow", "fault")).update(state=File.State.WAITING, refused_code="", refused_n=None)
