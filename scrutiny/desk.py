"""What needs doing, for an officer's desk. Each app registers what it knows of in its ``AppConfig.ready``."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from scrutiny.dates import Calendar, add_working_days
from scrutiny.templatetags.words import day

SOON = 5
"""How many working days ahead the first list looks."""


@dataclass(frozen=True)
class Desk:
    """Whose desk it is, on which day. ``panels`` are the ids of the panels that it shows; None shows every panel."""

    user: Any
    today: date
    calendar: Calendar
    panels: frozenset[int] | None = None

    def of(self, rows: Any, panel: str = "panel") -> Any:
        """Of a queryset the rows of these panels; ``panel`` is the path to it."""
        return rows if self.panels is None else rows.filter(**{f"{panel}__in": self.panels})


@dataclass(frozen=True)
class Task:
    """One thing to do: one date, one verb, which opens the page where it is done. Nobody waits for ``due_on`` None.

    ``due_is`` says what the date is. ``undo`` is the address that undoes at once what was done, by ``undo_verb``.
    """

    words: str
    link: str
    verb: str
    due_on: date | None = None
    note: str = ""
    due_is: str = "due"
    undo: str = ""
    undo_verb: str = ""


@dataclass(frozen=True)
class Card:
    """A meeting whose agenda is to be published: what is there, and what is missing."""

    heading: str
    link: str
    verb: str
    due_on: date
    status: str
    look: str
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    """Tasks under one heading, oldest deadline first."""

    heading: str
    tasks: list[Task]


@dataclass(frozen=True)
class Work:
    """What one app knows of: ``cards`` and ``tasks`` to do, what ``waits`` for other people, what was ``done``."""

    cards: list[Card] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    waits: list[Task] = field(default_factory=list)
    done: list[Task] = field(default_factory=list)


Filler = Callable[[Desk], Work]

_fillers: list[Filler] = []


def register(*fillers: Filler) -> None:
    """Each with as few queries as it has kinds of records, however many rows there are."""
    _fillers.extend(fillers)


def work_on(desk: Desk) -> Work:
    """What every app put on the desk, in the order of its dates and never of its kind."""
    found = [filler(desk) for filler in _fillers]
    return Work(
        cards=in_order([card for each in found for card in each.cards]),
        tasks=in_order([task for each in found for task in each.tasks]),
        waits=in_order([task for each in found for task in each.waits]),
        done=[task for each in found for task in each.done],
    )


def in_order(tasks: list[Any]) -> list[Any]:
    return sorted(tasks, key=lambda task: task.due_on or date.max)


def grouped(tasks: list[Task], today: date, calendar: Calendar) -> list[Group]:
    """Late, by the end of the next `SOON` working days, by the end of that month, and later; empty ones left out."""
    soon = add_working_days(today, SOON, calendar)
    month_ends = soon.replace(day=monthrange(soon.year, soon.month)[1])
    bounds = [
        ("Late", date.min, today),
        (f"By {day(soon)}", today, after(soon)),
        (f"By the end of {soon:%B}", after(soon), after(month_ends)),
        ("Later", after(month_ends), date.max),
    ]
    groups = [
        Group(heading, [task for task in tasks if task.due_on and first <= task.due_on < until])
        for heading, first, until in bounds
    ]
    whenever = Group("When there is time", [task for task in tasks if task.due_on is None])
    return [group for group in [*groups, whenever] if group.tasks]


def after(on: date) -> date:
    return date.fromordinal(on.toordinal() + 1)


def nothing_due(cards: list[Card]) -> str:
    """What an empty desk says."""
    return f"Nothing is due before {day(cards[0].due_on)}." if cards else "Nothing is due."
