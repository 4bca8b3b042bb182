"""Everything that the site keeps goes into one file, as it stood at one moment."""

import hashlib
import json
import re
import threading
import tracemalloc
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, models

from scrutiny.backup import tables
from scrutiny.backup.taking import take
from scrutiny.management.commands.backup import KEEP
from scrutiny.models import Authority, Person
from tests.factories import AuthorityFactory, FileFactory, PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "monday.backup"


def backup(path, *options):
    """What the command says, a line each."""
    out = StringIO()
    call_command("backup", str(path), *options, stdout=out)
    return out.getvalue().splitlines()


def files_beside(path):
    return sorted(path.parent.iterdir())


def manifest(path):
    with ZipFile(path) as packed:
        return json.loads(packed.read("manifest.json"))


def rows(path, model):
    with ZipFile(path) as packed:
        return [json.loads(line) for line in packed.read(f"rows/{model}.jsonl").splitlines()]


def table(path, model):
    return next(table for table in manifest(path)["tables"] if table["model"] == model)


def every_model():
    return {
        model._meta.label: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }


def test_every_model_is_in_the_backup_or_left_out_with_a_reason(path):
    backup(path)

    made = manifest(path)
    assert sorted([*[table["model"] for table in made["tables"]], *made["left_out"]]) == sorted(every_model())
    assert all(made["left_out"].values())


def test_every_column_is_in_the_backup_but_those_that_the_database_computes(path):
    backup(path)

    left_out = {
        f"{table['model']}.{field.name}"
        for table in manifest(path)["tables"]
        for field in every_model()[table["model"]]._meta.concrete_fields
        if field.attname not in table["fields"]
    }
    assert {name.rpartition(".")[2] for name in left_out} == {"operation", "operation_verb"}


def test_no_model_has_what_a_row_of_columns_cannot_say():
    """A parent's columns would be in another table; a file would be copied from elsewhere than the papers."""
    files = {str(field) for model in tables.kept() for field in tables.columns(model) if is_file(field)}

    assert [model for model in every_model().values() if model._meta.parents] == []
    assert files == {"scrutiny.File.content"}


def is_file(field):
    return isinstance(field, models.FileField)


def test_the_manifest_says_what_each_part_is(path):
    AuthorityFactory(name="Thornmere")
    file = FileFactory(data=b"%PDF-1.7 minutes")

    backup(path)

    with ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist() if name != "manifest.json"}
    made = manifest(path)
    members = [*(table["member"] for table in made["tables"]), *made["papers"]]
    assert {part["name"]: (part["size"], part["sha256"]) for part in members} == {
        name: (len(content), hashlib.sha256(content).hexdigest()) for name, content in parts.items()
    }
    assert made["papers"] == [{"name": f"files/{file.sha256}", "size": 16, "sha256": file.sha256}]
    assert (made["format"], made["release"], made["engine"]) == ("scrutiny backup 1", "0.1.0", connection.vendor)
    assert table(path, "scrutiny.Authority")["rows"] == 1
    assert "scrutiny.0001_initial" in made["migrations"]


def test_a_row_is_a_line_of_its_values(path):
    authority = AuthorityFactory(name="Þórnmere “North”")

    backup(path)

    fields = table(path, "scrutiny.Authority")["fields"]
    assert [dict(zip(fields, row, strict=True))["name"] for row in rows(path, "scrutiny.Authority")] == [authority.name]


def test_the_command_says_what_it_did_and_how_to_keep_it(path):
    FileFactory(data=b"%PDF-1.7 minutes")

    said = backup(path)

    assert "scrutiny.File: 1 rows" in said
    assert re.fullmatch(rf"Backup written: {path}, [\d,]+ bytes, seal [0-9a-f]{{64}}", said[-3])
    assert "\n".join(said[-2:]) == KEEP


def test_the_secret_key_is_not_in_it(path, settings):
    backup(path)

    with ZipFile(path) as packed:
        assert [name for name in packed.namelist() if settings.SECRET_KEY.encode() in packed.read(name)] == []


def test_only_its_owner_reads_it(path):
    backup(path)

    assert path.stat().st_mode & 0o777 == 0o600
    assert files_beside(path) == [path]


def test_a_backup_is_not_written_over_unless_asked(path):
    path.write_text("last week's")

    with pytest.raises(CommandError, match=r"A file of this name is there already, and it stays\."):
        backup(path)
    assert (path.read_text(), files_beside(path)) == ("last week's", [path])

    backup(path, "--replace")
    assert manifest(path)["format"] == "scrutiny backup 1"


def test_a_folder_that_is_not_there_is_named_in_a_sentence(tmp_path):
    with pytest.raises(CommandError, match=r"^The backup could not be written: No such file or directory\.$"):
        backup(tmp_path / "nowhere" / "monday.backup")


def test_two_backups_into_one_file_do_not_mix(path):
    refused = []

    def meanwhile(sentence):
        if not refused:
            with pytest.raises(CommandError) as second:
                backup(path)
            refused.append(str(second.value))

    take(path, replace=False, say=meanwhile)

    assert refused == ["Another backup into this file is under way. Wait for it, or choose another name."]
    assert backup(path, "--check")[0].startswith("Whole and unchanged")


def test_the_papers_of_a_lost_file_fail_the_backup(path):
    file = FileFactory(data=b"%PDF-1.7 lost")
    default_storage.delete(file.content.name)

    with pytest.raises(CommandError) as refused:
        backup(path)

    assert str(refused.value) == f"No backup was made: the file {file.content.name} can't be read in the store."
    assert files_beside(path) == []


def test_a_file_that_has_changed_fails_the_backup(path):
    file = FileFactory(data=b"%PDF-1.7 rotten")
    place = Path(default_storage.path(file.content.name))
    place.write_bytes(b"%PDF-1.7 rottem")

    with pytest.raises(CommandError, match=r"is not what was stored: it has changed\.$"):
        backup(path)
    place.unlink()
    assert files_beside(path) == []


@pytest.mark.concurrency
def test_what_is_written_meanwhile_neither_waits_nor_gets_in_by_halves(path):
    """Both writes are made after the backup began, one to a table that it hasn't read yet."""
    PersonFactory(name="Before")
    written = []

    def write():
        try:
            AuthorityFactory(name="Meanwhile")
            PersonFactory(name="Meanwhile")
            written.append("both")
        finally:
            connection.close()

    def meanwhile(sentence):
        if not written:
            writer = threading.Thread(target=write)
            writer.start()
            writer.join(timeout=10)

    FileFactory(data=b"%PDF-1.7 first to be told")
    take(path, replace=False, say=meanwhile)

    assert written == ["both"]
    assert (Authority.objects.count(), Person.objects.count()) == (1, 2)
    assert (table(path, "scrutiny.Authority")["rows"], table(path, "scrutiny.Person")["rows"]) == (0, 1)


def test_many_rows_take_no_more_memory(path):
    def peak(number):
        Authority.objects.bulk_create([Authority(name=f"{number} {n} {'x' * 150}") for n in range(number)])
        tracemalloc.start()
        backup(path, "--replace")
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)

    assert peak(20_000) < peak(2_000) + 3_000_000
