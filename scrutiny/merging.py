"""What happens to records that point at two people who turn out to be one.

A record of any app moves with its person. An app says in its ``AppConfig.ready`` how its own are named on the
page that asks, and what is to be done where one of each can't both stand.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import models

from scrutiny.models import Merge, Person


class Way(NamedTuple):
    """One way out of a collision: ``changed`` are records with their new values, ``removed`` those that go."""

    words: str
    changed: tuple[tuple[models.Model, dict[str, Any]], ...] = ()
    removed: tuple[models.Model, ...] = ()


class Collision(NamedTuple):
    """Records of both that can't stand beside each other.

    One way out is taken as shown, of several the manager chooses, and where there is none the two can't be
    merged: ``words`` then say what to do first. ``key`` tells a collision from others on the page, and ``about``
    says where they collide.
    """

    key: str
    words: str
    ways: tuple[Way, ...]
    about: str = ""


def none(_kept: Person, _gone: Person) -> list[Collision]:
    return []


@dataclass(frozen=True)
class Rule:
    """How a kind of record takes a merge. ``words`` names a record that moves; ``check`` raises where one that
    was moved or put back can't stand as it is; ``related`` is what ``words`` needs from other tables."""

    model: type[models.Model]
    words: Callable[[Any], str] = str
    collisions: Callable[[Person, Person], list[Collision]] = none
    check: Callable[[Any], None] = field(default=lambda record: None)
    related: tuple[str, ...] = ()


_rules: dict[type[models.Model], Rule] = {}


def register(*rules: Rule) -> None:
    _rules.update({rule.model: rule for rule in rules})


def rule_of(model: type[models.Model]) -> Rule:
    return _rules.get(model) or Rule(model)


def relations() -> list[models.Field]:
    """Every foreign key to a person, of any app. History rows keep theirs, and merges their own two."""
    found = Person._meta.get_fields(include_hidden=True)
    fields = [each.field for each in found if isinstance(each, models.ManyToOneRel)]
    return [each for each in fields if each.model is not Merge and not hasattr(each.model, "history_object")]
