"""An agenda becomes minutes by keyboard alone: the five decisions and the headings of a real meeting."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from meetings.models import Action, Decision, Meeting
from meetings.operations import add_item, call_meeting, mark_held, publish_agenda
from tests.factories import OfficeFactory, UserFactory
from tests.invented import document, sample
from tests.journeys import steps
from tests.journeys.test_keyboard import tab_to

PAPERS = Path(__file__).resolve().parents[3] / "shared" / "papers"
REAL_PACK = PAPERS / "middlesbrough-agenda-pack-2021-07-27.expected.json"
NOTED = "that the information provided be noted."


def real_minutes():
    if not REAL_PACK.exists():
        pytest.skip("the real papers are not beside this clone; the invented minutes are written the same way")
    return document(json.loads(REAL_PACK.read_text()), "minutes")


def invented_minutes():
    return document(sample("thornmere-agenda-pack-2026-09-22"), "minutes")


@pytest.fixture(
    params=[
        pytest.param(real_minutes, id="real"),
        pytest.param(invented_minutes, id="invented", marks=pytest.mark.smoke),
    ]
)
def facts(request):
    return request.param()


@pytest.fixture
def meeting(panel, officer, facts):
    """Held, with its agenda out; the same headings as in the printed minutes."""
    held_on = date.fromisoformat(facts["date"])
    meeting = call_meeting(panel=panel, held_on=held_on, by=officer)
    for title in facts["sections"]:
        presenters = "Imran Sadiq, Head of Virtual School" if agreed_at(facts, title) else ""
        add_item(meeting=meeting, title=title, presenters=presenters, by=officer)
    publish_agenda(meeting=meeting, lateness="late_agenda", reason="Entered afterwards.", by=officer)
    return mark_held(meeting=Meeting.objects.get(pk=meeting.pk), today=held_on, by=officer)


def agreed_at(facts, section):
    """What was agreed under a heading: the facts name it by its first words."""
    return [row["text"] for row in facts["resolutions"] if section.startswith(row["section"])]


def test_an_agenda_becomes_minutes_by_keyboard_alone(live_server, page, officer, meeting, facts, settings):
    settings.DECISION_NOTED = NOTED
    OfficeFactory(title="Head of Virtual School")
    steps.sign_in(page, live_server, officer)
    page.goto(f"{live_server.url}{meeting.get_absolute_url()}")
    press(page, page.get_by_role("link", name="Write the minutes", exact=True))
    press(page, page.get_by_role("link", name=re.compile("^Write item 1")))

    for number, title in enumerate(facts["sections"], start=1):
        expect(page.get_by_role("heading", level=1)).to_have_text(f"{number} {title}")
        type_into(
            page, "What was said", f"The panel heard of it. The figures of item {number} would be sent. It was noted."
        )
        agree(page, agreed_at(facts, title))
        press(page, page.get_by_role("button", name="Save and go to the next item"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Minutes")
    expect(page.get_by_text(f"{len(facts['sections'])} of {len(facts['sections'])} items written")).to_be_visible()
    assert sorted(Decision.objects.values_list("text", flat=True)) == sorted(
        row["text"] for row in facts["resolutions"]
    )
    assert Decision.objects.values("minute").distinct().count() == facts["agreed_blocks"]


def press(page, goal):
    tab_to(page, goal)
    page.keyboard.press("Enter")


def press_with_alt(page, letter):
    """Playwright's own Alt+K leaves out the letter by which the browser looks for the access key."""
    key = {"modifiers": 1, "key": letter, "code": f"Key{letter.upper()}", "unmodifiedText": letter, "text": letter}
    browser = page.context.new_cdp_session(page)
    for kind in ("keyDown", "keyUp"):
        browser.send("Input.dispatchKeyEvent", key | {"type": kind})


def type_into(page, label, words):
    tab_to(page, page.get_by_label(label))
    page.keyboard.type(words)


