"""Meetings by the month, and as files for people's own calendars: only what the reader may know of."""

from datetime import UTC, date, datetime, time

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from meetings.operations import add_item, call_meeting, call_off, move_meeting
from scrutiny.operations.withholding import withhold
from tests.factories import EXEMPT, ClosureFactory, MeetingFactory, PanelFactory

pytestmark = pytest.mark.django_db

SEPTEMBER, OCTOBER = date(2026, 9, 22), date(2026, 10, 20)
NOW = "2026-09-10T09:00Z"


def month(client, year=2026, number=9):
    return client.get(reverse("calendar_month", args=[year, number]))


def squares(answer):
    """The days that hold something."""
    days = [day for week in answer.context["month"].weeks for day in week if day.is_busy]
    return {day.on.day: (day.closed, [str(meeting.panel) for meeting in day.meetings]) for day in days}


def events(answer):
    wanted = ("UID", "SUMMARY", "STATUS", "SEQUENCE", "LOCATION")
    return [
        {name: str(event[name]) for name in wanted if name in event}
        for event in Calendar.from_ical(answer.content).walk("VEVENT")
    ]


@pytest.fixture
def signed_in(everyone):
    browsers = {role: Client() for role in everyone}
    for role, user in everyone.items():
        if user.is_authenticated:
            browsers[role].force_login(user)
    return browsers


def test_the_calendar_begins_with_this_month(client, time_machine):
    time_machine.move_to(NOW)

    assert client.get(reverse("calendar")).url == "/meetings/calendar/2026/09/"


def test_a_month_names_its_meetings_and_the_days_that_do_not_count(client, panel):
    MeetingFactory(panel=panel, held_on=date(2026, 8, 4), starts_at=time(16))
    MeetingFactory(panel__name="Health", held_on=date(2026, 8, 4), starts_at=time(10))
    MeetingFactory(panel=panel, held_on=date(2026, 9, 1))
    ClosureFactory(day=date(2026, 8, 28), title="Moving house")

    page = month(client, number=8)

    assert squares(page) == {
        4: ("", ["Health", "Children Scrutiny Panel"]),
        28: ("Moving house", []),
        31: ("Summer bank holiday", []),
    }
    assert (page.context["month"].before, page.context["month"].after) == (date(2026, 7, 1), date(2026, 9, 1))


def test_an_empty_month_says_so(client):
    assert "No meeting is called for this month." in month(client, number=6).content.decode()


def test_what_is_off_or_moved_says_so_in_the_calendar(client, panel, officer, time_machine):
    time_machine.move_to(NOW)
    MeetingFactory(panel=panel, held_on=date(2026, 10, 6), called_off=True)
    move_meeting(meeting=MeetingFactory(panel=panel), held_on=OCTOBER, reason="Elections", by=officer)

    page = month(client, number=10).content.decode()

    assert "<s>4.00pm</s>" in page
    assert "Moved from 22 September 2026" in page


def test_everybody_sees_the_meetings_that_they_may_know_of(signed_in, panel):
    MeetingFactory(panel=panel, held_on=SEPTEMBER)
    MeetingFactory(panel=panel, held_on=date(2026, 9, 23), is_formal=False)
    MeetingFactory(panel=PanelFactory(access_rules_apply=False), held_on=date(2026, 9, 24))

    assert {role: list(squares(month(browser))) for role, browser in signed_in.items()} == {
        "stranger": [22],
        "other councillor": [22],
        "councillor": [22, 23],
        "officer": [22, 23, 24],
        "manager": [22, 23, 24],
        "monitoring officer": [22, 23, 24],
    }


@pytest.mark.parametrize("path", ["2026/13/", "2026/9/", "1066/09/", "2100/01/", "nonsense/09/"])
def test_there_is_no_such_month(client, path):
    assert client.get(f"/meetings/calendar/{path}").status_code == 404


@pytest.mark.parametrize(("year", "number", "lacks"), [(1974, 1, "before"), (2099, 12, "after")])
def test_the_calendar_has_two_ends(client, year, number, lacks):
    assert getattr(month(client, year, number).context["month"], lacks) is None


