"""Addresses are for ever: what moved is found where it was, by those who may see it, and nothing takes its place."""

from datetime import date

import pytest
from django.test import Client

from inspections.operations import add_recommendation, remove_recommendation
from meetings.models import Meeting
from meetings.operations import add_item, call_meeting, edit_meeting, publish_agenda
from scrutiny.models import Address
from scrutiny.operations import AddressTaken, claim_address
from tests.factories import AddressFactory, InspectionFactory, MeetingFactory, PanelFactory

pytestmark = pytest.mark.django_db

FIRST, THEN = date(2026, 9, 22), date(2026, 9, 29)
WAS, IS = "/meetings/2026-27/children/2026-09-22/", "/meetings/2026-27/children/2026-09-29/"
EVERYBODY = ["stranger", "other councillor", "councillor", "officer", "manager", "monitoring officer"]


def found(everyone, path):
    """What each gets at a path: where it leads for ever, or the status."""
    return {role: answer(signed_in(user), path) for role, user in everyone.items()}


def signed_in(user):
    client = Client()
    if user.is_authenticated:
        client.force_login(user)
    return client


def answer(client, path):
    response = client.get(path)
    return response["Location"] if response.status_code == 301 else response.status_code


def move(meeting, to, officer, **fields):
    return edit_meeting(meeting=meeting, held_on=to, reason="The hall is closed.", by=officer, **fields)


def test_a_moved_meeting_is_found_where_it_was(panel, officer, everyone):
    move(call_meeting(panel=panel, held_on=FIRST, by=officer), THEN, officer)

    assert found(everyone, WAS) == dict.fromkeys(EVERYBODY, IS)
    assert found(everyone, IS) == dict.fromkeys(EVERYBODY, 200)


def test_what_lies_below_a_moved_meeting_moves_with_it(panel, officer, everyone):
    meeting = call_meeting(panel=panel, held_on=FIRST, by=officer)
    add_item(meeting=meeting, title="Apologies", by=officer)
    version = f"versions/{publish_agenda(meeting=meeting, by=officer).pk}/"
    move(meeting, THEN, officer)

    assert found(everyone, WAS + version) == dict.fromkeys(EVERYBODY, IS + version)
    assert found(everyone, IS + version) == dict.fromkeys(EVERYBODY, 200)
    assert found(everyone, IS + "nothing/") == dict.fromkeys(EVERYBODY, 404)


def test_a_meeting_moved_twice_is_found_at_once_from_both(panel, officer, client):
    meeting = move(call_meeting(panel=panel, held_on=FIRST, by=officer), THEN, officer)
    move(meeting, date(2026, 10, 6), officer)

    now = "/meetings/2026-27/children/2026-10-06/"
    assert [answer(client, path) for path in (WAS, IS)] == [now, now]


def test_a_meeting_that_moved_back_is_where_it_was(panel, officer, client):
    meeting = move(call_meeting(panel=panel, held_on=FIRST, by=officer), THEN, officer)
    move(meeting, FIRST, officer)

    assert [answer(client, path) for path in (WAS, IS)] == [200, WAS]


def test_a_meeting_moved_into_another_year_is_found_where_it_was(panel, officer, client):
    move(call_meeting(panel=panel, held_on=FIRST, by=officer), date(2027, 6, 8), officer)

    assert answer(client, WAS) == "/meetings/2027-28/children/2027-06-08/"


@pytest.mark.parametrize(
    ("hidden", "knowing"),
    [
        ({"is_formal": False}, ["councillor", "officer", "manager", "monitoring officer"]),
        ({"panel__access_rules_apply": False}, ["councillor", "officer", "manager", "monitoring officer"]),
    ],
)
def test_a_hidden_meeting_that_moved_is_found_by_those_who_know_of_it(hidden, knowing, panel, officer, everyone):
    formal = hidden.get("is_formal", True)
    panel.access_rules_apply = hidden.get("panel__access_rules_apply", True)
    panel.save()
    move(call_meeting(panel=panel, held_on=FIRST, is_formal=formal, by=officer), THEN, officer)

    assert found(everyone, WAS) == {role: IS if role in knowing else 404 for role in EVERYBODY}
    assert found(everyone, IS) == {role: 200 if role in knowing else 404 for role in EVERYBODY}


