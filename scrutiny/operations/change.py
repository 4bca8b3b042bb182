"""How a record changes: in one transaction with the history rows that say who did what, and why."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, router, transaction
from django.db.models import F
from django.db.models.deletion import Collector
from django.utils import timezone

from scrutiny.models import Withholding
from scrutiny.operations.drafts import drop_drafts_about
from scrutiny.operations.errors import ChangedMeanwhile, WasWithheld
from scrutiny.search import index

Record = TypeVar("Record", bound=models.Model)

_past: ContextVar[datetime | None] = ContextVar("past", default=None)


@contextmanager
def dated(at: datetime) -> Iterator[None]:
    """Changes made inside happened ``at`` that moment: for records of the past that are entered now."""
    token = _past.set(at)
    try:
        yield
    finally:
        _past.reset(token)


def moment() -> datetime:
    """When what is done here happens: now, or the moment given to `dated`."""
    return _past.get() or timezone.now()


class Change:
    """One operation under way. Records are saved and removed through it, so that each leaves its history row.

    ``at`` is when it happens: now, or the moment given to `dated`; of what ``is_past`` nobody is told any more.
    """

    def __init__(self, verb: str, *, by, about: models.Model | None, words: str, facts: dict[str, Any]) -> None:
        self.at = moment()
        self.is_past = _past.get() is not None
        self.by = by
        self.about = about
        self.touched: list[models.Model] = []
        self.facts = facts
        self.story = {"operation": uuid.uuid4().hex, "verb": verb, "facts": facts, "words": words}

    def save(self, record: Record, **values: Any) -> Record:
        """Write ``values`` into the record, save it, and leave a history row in the same transaction."""
        for name, value in values.items():
            setattr(record, name, value)
        self._sign(record)
        record.save()
        self.touch(record)
        return record

    def delete(self, record: models.Model) -> None:
        """Remove the record and what goes with it; the history rows of all stay, each with who and why.

        Raises ``ProtectedError`` where others rest on it.
        """
        leaving = Collector(using=router.db_for_write(type(record)), origin=record)
        leaving.collect([record])
        for instances in leaving.data.values():
            for instance in instances:
                self._sign(instance)
        gone = [copy(instance) for instances in leaving.data.values() for instance in instances]
        self.touched += gone
        leaving.delete()
        drop_drafts_about(gone)

    def touch(self, record: models.Model) -> None:
        """Something about the record changed that was not saved through `save`: search reads it again."""
        self.touched.append(record)

    def tell(self, **facts: Any) -> None:
        """Facts that turned out on the way."""
        self.facts.update(facts)

    def reason_for(self, record: models.Model) -> str:
        """The JSON of the history row: operation, verb, facts, words and the record on whose tab it belongs."""
        about = self.about or record
        parent = {"model": about._meta.label_lower, "id": about.pk}
        return json.dumps(self.story | {"parent": parent}, default=str)

    def _sign(self, record: models.Model) -> None:
        record._history_date = self.at  # type: ignore[attr-defined]
        record._history_user = self.by  # type: ignore[attr-defined]
        record._changed_by = self  # type: ignore[attr-defined]


@contextmanager
def change(verb: str, *, by, about: models.Model | None = None, words: str = "", **facts: Any) -> Iterator[Change]:
    """Everything inside happens or nothing does.

    ``verb`` is the operation's name, ``by`` the user, ``about`` the record on whose history tab the
    rows belong (each record's own, when left out), ``words`` what the person gave as a reason.
    """
    with transaction.atomic():
        step = Change(verb, by=by, about=about, words=words, facts=facts)
        yield step
        index.note(step.touched)


def refuse_withheld(record: models.Model) -> None:
    """Raises `WasWithheld`."""
    if Withholding.objects.whole().of(record).exists():
        raise WasWithheld


def claim(record: models.Model, seen: int | None) -> None:
    """Take the next version of a record that was read at version ``seen``, or raise `ChangedMeanwhile`.

    Call it inside `change`, before saving. ``None`` claims whatever stands: for importers and commands.
    Raises `WasWithheld`.
    """
    refuse_withheld(record)
    rows = type(record)._base_manager.filter(pk=record.pk)
    if seen is not None:
        rows = rows.filter(version=seen)
    if not rows.update(version=F("version") + 1):
        raise ChangedMeanwhile
    record.version = rows.model._base_manager.values_list("version", flat=True).get(pk=record.pk)  # type: ignore[attr-defined]
