"""A secret in every column that holds words, of every record that there is, and in its history."""

from io import StringIO
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from factory.django import DjangoModelFactory

from inspections.models import Inspection
from inspections.operations import attach_source
from meetings.models import Action, Attendance, ChairComment
from scrutiny.models import File, Panel
from scrutiny.operations import correct
from scrutiny.withholding.columns import columns_of, scanned
from tests import factories
from tests.broken import OURS
from tests.papers import pdf

SECRET = "Qyzzivar"
"""Eight letters: it fits every column that holds words."""


def agenda(text: str) -> dict[str, Any]:
    """An agenda as `meetings.agenda_content` freezes it, with the text in all that people write."""
    paper = {"title": text, "url": "/documents/", "type_words": "PDF", "page_count": 1, "size": 1, "is_private": False}
    written = dict.fromkeys(("title", "why_private", "text", "presenters"), text)
    codes = {"id": 0, "anchor": "item-0", "number": "", "is_heading": False, "is_private": False}
    return {"items": [written | codes | {"purpose": "", "delivery": "", "papers": [paper]}]}


def changes(text: str) -> list[dict[str, Any]]:
    """What changed, as `meetings.changes` says it."""
    written = dict.fromkeys(("title", "was", "paper"), text)
    return [written | {"kind": "paper_added", "item": 0, "number": "", "url": "/documents/", "is_report": True}]


def printed(text: str) -> list[dict[str, Any]]:
    return [{"name": text, "copies": 1, "is_private": False}]


SHAPES: dict[str, Any] = {
    "for_public": agenda,
    "for_members": agenda,
    "changes_for_public": changes,
    "changes_for_members": changes,
    "printed_for": printed,
}
"""What is planted in columns of a publication."""

BESIDE: dict[Any, dict[str, Any]] = {
    Action: {"answered_on": "2026-10-01"},
    Attendance: {"person": None},
    ChairComment: {"said_at": factories.PUBLISHED_AT},
}
"""What a constraint asks for beside the words."""


def makers() -> dict[Any, Any]:
    found: list[Any] = [each for each in vars(factories).values() if isinstance(each, type)]
    return {each._meta.model: each for each in found if issubclass(each, DjangoModelFactory) and each._meta.model}


def planted_models() -> list[Any]:
    """Every record that the site looks through, but for the rows of history, which the records write."""
    return [model for model in scanned() if model._meta.app_label in OURS and not hasattr(model, "history_id")]


def plant_everywhere(by: Any) -> list[Any]:
    """One record of each kind with the secret in every column of words, saved twice, so that its past holds it too."""
    made = [plant(model, makers()[model]) for model in planted_models()]
    for record in made:
        if hasattr(record, "history"):
            correct(record=record, by=by, words=f"Because of {SECRET}")
    inspection = Inspection.objects.latest("pk")
    checked = factories.checked_file(
        pdf(2, SECRET, compress_streams=False), text=f"One page\fand {SECRET[:4]}-\n{SECRET[4:]} on another"
    )
    attach_source(inspection=inspection, checked=checked, title=f"Letter of {SECRET}", by=by)
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(Panel),
        object_id="1",
        object_repr=SECRET,
        action_flag=2,
        change_message=f"[{SECRET}]",
    )
    call_command("reindex", stdout=StringIO())
    return made


def plant(model: Any, maker: Any) -> Any:
    values = {column.name: value_for(model, column) for column in columns_of(model)}
    if model is File:
        values["data"] = pdf(words=SECRET, compress_streams=False)
    return maker(**values | BESIDE.get(model, {}))


def value_for(model: Any, column: Any) -> Any:
    if column.is_json:
        return SHAPES.get(column.name, lambda text: {"typed": [text]})(f"About {SECRET}.")
    if column.is_link:
        kind = type(model._meta.get_field(column.name)).__name__
        return f"{SECRET}@thornmere.example" if kind == "EmailField" else f"https://thornmere.example/{SECRET}"
    long = f"Before {SECRET} and after"
    return long if column.most is None or column.most >= len(long) else SECRET
