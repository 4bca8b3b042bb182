"""Data fixes: what the admin site does, with the same trace as every other change."""

from typing import Any

from django.db import models
from django.db.models import ProtectedError

from scrutiny.operations.change import Record, change, claim, refuse_withheld
from scrutiny.operations.errors import Refused


class OthersRestOnIt(Refused):
    """Other records rest on this one, so it can't be removed."""


def correct(
    *, record: Record, by, seen: int | None = None, words: str = "", related: dict[str, Any] | None = None
) -> Record:
    """Save a record as a manager put it right; whoever has it open in a form will be told.

    ``related`` holds the records of its many-to-many fields, by their names. Raises `ChangedMeanwhile`, `WasWithheld`.
    """
    with change("correct", by=by, words=words) as step:
        if record.pk and hasattr(record, "version"):
            claim(record, seen)
        elif record.pk:
            refuse_withheld(record)
        step.save(record)
        for name, rows in (related or {}).items():
            getattr(record, name).set(rows)
    return record


def correct_away(*, record: models.Model, by, words: str = "") -> None:
    """Remove a record that should not be there. Raises `OthersRestOnIt`."""
    with change("correct_away", by=by, words=words) as step:
        try:
            step.delete(record)
        except ProtectedError as error:
            raise OthersRestOnIt from error
