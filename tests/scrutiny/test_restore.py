"""A backup comes back whole, on either database, or everything stays as it was."""

import hashlib
import json
import re
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrutiny.backup import tables
from scrutiny.backup.archive import opened
from scrutiny.models import File, Person, SearchEntry
from scrutiny.operations import add_panel, claim_address
from scrutiny.operations.errors import Refused
from scrutiny.search import index
from tests.factories import AuthorityFactory, FileFactory
from tests.installations import ROOT, beside, command, manage, of_the_test, set_up
from tests.planted import plant

pytestmark = pytest.mark.django_db(transaction=True)

COMPUTED = {"django_session", "usersessions_usersession", "sqlite_sequence"}
COMPUTED_TO = re.compile("^(scrutiny_search|search_stems)")


@pytest.fixture(autouse=True)
def empty_store():
    """What earlier tests left there would give the same bytes another name."""
    shutil.rmtree(default_storage.path(""), ignore_errors=True)


@pytest.fixture
def council(panel, officer, councillor):
    """Records of every app, with papers, an account's second factor and a group's permissions."""
    planted = plant(panel, officer)
    Authenticator.objects.create(user=officer, type="totp", data={"secret": "sealed", "n": [1, None]})
    Group.objects.create(name="Readers").permissions.set(Permission.objects.all()[:2])
    claim_address(record=panel)
    Person.objects.filter(pk=planted.officer_person.pk).update(name="Ægir “the\u2028first”\t\n")
    list(index.rewrite_all())
    return planted


@pytest.fixture
def made(council, tmp_path):
    """A backup of it all."""
    path = tmp_path / "monday.backup"
    call_command("backup", str(path), stdout=StringIO())
    return path


def restore(path, *options):
    out = StringIO()
    call_command("restore", str(path), *options, stdout=out)
    return out.getvalue().splitlines()


def refusal(command, path, *options):
    """The sentence with which the command refused."""
    with pytest.raises(CommandError) as refused:
        call_command(command, str(path), *options, stdout=StringIO())
    return str(refused.value)


def wipe():
    for file in File.objects.filter(withheld_at=None):
        default_storage.delete(file.content.name)
    with transaction.atomic():
        tables.empty(tables.everything())


def everything():
    """A digest of each table, told by the database itself, and of each paper."""
    found = {}
    with connection.cursor() as cursor:
        for name in sorted(set(connection.introspection.table_names(cursor)) - COMPUTED):
            if not COMPUTED_TO.match(name):
                cursor.execute(f'SELECT * FROM "{name}" ORDER BY 1')  # noqa: S608 (the table's own name)
                found[name] = hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()
    return found | {file.content.name: digest(file) for file in File.objects.filter(withheld_at=None)}


def digest(file):
    place = Path(default_storage.path(file.content.name))
    return hashlib.sha256(place.read_bytes()).hexdigest() if place.exists() else "gone"


def found_by_search():
    return sorted(SearchEntry.objects.values_list("record", "title", "text", "for_public", "for_members"))


def test_what_was_wiped_comes_back_as_it_was_and_is_found(made, client):
    before, found, page = everything(), found_by_search(), client.get("/search/?q=ofsted+progress").content
    wipe()
    assert everything() != before
    assert client.get("/search/?q=ofsted+progress").content != page

    said = restore(made)

    assert everything() == before
    assert (found_by_search(), bool(found)) == (found, True)
    assert client.get("/search/?q=ofsted+progress").content == page
    assert said[0] == "Every part of the backup is there and unchanged"
    assert said[-1] == (
        "Backup restored. Everybody signs in again; second factors need the SECRET_KEY that they were made with."
    )


def test_what_came_since_the_backup_goes_when_it_is_replaced(made, officer):
    before = everything()
    later = FileFactory(data=b"%PDF-1.7 later")
    AuthorityFactory(name="Later")

    restore(made, "--replace")

    assert everything() == before
    assert not default_storage.exists(later.content.name)
    assert add_panel(name="Another panel", code="ANO", slug="another", by=officer).pk


def test_records_that_are_there_stay_unless_replaced(made):
    AuthorityFactory(name="Later")
    before = everything()

    with pytest.raises(CommandError, match=r"^This installation holds records already \(.+\), and they stay\."):
        restore(made)

    assert everything() == before