def test_a_meeting_goes_into_a_calendar_in_universal_time(client, panel, officer):
    meeting = call_meeting(panel=panel, held_on=SEPTEMBER, venue="Council Chamber, Town Hall", by=officer)

    answer = client.get(reverse("meeting_file", kwargs=meeting.address))

    event = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="children-2026-09-22.ics"'
    assert events(answer) == [
        {
            "UID": f"meeting-{meeting.pk}@thornmere.example",
            "SUMMARY": "Children Scrutiny Panel",
            "STATUS": "CONFIRMED",
            "SEQUENCE": "1",
            "LOCATION": "Council Chamber, Town Hall",
        }
    ]
    assert event.decoded("DTSTART") == datetime(2026, 9, 22, 15, tzinfo=UTC)
    assert event.decoded("DTEND") == datetime(2026, 9, 22, 17, tzinfo=UTC)
    assert str(event["URL"]) == f"http://testserver{meeting.get_absolute_url()}"


def test_a_moved_and_cancelled_meeting_stays_one_event(client, panel, officer):
    meeting = call_meeting(panel=panel, held_on=SEPTEMBER, by=officer)
    moved = move_meeting(meeting=meeting, held_on=OCTOBER, reason="Elections", by=officer)
    call_off(meeting=moved, state="cancelled", reason="Snow", by=officer)

    assert events(client.get(reverse("meeting_file", kwargs=moved.address))) == [
        {
            "UID": f"meeting-{meeting.pk}@thornmere.example",
            "SUMMARY": "Cancelled: Children Scrutiny Panel",
            "STATUS": "CANCELLED",
            "SEQUENCE": "3",
        }
    ]


def test_what_nobody_outside_knows_of_leaves_the_file_as_it_was(client, panel, officer):
    meeting = call_meeting(panel=panel, held_on=SEPTEMBER, by=officer)
    file = reverse("meeting_file", kwargs=meeting.address)
    before = client.get(file)

    add_item(meeting=meeting, title="A home", by=officer, **EXEMPT)

    assert (client.get(file).content, meeting.version) == (before.content, 2)
    assert client.get(file, headers={"if-none-match": before["ETag"]}).status_code == 304


def test_a_panel_s_file_holds_what_its_reader_may_know_of(signed_in, panel, monitoring_officer, time_machine):
    time_machine.move_to(NOW)
    MeetingFactory(panel=panel, venue="Public")
    MeetingFactory(panel=panel, held_on=OCTOBER, is_formal=False, venue="Informal")
    MeetingFactory(panel=panel, held_on=date(2024, 9, 1), venue="Long ago")
    MeetingFactory(venue="Another panel's")
    secret = MeetingFactory(panel=panel, held_on=date(2026, 11, 17), venue="Withheld")
    withhold(record=secret, reason="it named a child", ground="child", by=monitoring_officer)

    found = {
        role: [event["LOCATION"] for event in events(browser.get(reverse("panel_file", args=[panel.slug])))]
        for role, browser in signed_in.items()
    }

    assert found == {
        "stranger": ["Public"],
        "other councillor": ["Public"],
        "councillor": ["Public", "Informal"],
        "officer": ["Public", "Informal"],
        "manager": ["Public", "Informal"],
        "monitoring officer": ["Public", "Informal"],
    }


def test_a_meeting_that_nobody_may_know_of_has_no_file(signed_in, panel):
    informal = MeetingFactory(panel=panel, is_formal=False)

    assert {
        role: browser.get(reverse("meeting_file", kwargs=informal.address)).status_code
        for role, browser in signed_in.items()
    } == {
        "stranger": 404,
        "other councillor": 404,
        "councillor": 200,
        "officer": 200,
        "manager": 200,
        "monitoring officer": 200,
    }


def test_files_are_stored_by_nobody_s_browser_but_their_own(signed_in, panel):
    file = reverse("panel_file", args=[panel.slug])

    assert signed_in["stranger"].get(file)["Cache-Control"] == "no-cache"
    assert "no-store" in signed_in["officer"].get(file)["Cache-Control"]
