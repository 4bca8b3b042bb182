"""The monitoring officer takes words and a paper out of a published meeting, and a stranger reads neither."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect

from meetings.models import Meeting
from meetings.operations import add_item, attach_paper, call_meeting, publish_agenda
from scrutiny.documents.checks import check
from scrutiny.models import Document
from tests.journeys import steps
from tests.journeys.test_accessibility import found_on
from tests.papers import pdf

NAME, REASON = "Rowan Thistlewood", "it gave the name of a child."


@pytest.fixture
def meeting(panel, officer):
    meeting = call_meeting(panel=panel, held_on=date(2026, 9, 22), by=officer)
    item = add_item(meeting=meeting, title="School places", text=f"The family of {NAME} asked why.", by=officer)
    upload = SimpleUploadedFile("places.pdf", pdf(words="Every place was taken."))
    attach_paper(item=item, checked=check(upload), title="Places by school", by=officer)
    publish_agenda(meeting=meeting, by=officer)
    return Meeting.objects.get(pk=meeting.pk)


@pytest.mark.upload
def test_words_and_a_paper_are_withheld(live_server, page, browser, meeting, monitoring_officer):
    where, paper = live_server.url + meeting.get_absolute_url(), Document.objects.get()
    page.set_viewport_size({"width": 1280, "height": 800})
    steps.sign_in(page, live_server, monitoring_officer)

    words_are_redacted(page, where)
    the_paper_is_withheld(page, where)

    stranger = browser.new_context().new_page()
    stranger.goto(where)
    expect(stranger.get_by_text("The family of [withheld] asked why.")).to_be_visible()
    expect(stranger.get_by_text(REASON)).to_be_visible()
    assert "Thistlewood" not in stranger.content()
    for address in (paper.url, paper.file_url):
        assert stranger.goto(live_server.url + address).status == 410
        expect(stranger.get_by_text(f"The monitoring officer withheld it: {REASON}")).to_be_visible()
        expect(stranger.get_by_text("It was taken down on")).to_be_visible()
    stranger.goto(f"{live_server.url}/search/?q=Thistlewood")
    expect(stranger.get_by_role("main")).not_to_contain_text("School places")


def words_are_redacted(page, where):
    page.goto(where)
    page.get_by_role("link", name="Withhold or redact").click()
    page.get_by_role("link", name="Redact words").click()
    page.get_by_label("Words to redact").fill(NAME)
    say_why(page)
    steps.save(page, "Look where they stand")
    expect(page.get_by_role("main").get_by_text(NAME).first).to_be_visible()
    assert found_on(page, "filled") == []
    page.get_by_role("button", name="Redact them in").click()
    expect(page.get_by_text("Words redacted in")).to_be_visible()


def the_paper_is_withheld(page, where):
    page.goto(where)
    page.get_by_role("link", name="Withhold or redact").click()
    page.get_by_role("link", name="Places by school").click()
    say_why(page)
    steps.save(page, "Withhold it")
    expect(page.get_by_text("Withheld. Its address says when and why.")).to_be_visible()


def say_why(page):
    page.get_by_label("Ground").select_option(value="child")
    page.get_by_label("Reason", exact=True).fill(REASON)
