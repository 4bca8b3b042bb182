"""Search in the browser: from words to the very item, each reader to what is theirs."""

from datetime import date

import pytest
from playwright.sync_api import expect

from meetings.models import Meeting
from meetings.operations import add_item, call_meeting, mark_held, publish_agenda, publish_minutes, write_minute
from tests.factories import EXEMPT, PanelFactory
from tests.journeys import steps
from tests.journeys.test_accessibility import page_of

pytestmark = pytest.mark.search

HELD, EARLIER = date(2026, 9, 22), date(2025, 9, 23)


@pytest.fixture
def meeting(panel, officer):
    """A long agenda, so that the last item is not in view by itself; held and minuted."""
    meeting = call_meeting(panel=panel, held_on=HELD, by=officer)
    for n in range(12):
        add_item(meeting=meeting, title=f"Subject {n}", text="What the panel looked at. " * 20, by=officer)
    item = add_item(meeting=meeting, title="Elective home education", text="How many families wait.", by=officer)
    add_item(meeting=meeting, title="Buying a lodge", public_title="A private matter", by=officer, **EXEMPT)
    publish_agenda(meeting=meeting, by=officer)
    held = mark_held(meeting=Meeting.objects.get(pk=meeting.pk), today=HELD, by=officer)
    minuted = held.items.get(pk=item.pk)
    write_minute(item=minuted, body="Members praised the tutors.", decisions=["that tutors be thanked."], by=officer)
    publish_minutes(meeting=Meeting.objects.get(pk=meeting.pk), by=officer)
    return held


def published(meeting, officer):
    publish_agenda(meeting=Meeting.objects.get(pk=meeting.pk), by=officer)


def search(page, words):
    """By the box at the head of any page; a phone shows it without opening the menu."""
    box = page.get_by_role("search", name="The whole site")
    box.get_by_label("Search").fill(words)
    box.get_by_role("button", name="Search").click()
    page.get_by_role("heading", name="Search", exact=True).wait_for()


def hits(page):
    return page.locator("ol.app-rows > li > a")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    ("words", "title"), [("family waiting", "Elective home education"), ("tutor", "Elective home education")]
)
def test_a_stranger_gets_from_words_to_the_item_itself(page, live_server, meeting, width, words, title):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{live_server.url}/panels/")

    search(page, words)
    hits(page).filter(has_text=title).first.click()

    item = meeting.items.get(title=title)
    expect(page).to_have_url(f"{live_server.url}{item.get_absolute_url()}")
    expect(page.locator(f"#{item.anchor}")).to_be_in_viewport()
    expect(page.locator(f"#{item.anchor}").get_by_text(title).first).to_be_in_viewport()


def test_a_search_is_narrowed_by_kind_panel_and_year(page, live_server, meeting, officer):
    other = PanelFactory(name="Housing Panel", slug="housing")
    for panel, day in ((other, HELD), (meeting.panel, EARLIER)):
        again = call_meeting(panel=panel, held_on=day, by=officer)
        add_item(meeting=again, title=f"Tutors of {day.year} {panel.slug}", by=officer)
        published(again, officer)
    page.goto(live_server.url)
    search(page, "tutors")
    expect(hits(page)).to_have_count(4)

    filters = page.get_by_role("search", name="Search", exact=True)
    filters.get_by_label("Kind").select_option(label="Agenda item")
    filters.get_by_role("button", name="Show").click()
    expect(hits(page)).to_have_count(2)
    filters.get_by_label("Panel").select_option(label="Housing Panel")
    filters.get_by_role("button", name="Show").click()
    expect(hits(page)).to_have_text(["Tutors of 2026 housing"])
    filters.get_by_label("Panel").select_option(label="Any panel")
    filters.get_by_label("Municipal year").select_option(label="2025/26")
    filters.get_by_role("button", name="Show").click()
    expect(hits(page)).to_have_text(["Tutors of 2025 children"])
    filters.get_by_role("link", name="Clear").click()
    expect(page.get_by_text("Type what you are looking for")).to_be_visible()


def test_a_near_miss_is_one_click_from_what_was_meant(page, live_server, meeting):
    page.goto(live_server.url)
    search(page, "electve home")

    expect(page.get_by_text("Nothing found for “electve home”")).to_be_visible()
    page.get_by_role("link", name="elective home").click()

    expect(page.get_by_text("3 results for “elective home”")).to_be_visible()
    expect(hits(page)).to_have_text(["Elective home education"] * 3)


def test_what_nobody_wrote_is_plainly_not_found(page, live_server, meeting):
    page.goto(live_server.url)
    search(page, "quagga")

    expect(page.get_by_text("Nothing found for “quagga”")).to_be_visible()
    expect(page.get_by_text("Every word that you type must be there.")).to_be_visible()
    expect(page.get_by_text("Did you mean")).to_have_count(0)
    expect(hits(page)).to_have_count(0)


def test_an_exempt_item_is_found_by_the_panels_member_alone(
    browser, live_server, meeting, councillor, other_councillor
):
    found = {}
    for role, reader in {"stranger": None, "other": other_councillor, "member": councillor}.items():
        page = page_of(browser, live_server, reader)
        page.goto(live_server.url)
        search(page, "lodge")
        found[role] = hits(page).all_text_contents()

    assert found == {"stranger": [], "other": [], "member": ["Buying a lodge"]}
    expect(page.get_by_text("Not public")).to_be_visible()
    hits(page).click()
    expect(page.get_by_text("Buying a lodge").first).to_be_in_viewport()


def test_a_draft_is_found_by_officers_and_once_it_is_published_by_everybody(browser, live_server, panel, officer):
    draft = call_meeting(panel=panel, held_on=date(2027, 1, 26), by=officer)
    add_item(meeting=draft, title="Virtual school", by=officer)
    desk, outside = page_of(browser, live_server, officer), page_of(browser, live_server, None)
    outside.goto(live_server.url)
    search(outside, "virtual")
    expect(outside.get_by_text("Nothing found for “virtual”")).to_be_visible()

    desk.goto(live_server.url)
    search(desk, "virtual")
    hits(desk).click()
    expect(desk.get_by_text("Virtual school").first).to_be_in_viewport()
    steps.publish(desk)
    expect(desk.get_by_text("Agenda published").first).to_be_visible()

    search(outside, "virtual")
    hits(outside).click()
    expect(outside.get_by_role("heading", name="Virtual school")).to_be_in_viewport()
