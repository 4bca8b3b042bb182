"""Journey 2: an agenda that fills itself, is written by keyboard alone, and loses no typed text."""

from datetime import date

import pytest
from playwright.sync_api import expect

from meetings.models import Meeting
from meetings.operations import add_item, call_meeting, fill_agenda
from scrutiny.models import Draft
from tests.factories import MeetingFactory, PlannedItemFactory
from tests.journeys import steps
from tests.journeys.test_accessibility import found_on, page_of
from tests.journeys.test_keyboard import TITLES, tab_to

STANDING = ["Apologies for absence", "Declarations of interest and party whip", "Urgent business, if the Chair agrees"]
HELD_UP = 500


@pytest.fixture
def panel(panel):
    panel.standing_items = "\n".join(STANDING)
    panel.save()
    return panel


@pytest.fixture
def meeting(panel, officer):
    return call_meeting(panel=panel, held_on=date(2099, 1, 27), by=officer)


@pytest.fixture
def page(browser, live_server, officer):
    return page_of(browser, live_server, officer)


@pytest.fixture
def agenda(live_server, meeting):
    return f"{live_server.url}{meeting.get_absolute_url()}agenda/"


def titles(page):
    return page.locator(".app-item__title")


def printed(meeting):
    return list(meeting.items.order_by("position").values_list("number", "title"))


def said(page, words):
    expect(page.locator("#said")).to_have_text(words)


def test_a_called_meeting_has_its_standing_items_and_takes_eight_more_by_keyboard(page, live_server, panel):
    MeetingFactory(panel=panel, held=True, held_on=date(2099, 1, 6))
    page.goto(f"{live_server.url}/meetings/new/")
    page.get_by_label("Panel", exact=True).select_option(label=panel.name)
    steps.fill_day(page, "Date", "2099-01-27")
    steps.save(page)
    filled = [*STANDING[:2], "Minutes of 6 January 2099"]
    expect(titles(page)).to_have_text([*filled, STANDING[2]])
    expect(page.get_by_text("Meeting added")).to_be_visible()

    line = page.get_by_label("Next item")
    tab_to(page, line)
    for number, title in enumerate(TITLES, start=4):
        page.keyboard.type(f"{title} / Imran Sadiq")
        page.keyboard.press("Enter")
        said(page, f"Item {number} added")
        expect(line).to_be_focused()
        expect(line).to_have_value("")
        expect(page.get_by_text("Meeting added")).to_have_count(0)

    expect(titles(page)).to_have_text([*filled, *TITLES, STANDING[2]])
    kept = printed(Meeting.objects.latest("pk"))
    assert kept == [(str(number), title) for number, title in enumerate([*filled, *TITLES, STANDING[2]], start=1)]
    assert found_on(page, "filled") == []


def test_reordering_renumbers_and_keeps_the_focus(page, agenda, meeting, officer):
    for title in TITLES:
        add_item(meeting=meeting, title=title, by=officer)
    page.goto(agenda)
    up = page.get_by_role("button", name="Move up: Focused visit")
    tab_to(page, up)
    page.keyboard.press("Enter")
    said(page, "Item 6 is now item 5")
    expect(up).to_be_focused()
    page.keyboard.press("Enter")
    said(page, "Item 5 is now item 4")

    assert printed(meeting)[3:6] == [("4", "Focused visit"), ("5", "Work programme"), ("6", "Virtual school")]


def test_what_was_just_added_can_be_moved(page, agenda, meeting):
    page.goto(agenda)
    for number, title in enumerate(TITLES[:2], start=1):
        page.get_by_label("Next item").press_sequentially(title)
        page.keyboard.press("Enter")
        said(page, f"Item {number} added")
    page.get_by_role("button", name=f"Move up: {TITLES[1]}").press("Enter")

    said(page, "Item 2 is now item 1")
    assert printed(meeting) == [("1", TITLES[1]), ("2", TITLES[0])]


def test_whoever_types_faster_than_the_site_answers_loses_nothing(page, agenda, meeting):
    page.goto(agenda)
    page.route(f"{agenda}*", lambda route: (page.wait_for_timeout(HELD_UP), route.continue_())[1])
    for title in TITLES[:3]:
        page.keyboard.type(title) if title != TITLES[0] else page.get_by_label("Next item").press_sequentially(title)
        page.keyboard.press("Enter")

    expect(titles(page)).to_have_text(TITLES[:3])
    assert [title for _, title in printed(meeting)] == TITLES[:3]


