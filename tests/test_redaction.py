"""Words that are redacted stand nowhere any more: in no table, no file, no page and no suggestion."""

import shutil

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from scrutiny.models import SearchEntry, SearchWord
from scrutiny.operations.withholding import redact
from scrutiny.search.finding import find
from scrutiny.withholding.words import Words
from tests.addresses import addresses
from tests.broken import everything_on_record
from tests.dumped import files_with, tables_with
from tests.planted import plant
from tests.secrets_everywhere import SECRET, makers, plant_everywhere, planted_models
from tests.visits import body

WHY = {"reason": "It named a child.", "ground": "personal"}


@pytest.fixture
def world(officer, manager):
    shutil.rmtree(default_storage.path(""), ignore_errors=True)
    return plant_everywhere(manager)


def test_every_record_with_words_can_be_planted():
    assert [model for model in planted_models() if model not in makers()] == []


@pytest.mark.search
@pytest.mark.django_db(transaction=True)
def test_words_that_were_redacted_stand_nowhere(world, monitoring_officer):
    assert len(tables_with(SECRET)) > 30
    assert files_with(SECRET) != []

    redact(words=SECRET.upper(), by=monitoring_officer, **WHY)

    assert tables_with(SECRET) == set()
    assert files_with(SECRET) == []
    assert not SearchWord.objects.filter(word__icontains=SECRET).exists()


@pytest.mark.django_db
def test_nothing_else_is_touched(world, monitoring_officer):
    before = everything_on_record()

    redact(words=SECRET, by=monitoring_officer, **WHY)

    after = everything_on_record()
    assert [
        (label, row.get("id", row))
        for label, rows in before.items()
        for row in rows
        if label not in WRITTEN and not holds(row) and without_version(row) not in map(without_version, after[label])
    ] == []


WRITTEN = {"scrutiny.SearchEntry", "scrutiny.SearchWord"}
"""The index, which is written again."""


def holds(row):
    return any(Words(SECRET).found_in(str(value)) for value in row.values())


def without_version(row):
    return {name: value for name, value in row.items() if name != "version"}


@pytest.mark.search
@pytest.mark.django_db
def test_nobody_finds_it_and_nobody_is_led_to_it(world, everyone, monitoring_officer):
    asked = (SECRET, SECRET[:-1], f"{SECRET}x")
    assert find(everyone["officer"], SECRET).hits
    assert find(everyone["officer"], asked[2]).meant.lower() == SECRET.lower()

    redact(words=SECRET, by=monitoring_officer, **WHY)

    found = {role: [find(user, query) for query in asked] for role, user in everyone.items()}
    assert {role: [(each.hits, each.meant) for each in rows] for role, rows in found.items()} == {
        role: [([], "")] * 3 for role in everyone
    }
    assert SearchEntry.objects.filter(text__contains="[withheld]").exists()


@pytest.mark.django_db
def test_it_stands_on_no_page_for_anybody(everyone, panel, officer, monitoring_officer):
    records = plant(panel, officer)
    clients = {role: Client() for role in everyone}
    for role, user in everyone.items():
        if user.is_authenticated:
            clients[role].force_login(user)
    paths = {path for found in addresses(records).values() for path in found if not path.startswith("/accounts/")}
    assert "An open matter" in body(clients["stranger"].get(records.held.get_absolute_url()))

    redact(words="an OPEN matter", by=monitoring_officer, **WHY)

    shown = {(role, path) for role in clients for path in paths if "open matter" in read(clients[role], path)}
    assert shown == set()
    assert "[withheld]" in body(clients["stranger"].get(records.held.get_absolute_url()))


def read(client, path):
    return body(client.get(path)).lower()
