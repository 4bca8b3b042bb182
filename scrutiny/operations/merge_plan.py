"""What joining two people would do, before it is done: the page shows it, and the operation does the same."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import models

from scrutiny import merging
from scrutiny.merging import Collision
from scrutiny.models import Person

PARTICULARS = ("honorific", "name", "sort_name", "kind", "party", "ward", "email")


class Moving(NamedTuple):
    """A record of the one who goes, the foreign key that will lead to the one who stays, and its words."""

    record: models.Model
    field: str
    words: str


@dataclass(frozen=True)
class Plan:
    """``differing`` are the names of the particulars that the two don't share."""

    kept: Person
    gone: Person
    differing: tuple[str, ...]
    moving: tuple[Moving, ...]
    collisions: tuple[Collision, ...]

    @property
    def blocked(self) -> list[str]:
        """Why the two can't be merged as they stand."""
        return [each.words for each in self.collisions if not each.ways]

    @property
    def open_questions(self) -> list[Collision]:
        return [each for each in self.collisions if len(each.ways) > 1]

    @property
    def seen(self) -> str:
        """A digest by which the operation knows whether its reader was shown what stands now."""
        moving = [(each.record._meta.label, each.record.pk, each.words) for each in self.moving]
        collisions = [(each.key, each.words, [way.words for way in each.ways]) for each in self.collisions]
        return hashlib.sha256(json.dumps([self.differing, moving, collisions]).encode()).hexdigest()


def plan_of(kept: Person, gone: Person) -> Plan:
    differing = tuple(name for name in PARTICULARS if getattr(kept, name) != getattr(gone, name))
    collisions = tuple(collisions_of(kept, gone))
    settled = {key_of(record) for each in collisions for record in touched(each)}
    moving = tuple(each for each in records_of(gone) if key_of(each.record) not in settled)
    return Plan(kept, gone, differing, moving, collisions)


def collisions_of(kept: Person, gone: Person) -> Iterable[Collision]:
    """Each kind of record is asked once, however many foreign keys it has."""
    for model in dict.fromkeys(each.model for each in merging.relations()):
        yield from merging.rule_of(model).collisions(kept, gone)


def records_of(gone: Person) -> Iterable[Moving]:
    """Everything that points at the one who goes."""
    for each in merging.relations():
        rule = merging.rule_of(each.model)
        rows = each.model._default_manager.select_related(*rule.related).filter(**{each.name: gone}).order_by("pk")
        yield from (Moving(row, each.name, rule.words(row)) for row in rows)


def touched(collision: Collision) -> Iterable[models.Model]:
    for way in collision.ways:
        yield from (record for record, _ in way.changed)
        yield from way.removed


def key_of(record: models.Model) -> tuple[Any, Any]:
    return type(record), record.pk