def test_a_bad_line_is_said_with_what_was_typed(page, agenda):
    page.goto(agenda)
    page.get_by_label("Next item").fill(" / Imran Sadiq")
    page.get_by_label("Next item").press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("Enter a title before the slash")
    expect(page.get_by_label("Next item")).to_have_value(" / Imran Sadiq")


def test_without_a_connection_the_words_stay_in_the_line(page, agenda, meeting):
    page.goto(agenda)
    page.route(f"{agenda}*", lambda route: route.abort())
    page.get_by_label("Next item").press_sequentially("Virtual school")
    page.keyboard.press("Enter")

    said(page, "The site can’t be reached. What you typed is in the line again.")
    expect(page.get_by_label("Next item")).to_have_value("Virtual school")
    assert printed(meeting) == []


def test_after_a_crash_the_line_is_offered_again(browser, live_server, officer, page, agenda, meeting):
    page.goto(agenda)
    line = page.get_by_label("Next item")
    line.press_sequentially("Apologies")
    page.keyboard.press("Enter")
    said(page, "Item 1 added")
    line.press_sequentially("Virtual school: how many wait")
    expect(page.get_by_text("Draft kept").first).to_be_visible()
    page.context.close()

    again = page_of(browser, live_server, officer)
    again.goto(agenda)
    again.get_by_role("button", name="Go on with what you typed").first.click()
    expect(again.get_by_label("Next item")).to_have_value("Virtual school: how many wait")
    again.get_by_label("Next item").press("Enter")
    said(again, "Item 2 added")
    assert printed(meeting) == [("1", "Apologies"), ("2", "Virtual school: how many wait")]
    assert not Draft.objects.exists()


def test_what_was_promised_is_put_on_in_one_tick(page, agenda, meeting, panel):
    PlannedItemFactory(panel=panel, subject="Short breaks", meeting=meeting)
    PlannedItemFactory(panel=panel, subject="Foster carers", month=date(2020, 1, 1))
    page.goto(agenda)
    for subject in ("Short breaks", "Foster carers"):
        page.get_by_label(subject).check()
    page.get_by_role("button", name="Add ticked").click()

    expect(page.get_by_text("2 items added")).to_be_visible()
    expect(titles(page)).to_have_text(["Short breaks", "Foster carers"])
    expect(page.get_by_text("Promised for this meeting")).to_have_count(0)


def test_an_item_is_taken_off_planned_again_and_put_back(page, agenda, meeting, officer, panel):
    later = MeetingFactory(panel=panel, held_on=date(2099, 2, 24))
    fill_agenda(meeting=meeting, by=officer)
    add_item(meeting=meeting, title="Virtual school", by=officer)
    page.goto(agenda)
    page.get_by_role("link", name="Change Virtual school").click()
    page.get_by_role("link", name="Take this item off the agenda").click()
    page.get_by_label("Deferred").check()
    page.get_by_label("When does it come again?").select_option(f"meeting-{later.pk}")
    page.get_by_role("button", name="Take it off").click()

    expect(page.get_by_text("3 Virtual school taken off the agenda")).to_be_visible()
    page.get_by_text("Taken off this agenda (1)").click()
    expect(page.get_by_text("Deferred to 24 February 2099")).to_be_visible()
    page.get_by_role("button", name="Put it back").click()
    expect(titles(page)).to_have_text([*STANDING[:2], "Virtual school", STANDING[2]])


def test_the_running_order_gives_the_chair_times_and_notes(page, agenda, meeting, officer):
    items = [add_item(meeting=meeting, title=title, by=officer) for title in TITLES[:2]]
    page.goto(agenda)
    page.get_by_role("link", name="Running order for the chair").click()
    first = page.get_by_role("group", name=str(items[0]))
    first.get_by_label("Minutes").fill("10")
    first.get_by_label("Notes for the chair").fill("Welcome the new member.")
    steps.save(page)

    expect(page.get_by_text("Running order saved")).to_be_visible()
    rows = page.locator("tbody tr")
    expect(rows.nth(0)).to_contain_text("Welcome the new member.")
    expect(rows.nth(1)).to_contain_text("4.10pm")
