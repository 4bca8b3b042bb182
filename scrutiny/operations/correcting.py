"""Data fixes: what the admin site does, with the same trace as every other change."""

from django.db import models
from django.db.models import ProtectedError

from scrutiny.operations.change import Record, change, claim
from scrutiny.operations.errors import Refused


class OthersRestOnIt(Refused):
    """Other records rest on this one, so it can't be removed."""


def correct(*, record: Record, by, words: str = "") -> Record:
    """Save a record as a manager put it right; whoever has it open in a form will be told."""
    with change("correct", by=by, words=words) as step:
        if record.pk and hasattr(record, "version"):
            claim(record, None)
        return step.save(record)


def correct_away(*, record: models.Model, by, words: str = "") -> None:
    """Remove a record that should not be there. Raises `OthersRestOnIt`."""
    with change("correct_away", by=by, words=words) as step:
        try:
            step.delete(record)
        except ProtectedError as error:
            raise OthersRestOnIt from error