def test_a_number_that_was_given_once_is_not_given_again(db, tmp_path):
    """Not even after the record that had it is gone: its history is still there."""
    gone = AuthorityFactory(name="Gone")
    number = gone.pk
    gone.delete()
    call_command("backup", str(tmp_path / "b"), stdout=StringIO())
    wipe()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence")
        else:
            cursor.execute("ALTER SEQUENCE scrutiny_authority_id_seq RESTART")

    restore(tmp_path / "b")

    assert AuthorityFactory(name="New").pk > number


def test_times_come_back_to_the_microsecond(officer, tmp_path):
    at = datetime(2026, 3, 29, 1, 30, 59, 123457, tzinfo=UTC)
    type(officer).objects.update(joined_at=at)
    call_command("backup", str(tmp_path / "b"), stdout=StringIO())
    wipe()

    restore(tmp_path / "b")

    assert set(type(officer).objects.values_list("joined_at", flat=True)) == {at}


def rewritten(path, change):
    """The backup with its manifest and members changed by somebody who knows how, digests and seal included."""
    with ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    manifest = json.loads(parts.pop("manifest.json"))
    change(manifest, parts)
    for member in [*(table["member"] for table in manifest["tables"]), *manifest["papers"]]:
        content = parts.get(member["name"], b"")
        member |= {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    text = json.dumps(manifest).encode()
    with ZipFile(path, "w") as packed:
        for name, content in [*parts.items(), ("manifest.json", text)]:
            packed.writestr(name, content)
        packed.comment = hashlib.sha256(text).hexdigest().encode()


def newer(manifest, parts):
    manifest["migrations"].append("meetings.9999_next_year")


def older(manifest, parts):
    manifest["migrations"].remove("scrutiny.0004_desk_panels")


def other_format(manifest, parts):
    manifest["format"] = "scrutiny backup 2"


def other_columns(manifest, parts):
    manifest["tables"][0]["fields"].append("nickname")


def climbing(manifest, parts):
    parts["files/../../../climbed"] = b"out"


def climbing_and_listed(manifest, parts):
    parts["files/../../../climbed"] = b"out"
    manifest["papers"].append({"name": "files/../../../climbed"})


def lacking(manifest, parts):
    del parts[next(name for name in parts if name.startswith("files/"))]


def lacking_and_unlisted(manifest, parts):
    del parts[manifest["papers"].pop()["name"]]


def loose(manifest, parts):
    parts["rows/scrutiny.Panel.jsonl"] = b""
    next(table for table in manifest["tables"] if table["model"] == "scrutiny.Panel")["rows"] = 0


def fewer(manifest, parts):
    next(table for table in manifest["tables"] if table["model"] == "scrutiny.Panel")["rows"] = 99


def senseless(manifest, parts):
    parts["rows/scrutiny.Panel.jsonl"] = b'["one"]\n'


SENTENCES = {
    newer: "The backup comes from a newer release of this site (migration meetings.9999_next_year is unknown here). "
    "Install that release, bring the database up to date and restore again. Nothing was changed.",
    older: "The backup comes from an older release of this site (it lacks the migration scrutiny.0004_desk_panels). "
    "Restore it with that release, then install this one and run: manage.py migrate. Nothing was changed.",
    other_format: "This backup was made by another release of this site: restore it with that one.",
    other_columns: "The backup's tables are not those of this release. Nothing was changed.",
    climbing: "This backup lacks a part or holds a strange one; nothing of it was used. Use another copy.",
    climbing_and_listed: "The backup's papers are not those that its records name. Nothing was changed.",
    lacking: "This backup lacks a part or holds a strange one; nothing of it was used. Use another copy.",
    lacking_and_unlisted: "The backup's papers are not those that its records name. Nothing was changed.",
    loose: "Nothing was changed: a row of the backup points to one that is not in it.",
    fewer: "This backup is damaged and nothing of it was used. Use another copy of it, or an older backup.",
    senseless: "Nothing was changed: a row of scrutiny.Panel does not fit this database.",
}


def test_a_backup_that_does_not_fit_changes_nothing(made):
    before, said = everything(), {}
    for change in SENTENCES:
        variant = Path(shutil.copy(made, made.with_name(change.__name__)))
        rewritten(variant, change)
        said[change] = refusal("restore", variant, "--replace")

    assert said == SENTENCES
    assert everything() == before
    assert list(Path(default_storage.path("")).parent.rglob("climbed")) == []


DAMAGED = "This backup is damaged and nothing of it was used. Use another copy of it, or an older backup."
NO_BACKUP = "This file is not a backup of this site, or a part of it is missing. Use another copy of it."


DAMAGES = {
    "half": (lambda whole: whole[: len(whole) // 2], NO_BACKUP),
    "all but a byte": (lambda whole: whole[:-1], DAMAGED),
    "nothing": (lambda whole: b"", NO_BACKUP),
    "a paper": (lambda whole: b"%PDF-1.7 a paper", NO_BACKUP),
    "a changed letter": (lambda whole: whole.replace(b"%PDF-1.7 Open", b"%PDF-1.7 open"), DAMAGED),
    "a broken seal": (lambda whole: whole[:-1] + b"g", DAMAGED),
}


def test_a_damaged_backup_changes_nothing(made):
    whole, before, said = made.read_bytes(), everything(), {}
    for name, (damage, _) in DAMAGES.items():
        made.write_bytes(damage(whole))
        said[name] = {refusal("restore", made, "--replace"), refusal("backup", made, "--check")}

    assert said == {name: {sentence} for name, (_, sentence) in DAMAGES.items()}
    assert everything() == before


def test_a_backup_that_is_not_there_is_named_in_a_sentence(tmp_path):
    with pytest.raises(CommandError) as refused:
        restore(tmp_path / "nowhere")

    assert str(refused.value) == NO_BACKUP


def content_of(path):
    """What is read out of a backup, once it has been checked."""
    with opened(path) as backup:
        parts = [*(table.member for table in backup.manifest.tables), *backup.manifest.papers]
        return backup.seal, {part.name: b"".join(backup.pieces(part)) for part in parts}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_a_changed_byte_is_found_or_changes_nothing_that_is_read(made, data):
    whole = made.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    changed = bytearray(whole)
    changed[place] ^= data.draw(st.integers(1, 255))
    tampered = made.with_name("tampered")
    tampered.write_bytes(changed)

    try:
        read = content_of(tampered)
    except Refused:
        return
    assert read == content_of(made)


def test_a_database_that_was_never_set_up_is_told_so(made, tmp_path):
    outcome = subprocess.run(
        command("restore", str(made)),
        cwd=ROOT,
        env=beside(tmp_path / "new"),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (outcome.returncode, outcome.stderr.splitlines()[-1]) == (
        1,
        "CommandError: The database doesn't have the shape that this release expects. Run: manage.py migrate.",
    )


@pytest.mark.concurrency
def test_a_restore_that_is_killed_leaves_everything_as_it_was(made):
    """The last moment is the one before it is made final: the whole of it was written by then."""
    AuthorityFactory(name="Later")
    before, found = everything(), found_by_search()
    for moment in ["Every part", "scrutiny.File", "inspections.Recommendation", "Search index"]:
        assert killed_at(moment, made) == -signal.SIGKILL
        assert (everything(), found_by_search()) == (before, found)


def killed_at(moment, made):
    """How the process ended that killed itself on saying this."""
    program = (
        "import os, sys, django; django.setup()\n"
        "from pathlib import Path\n"
        "from scrutiny.backup.restoring import restore\n"
        f"say = lambda sentence: sentence.startswith({moment!r}) and os.kill(os.getpid(), 9)\n"
        f"restore(Path({str(made)!r}), replace=True, say=say)\n"
    )
    environment = of_the_test() | {"DJANGO_SETTINGS_MODULE": "scrutiny.settings"}

    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=False).returncode


@pytest.mark.concurrency
def test_a_backup_goes_from_one_database_to_the_other_and_back(made, tmp_path):
    """From this test's database to SQLite, and back from there."""
    other = beside(tmp_path)
    set_up(other)

    manage(other, "restore", str(made))
    manage(other, "backup", str(tmp_path / "other.backup"))
    before = everything()
    wipe()
    restore(tmp_path / "other.backup")

    assert as_values(tmp_path / "other.backup") == as_values(made)
    assert everything() == before


def as_values(path):
    """PostgreSQL doesn't keep the order in which a JSON object's names were written."""
    _, parts = content_of(path)
    return {
        name: [json.loads(line) for line in content.splitlines()] if name.endswith(".jsonl") else content
        for name, content in parts.items()
    }


def test_a_paper_that_got_another_name_in_the_store_comes_back_under_its_digest(db, tmp_path):
    file = FileFactory(data=b"%PDF-1.7 twice")
    name = file.content.name
    Path(default_storage.path(name)).rename(default_storage.path(f"{name}_1cRzvUC"))
    File.objects.update(content=f"{name}_1cRzvUC")
    call_command("backup", str(tmp_path / "b"), stdout=StringIO())

    restore(tmp_path / "b", "--replace")

    assert [(file.content.name, digest(file)) for file in File.objects.all()] == [(name, file.sha256)]
    assert not default_storage.exists(f"{name}_1cRzvUC")
