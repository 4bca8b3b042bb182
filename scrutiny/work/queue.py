"""The queue: how a task goes from waiting to done, whatever happens to the worker that has it.

Each turn is one statement that holds only for the try it was made for (``started_at``), so a worker that was
taken for dead can't write over what another one did since.
"""

import logging
import traceback
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult as Row

from scrutiny.work.kinds import kind_of
from scrutiny.work.signs import GONE_AFTER, alive

logger = logging.getLogger(__name__)

MOST_TRIES = 5
PAUSE = 2
"""Seconds before the second try, doubled before each further one."""

LONGEST = timedelta(minutes=15)
"""No task of ours takes as long, so whoever has one for longer has lost it."""


class WorkerDied(Exception):
    """The worker that had the task gave no sign of life any more."""


def take(worker: str) -> Row | None:
    """The next task, as this worker's from now on. Looking costs writers nothing; only taking locks."""
    ready = Row.objects.ready()
    if not ready.exists():
        return None
    with transaction.atomic():
        row = ready.get_locked()
        if row:
            row.claim(worker)
    return row


def perform(row: Row) -> None:
    """Do the task, and say that it is done or why not."""
    try:
        row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
    except Exception as error:
        logger.exception("%s failed, try %s of %s", row.task_path, tries(row), MOST_TRIES)
        put_back(row, error)
    else:
        turn(row, status=Status.SUCCESSFUL, finished_at=timezone.now())


def turn(row: Row, **values: Any) -> bool:
    """Whether the try was still ours to end."""
    return bool(Row.objects.filter(pk=row.pk, status=Status.RUNNING, started_at=row.started_at).update(**values))


def put_back(row: Row, error: Exception) -> None:
    """Another try later, or none once it has had enough. What the error says is for the log alone: it may
    repeat a person's words."""
    if tries(row) < MOST_TRIES:
        turn(row, status=Status.READY, run_after=timezone.now() + pause_after(row, error))
        return
    with transaction.atomic():
        given_up = turn(
            row,
            status=Status.FAILED,
            finished_at=timezone.now(),
            exception_class_path=f"{type(error).__module__}.{type(error).__qualname__}",
            traceback="".join(traceback.format_tb(error.__traceback__)),
        )
        kind = kind_of(row.task_path)
        if given_up and kind:
            kind.give_up(*row.args_kwargs["args"], worker_died=isinstance(error, WorkerDied))


def pause_after(row: Row, error: Exception) -> timedelta:
    """A task whose worker died is taken up at once, since most often somebody restarted the machine. One that
    kills its workers lets the others go before it from then on."""
    if isinstance(error, WorkerDied) and tries(row) == 1:
        return timedelta()
    return timedelta(seconds=PAUSE * 2 ** (tries(row) - 1))


def tries(row: Row) -> int:
    return len(row.worker_ids)


def put_back_lost(gone_after: float = GONE_AFTER) -> int:
    """Put back what a dead worker had. Gives how many there were. Several workers may ask at once."""
    rows = list(Row.objects.running())
    if not rows:
        return 0
    living, now = alive(gone_after), timezone.now()
    lost = [row for row in rows if row.worker_ids[-1] not in living or row.started_at < now - LONGEST]
    for row in lost:
        put_back(row, WorkerDied())
    return len(lost)


def is_empty() -> bool:
    """Nothing waits, not even for later, and nobody has anything in hand."""
    return not Row.objects.filter(status__in=(Status.READY, Status.RUNNING)).exists()


def run_again(*, row: Row) -> bool:
    """Begin a task that failed once more, with all its tries before it. Whether it had failed."""
    with transaction.atomic():
        failed = Row.objects.filter(pk=row.pk, status=Status.FAILED)
        values: dict[str, Any] = {
            "worker_ids": [],
            "started_at": None,
            "finished_at": None,
            "run_after": timezone.now(),
        }
        if not failed.update(status=Status.READY, exception_class_path="", traceback="", **values):
            return False
        kind = kind_of(row.task_path)
        if kind:
            kind.begin_again(*row.args_kwargs["args"])
    return True
