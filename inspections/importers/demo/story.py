"""What the parts of the demonstration share: its data, when things happened, and the records entered so far."""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from django.db import models
from django.utils import timezone

from scrutiny.models import User

DATA = Path(__file__).resolve().parents[2] / "demo"

Row = dict[str, Any]
Record = TypeVar("Record", bound=models.Model)


class Moment(NamedTuple):
    """One step of the story: what is entered, and when that was done."""

    at: datetime
    enter: Callable[[], object]


Moments = Iterator[Moment]


class Story:
    """The data by the names of its lists, and each record entered so far by the key that the data gives it."""

    def __init__(self, lists: dict[str, Any]) -> None:
        self.lists = lists
        self._ids: dict[tuple[type[models.Model], str], int] = {}

    def rows(self, name: str) -> list[Row]:
        return self.lists[name]

    def enter(self, key: str, record: models.Model) -> None:
        self._ids[type(record), key] = record.pk

    def find(self, model: type[Record], key: str) -> Record:
        """The record as it stands now, since other steps may have changed it."""
        return model._default_manager.get(pk=self._ids[model, key])

    @property
    def manager(self) -> User:
        """Who enters people, panels and offices."""
        return self.find(User, "manager")

    @property
    def officer(self) -> User:
        """Who enters meetings, inspections and what comes of them."""
        return self.find(User, "officer")


def read_lists() -> dict[str, Any]:
    """Every list of the data by its name."""
    lists: dict[str, Any] = {}
    for path in sorted(DATA.glob("*.json")):
        lists |= json.loads(path.read_text())
    return lists


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def on(text: str, clock: str = "10:00") -> datetime:
    """That moment in London."""
    return timezone.make_aware(datetime.combine(date.fromisoformat(text), time.fromisoformat(clock)))


def item_key(meeting: str, number: str) -> str:
    """An item goes by its meeting's key and its printed number."""
    return f"{meeting} {number}"
