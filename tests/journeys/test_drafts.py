"""What is typed survives: somebody else's saving, a crash, a lost session, a second window."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from meetings.operations import edit_item
from scrutiny.models import Draft
from tests.factories import AgendaItemFactory, MeetingFactory, UserFactory
from tests.journeys import steps
from tests.journeys.test_accessibility import found_on, page_of

BEGAN = "The panel asked how many children wait. The Director answered. Members thanked the team."
MIRRORS = "() => Object.keys(localStorage).filter((key) => key.startsWith('draft:'))"


@pytest.fixture
def item(panel):
    return AgendaItemFactory(meeting=MeetingFactory(panel=panel), title="Virtual school", text=BEGAN)


@pytest.fixture
def address(live_server, item):
    return f"{live_server.url}{item.meeting.get_absolute_url()}items/{item.pk}/"


@pytest.fixture
def page(browser, live_server, officer):
    return page_of(browser, live_server, officer)


def write(page, words):
    """Type as a person does, so that the page's script hears it."""
    box = page.get_by_label("Description")
    box.fill("")
    box.press_sequentially(words)


def kept(page):
    expect(page.get_by_text("Draft kept").first).to_be_visible()


def offered(page):
    return page.get_by_text("and didn’t save.")


@pytest.mark.concurrency
def test_two_officers_words_are_put_together(page, address, item):
    mina = UserFactory(role="officer", name="Mina Kaur")
    page.goto(address)
    edit_item(item=item, by=mina, text=BEGAN.replace("how many", "why 20"))

    page.get_by_label("Description").fill(BEGAN.replace("thanked", "praised"))
    steps.save(page)

    expect(page.get_by_text("Mina Kaur saved").first).to_be_visible()
    together = BEGAN.replace("how many", "why 20").replace("thanked", "praised")
    expect(page.get_by_role("textbox", name="Description")).to_have_value(together)
    assert found_on(page, "filled") == []
    steps.save(page)
    expect(page.get_by_text("Virtual school changed")).to_be_visible()
    item.refresh_from_db()
    assert item.text == together


@pytest.mark.concurrency
def test_after_a_crash_what_was_typed_is_offered_and_saved(browser, live_server, officer, page, address, item):
    page.goto(address)
    write(page, "Typed before the crash.")
    kept(page)
    page.context.close()

    again = page_of(browser, live_server, officer)
    again.goto(address)
    expect(offered(again)).to_be_visible()
    again.get_by_role("button", name="Go on with what you typed").first.click()
    expect(again.get_by_label("Description")).to_have_value("Typed before the crash.")
    steps.save(again)

    again.goto(address)
    expect(offered(again)).to_have_count(0)
    item.refresh_from_db()
    assert item.text == "Typed before the crash."
    assert not Draft.objects.exists()


def test_a_draft_is_thrown_away(page, address):
    page.goto(address)
    write(page, "Not so.")
    kept(page)
    page.goto(address)

    page.get_by_role("button", name="Throw it away").first.click()

    expect(page.get_by_label("Description")).to_have_value(BEGAN)
    expect(offered(page)).to_have_count(0)
    assert not Draft.objects.exists()


def test_a_lost_session_loses_no_typed_text(browser, live_server, officer, page, address):
    page.goto(address)
    Session.objects.all().delete()
    write(page, "Typed after the session was gone.")
    expect(page.get_by_text("You were signed out. What you typed is kept in this browser.").first).to_be_visible()
    assert not Draft.objects.exists()

    page.goto(address)
    page.get_by_label("E-mail address").wait_for()
    assert len(page.evaluate(MIRRORS)) == 1
    steps.sign_in(page, live_server, officer)
    page.goto(address)
    page.get_by_role("button", name="Go on with what you typed").last.click()

    expect(page.get_by_label("Description")).to_have_value("Typed after the session was gone.")
    kept(page)
    assert page.evaluate(MIRRORS) == []


def test_a_form_that_is_sent_after_the_session_was_lost_comes_back(live_server, officer, page, address):
    page.goto(address)
    write(page, "Sent too late.")
    kept(page)
    Session.objects.all().delete()
    page.get_by_label("Description").press_sequentially(" But kept.")
    steps.save(page)

    expect(page.get_by_text("What you typed is kept: sign in")).to_be_visible()
    page.get_by_label("E-mail address").fill(officer.email)
    page.get_by_label("Password").fill(steps.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Go on with what you typed").first.click()

    expect(page.get_by_label("Description")).to_have_value("Sent too late. But kept.")
    assert page.evaluate(MIRRORS) == []


def test_somebody_else_on_this_browser_never_sees_it(live_server, manager, page, address):
    page.goto(address)
    Session.objects.all().delete()
    write(page, "Only mine.")
    expect(page.get_by_text("You were signed out.").first).to_be_visible()
    page.goto(address)

    steps.sign_in(page, live_server, manager)
    page.goto(address)

    expect(page.get_by_label("Description")).to_have_value(BEGAN)
    expect(page.get_by_text("This browser has kept it")).to_be_hidden()
    assert page.evaluate(MIRRORS) == []


def test_signing_out_clears_the_browser(page, address):
    page.goto(address)
    page.route("**/drafts/", lambda route: route.abort())
    write(page, "Typed without a connection.")
    expect(page.get_by_text("The site can’t be reached. What you typed is kept in this browser.").first).to_be_visible()
    assert len(page.evaluate(MIRRORS)) == 1

    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").wait_for()

    assert page.evaluate(MIRRORS) == []


def test_of_what_is_private_the_browser_keeps_nothing(page, address, live_server, panel):
    exempt = AgendaItemFactory(meeting=MeetingFactory(panel=panel, number_on_day=2), exempt=True)
    page.goto(f"{live_server.url}{exempt.meeting.get_absolute_url()}items/{exempt.pk}/")
    Session.objects.all().delete()
    write(page, "About one child.")

    expect(page.get_by_text("This is private, so it is kept in no browser").first).to_be_visible()
    assert page.evaluate(MIRRORS) == []


def test_what_becomes_private_leaves_the_browser_at_once(page, address):
    page.goto(address)
    page.route("**/drafts/", lambda route: route.abort())
    write(page, "About one child.")
    assert len(page.evaluate(MIRRORS)) == 1

    page.get_by_label("Exempt (Part 2)").check()

    assert page.evaluate(MIRRORS) == []


@pytest.mark.concurrency
def test_of_two_windows_the_later_keeps_the_draft_and_the_earlier_is_told(page, address):
    page.goto(address)
    write(page, "Window one.")
    kept(page)
    second = page.context.new_page()
    second.goto(address)

    write(second, "Window two.")

    kept(second)
    expect(page.get_by_text("You are also writing this in another window").first).to_be_visible()
    expect(page.get_by_label("Description")).to_have_value("Window one.")
    assert Draft.objects.get().typed["text"] == ["Window two."]


def test_a_draft_of_a_window_that_is_gone_is_not_written_over(page, address):
    page.goto(address)
    write(page, "Window one.")
    kept(page)
    second = page.context.new_page()
    page.close()
    second.goto(address)

    write(second, "Window two.")

    expect(second.get_by_text("You also have a draft of this from another window").first).to_be_visible()
    assert Draft.objects.get().typed["text"] == ["Window one."]
    second.get_by_role("button", name="Keep what is in this window instead").click()
    kept(second)
    assert Draft.objects.get().typed["text"] == ["Window two."]
