"""What waits, runs, failed and was done, in words for the managers' page: never a title, a name or an error's text."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django_tasks import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult as Row

from scrutiny.work.kinds import kind_of
from scrutiny.work.queue import WorkerDied, tries

SHOWN = 50
UNKNOWN = "Work that this release no longer knows"
DIED = f"{WorkerDied.__module__}.{WorkerDied.__qualname__}"


@dataclass(frozen=True)
class Entry:
    """One task: what it does, the page it is about, how often it was tried, when it last turned, and why it failed."""

    key: UUID
    words: str
    link: str
    tries: int
    at: datetime
    why: str = ""


@dataclass(frozen=True)
class Group:
    """The newest tasks of one state, `SHOWN` at most; ``has_more`` where there are others."""

    heading: str
    verb: str
    empty: str
    entries: list[Entry] = field(default_factory=list)
    has_more: bool = False
    can_run_again: bool = False


GROUPS = (
    (Status.FAILED, "finished_at", Group("Failed", "given up", "Nothing has failed.", can_run_again=True)),
    (Status.RUNNING, "started_at", Group("Being done", "begun", "Nothing is being done.")),
    (Status.READY, "enqueued_at", Group("Waiting", "asked for", "Nothing waits.")),
    (Status.SUCCESSFUL, "finished_at", Group("Done", "done", "Nothing has been done yet.")),
)


def groups() -> list[Group]:
    found = [(group, at, newest(status, at)) for status, at, group in GROUPS]
    links = links_of([row for _, _, rows in found for row in rows])
    return [
        Group(
            group.heading,
            group.verb,
            group.empty,
            [entry_of(row, getattr(row, at), links) for row in rows[:SHOWN]],
            len(rows) > SHOWN,
            group.can_run_again,
        )
        for group, at, rows in found
    ]


def newest(status: Status, at: str) -> list[Row]:
    rows = Row.objects.filter(status=status).order_by(f"-{at}", "pk")
    return list(rows.defer("traceback", "return_value")[: SHOWN + 1])


def links_of(rows: list[Row]) -> dict[tuple[str, Any], str]:
    """The page that each task is about, by its path and first argument; one query for each kind of work."""
    by_path: dict[str, set[Any]] = {}
    for row in rows:
        if kind_of(row.task_path) and row.args_kwargs["args"]:
            by_path.setdefault(row.task_path, set()).add(row.args_kwargs["args"][0])
    found: dict[tuple[str, Any], str] = {}
    for path, subjects in by_path.items():
        kind = kind_of(path)
        pages = kind.pages(sorted(subjects)) if kind else {}
        found |= {(path, subject): page for subject, page in pages.items()}
    return found


def entry_of(row: Row, at: datetime, links: dict[tuple[str, Any], str]) -> Entry:
    kind = kind_of(row.task_path)
    subject = next(iter(row.args_kwargs["args"]), None)
    return Entry(
        key=row.pk,
        words=kind.words if kind else UNKNOWN,
        link=links.get((row.task_path, subject), ""),
        tries=tries(row),
        at=at,
        why=why_failed(row) if row.status == Status.FAILED else "",
    )


def why_failed(row: Row) -> str:
    if row.exception_class_path == DIED:
        return "The worker stopped each time it tried. What it works on may be too much for this server."
    name = row.exception_class_path.rpartition(".")[2]
    return f"A fault stopped it ({name}). The server's log says more."
