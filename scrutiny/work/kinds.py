"""What kinds of work there are: how the managers' page calls each, what it is about, and what follows a failure."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django_tasks.base import Task


@dataclass(frozen=True)
class Kind:
    """``give_up`` and ``begin_again`` get the task's arguments, ``give_up`` also ``worker_died``, whether that was the
    reason each time; both run in the transaction that marks the task.
    ``pages`` gives the address of what each first argument names, for all of them in one query."""

    task: Task[..., Any]
    words: str
    give_up: Callable[..., None]
    begin_again: Callable[..., None]
    pages: Callable[[list[Any]], dict[Any, str]]


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.task.module_path] = kind


def kind_of(task_path: str) -> Kind | None:
    """None for a task that this release no longer knows."""
    return _kinds.get(task_path)
