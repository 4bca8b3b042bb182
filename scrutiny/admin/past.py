"""The history of a record in words: when, who, what was done, why, and which fields changed."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

MOST = 200


@dataclass(frozen=True)
class Turn:
    """One history row. ``changes`` are (field, before, after)."""

    at: datetime
    by: str
    verb: str
    words: str
    changes: list[tuple[str, str, str]]


def turns_of(record: Any) -> list[Turn]:
    """The newest rows first, at most two hundred."""
    manager = getattr(type(record), "history", None)
    if manager is None:
        return []
    rows = list(manager.filter(**{type(record)._meta.pk.attname: record.pk}).order_by("-history_id")[: MOST + 1])
    rows_before = [*rows[1:], None]
    users = manager.model._meta.get_field("history_user").related_model._base_manager.in_bulk(
        {row.history_user_id for row in rows if row.history_user_id}
    )
    return [
        turn(row, before, str(users.get(row.history_user_id, "")))
        for row, before in zip(rows, rows_before, strict=True)
    ][:MOST]


def turn(row: Any, before: Any, by: str) -> Turn:
    story = told(row.history_change_reason)
    verb = story.get("verb", row.get_history_type_display()).replace("_", " ").capitalize()
    return Turn(row.history_date, by, verb, story.get("words", ""), changes(row, before) if before else [])


def told(reason: str | None) -> dict[str, Any]:
    """The JSON that operations write; a row from elsewhere has none."""
    try:
        story = json.loads(reason or "{}")
    except ValueError:
        return {}
    return story if isinstance(story, dict) else {}


def changes(row: Any, before: Any) -> list[tuple[str, str, str]]:
    pairs = [(field, getattr(before, field.attname), getattr(row, field.attname)) for field in row.tracked_fields]
    return [
        (str(field.verbose_name).capitalize(), in_words(field, was), in_words(field, now))
        for field, was, now in pairs
        if was != now
    ]


def in_words(field: models.Field, value: Any) -> str:
    """A choice by its label; a related record by its number, since it may be gone."""
    if value in (None, ""):
        return "nothing"
    if field.is_relation:
        return f"no. {value}"
    return str(dict(field.flatchoices).get(value, value))
