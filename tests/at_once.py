"""Background work without a worker, for tests that are about something else."""

from typing import Any

from django_tasks.backends.dummy import DummyBackend
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task, TaskResult

from meetings.operations.packs import build_pack

SLOW = {build_pack.module_path}


class AtOnce(ImmediateBackend):
    """Does a task where it is asked for; one that takes seconds is only written down."""

    def enqueue(self, task: Task[..., Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        if task.module_path in SLOW:
            return DummyBackend("default", {}).enqueue(task, args, kwargs)
        return super().enqueue(task, args, kwargs)
