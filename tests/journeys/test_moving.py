"""Journey 12: a meeting is moved, postponed, cancelled and put back, and nobody can miss it."""

from datetime import date

import pytest

from meetings.operations import add_item, attach_paper, call_meeting, publish_agenda
from tests.factories import PanelFactory, checked_file
from tests.journeys.steps import fill_day, save, sign_in


@pytest.fixture
def meeting(officer):
    """Its agenda is out, with a paper."""
    panel = PanelFactory(name="Children and Families Scrutiny Panel", slug="cfs")
    meeting = call_meeting(panel=panel, held_on=date(2022, 4, 18), by=officer)
    item = add_item(meeting=meeting, title="Ofsted progress", by=officer)
    attach_paper(item=item, checked=checked_file(), title="Progress report", by=officer)
    publish_agenda(meeting=meeting, by=officer)
    return meeting


def move(office, to, reason):
    office.get_by_role("link", name="Move the meeting").click()
    fill_day(office, "New date", to)
    office.get_by_label("Why it moves").fill(reason)
    save(office, "Look at the new date")
    office.get_by_role("heading", name="The new date").wait_for()
    save(office, "Move the meeting")
    office.get_by_text("Meeting moved to ").wait_for()


def call_off(office, how, why):
    office.get_by_role("link", name="Cancel or postpone").click()
    office.get_by_label(how).check()
    office.get_by_label("Why").fill(why)
    save(office, "Call the meeting off")
    office.get_by_text(f"Meeting {how.split(':')[0].lower()}").wait_for()


def sees(resident, address, *words):
    """At the first address, with the papers still there."""
    resident.goto(address)
    for said in words:
        resident.get_by_text(said).wait_for()
    resident.get_by_role("link", name="Progress report").wait_for()


def test_nobody_can_miss_what_becomes_of_a_meeting(live_server, new_context, officer, meeting):
    was = live_server.url + meeting.get_absolute_url()
    office, resident = new_context().new_page(), new_context().new_page()
    sign_in(office, live_server, officer)
    office.goto(was)

    move(office, "2022-04-26", "Easter Monday.")
    sees(resident, was, "Moved from Monday 18 April 2022, 4.00pm. Why: Easter Monday.")
    assert resident.url.endswith("/meetings/2021-22/cfs/2022-04-26/")

    call_off(office, "Postponed: a new date will follow", "The hall is flooded.")
    sees(resident, was, "Postponed: The hall is flooded.")

    move(office, "2022-05-03", "The hall is dry.")
    first, second = "Monday 18 April 2022, 4.00pm. Why: Easter Monday.", "Tuesday 26 April 2022, 4.00pm. Why: The hall"
    sees(resident, was, f"Moved from {second}", f"Before that moved from {first}")

    call_off(office, "Cancelled", "There is no business.")
    sees(resident, was, "Cancelled: Tuesday 3 May 2022, 4.00pm", "Cancelled: There is no business.")

    office.get_by_role("link", name="Reinstate the meeting").click()
    save(office, "Reinstate the meeting")
    office.get_by_text("Meeting reinstated for Tuesday 3 May 2022, 4.00pm").wait_for()
    sees(resident, was, f"Moved from {second}")


def test_lists_and_calendar_say_that_a_meeting_moved(live_server, page, officer, meeting):
    sign_in(page, live_server, officer)
    page.goto(live_server.url + meeting.get_absolute_url())
    move(page, "2022-04-26", "Easter Monday.")

    for address in ("/meetings/", "/meetings/calendar/2022/04/"):
        page.goto(live_server.url + address)
        page.get_by_text("Moved from 18 April 2022").wait_for()


def test_a_move_without_a_reason_keeps_what_was_typed(live_server, page, officer, meeting):
    sign_in(page, live_server, officer)
    page.goto(f"{live_server.url}{meeting.get_absolute_url()}move/")
    fill_day(page, "New date", "2022-04-26")
    save(page, "Look at the new date")

    page.get_by_role("link", name="Say why it moves").wait_for()
    assert page.get_by_role("group", name="New date").get_by_label("Day").input_value() == "26"
