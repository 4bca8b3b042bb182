"""Anybody may ask whether the site is well, and learns nothing else."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from scrutiny.models import Worker
from scrutiny.work.signs import show_sign
from tests.asking import ask
from tests.bench.server import serving
from tests.environment import FOR_TESTS

WELL = "database: ok\nmigrations: ok\npapers: ok\nworker: ok\n"


@pytest.fixture
def worker(transactional_db):
    """Somebody reads the papers. The checks look from threads of their own, so the sign must be committed."""
    show_sign("worker", timezone.now())


def outcome(response):
    return response.status_code, response.content.decode()


@pytest.mark.usefixtures("worker")
def test_a_site_that_is_well_says_so(client):
    response = client.get("/healthz")

    assert outcome(response) == (200, WELL)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.usefixtures("worker")
def test_the_small_file_is_gone_again(client):
    client.get("/healthz")

    assert list(Path(default_storage.path("health")).iterdir()) == []


@pytest.mark.usefixtures("worker")
@pytest.mark.parametrize("question", ["?format=rss", "?format=openmetrics", "?format=json"])
def test_every_way_of_asking_gets_the_same(client, question):
    assert outcome(client.get(f"/healthz{question}", headers={"Accept": "application/rss+xml"})) == (200, WELL)


@pytest.mark.usefixtures("worker")
def test_it_is_asked_from_inside_without_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert outcome(client.get("/healthz")) == (200, WELL)
    assert client.get("/healthz/").status_code == 301


@pytest.mark.usefixtures("worker")
def test_a_database_that_was_not_brought_up_to_date_fails(client):
    last = MigrationRecorder.Migration.objects.filter(app="meetings").latest("pk")
    app, name = last.app, last.name
    last.delete()

    found = outcome(client.get("/healthz"))
    MigrationRecorder.Migration.objects.create(app=app, name=name)

    assert found == (500, WELL.replace("migrations: ok", "migrations: fails"))


@pytest.mark.usefixtures("worker")
def test_a_folder_of_papers_that_cannot_be_written_fails(client, settings, tmp_path):
    (tmp_path / "file").touch()
    options = {"location": tmp_path / "file" / "papers"}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": options}}

    assert outcome(client.get("/healthz")) == (500, WELL.replace("papers: ok", "papers: fails"))


@pytest.mark.usefixtures("worker")
def test_a_site_whose_workers_are_silent_fails(client):
    Worker.objects.update(seen_at=timezone.now() - timedelta(seconds=61))
    late = outcome(client.get("/healthz"))
    Worker.objects.all().delete()

    fails = (500, WELL.replace("worker: ok", "worker: fails"))
    assert (late, outcome(client.get("/healthz"))) == (fails, fails)


def test_a_database_that_is_gone_fails_and_is_not_described(tmp_path):
    own = {"DATABASE_URL": "postgres://clerk:hunter2@127.0.0.1:1/records", "DATA_DIR": str(tmp_path / "data")}
    with (tmp_path / "log").open("wb") as log, serving(FOR_TESTS | own, log=log) as server:
        status, _, page = ask(server.port, "GET", "/healthz", Host="localhost")

    assert (status, page) == (500, "database: fails\nmigrations: fails\npapers: ok\nworker: fails\n")
    written = (tmp_path / "log").read_text()
    assert [word for word in ("hunter2", "clerk", "127.0.0.1", "records") if word in written] == []
