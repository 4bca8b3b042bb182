"""Every address of the site as everybody, against the table in `tests/access.py`."""

import logging
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from meetings.models import ItemReader
from scrutiny.models import Role
from tests.access import BEGINS, ENDS, README, ROLES, TABLE, Gets, as_markdown, in_the_readme
from tests.addresses import addresses
from tests.factories import ItemReaderFactory, MembershipFactory, PanelFactory, UserFactory
from tests.planted import plant
from tests.planted_words import EVERY_WORD, EXEMPT_ITEM, EXEMPT_MINUTE
from tests.visits import IN_TABLE, body, row_name, site_addresses, visit, words_in

pytestmark = pytest.mark.django_db

OF_THE_EXEMPT_ITEM = {word for word in EVERY_WORD if word.startswith("exempt-")}
CLOSED = {Gets.SIGN_IN, Gets.MAY_NOT, Gets.NOT_FOUND}
FOLLOWED_BY_ALL = {"at_exempt-point"}
FOLLOWED_IN_PRIVATE = {"at_informal-point"}
FOLLOWED_BY_OFFICERS = {"at_unpublished-point", "at_task_group-point", "embargoed-point"}


@pytest.fixture(autouse=True)
def quiet(caplog):
    """Refusals are what is tested here; they need no line in the log each."""
    caplog.set_level(logging.ERROR, "django.request")


@pytest.fixture(scope="module")
def panel(shared):
    return PanelFactory(name="Children Scrutiny Panel", code="CSP", slug="children")


@pytest.fixture(scope="module")
def everyone(panel):
    """As elsewhere, for all these tests."""
    seats = {"other councillor": MembershipFactory(), "councillor": MembershipFactory(panel=panel)}
    councillors = {name: UserFactory(role=Role.COUNCILLOR, person=seat.person) for name, seat in seats.items()}
    officers = {
        "officer": UserFactory(role=Role.OFFICER, name="Olive Officer"),
        "manager": UserFactory(role=Role.MANAGER),
        "monitoring officer": UserFactory(role=Role.MONITORING_OFFICER),
    }
    return {"stranger": AnonymousUser()} | councillors | officers


@pytest.fixture
def clients(everyone):
    """A browser for each role, signed in where the role has an account."""
    found = {role: Client() for role in ROLES}
    for role, person in everyone.items():
        if person.is_authenticated:
            found[role].force_login(person)
    return found


@pytest.fixture(scope="module")
def records(everyone, panel):
    return plant(panel, everyone["officer"])


@pytest.fixture(scope="module")
def where(records):
    """The address, or addresses, of each row."""
    return addresses(records)


def test_every_address_has_a_row():
    listed = {row_name(name) for name in site_addresses()}
    assert listed == IN_TABLE, "Give the new address a row in tests/access.py that says who gets what there."


def test_every_row_is_visited(where):
    assert where.keys() == {row.key for row in TABLE}, "Say in tests/addresses.py where the row is visited."


@pytest.mark.parametrize("role", ROLES)
def test_everybody_gets_what_the_table_says(clients, where, role):
    visits = {row.key: [visit(row, path, clients[role]) for path in where[row.key]] for row in TABLE}
    gets = {key: " or ".join({one.gets for one in found}) for key, found in visits.items()}
    assert gets == {row.key: dict(zip(ROLES, row.gets, strict=True))[role] for row in TABLE}
    assert {
        key: one.in_headers for key, found in visits.items() for one in found if one.in_headers and not one.names_a_file
    } == {}
    for_strangers = {"until asked again, for each reader apart"} if role == "stranger" else set()
    assert {one.kept for found in visits.values() for one in found} == {
        *("for a day, by anybody", "never"),
        *for_strangers,
    }


def test_who_may_not_look_may_not_send_either(clients, where):
    sent = {
        (row.key, role): visit(row._replace(method="POST"), where[row.key][0], clients[role]).gets
        for row in TABLE
        for role, given in zip(ROLES, row.gets, strict=True)
        if given in CLOSED
    }
    assert {key: gets for key, gets in sent.items() if gets not in {*CLOSED, Gets.NOT_SO}} == {}


