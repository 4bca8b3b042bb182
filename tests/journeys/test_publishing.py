"""Publishing with confidence, and adding a late item: the count before the button, the four kinds of lateness, and
what changed afterwards on the page and in the letters."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from meetings.models import Meeting
from meetings.operations import add_item, add_recipient, attach_paper, call_meeting, mark_held
from scrutiny.dates import latest_despatch, open_days
from scrutiny.models import File, Letter
from tests.factories import DoubtFactory, MembershipFactory, checked_file
from tests.journeys import steps

WHY = "The roof of the centre leaks."


@pytest.fixture
def tomorrow(panel, officer):
    """A meeting of tomorrow with two items, a member and a newspaper that get its papers."""
    MembershipFactory(panel=panel, person__name="Ruth Halloran", person__email="ruth@thornmere.example", role="chair")
    add_recipient(panel=panel, name="Thornmere Echo", capacity="press", email="news@echo.example", by=officer)
    meeting = call_meeting(panel=panel, held_on=timezone.localdate() + timedelta(days=1), by=officer)
    add_item(meeting=meeting, title="Apologies", by=officer)
    report = add_item(meeting=meeting, title="Virtual school", delivery="report", presenters="Ada", by=officer)
    attach_paper(item=report, checked=checked_file(), title="Annual report", by=officer)
    File.objects.update(looked_into_at=timezone.now())
    return meeting


def test_publishing_with_confidence(live_server, page, officer, tomorrow):
    DoubtFactory(file=File.objects.get())
    steps.sign_in(page, live_server, officer)
    page.goto(f"{live_server.url}{tomorrow.get_absolute_url()}agenda/")
    page.get_by_role("link", name="Check and publish").click()

    count = len(open_days(timezone.localdate(), tomorrow.held_on))
    last_safe = latest_despatch(tomorrow.held_on)
    expect(page.get_by_text(f"{count or 'No'} clear days, not 5")).to_be_visible()
    expect(page.get_by_text(f"The last safe day was {last_safe:%A} {last_safe.day} {last_safe:%B}")).to_be_visible()
    expect(page.get_by_text("E-mail to 1 member and 1 press address")).to_be_visible()

    steps.save(page, "Publish and send")
    expect(page.get_by_role("alert")).to_contain_text("Choose why it is late")
    expect(page.get_by_role("alert")).to_contain_text("Put right what is listed above")
    page.get_by_role("button", name="I have looked").click()
    expect(page.get_by_label("Why it goes out as it is")).to_have_count(0)
    page.get_by_label("The meeting was called at short notice").check()
    page.get_by_label("The reason, in your words").fill("A report came from the inspectors today.")
    steps.save(page, "Publish and send")

    expect(page.get_by_role("heading", name="Agenda, published")).to_be_visible()
    expect(page.get_by_text("Ruth Halloran")).to_be_visible()
    expect(page.get_by_text("Thornmere Echo")).to_be_visible()
    assert sorted(Letter.objects.values_list("address", flat=True)) == ["news@echo.example", "ruth@thornmere.example"]

    page.get_by_role("link", name="The notice for the notice board").click()
    expect(page.get_by_role("heading", name="Children Scrutiny Panel")).to_be_visible()
    the_public_reads_why(page, live_server, tomorrow, "A report came from the inspectors today.")


REAL_PACK = (
    Path(__file__).resolve().parents[3] / "shared" / "papers" / "middlesbrough-agenda-pack-2021-07-27.expected.json"
)


def test_a_real_agenda_that_was_late_says_by_how_much(live_server, page, panel, officer):
    """It was despatched on Wednesday 21 July 2021 for Tuesday 27 July, as its last page prints."""
    if not REAL_PACK.exists():
        pytest.skip("the real papers are not beside this clone; the invented agenda of tomorrow walks the same way")
    facts = json.loads(REAL_PACK.read_text())
    meeting = call_meeting(panel=panel, held_on=date.fromisoformat(facts["date"]), by=officer)
    for item in facts["items"]:
        add_item(meeting=meeting, title=item["title"], by=officer)
    with time_machine.travel("2021-07-21 10:00+01:00"):
        steps.sign_in(page, live_server, officer)
        page.goto(f"{live_server.url}{meeting.get_absolute_url()}agenda/publish/")
        expect(page.get_by_text("3 clear days, not 5")).to_be_visible()
        expect(page.get_by_text("22, 23 and 26 July. The last safe day was Monday 19 July.")).to_be_visible()
        page.get_by_label("The agenda is late").check()
        page.get_by_label("The reason, in your words").fill("Two dates of issue are printed.")
        steps.save(page, "Publish and send")
        expect(page.get_by_text("3 clear days before the meeting")).to_be_visible()
    the_public_reads_why(page, live_server, meeting, "Two dates of issue are printed.")


def the_public_reads_why(page, site, meeting, words):
    outsider = page.context.browser.new_context(viewport={"width": 390, "height": 800}).new_page()
    outsider.goto(site.url + meeting.get_absolute_url())
    outsider.get_by_text("clear days before instead of 5. Why").first.click()
    expect(outsider.get_by_text(words)).to_be_visible()
    outsider.context.close()


def test_a_late_item_is_proposed_decided_and_minuted(live_server, page, officer, tomorrow):
    steps.sign_in(page, live_server, officer)
    published_at_short_notice(page, live_server, tomorrow)
    first = tomorrow.publications.get()

    an_item_is_added_late(page, live_server, tomorrow)
    expect(page.get_by_role("heading", name="Late item, published")).to_be_visible()
    expect(page.get_by_text("Item 3 added: A flood")).to_be_visible()
    assert type(first).objects.filter(pk=first.pk).values().get()["for_public"] == first.for_public

    page.goto(live_server.url + tomorrow.get_absolute_url())
    expect(page.get_by_role("link", name="Item 3 added: A flood")).to_be_visible()
    expect(page.get_by_text(f"Why it can’t wait: {WHY}")).to_be_visible()
    page.get_by_role("link", name="Record what the Chair decided about the urgency of A flood").click()
    page.get_by_label("It is urgent, and is taken").check()
    steps.save(page)
    expect(page.get_by_text("Item 3: Urgent, the Chair agreed")).to_be_visible()

    mark_held(meeting=Meeting.objects.get(), by=officer, today=tomorrow.held_on)
    page.reload()
    page.get_by_role("link", name="Write the minute of A flood").click()
    expect(page.get_by_label("What was said")).to_have_value(
        f"The Chair agreed that this item be taken as a matter of urgency. The special circumstances: {WHY}"
    )


def published_at_short_notice(page, site, meeting):
    page.goto(f"{site.url}{meeting.get_absolute_url()}agenda/")
    steps.publish(page, "The meeting was called at short notice", "A report came today.")


def an_item_is_added_late(page, site, meeting):
    page.get_by_role("link", name="add the item to the agenda").click()
    steps.type_items(page, {"items": [{"number": "3", "title": "A flood"}]})
    page.get_by_role("link", name="Check and publish again").click()
    expect(page.get_by_label("A late item")).to_be_checked()
    steps.save(page, "Publish and send")
    expect(page.get_by_role("alert")).to_contain_text("Say why item 3 can’t wait")
    page.get_by_label("Why item 3 can’t wait: A flood").fill(WHY)
    steps.save(page, "Publish and send")