def test_an_inspection_under_embargo_redirects_officers_alone(everyone):
    inspection = InspectionFactory(hidden_until=date(2999, 1, 1))
    AddressFactory(path="/was-here/", record=inspection)

    here = inspection.get_absolute_url()
    assert found(everyone, "/was-here/") == {
        **dict.fromkeys(["stranger", "other councillor", "councillor"], 404),
        **dict.fromkeys(["officer", "manager", "monitoring officer"], here),
    }


def test_a_panel_s_second_meeting_on_a_day_gets_2(panel, officer):
    addresses = [call_meeting(panel=panel, held_on=FIRST, by=officer).get_absolute_url() for _ in range(3)]
    other = call_meeting(panel=PanelFactory(slug="adults"), held_on=FIRST, by=officer)

    stem = "/meetings/2026-27/children/2026-09-22"
    assert addresses == [f"{stem}/", f"{stem}-2/", f"{stem}-3/"]
    assert other.get_absolute_url() == "/meetings/2026-27/adults/2026-09-22/"


def test_each_of_two_meetings_on_a_day_is_found(panel, officer, client):
    for venue in ("Town Hall", "Library"):
        call_meeting(panel=panel, held_on=FIRST, venue=venue, by=officer)

    pages = [client.get(path).content.decode() for path in (WAS, WAS.removesuffix("/") + "-2/")]
    assert [("Town Hall" in page, "Library" in page) for page in pages] == [(True, False), (False, True)]


def test_a_new_meeting_does_not_get_the_address_of_one_that_moved(panel, officer, client):
    move(call_meeting(panel=panel, held_on=FIRST, by=officer), THEN, officer)
    new = call_meeting(panel=panel, held_on=FIRST, by=officer)

    assert new.get_absolute_url() == WAS.removesuffix("/") + "-2/"
    assert answer(client, WAS) == IS


def test_a_meeting_moved_to_a_day_that_is_taken_comes_after_the_other(panel, officer, client):
    call_meeting(panel=panel, held_on=THEN, by=officer)
    moved = move(call_meeting(panel=panel, held_on=FIRST, by=officer), THEN, officer)

    assert moved.get_absolute_url() == IS.removesuffix("/") + "-2/"
    assert answer(client, WAS) == moved.get_absolute_url()


def test_an_address_is_not_given_to_another_record(panel, officer):
    call_meeting(panel=panel, held_on=FIRST, by=officer)
    holder = Address.objects.get(path=WAS)
    double = Meeting.objects.get()
    double.pk += 1

    with pytest.raises(AddressTaken):
        claim_address(record=double)
    assert list(Address.objects.filter(path=WAS).values_list("object_id", flat=True)) == [holder.object_id]


def test_the_address_of_a_recommendation_that_was_removed_stays_its_own(officer, client):
    inspection = InspectionFactory()
    first = add_recommendation(inspection=inspection, text="Improve.", by=officer)
    was = first.get_absolute_url()
    remove_recommendation(recommendation=first, by=officer)
    again = add_recommendation(inspection=inspection, text="Improve.", by=officer)

    assert again.get_absolute_url() != was
    assert client.get(was).status_code == 404


def test_an_address_of_nothing_is_not_found(client, panel):
    MeetingFactory(panel=panel)

    paths = [
        "/meetings/2026-27/children/2026-09-23/",
        "/meetings/2025-26/children/2026-09-22/",
        "/meetings/2026-27/children/2026-09-22-1/",
        "/meetings/2026-27/children/2026-02-30/",
        "/meetings/2026-27/children/tomorrow/",
    ]
    assert [answer(client, path) for path in paths] == [404] * len(paths)


@pytest.mark.parametrize("path", ["/%00", "/people/%00/", "/history/%00/1/words/"])
def test_an_address_that_no_database_can_hold_is_not_found(officer, path):
    assert answer(signed_in(officer), path) == 404
