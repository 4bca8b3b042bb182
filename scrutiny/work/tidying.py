"""What nobody needs any more, and who clears it away: each worker, when it begins and then every hour."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.storage import Storage, default_storage
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from scrutiny.chosen_papers import kept_for_later
from scrutiny.models import File, Worker
from scrutiny.operations import discard_file, drop_old_drafts
from scrutiny.operations.doubts import look_over_the_rest

A_DAY = timedelta(days=1)


def tidy() -> None:
    sweep_files()
    sweep_bytes()
    drop_old_drafts()
    look_over_the_rest()
    prune()


def sweep_files() -> None:
    """Uploads of which no paper came: their form was wrong elsewhere and nobody went on with it, or will by a link."""
    later = kept_for_later()
    for file in File.objects.unused().filter(kept_at__lt=timezone.now() - A_DAY).only("pk", "sha256").iterator():
        if file.sha256 not in later:
            discard_file(file=file)


def sweep_bytes() -> None:
    """Stored bytes without a file: the program was killed before it could save the one or after it removed it."""
    for name in stored_names(default_storage, before=timezone.now() - A_DAY):
        if not File.objects.filter(content=name).exists():
            default_storage.delete(name)


def stored_names(storage: Storage, *, before: datetime) -> Iterator[str]:
    """What lies in the folders named by two digits of a digest."""
    if not storage.exists(""):
        return
    for folder in storage.listdir("")[0]:
        for name in storage.listdir(folder)[1]:
            path = f"{folder}/{name}"
            if len(folder) == 2 and storage.get_modified_time(path) < before:
                yield path


def prune() -> None:
    """Work that is long done, and workers that were killed long ago."""
    before = timezone.now() - timedelta(days=settings.WORK_KEPT_DAYS)
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
    Worker.objects.filter(seen_at__lt=timezone.now() - A_DAY).delete()
