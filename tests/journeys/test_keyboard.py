"""The agenda without a mouse, and with one; the menu on a phone."""

from datetime import date

import pytest
from playwright.sync_api import expect

from meetings.models import Meeting
from meetings.operations import add_item, call_meeting
from tests.journeys import steps

TITLES = [
    "Apologies for absence",
    "Declarations of interest",
    "Minutes of the last meeting",
    "Work programme",
    "Virtual school",
    "Focused visit",
    "Short breaks",
    "Any other business",
]


@pytest.fixture
def meeting(panel, officer):
    return call_meeting(panel=panel, held_on=date(2027, 1, 26), by=officer)


@pytest.fixture
def agenda(meeting, officer):
    """The meeting's address, with all its items on the agenda."""
    for title in TITLES:
        add_item(meeting=meeting, title=title, by=officer)
    return f"{meeting.get_absolute_url()}agenda/"


def test_an_agenda_is_entered_ordered_and_published_by_keyboard_alone(live_server, page, officer, meeting):
    steps.sign_in(page, live_server, officer)
    page.goto(f"{live_server.url}{meeting.get_absolute_url()}agenda/")
    tab_to(page, page.get_by_label("Next item"))
    for number, title in enumerate(TITLES, start=1):
        expect(page.get_by_label("Next item")).to_be_focused()
        page.keyboard.type(title)
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_have_text(f"Item {number} added")

    up = page.get_by_role("button", name="Move up: Focused visit")
    tab_to(page, up)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Item 6 is now item 5")
    expect(up).to_be_focused()
    expect(page.locator(".app-item__title")).to_have_text(order("Focused visit", 4))

    tab_to(page, page.get_by_role("link", name="Check and publish"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Publish"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Agenda published")
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.PUBLISHED


def test_the_focus_goes_to_the_other_button_where_an_item_can_move_no_further(live_server, page, officer, agenda):
    steps.sign_in(page, live_server, officer)
    page.goto(live_server.url + agenda)
    page.get_by_role("button", name=f"Move up: {TITLES[1]}").press("Enter")
    expect(page.get_by_role("button", name=f"Move down: {TITLES[1]}")).to_be_focused()


def test_every_stop_of_the_tab_key_can_be_seen(live_server, page, officer, agenda):
    steps.sign_in(page, live_server, officer)
    page.goto(live_server.url + agenda)
    page.locator("body").press("Tab")
    unseen = []
    while name := page.evaluate(STOP):
        unseen += [name] if not page.evaluate(LOOKS_FOCUSED) else []
        page.keyboard.press("Tab")
    assert unseen == []


def test_an_item_is_dragged_to_another_place(live_server, page, officer, agenda, meeting):
    page.set_viewport_size({"width": 1280, "height": 1600})
    steps.sign_in(page, live_server, officer)
    page.goto(live_server.url + agenda)
    page.wait_for_function("() => Boolean(window.Sortable)")
    rows = page.locator(".app-item")
    expect(page.locator("[data-grip]").first).to_be_visible()
    with page.expect_navigation():
        drag(page, rows.nth(5).locator("[data-grip]"), rows.nth(1))
    kept = list(meeting.items.order_by("position").values_list("title", flat=True))
    place = kept.index("Focused visit")
    assert place < 5, "It was dropped further up; how far depends on how fast the browser follows the hand."
    assert kept == order("Focused visit", place)
    expect(page.locator(".app-item__title")).to_have_text(kept)


def test_the_menu_opens_on_a_phone_and_leads_on(live_server, browser):
    page = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True).new_page()
    page.goto(live_server.url)
    link = page.get_by_role("link", name="Inspections", exact=True)
    expect(link).to_be_hidden()
    page.get_by_text("Menu", exact=True).tap()
    link.tap()
    expect(page).to_have_url(f"{live_server.url}/inspections/")
    expect(page.get_by_role("heading", name="Inspections", level=1)).to_be_visible()


# The name of what has the focus; nothing once the focus has left the page.
STOP = """() => document.activeElement === document.body ? ''
  : (document.activeElement.textContent.trim() || document.activeElement.name || document.activeElement.tagName)"""
LOOKS_FOCUSED = """() => {
  const box = document.activeElement
  const look = (style) => [style.outlineStyle, style.outlineWidth, style.boxShadow, style.backgroundColor].join()
  const focused = look(getComputedStyle(box))
  box.blur()
  const resting = look(getComputedStyle(box))
  box.focus()
  return focused !== resting
}"""


def order(title, place):
    """The titles with one of them put at another place."""
    others = [each for each in TITLES if each != title]
    return [*others[:place], title, *others[place:]]


def tab_to(page, goal):
    """Press Tab until the goal has the focus."""
    for _ in range(80):
        if goal.evaluate("(box) => box === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The Tab key never reaches {goal}")


def drag(page, grip, onto):
    """In small moves, as a hand does."""
    start, end = grip.bounding_box(), onto.bounding_box()
    page.mouse.move(start["x"] + 5, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 5, end["y"] + 5, steps=60)
    page.mouse.up()
