"""Everything that the site keeps, as it lies in the database and on the disk."""

from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db import connection


def tables() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, those that the database keeps for itself and Django's own included."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 (names of our tables)
            found[table] = cursor.fetchall()
    return found


def tables_with(words: str) -> set[str]:
    """The tables in which the words stand, in any case, as text or as bytes."""
    wanted = words.lower()
    return {table for table, rows in tables().items() if any(wanted in as_text(each) for row in rows for each in row)}


def as_text(value: Any) -> str:
    """A blob's bytes read one for one."""
    return (bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)).lower()


def files_with(words: str) -> list[str]:
    """The files on the disk that hold the words: papers, and the database's own where it is SQLite's."""
    folder = Path(default_storage.path(""))
    paths = [path for path in folder.rglob("*") if path.is_file()]
    if connection.vendor == "sqlite":
        name = Path(str(connection.settings_dict["NAME"]))
        paths += [path for path in name.parent.glob(f"{name.name}*") if path.is_file()]
    wanted = words.encode().lower()
    return [str(path) for path in paths if wanted in path.read_bytes().lower()]
