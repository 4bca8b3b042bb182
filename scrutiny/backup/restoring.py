"""Putting a backup in the place of what is there: all of it or nothing."""

from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction

from scrutiny import schema
from scrutiny.backup import papers, tables
from scrutiny.backup.archive import Backup, DamagedBackup, Table, opened
from scrutiny.backup.taking import NotUpToDate, Say
from scrutiny.models import File
from scrutiny.models.document import stored_name
from scrutiny.operations.errors import Refused
from scrutiny.search import index

EVERY = 200


class OtherRelease(Refused):
    """The backup was made by another release of this site, whose records have another shape."""


class HoldsRecords(Refused):
    """This installation holds records, and they stay."""


class DoesNotFit(Refused):
    """The backup's rows don't fit this database."""


def restore(path: Path, *, replace: bool, say: Say) -> None:
    """Check every digest, then put everything in place in one transaction, its search index included.

    ``replace`` empties first what is there. Killed at any moment it leaves the records as they were.
    Raises `NoBackup`, `DamagedBackup`, `NotUpToDate`, `OtherRelease`, `HoldsRecords` or `DoesNotFit`.
    """
    with opened(path) as backup:
        say("Every part of the backup is there and unchanged")
        refuse_other_shape(backup)
        if not replace:
            refuse_records()
        put_papers(backup, say)
        old = set(File.objects.exclude(content="").values_list("content", flat=True))
        with transaction.atomic():
            put_rows(backup, replace=replace, say=say)
        papers.remove(old - set(File.objects.values_list("content", flat=True)))
    ContentType.objects.clear_cache()


def refuse_other_shape(backup: Backup) -> None:
    theirs, ours = set(backup.manifest.migrations), schema.applied()
    if not schema.expected() <= ours:
        raise NotUpToDate
    if unknown := sorted(theirs - ours):
        raise OtherRelease(
            f"The backup comes from a newer release of this site (migration {unknown[0]} is unknown here). "
            "Install that release, bring the database up to date and restore again. Nothing was changed."
        )
    if lacking := sorted(ours - theirs):
        raise OtherRelease(
            f"The backup comes from an older release of this site (it lacks the migration {lacking[0]}). "
            f"Restore it with that release, then install this one and run: manage.py migrate. Nothing was changed."
        )
    refuse_other_columns(backup)


def refuse_other_columns(backup: Backup) -> None:
    """The rows and papers that the manifest names are those of this release's tables."""
    theirs = {table.model: table.fields for table in backup.manifest.tables}
    ours = {model._meta.label: [field.attname for field in tables.columns(model)] for model in tables.kept()}
    if theirs != ours:
        raise OtherRelease("The backup's tables are not those of this release. Nothing was changed.")
    files = next(table for table in backup.manifest.tables if table.model == "scrutiny.File")
    digest, name = files.fields.index("sha256"), files.fields.index("content")
    named = {f"files/{row[digest]}": row[digest] for row in backup.rows(files) if row[name]}
    if named != {paper.name: paper.sha256 for paper in backup.manifest.papers}:
        raise DamagedBackup("The backup's papers are not those that its records name. Nothing was changed.")


def refuse_records() -> None:
    for model in tables.everything():
        if model._meta.label not in tables.OF_A_NEW_DATABASE and model._base_manager.exists():
            raise HoldsRecords(
                f"This installation holds records already ({model._meta.verbose_name_plural}), and they stay. "
                "To have them replaced by the backup, stop the site and add --replace."
            )


def put_papers(backup: Backup, say: Say) -> None:
    """Bytes before rows: a file that no row names does no harm, a row without its file does."""
    for done, paper in enumerate(backup.manifest.papers, start=1):
        papers.put(paper.sha256, backup.pieces(paper))
        if done % EVERY == 0:
            say(f"{done:,} files so far")


def put_rows(backup: Backup, *, replace: bool, say: Say) -> None:
    tables.empty(tables.everything()) if replace else empty_new_database()
    by_label = {model._meta.label: model for model in tables.kept()}
    for table in backup.manifest.tables:
        put_table(backup, table, by_label[table.model], say)
    refuse_loose_ends()
    ContentType.objects.clear_cache()
    for kind, done in index.rewrite_all():
        if done % EVERY == 0:
            say(f"search index: {done:,} {kind} so far")
    say("Search index written")


def empty_new_database() -> None:
    """Nobody has entered anything since it was looked at, and nobody can until the end."""
    refuse_records()
    tables.empty(tables.everything())


def put_table(backup: Backup, table: Table, model: type[models.Model], say: Say) -> None:
    try:
        with closing(rows_of(backup, table)) as read:
            rows = tables.insert(model, read)
        tables.begin_after(model, table.last_number)
    except (DatabaseError, ValidationError, ValueError, TypeError) as error:
        raise DoesNotFit(f"Nothing was changed: a row of {table.model} does not fit this database.") from error
    if rows != table.rows:
        raise DamagedBackup
    if rows:
        say(f"{table.model}: {rows:,} rows")


def rows_of(backup: Backup, table: Table) -> Generator[list[Any], None, None]:
    """Papers lie where their digest says, whatever name the store once gave them; withheld ones nowhere."""
    if table.model != "scrutiny.File":
        yield from backup.rows(table)
        return
    digest, name = table.fields.index("sha256"), table.fields.index("content")
    with closing(backup.rows(table)) as rows:
        for row in rows:
            row[name] = row[name] and stored_name(File(sha256=row[digest]), "")
            yield row


def refuse_loose_ends() -> None:
    try:
        connection.check_constraints()
    except DatabaseError as error:
        raise DoesNotFit("Nothing was changed: a row of the backup points to one that is not in it.") from error
