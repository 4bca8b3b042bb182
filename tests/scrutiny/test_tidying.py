"""What nobody needs any more goes after a while, and nothing else."""

import os
import time
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from scrutiny.models import File, Worker
from scrutiny.work.tidying import prune, sweep_bytes, sweep_files, tidy
from tests import chores
from tests.factories import DocumentFactory, FileFactory, WorkerFactory

pytestmark = [pytest.mark.django_db, pytest.mark.upload]

DAY = timedelta(days=1)


def kept(ago: timedelta, **fields) -> File:
    file = FileFactory(**fields)
    File.objects.filter(pk=file.pk).update(kept_at=timezone.now() - ago)
    return file


def stray(name: str, ago: timedelta) -> str:
    """Bytes that no file names."""
    default_storage.delete(name)
    default_storage.save(name, ContentFile(b"%PDF-1.7"))
    then = time.time() - ago.total_seconds()
    os.utime(default_storage.path(name), (then, then))
    return name


def test_a_file_of_which_no_paper_came_goes_after_a_day(django_capture_on_commit_callbacks):
    old, new, used = kept(DAY * 1.1), kept(DAY * 0.9), kept(DAY * 400)
    DocumentFactory(file=used)

    with django_capture_on_commit_callbacks(execute=True):
        sweep_files()

    assert set(File.objects.all()) == {new, used}
    assert [default_storage.exists(file.content.name) for file in (old, new, used)] == [False, True, True]


def test_bytes_without_a_file_go_after_a_day():
    file = kept(DAY * 400)
    stray(file.content.name, DAY * 400)
    names = [stray("ab/old", DAY * 1.1), stray("ab/new", DAY * 0.9), stray("other/old", DAY * 400)]

    sweep_bytes()

    assert [default_storage.exists(name) for name in [file.content.name, *names]] == [True, False, True, True]


def test_nothing_was_ever_stored(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "none"},
        }
    }
    sweep_bytes()

    assert not (tmp_path / "none").exists()


def test_work_that_is_long_done_is_forgotten(queue, settings):
    settings.WORK_KEPT_DAYS = 10
    for name in ("old", "new", "waiting"):
        chores.greet.enqueue(name)
    rows = DBTaskResult.objects.order_by("enqueued_at")
    for row, status, days in zip(rows, ("FAILED", "SUCCESSFUL", "READY"), (11, 9, 400), strict=True):
        finished_at = timezone.now() - DAY * days
        DBTaskResult.objects.filter(pk=row.pk).update(status=status, finished_at=finished_at)

    prune()

    assert chores.names() == ["new", "waiting"]


def test_workers_that_were_killed_are_forgotten():
    WorkerFactory(name="old", seen_at=timezone.now() - DAY * 2)
    WorkerFactory(name="new")

    tidy()

    assert [worker.name for worker in Worker.objects.all()] == ["new"]