def agree(page, texts):
    """By the button where it is the council's own sentence, else typed; several as numbered parts."""
    if texts == [NOTED]:
        button = page.get_by_role("button", name="Agreed: note it")
        tab_to(page, button)
        page.keyboard.press("Enter")
        expect(page.get_by_label("What was agreed")).to_have_value(NOTED)
    elif texts:
        parts = [f"{number}. {text}" for number, text in enumerate(texts, start=1)] if len(texts) > 1 else texts
        tab_to(page, page.get_by_label("What was agreed"))
        for part in parts:
            page.keyboard.type(part)
            page.keyboard.press("Enter")


def test_the_sentence_under_the_cursor_becomes_an_action(live_server, page, officer, meeting, facts):
    OfficeFactory(title="Head of Virtual School")
    section = next(title for title in facts["sections"] if agreed_at(facts, title))
    item = meeting.items.get(title=section)
    steps.sign_in(page, live_server, officer)
    page.goto(f"{live_server.url}{meeting.get_absolute_url()}items/{item.pk}/minute/")
    sentence = "The number would be sent by 5 p.m. on Friday."
    type_into(page, "What was said", f"Cllr. A. Elm asked how many wait. {sentence} Done.")
    for _ in range(len(" Done.") + 4):
        page.keyboard.press("ArrowLeft")

    expect(page.get_by_role("button", name="Action from this sentence")).to_be_visible()
    press_with_alt(page, "k")

    expect(page.get_by_label("What will be done")).to_have_value(sentence)
    expect(page.get_by_label("Owner")).to_be_focused()
    expect(page.get_by_label("Owner")).to_have_value("Head of Virtual School")
    press(page, page.get_by_role("button", name="Save and add another action"))
    expect(page.get_by_role("heading", name="Taken on so far")).to_be_visible()
    expect(page.locator("main")).to_contain_text(f"{sentence} Change")
    action = Action.objects.get()
    assert (action.minute.item, action.owned_by) == (item, "Head of Virtual School")


def test_what_is_selected_becomes_the_action(live_server, page, officer, meeting, facts):
    item = meeting.items.earliest("position")
    steps.sign_in(page, live_server, officer)
    page.goto(f"{live_server.url}{meeting.get_absolute_url()}items/{item.pk}/minute/")
    type_into(page, "What was said", "Officers to send figures")
    for _ in range(len("send figures")):
        page.keyboard.press("Shift+ArrowLeft")
    page.get_by_role("button", name="Action from this sentence").click()

    expect(page.get_by_label("What will be done")).to_have_value("send figures")


def test_two_browsers_write_two_items_and_then_the_same(live_server, browser, officer, meeting, facts):
    items = list(meeting.items.order_by("position")[:2])
    first, second = (begun(browser, live_server, user) for user in (officer, UserFactory(role="officer")))
    for window, item in ((first, items[0]), (second, items[1])):
        window.goto(f"{live_server.url}{meeting.get_absolute_url()}items/{item.pk}/minute/")
        window.get_by_label("What was said").fill(f"Written about {item.pk}.")
    for window in (first, second):
        steps.save(window)
        expect(window.get_by_role("alert")).to_contain_text("saved")
    second.goto(f"{live_server.url}{meeting.get_absolute_url()}items/{items[0].pk}/minute/")
    for window, words in ((first, "First officer."), (second, "Second officer.")):
        box = window.get_by_label("What was said")
        box.fill(f"{box.input_value()} {words}")
    steps.save(first)
    expect(first.get_by_role("alert")).to_contain_text("saved")
    steps.save(second)

    expect(second.locator(".govuk-error-summary")).to_contain_text("Nothing is lost")
    expect(second.locator("main")).to_contain_text("First officer.")
    assert "Second officer." in second.get_by_label("What was said").input_value()
    assert items[1].minutes.get().body == f"Written about {items[1].pk}."


def begun(browser, site, user):
    page = browser.new_context().new_page()
    steps.sign_in(page, site, user)
    return page
