"""The apps depend one way: inspections -> meetings -> scrutiny. Imports are checked by import-linter, the rest here."""

import ast
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models.fields.related import RelatedField

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ["scrutiny", "meetings", "inspections"]


def relations() -> list[tuple[str, str, str]]:
    """Every relation of our records: its name, the app that it starts from, the app that it points to."""
    return [
        (f"{model._meta.label}.{field.name}", model._meta.app_label, field.related_model._meta.app_label)
        for model in apps.get_models()
        if model._meta.app_label in LAYERS
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if isinstance(field, RelatedField) and not isinstance(field.related_model, str)
    ]


def python_files() -> list[Path]:
    files = (path for app in LAYERS for path in (ROOT / app).rglob("*.py"))
    return [path for path in files if "migrations" not in path.parts]


def test_the_walk_sees_relations():
    assert ("scrutiny.Membership.panel", "scrutiny", "scrutiny") in relations()


def test_no_foreign_key_points_the_wrong_way():
    wrong = [name for name, start, end in relations() if end in LAYERS and LAYERS.index(end) > LAYERS.index(start)]

    assert wrong == []


def test_no_code_finds_a_record_by_its_name():
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr == "get_model"
    ]

    assert found == []


@pytest.mark.django_db
def test_the_migrations_make_the_records_as_they_are():
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())
