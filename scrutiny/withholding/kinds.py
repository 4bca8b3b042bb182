"""What can be withheld whole, how the log calls it, and what else an app keeps of it.

Each app registers its own in its ``AppConfig.ready``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

Neutral = Callable[[Any], str]


@dataclass(frozen=True)
class Withholdable:
    """A record that can go whole.

    ``shows`` is the field in which the sentence stands afterwards. ``neutral(record)`` names it without its own
    words. ``under`` is its foreign key to the record on whose page it is shown, where history doesn't say so.
    ``empties`` are fields that take another value than nothing.
    """

    model: Any
    called: str
    shows: str
    neutral: Neutral
    under: str = ""
    empties: Callable[[], dict[str, Any]] = dict

    @property
    def label(self) -> str:
        return self.model._meta.label_lower


Takedown = Callable[[Any, Any], None]
"""``(step, gone)``: takes what an app keeps elsewhere of the records in ``gone`` (a `whole.Gone`)."""

Reprint = Callable[[Any], None]
"""``(step)``: has made again what was printed of the records that the operation touched."""

_kinds: dict[str, Withholdable] = {}
_pages: dict[Any, Neutral] = {}
_takedowns: list[Takedown] = []
_reprints: list[Reprint] = []


def register(*kinds: Withholdable) -> None:
    _kinds.update({kind.label: kind for kind in kinds})


def register_page(model: Any, neutral: Neutral) -> None:
    """A record with a page from which words can be redacted, and how the log calls it."""
    _pages[model] = neutral


def register_takedown(takedown: Takedown) -> None:
    _takedowns.append(takedown)


def register_reprint(reprint: Reprint) -> None:
    _reprints.append(reprint)


def withholdables() -> list[Withholdable]:
    return list(_kinds.values())


def kind_of(record: Any) -> Withholdable | None:
    return _kinds.get(record._meta.label_lower)


def takedowns() -> list[Takedown]:
    return list(_takedowns)


def reprints() -> list[Reprint]:
    return list(_reprints)


def model_of(label: str) -> type[models.Model] | None:
    """The model behind ``meetings.meeting`` in an address, if anything of it can be withheld."""
    found = _kinds.get(label)
    return found.model if found else next((model for model in _pages if model._meta.label_lower == label), None)


def has_neutral_words(record: Any) -> bool:
    return type(record) in _pages or kind_of(record) is not None


def neutral_words(record: Any) -> str:
    """What the log calls the record; never its own words."""
    kind = kind_of(record)
    neutral = kind.neutral if kind else _pages.get(type(record))
    return neutral(record) if neutral else f"a {record._meta.verbose_name}"
