"""Tables as lines of data: what stands in one is the same on both databases."""

import json
from collections.abc import Generator, Iterable
from contextlib import closing
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import Value

LEFT_OUT = {
    "sessions.Session": "whoever was signed in signs in again",
    "usersessions.UserSession": "whoever was signed in signs in again",
    "scrutiny.Worker": "the workers of another time and place",
    "scrutiny.SearchEntry": "written again from the records",
    "scrutiny.SearchWord": "written again from the records",
}
# What a new database holds before anybody has entered anything.
OF_A_NEW_DATABASE = {"contenttypes.ContentType", "auth.Permission", *LEFT_OUT}
BATCH = 500
PLAIN = (str, int, float, bool, type(None))


def everything() -> list[type[models.Model]]:
    """The model of every table, those between two models too."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy]


def kept() -> list[type[models.Model]]:
    """Those whose rows are part of a backup."""
    return [model for model in everything() if model._meta.label not in LEFT_OUT]


def columns(model: type[models.Model]) -> list[models.Field]:
    """Without those that the database computes."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def lines(model: type[models.Model]) -> Generator[bytes, None, None]:
    """Each row by number: a JSON array of its columns' values."""
    fields = columns(model)
    rows = model._base_manager.order_by("pk").only(*(field.attname for field in fields))
    with closing(streamed(rows)) as found:
        for row in found:
            values = [as_data(field, row) for field in fields]
            yield (json.dumps(values, ensure_ascii=False) + "\n").encode()


def streamed(rows: models.QuerySet[Any]) -> Generator[Any, None, None]:
    """A few rows in memory at a time; closing it ends the reading."""
    yield from rows.iterator(chunk_size=BATCH)


def as_data(field: models.Field, row: models.Model) -> Any:
    value = field.value_from_object(row)
    return value if type(value) in PLAIN else field.value_to_string(row)


def insert(model: type[models.Model], rows: Iterable[list[Any]]) -> int:
    """Write the rows as they are: no date is set anew and nothing is computed. Gives their number."""
    fields, unread, done = columns(model), iter(rows), 0
    size = max(1, min(BATCH, connection.ops.bulk_batch_size(fields, [None] * BATCH)))
    while records := [as_record(model, fields, row) for row in islice(unread, size)]:
        model._base_manager._insert(records, fields=fields, raw=True)  # type: ignore[attr-defined]
        done += len(records)
    return done


def as_record(model: type[models.Model], fields: list[models.Field], row: list[Any]) -> models.Model:
    values = [from_data(field, value) for field, value in zip(fields, row, strict=True)]
    return model.from_db(connection.alias, [field.attname for field in fields], values)


def from_data(field: models.Field, value: Any) -> Any:
    """A JSON "null" that must not be taken for an empty column is told so."""
    if value is None:
        return Value(None, models.JSONField()) if isinstance(field, models.JSONField) and not field.null else None
    return field.to_python(value)


def last_number(model: type[models.Model]) -> int:
    """The highest number that the table gave to a row, be it gone by now; 0 where rows have no numbers.

    Numbers are never given twice: the history of a record that is gone would become another one's.
    """
    key = model._meta.auto_field
    if key is None:
        return 0
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = %s", [table])
            return cursor.fetchone()[0] or 0
        cursor.execute("SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s))", [f'"{table}"', key.column])
        return cursor.fetchone()[0] or 0


def begin_after(model: type[models.Model], number: int) -> None:
    """The table's next row gets a number above ``number`` and above those that it holds."""
    if model._meta.auto_field is None:
        return
    highest = model._base_manager.aggregate(number=models.Max("pk"))["number"] or 0
    number = max(number, highest, last_number(model))
    if not number:
        return
    table, column = model._meta.db_table, model._meta.auto_field.column
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
            return
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [f'"{table}"', column, number])


def empty(found: list[type[models.Model]]) -> None:
    """Take every row out, those first that point to others; keeps other writers waiting until the end."""
    if connection.vendor == "postgresql":
        names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in found)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {names} IN EXCLUSIVE MODE")
    for model in reversed(found):
        with connection.cursor() as cursor:
            cursor.execute(delete(model))


def delete(model: type[models.Model]) -> str:
    return f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}"  # noqa: S608 (the table's own name)
