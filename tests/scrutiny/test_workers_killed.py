"""Whenever a worker is killed, its work is done in the end, once."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django_tasks_db.models import DBTaskResult

from scrutiny.documents.checks import look_at
from scrutiny.models import File, SearchEntry, Worker
from scrutiny.operations import receive_file
from scrutiny.operations.doubts import look_over
from scrutiny.operations.reading import read_paper
from tests import papers
from tests.factories import DocumentFactory, InspectionPaperFactory

ROOT = Path(__file__).resolve().parents[2]
TASKS = 10
OF_EACH_PAPER = (read_paper, look_over)
"""A paper is read, then what it may hide is looked for."""

STATEMENTS = [str(number) for number in (1, 3, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 19, 21, 23)]
SECONDS = ["0.1s", "0.25s", "0.4s", "0.7s"]

EFFECTS = {
    "sqlite": [
        "CREATE TABLE effect (file integer)",
        """CREATE TRIGGER effect_of_reading AFTER UPDATE OF state ON scrutiny_file WHEN NEW.state <> OLD.state
           BEGIN INSERT INTO effect VALUES (NEW.id); END""",
    ],
    "postgresql": [
        "CREATE TABLE effect (file bigint)",
        """CREATE FUNCTION effect_of_reading() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN INSERT INTO effect VALUES (NEW.id); RETURN NEW; END $$""",
        """CREATE TRIGGER effect_of_reading AFTER UPDATE OF state ON scrutiny_file FOR EACH ROW
           WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION effect_of_reading()""",
    ],
}
WITHOUT = {
    "sqlite": ["DROP TRIGGER effect_of_reading", "DROP TABLE effect"],
    "postgresql": ["DROP FUNCTION effect_of_reading CASCADE", "DROP TABLE effect"],
}


@pytest.fixture
def effects(transactional_db) -> Iterator[None]:
    """The database itself writes down each time that a file is settled."""
    run(EFFECTS)
    yield
    run(WITHOUT)


def run(statements: dict[str, list[str]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


def settled() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT file FROM effect ORDER BY file")
        return [file for (file,) in cursor.fetchall()]


def database_url() -> str:
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    options = "&".join(f"{name}={value}" for name, value in facts["OPTIONS"].items())
    host = facts["HOST"].replace("/", "%2F")
    return f"postgres://{facts['USER']}:{facts['PASSWORD']}@{host}:{facts['PORT']}/{facts['NAME']}?{options}"


def received(number: int) -> File:
    """A paper of an inspection that nobody has read yet."""
    file = receive_file(seen=look_at(ContentFile(papers.pdf(2, f"Paper {number}"))))
    InspectionPaperFactory(document=DocumentFactory(file=file))
    return file


@pytest.mark.concurrency
@pytest.mark.usefixtures("effects", "queue")
def test_twenty_workers_are_killed_and_every_paper_is_read_once():
    files = [received(number) for number in range(TASKS)]

    environment = os.environ | {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "scrutiny.settings"}
    command = [sys.executable, "-m", "tests.killing", *STATEMENTS, *SECONDS]
    outcome = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert outcome.returncode == 0, outcome.stderr
    tries = [len(row.worker_ids) for row in DBTaskResult.objects.all()]
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}
    assert sum(tries) > len(tries) + 5, "too few workers were killed with a task in hand"
    assert settled() == [file.pk for file in files]
    assert not File.objects.filter(looked_into_at=None).exists()
    for number, file in enumerate(files):
        file.refresh_from_db()
        assert (file.state, file.page_count, file.text) == ("read", 2, f"Paper {number}\fPaper {number}")
        with file.content.open("rb") as content:
            assert hashlib.sha256(content.read()).hexdigest() == file.sha256
    entries = SearchEntry.objects.filter(kind=SearchEntry.Kind.PAPER).order_by("record")
    papers_found = sorted(f"paper:{file.documents.get().pk}.1" for file in files)
    assert sorted(entries.values_list("record", flat=True)) == papers_found


def begin_worker(*arguments: str) -> subprocess.Popen[str]:
    environment = os.environ | {"DATABASE_URL": database_url()}
    command = [sys.executable, "manage.py", "worker", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)


def soon(happens: Callable[[], object]) -> None:
    until = time.monotonic() + 30
    while not happens():
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.mark.concurrency
@pytest.mark.usefixtures("transactional_db", "queue")
def test_a_worker_that_is_told_to_stop_ends_what_it_has_in_hand_and_leaves_no_sign():
    file = received(1)
    process = begin_worker()
    soon(DBTaskResult.objects.running().exists)
    process.send_signal(signal.SIGTERM)

    assert (process.wait(30), process.communicate()[1]) == (0, "")
    reading = DBTaskResult.objects.get(task_path=read_paper.module_path)
    assert (reading.status, File.objects.get(pk=file.pk).state) == ("SUCCESSFUL", "read")
    assert not DBTaskResult.objects.running().exists()
    assert not Worker.objects.exists()


@pytest.mark.concurrency
@pytest.mark.usefixtures("transactional_db", "queue")
def test_two_workers_share_the_work():
    for number in range(6):
        received(number)
    workers = [begin_worker("--until-empty") for _ in range(2)]

    assert [process.wait(60) for process in workers] == [0, 0]
    assert [process.communicate()[1] for process in workers] == ["", ""]
    assert [len(row.worker_ids) for row in DBTaskResult.objects.all()] == [1] * (6 * len(OF_EACH_PAPER))
    assert set(File.objects.values_list("state", flat=True)) == {"read"}
    assert not File.objects.filter(looked_into_at=None).exists()
