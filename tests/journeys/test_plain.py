"""The site where JavaScript doesn't run."""

from datetime import date

import pytest
from playwright.sync_api import expect

from meetings.operations import add_item, call_meeting, edit_item
from tests.factories import ConsiderationFactory, RecommendationFactory, UpdateFactory
from tests.journeys import steps

TITLES = ["Apologies for absence", "Declarations of interest", "Virtual school"]


@pytest.fixture
def plain(browser):
    """A page of a browser without JavaScript."""
    return browser.new_context(java_script_enabled=False).new_page()


def test_an_agenda_is_entered_ordered_and_published(live_server, plain, panel, officer):
    meeting = call_meeting(panel=panel, held_on=date(2027, 1, 26), by=officer)
    steps.sign_in(plain, live_server, officer)
    plain.goto(f"{live_server.url}{meeting.get_absolute_url()}agenda/")
    steps.type_items(plain, {"items": [{"number": n, "title": title} for n, title in enumerate(TITLES, 1)]})

    plain.get_by_role("button", name="Move up: Virtual school").click()
    expect(plain.get_by_text("Item 3 is now item 2")).to_be_visible()
    expect(plain.locator(".app-item__title")).to_have_text([TITLES[0], TITLES[2], TITLES[1]])
    expect(plain.locator("[data-grip]").first).to_be_hidden()

    steps.publish(plain)
    expect(plain.get_by_text("Agenda published", exact=True).first).to_be_visible()


def test_words_are_put_back_from_the_history(live_server, plain, panel, officer):
    meeting = call_meeting(panel=panel, held_on=date(2027, 1, 26), by=officer)
    item = add_item(meeting=meeting, title="Virtual school", text="How many children wait?", by=officer)
    edit_item(item=item, text="Nothing of it.", by=officer)
    steps.sign_in(plain, live_server, officer)
    plain.goto(f"{live_server.url}{meeting.get_absolute_url()}history/")

    plain.get_by_role("link", name="Put these words back").click()
    expect(plain.locator("ins")).to_contain_text("How many children wait?")
    plain.get_by_label("Why?").fill("The chair wants them.")
    steps.save(plain, "Put the words back")

    expect(plain.get_by_text("Words put back", exact=True)).to_be_visible()
    expect(plain.get_by_text("Reason given: The chair wants them.")).to_be_visible()
    plain.goto(live_server.url + meeting.get_absolute_url())
    expect(plain.get_by_text("How many children wait?")).to_be_visible()


def test_a_stranger_finds_a_recommendation_and_follows_it(live_server, plain, db):
    wanted = RecommendationFactory(text="Give every child their full educational entitlement.")
    tie = ConsiderationFactory(recommendation=wanted, item__published=True, item__number="6")
    UpdateFactory(recommendation=wanted, text="Managers now check every plan.", item=tie.item)
    RecommendationFactory(text="Answer the telephone.")

    plain.goto(f"{live_server.url}/recommendations/")
    plain.get_by_label("Words").fill("educational entitlement")
    plain.get_by_role("button", name="Show").click()
    expect(plain.get_by_text("1 recommendation: 1 on track")).to_be_visible()
    plain.get_by_role("link", name=wanted.text).click()
    expect(plain.get_by_text("Managers now check every plan.")).to_be_visible()
    plain.get_by_role("link", name="Item 6,").click()
    expect(plain).to_have_url(live_server.url + tie.item.get_absolute_url())