def test_what_is_hidden_looks_like_what_never_was(clients, records):
    pairs = [
        (records.exempt_paper.url, "/documents/00000000-0000-4000-8000-000000000000/"),
        (records.informal.meeting.get_absolute_url(), "/meetings/2098-99/children/2099-03-05/"),
        (records.embargoed.get_absolute_url(), "/inspections/987654/"),
        (records.under_embargo.get_absolute_url(), "/recommendations/there-is-none/"),
        (records.officer_person.get_absolute_url(), "/people/987654/"),
    ]
    for role in ("stranger", "other councillor"):
        assert [answer(clients[role], hidden) for hidden, _ in pairs] == [
            answer(clients[role], never) for _, never in pairs
        ]


def answer(client, path):
    """Status and page, without the token that a form's page carries anew each time."""
    response = client.get(path)
    return response.status_code, re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", body(response))


COUNTS = {
    "stranger": "5 recommendations: 2 on track · 3 without an update",
    "other councillor": "5 recommendations: 2 on track · 3 without an update",
    "councillor": "5 recommendations: 1 on track · 1 slipped · 3 without an update",
    "officer": "6 recommendations: 1 on track · 2 slipped · 1 done, says the owner · 2 without an update",
}


def test_counts_count_what_their_reader_may_read(clients, records):
    pages = {role: " ".join(body(clients[role].get("/recommendations/")).split()) for role in COUNTS}
    assert {role: re.search(r"\d recommendations: [^<]+", page)[0].strip() for role, page in pages.items()} == COUNTS


def test_what_was_considered_in_private_is_not_known_to_be_followed(clients, records):
    shown = {role: followed(client) for role, client in clients.items()}
    officers = FOLLOWED_BY_ALL | FOLLOWED_IN_PRIVATE | FOLLOWED_BY_OFFICERS
    assert shown == {
        "stranger": FOLLOWED_BY_ALL,
        "other councillor": FOLLOWED_BY_ALL,
        "councillor": FOLLOWED_BY_ALL | FOLLOWED_IN_PRIVATE,
        "officer": officers,
        "manager": officers,
        "monitoring officer": officers,
    }


def followed(client):
    page = body(client.get("/recommendations/?followed=on"))
    return {word for word in words_in(page) if word.endswith("-point")}


def test_what_an_exempt_item_considered_is_as_private_as_its_text(clients, records):
    link, thread = f"#{records.exempt.anchor}", records.at_exempt.get_absolute_url()
    assert {role for role, client in clients.items() if link in body(client.get(thread))} == {
        *("councillor", "officer", "manager", "monitoring officer")
    }


def test_an_excluded_member_reads_nothing_of_the_item_anywhere(records, where, everyone):
    councillor = everyone["councillor"]
    before = words_read(where, councillor)
    ItemReaderFactory(item=records.exempt, person=councillor.person, kind=ItemReader.Kind.EXCLUDED)
    after = words_read(where, councillor)

    assert before - after == {word for word in before if word in OF_THE_EXEMPT_ITEM} | {"members-pack"}
    assert before >= EXEMPT_ITEM | EXEMPT_MINUTE
    assert after & OF_THE_EXEMPT_ITEM == set()


def words_read(where, person):
    """The planted words that somebody meets on a walk through every address."""
    client = Client()
    client.force_login(type(person).objects.get(pk=person.pk))
    rows = [row for row in TABLE if row.method == "GET"]
    return {word for row in rows for path in where[row.key] for word in words_in(body(client.get(path, follow=True)))}


def test_the_readme_shows_the_table():
    assert {BEGINS, ENDS} <= set(README.read_text().splitlines())
    assert in_the_readme() == as_markdown(), "Put what `python -m tests.access` prints between the README's comments."
