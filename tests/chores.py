"""Work for workers of tests."""

from datetime import UTC, datetime
from typing import Any

from django_tasks import task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from scrutiny.work import queue
from scrutiny.work.kinds import Kind

DONE: list[str] = []
GIVEN_UP: list[tuple[str, bool]] = []
BEGUN_AGAIN: list[str] = []


@task()
def greet(name: str) -> None:
    DONE.append(name)


@task()
def stumble(name: str) -> None:
    raise ValueError(f"{name} must not be read by anybody")


def give_up(name: str, *, worker_died: bool) -> None:
    GIVEN_UP.append((name, worker_died))


STUMBLING = Kind(stumble, "Stumbling", give_up, BEGUN_AGAIN.append, lambda names: dict.fromkeys(names, "/people/"))


def kept_row(task: Task, *arguments: str | int, status: str, **fields: Any) -> DBTaskResult:
    """A task that was asked for long ago, in the state that it has now."""
    moment = datetime(2026, 9, 14, 9, tzinfo=UTC)
    return DBTaskResult.objects.create(
        task_path=task.module_path,
        args_kwargs={"args": arguments, "kwargs": {}},
        backend_name="default",
        status=status,
        run_after=moment,
        started_at=moment,
        finished_at=moment,
        **{"exception_class_path": "", "traceback": "", "worker_ids": ["worker"]} | fields,
    )


def waiting() -> list[str]:
    """The names of what waits, whether or not its time has come."""
    return names(status="READY")


def names(**fields) -> list[str]:
    rows = DBTaskResult.objects.filter(**fields).order_by("enqueued_at")
    return [row.args_kwargs["args"][0] for row in rows]


def work_off(worker: str = "worker-of-tests") -> None:
    """Do all that waits now."""
    while row := queue.take(worker):
        queue.perform(row)
