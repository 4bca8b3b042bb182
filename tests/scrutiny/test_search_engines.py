"""What each database does for search, asked directly."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection

from scrutiny.models import SearchEntry
from scrutiny.search import engines
from scrutiny.search.index import entry_of
from scrutiny.search.marks import Sieve
from scrutiny.search.sources import PUBLIC, Found

pytestmark = [pytest.mark.search, pytest.mark.django_db]

OLD_TO_NEW = [1, 2_499, 2_500, 20_000, 40_000, 40_001]
EVERYBODY = Sieve(("public",))


@pytest.fixture
def far_apart():
    """Entries whose numbers lie in different blocks."""
    entries = []
    for pk in OLD_TO_NEW:
        found = Found(f"item:{pk}", "item", "School places", "Places for all", "/")
        entry = entry_of("meeting:1", found, {PUBLIC})
        entry.pk = pk
        entries.append(entry)
    SearchEntry.objects.bulk_create(entries)
    engines.engine().write(entries)
    return entries


@pytest.mark.parametrize("wanted", range(1, len(OLD_TO_NEW) + 1))
@pytest.mark.parametrize("terms", [[["school"]], [["school"], ["all"]], [["school", "place"]]])
def test_however_far_back_it_looks_it_finds_the_newest(far_apart, wanted, terms):
    found = engines.engine().best(terms, EVERYBODY, of_newest=wanted)
    assert found == OLD_TO_NEW[: -wanted - 1 : -1]


def test_what_waits_for_its_day_is_passed_over(far_apart):
    assert engines.engine().best([["school"]], EVERYBODY, of_newest=2, without=[40_001]) == [40_000, 20_000]


def test_a_word_that_nobody_wrote_is_found_nowhere(far_apart):
    assert engines.engine().best([["bridge"]], EVERYBODY, of_newest=2) == []


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL marks blocks")
def test_entries_of_an_earlier_release_get_the_marks_that_new_ones_have(far_apart):
    def vectors():
        with connection.cursor() as cursor:
            cursor.execute("SELECT id, vector::text FROM search_stems ORDER BY id")
            return cursor.fetchall()

    written = vectors()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_stems SET vector = ts_delete(vector, ARRAY['=block2500n0', '=block16000n0'])")
        assert vectors() != written
        cursor.execute(import_module("scrutiny.migrations.0010_hidden_entries").MARK)
    assert vectors()[:2] == written[:2]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL reads a small table whole")
def test_entries_that_wait_for_their_day_are_found_by_their_index():
    plan = SearchEntry.objects.filter(hidden_until__gt=date(2021, 7, 27)).explain()
    assert "USING INDEX search_entry_hidden" in plan
