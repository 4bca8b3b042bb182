"""Named places on pages that show several apps. An app fills them from its ``AppConfig.ready``.

Each function takes ``(user, subject)`` and gives a `Section` or None, with at most one query.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from scrutiny.dates import Calendar


@dataclass(frozen=True)
class Row:
    """A line in a section: words, where they lead, a quiet note beside them, and what can be done there."""

    words: str
    link: str = ""
    note: str = ""
    status: str = ""
    look: str = ""
    key: int | None = None
    verb: str = ""
    verb_link: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar of a picture: how many, of what, and the list of them."""

    words: str
    count: int
    look: str = ""
    link: str = ""


@dataclass(frozen=True)
class Section:
    """A heading with its rows or bars, the words for none, and where to see them all."""

    heading: str
    rows: list[Row] = field(default_factory=list)
    empty: str = ""
    more_link: str = ""
    more_words: str = ""
    bars: list[Bar] = field(default_factory=list)


@dataclass(frozen=True)
class OneDay:
    """A day that was added to the council's closures or taken off them. ``calendar`` is how days are counted now."""

    day: date
    calendar: Calendar

    @property
    def before(self) -> Calendar:
        """How they were counted before."""
        if self.calendar.closed(self.day):
            return self.calendar.without(self.day)
        return self.calendar.with_days({self.day: "Closed"})


Filler = Callable[[Any, Any], Section | None]

_fillers: dict[str, list[Filler]] = {}


def register(slot: str, filler: Filler) -> None:
    _fillers.setdefault(slot, []).append(filler)


def sections(slot: str, user, subject=None) -> list[Section]:
    """What the apps put into ``slot``, in the order in which the apps are installed."""
    filled = [filler(user, subject) for filler in _fillers.get(slot, [])]
    return [section for section in filled if section is not None]
