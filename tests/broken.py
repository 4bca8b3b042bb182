"""Breaking operations in the middle, to see that nothing of their first half remains."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

OURS = ("scrutiny", "meetings", "inspections")


class Broken(Exception):
    """The disk is full, or the power went."""


def everything_on_record() -> dict[str, list[dict[str, Any]]]:
    """Every row of every record of ours, history included."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in OURS]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}


def happens_wholly_or_not_at_all(operation: Callable[[], Any]) -> None:
    """Break ``operation`` at each of its history rows in turn, and compare the whole record before and after.

    ``operation`` fetches what it works on, since what a broken run did to records in hand is no matter.
    """
    before = everything_on_record()
    rows = rows_written_by(operation)
    assert rows > 0
    for place in range(rows):
        with pytest.raises(Broken), breaking_at(place):
            operation()
        assert everything_on_record() == before


def rows_written_by(operation: Callable[[], Any]) -> int:
    with breaking_at(None) as written, transaction.atomic():
        operation()
        transaction.set_rollback(True)
    return len(written)


class breaking_at:  # noqa: N801 (reads as a verb)
    """Within it the history row number ``place`` can't be written; None only counts them."""

    def __init__(self, place: int | None) -> None:
        self.place, self.patch = place, pytest.MonkeyPatch()
        self.written: list[str] = []

    def __enter__(self) -> list[str]:
        self.watch(HistoricalRecords, "create_historical_record")
        self.watch(HistoryManager, "bulk_history_create")
        return self.written

    def watch(self, writer: type, name: str) -> None:
        original = getattr(writer, name)

        def write(*args, **kwargs):
            if len(self.written) == self.place:
                raise Broken
            self.written.append(name)
            return original(*args, **kwargs)

        self.patch.setattr(writer, name, write)

    def __exit__(self, *_error: object) -> None:
        self.patch.undo()
