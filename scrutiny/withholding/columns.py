"""Which columns of the database hold words that people wrote, and how their values are read and written.

Every record counts, of every app, with its history: a new one is looked through without being asked for.
What is left out is named here, with the reason.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models

from scrutiny.models import SearchEntry, SearchWord, Withholding
from scrutiny.withholding.words import MARK, SHORT_MARK, Words, fitting

LIBRARIES = {"auth", "contenttypes", "sessions", "account", "mfa", "socialaccount", "usersessions"}
"""How people sign in; nothing that anybody wrote."""

WRITTEN_AGAIN = {SearchEntry, SearchWord}
"""The index is written again from what the records say."""

OF_ITS_OWN = {Withholding, Withholding.history.model}
"""They never hold what was withheld."""

KEPT = {
    "scrutiny.user": {"email", "password"},  # what somebody signs in with, which managers alone read
    "scrutiny.file": {"sha256", "refused_code"},
    "scrutiny.address": {"path"},
    "meetings.pack": {"sha256"},  # by which a copy is recognised
    "scrutiny.answerrequest": {"seed", "token_digest"},
    "scrutiny.draft": {"form", "about", "seen"},
    "scrutiny.letter": {"address"},  # who got it, which shows what must be recalled
    "scrutiny.worker": {"name"},
    "inspections.demorecord": {"model"},
    "django_tasks_database.dbtaskresult": {"task_path", "worker_ids", "queue_name", "backend_name"},
}
"""Identifiers, which others hold on to. Slugs are left out too: an address is never changed."""

REASON = "history_change_reason"


@dataclass(frozen=True)
class Column:
    """``codes`` are keys of its JSON whose values are not words. ``most`` is how many characters it holds."""

    name: str
    most: int | None = None
    unique: bool = False
    is_json: bool = False
    is_link: bool = False
    codes: frozenset[str] = field(default_factory=frozenset)

    def redacted(self, value: Any, words: Words) -> Any:
        """The value without the words; the same value where they are not in it."""
        if self.is_json:
            return walked(value, words.replaced, self.codes)
        if self.name == REASON:
            return retold(value, words.replaced)
        if self.is_link:
            return "" if words.found_in(value) else value
        return fitting(value, self.most, words)

    def texts(self, value: Any) -> list[str]:
        """Every text of the value."""
        found: list[str] = []
        if self.is_json:
            walked(value, keep_in(found), self.codes)
        elif self.name == REASON:
            retold(value, keep_in(found))
        else:
            found.append(value)
        return found

    @property
    def nothing(self) -> str:
        """What stands where all of it is withheld."""
        if self.is_link:
            return ""
        return MARK if self.most is None or self.most >= len(MARK) else SHORT_MARK


STORY_CODES = frozenset({"operation", "verb", "parent"})

_codes: dict[str, frozenset[str]] = {}


def register_codes(column: str, *keys: str) -> None:
    """``register_codes("meetings.publication.for_public", "url")``: under these keys of its JSON no words stand."""
    _codes[column] = frozenset(keys)


def keep_in(found: list[str]) -> Callable[[str], str]:
    def keep(text: str) -> str:
        found.append(text)
        return text

    return keep


def walked(value: Any, change: Callable[[str], str], codes: frozenset[str] = frozenset()) -> Any:
    """JSON with each text changed, however deep it lies."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [walked(each, change, codes) for each in value]
    if isinstance(value, dict):
        return {key: each if key in codes else walked(each, change, codes) for key, each in value.items()}
    return value


def retold(reason: str, change: Callable[[str], str]) -> str:
    """The story that a history row tells, with its words and facts changed; one that is no JSON is plain text."""
    try:
        story = json.loads(reason)
    except ValueError:
        return change(reason)
    if not isinstance(story, dict):
        return json.dumps(walked(story, change))
    told = {key: each if key in STORY_CODES else walked(each, change) for key, each in story.items()}
    return reason if told == story else json.dumps(told)


def record_of(model: Any) -> type[models.Model]:
    """The record itself, or the one whose history a row keeps."""
    return getattr(model, "instance_type", model) if hasattr(model, "history_id") else model


def scanned() -> list[Any]:
    """Every model that has a column of words."""
    left_out = WRITTEN_AGAIN | OF_ITS_OWN
    rows = [
        model
        for model in apps.get_models()
        if model._meta.app_label not in LIBRARIES and model not in left_out and model._meta.managed
    ]
    return [model for model in rows if columns_of(model)]


def columns_of(model: Any) -> list[Column]:
    label = record_of(model)._meta.label_lower
    kept = KEPT.get(label, set())
    return [
        Column(
            name=each.name,
            most=getattr(each, "max_length", None),
            unique=each.unique or in_a_constraint(model, each.name),
            is_json=isinstance(each, models.JSONField),
            is_link=isinstance(each, models.URLField | models.EmailField),
            codes=_codes.get(f"{label}.{each.name}", frozenset()),
        )
        for each in model._meta.concrete_fields
        if holds_words(each) and each.name not in kept
    ]


def holds_words(each: Any) -> bool:
    """Not a choice of ours, a key, a slug or what the database works out itself."""
    is_text = isinstance(each, models.CharField | models.TextField | models.JSONField)
    return is_text and not (each.choices or each.primary_key or each.generated or isinstance(each, models.SlugField))


def in_a_constraint(model: Any, name: str) -> bool:
    return any(isinstance(each, models.UniqueConstraint) and name in each.fields for each in model._meta.constraints)
