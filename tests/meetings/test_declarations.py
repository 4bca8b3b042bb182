"""Interests and the party whip: declared, declared by nobody, and sensitive."""

import pytest
from django.db import IntegrityError
from django.test import Client

from meetings.models import Declaration, Meeting
from meetings.operations import (
    NothingToDeclareAt,
    SomethingWasDeclared,
    declare,
    declare_none,
    publish_minutes,
    remove_declaration,
    write_minute,
)
from tests.factories import (
    EXEMPT,
    AgendaItemFactory,
    AttendanceFactory,
    DeclarationFactory,
    MeetingFactory,
    PersonFactory,
)
from tests.history import last_row
from tests.visits import body

pytestmark = pytest.mark.django_db

KIND = "Personal interest"


@pytest.fixture
def meeting(panel):
    return MeetingFactory(panel=panel, held=True)


@pytest.fixture
def ruth():
    return PersonFactory(name="Ruth Halloran", honorific="")


def test_a_declaration(meeting, ruth, officer):
    item = AgendaItemFactory(meeting=meeting)
    row = declare(meeting=meeting, person=ruth, item=item, kind=KIND, nature="A sister works there.", by=officer)

    assert (row.item, row.nature) == (item, "A sister works there.")
    assert last_row(row)["verb"] == "declare"


def test_of_a_sensitive_interest_only_that_it_exists_is_kept(meeting, ruth, officer):
    row = declare(meeting=meeting, person=ruth, kind=KIND, nature="Where I live", is_sensitive=True, by=officer)

    assert row.nature == ""
    with pytest.raises(IntegrityError):
        DeclarationFactory(is_sensitive=True, nature="Where I live")


def test_nobody_declared_anything_until_somebody_does(meeting, ruth, officer):
    declare_none(meeting=meeting, by=officer)
    assert Meeting.objects.get().none_declared
    row = declare(meeting=Meeting.objects.get(), person=ruth, kind=KIND, by=officer)
    assert not Meeting.objects.get().none_declared
    with pytest.raises(SomethingWasDeclared):
        declare_none(meeting=Meeting.objects.get(), by=officer)
    remove_declaration(declaration=row, by=officer)
    declare_none(meeting=Meeting.objects.get(), by=officer)

    assert not Declaration.objects.exists()


def test_nothing_is_declared_at_what_was_called_off(panel, ruth, officer):
    off = MeetingFactory(panel=panel, state="cancelled", reason="Snow.")
    with pytest.raises(NothingToDeclareAt):
        declare(meeting=off, person=ruth, kind=KIND, by=officer)
    with pytest.raises(NothingToDeclareAt):
        declare_none(meeting=off, by=officer)


def test_the_minutes_print_them_and_nothing_of_a_private_interest(client, meeting, ruth, officer):
    opened = AgendaItemFactory(meeting=meeting, number="5", title="Schools")
    private = AgendaItemFactory(meeting=meeting, number="8", title="Mill Road", public_title="A home", **EXEMPT)
    write_minute(item=opened, body="Said.", by=officer)
    for item, nature in ((opened, "Governor of a school"), (private, "Owns the house next door")):
        declare(meeting=Meeting.objects.get(), person=ruth, item=item, kind=KIND, nature=nature, by=officer)
    declare(meeting=Meeting.objects.get(), person=ruth, kind="Party whip", is_sensitive=True, by=officer)
    version = publish_minutes(meeting=Meeting.objects.get(), by=officer)
    page = body(client.get(meeting.get_absolute_url()))

    assert "Ruth Halloran, Item 5: Personal interest. Governor of a school" in page
    assert "Ruth Halloran, Item 8: Personal interest" in page
    assert "next door" not in page + str(version.for_members)
    assert "Ruth Halloran: sensitive interest" in page


def test_the_page_adds_and_takes_off(meeting, ruth, officer):
    client = Client()
    client.force_login(officer)
    AttendanceFactory(meeting=meeting, person=ruth, capacity="observer")
    address = f"{meeting.get_absolute_url()}declarations/"
    assert "Nothing is written down yet." in body(client.get(address))
    client.post(f"{address}none/")
    assert "Nobody declared anything at this meeting." in body(client.get(address))
    client.post(f"{address}none/", {"undo": "1"})
    client.post(address, {"person": ruth.pk, "kind": KIND, "nature": "A sister."})
    row = Declaration.objects.get()
    assert "A sister." in body(client.get(address))
    client.post(f"{address}{row.pk}/remove/")

    assert not Declaration.objects.exists()
