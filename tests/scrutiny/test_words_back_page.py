"""Who is offered the words that a change took out, and the page on which they are put back."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import AgendaItem, Meeting
from meetings.operations import add_item, call_meeting, call_off, edit_item, remove_item
from scrutiny.history.kinds import kind_of
from scrutiny.models import Office
from scrutiny.operations import (
    ClosedToWords,
    correct,
    edit_panel,
)
from tests.broken import everything_on_record
from tests.factories import (
    OfficeFactory,
    UpdateFactory,
)
from tests.history import last_row
from tests.rewritten import change_to, put_back, reset

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(panel, officer):
    return call_meeting(panel=panel, held_on=date(2021, 7, 27), by=officer)


@pytest.fixture
def item(meeting, officer):
    """Its title and description were changed, then who presents it."""
    found = add_item(meeting=meeting, title="School places", text="Why so few?", by=officer)
    edit_item(item=found, title="Places", text="Nothing of it.", by=officer)
    return edit_item(item=found, presenters="Dana Whitlock", by=officer)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def address(record, **values):
    found = change_to(record, **values)
    return reverse("words_back", args=[found.kind.label, found.row.history_id])


def offered(client, path):
    return client.get(path).content.decode().count("Put these words back")


def test_the_history_offers_it_where_words_went_to_whoever_may(item, meeting, officer, monitoring_officer, manager):
    path = f"{meeting.get_absolute_url()}history/"

    assert offered(signed_in(officer), path) == 1
    assert offered(signed_in(manager), path) == 1
    assert offered(signed_in(monitoring_officer), path) == 0


def test_only_managers_are_offered_words_of_people_and_panels(panel, officer, manager):
    edit_panel(panel=panel, remit="Schools", by=manager)
    edit_panel(panel=panel, remit="Homes", by=manager)
    path = f"{panel.get_absolute_url()}history/"

    assert (offered(signed_in(officer), path), offered(signed_in(manager), path)) == (0, 1)
    assert offered(signed_in(manager), reverse("admin:scrutiny_panel_history", args=[panel.pk])) == 1
    assert signed_in(officer).get(address(panel, remit="Homes")).status_code == 403


def test_the_history_offers_nothing_that_stands_is_closed_or_gone(item, meeting, officer):
    other = add_item(meeting=meeting, title="Homes", by=officer)
    edit_item(item=other, title="Housing", by=officer)
    remove_item(item=other, by=officer)
    put_back(item, officer, title="Places")
    path = f"{meeting.get_absolute_url()}history/"
    assert offered(signed_in(officer), path) == 1  # of what was put back just now

    call_off(meeting=Meeting.objects.get(pk=meeting.pk), state="cancelled", reason="Snow.", by=officer)
    assert offered(signed_in(officer), path) == 0


def test_the_page_shows_both_texts_and_puts_the_words_back(item, meeting, officer):
    path, client = address(item, title="Places"), signed_in(officer)
    page = client.get(path).content.decode()

    assert ("Would go: </span>Places</del>" in page, "Would come back: </span>School places</ins>" in page) == (
        True,
        True,
    )
    answer = client.post(path, {"seen": f"{item.version}.0", "words": "Typed over."}, follow=True)

    assert answer.redirect_chain == [(f"{meeting.get_absolute_url()}history/", 302)]
    assert [str(each) for each in answer.context["messages"]] == ["Words put back"]
    item.refresh_from_db()
    assert (item.title, last_row(item)["words"]) == ("School places", "Typed over.")


@pytest.mark.parametrize("seen", ["", "nonsense", "1.0"])
def test_the_page_says_when_somebody_saved_meanwhile(seen, item, officer, manager):
    path, client = address(item, title="Places"), signed_in(officer)
    edit_item(item=AgendaItem.objects.get(pk=item.pk), title="Places to learn", by=manager)
    before = everything_on_record()

    page = client.post(path, {"seen": seen, "words": "Typed over."}).content.decode()

    assert everything_on_record() == before
    assert "There is a problem" in page
    assert ("Places to learn</del>" in page, 'value="Typed over."' in page) == (True, True)


def test_what_is_refused_has_no_form(item, meeting, officer):
    path, client = address(item, title="Places"), signed_in(officer)
    call_off(meeting=Meeting.objects.get(pk=meeting.pk), state="cancelled", reason="Snow.", by=officer)
    before = everything_on_record()

    for page in (client.get(path).content.decode(), client.post(path, {"seen": item.version}).content.decode()):
        assert "These words can’t be put back" in page
        assert str(ClosedToWords()) in page.replace("&#x27;", "'")
        assert "Put the words back" not in page
    assert everything_on_record() == before


@pytest.mark.parametrize("label", ["inspections.update", "scrutiny.office", "no.such", "\x00", "meetings.publication"])
def test_a_record_without_words_to_put_back_has_no_such_page(label, officer):
    UpdateFactory()
    for number in (1, 10**30):
        assert signed_in(officer).get(reverse("words_back", args=[label, number])).status_code == 404


def test_neither_an_addition_nor_a_removal_has_such_a_page(item, officer):
    remove_item(item=add_item(meeting=item.meeting, title="Homes", by=officer), by=officer)
    rows = AgendaItem.history.filter(history_type__in="+-")
    statuses = {
        signed_in(officer).get(reverse("words_back", args=["meetings.agendaitem", row.history_id])).status_code
        for row in rows
    }
    assert statuses == {404}


def test_words_of_an_office_are_corrected_by_hand(manager):
    office = OfficeFactory(title="Director")
    correct(record=reset(office, title="Head"), by=manager)

    assert kind_of(Office).words is None
    assert offered(signed_in(manager), f"/offices/{office.pk}/history/") == 0
