"""What kinds of work there are: how the managers' page calls each, what it is about, and what follows a failure."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django_tasks.base import Task

Arguments = list[Any]


class GivesUp(Protocol):
    def __call__(self, *arguments: Any, worker_died: bool) -> None: ...


@dataclass(frozen=True)
class Kind:
    """``give_up`` and ``begin_again`` get the task's arguments and run in the transaction that marks it;
    ``pages`` gives the address of what each first argument names, for all of them in one query."""

    task: Task[..., Any]
    words: str
    give_up: GivesUp
    begin_again: Callable[..., None]
    pages: Callable[[list[Any]], dict[Any, str]]


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.task.module_path] = kind


def kind_of(task_path: str) -> Kind | None:
    """None for a task that this release no longer knows."""
    return _kinds.get(task_path)
