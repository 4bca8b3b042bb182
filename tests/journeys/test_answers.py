"""An author without an account gets a letter, opens its link, saves, comes back and sends the paper."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from meetings.models import PaperRequest
from meetings.operations import add_item, call_meeting
from tests import papers
from tests.factories import HoldingFactory, PaperRequestFactory
from tests.journeys import steps


@pytest.fixture
def meeting(panel, officer):
    return call_meeting(panel=panel, held_on=held_on(), by=officer)


def held_on() -> date:
    """So far off that a paper can be due before it."""
    return timezone.localdate() + timedelta(days=60)


@pytest.fixture
def item(meeting, officer):
    return add_item(meeting=meeting, title="Virtual school", delivery="report", by=officer)


def link_in(letter, site):
    """Where the letter leads, on the server of this test."""
    return site.url + re.search(r"/answer/[\w-]+/", letter.body)[0]


@pytest.mark.upload
def test_an_author_without_an_account_sends_a_paper(live_server, page, browser, tmp_path, meeting, item, officer):
    HoldingFactory(
        office__title="Head of Virtual School",
        office__email="virtual.school@thornmere.example",
        person__name="Imran Sadiq",
    )
    report = tmp_path / "report.pdf"
    report.write_bytes(papers.pdf(2, "How many children wait"))
    steps.sign_in(page, live_server, officer)
    page.goto(f"{live_server.url}{meeting.get_absolute_url()}items/{item.pk}/")
    page.get_by_role("link", name="Ask for a paper").click()
    page.get_by_label("Office").fill("Head of Virtual School")
    page.get_by_label("What it should cover").fill("How many children wait.")
    steps.save(page, "See the letter first")
    expect(page.get_by_text("Head of Virtual School (Imran Sadiq)")).to_be_visible()
    steps.save(page, "Send the letter")
    expect(page.get_by_role("alert")).to_contain_text("Asked Head of Virtual School (Imran Sadiq) for the paper")

    author = browser.new_context().new_page()
    link = link_in(mail.outbox[-1], live_server)
    author.goto(link)
    expect(author.get_by_text("How many children wait.")).to_be_visible()
    author.get_by_label("Title", exact=True).fill("Virtual school annual report")
    author.get_by_label("What it recommends").fill("that the report be noted")
    steps.save(author, "Save and come back later")
    expect(author.get_by_text("Nothing has been sent yet")).to_be_visible()

    author.goto(link)
    expect(author.get_by_label("Title", exact=True)).to_have_value("Virtual school annual report")
    steps.save(author, "Send the paper")
    expect(author.get_by_role("alert")).to_contain_text("Choose the file")
    author.get_by_label("File", exact=True).set_input_files(report)
    author.get_by_label("It is final").check()
    steps.save(author, "Send the paper")
    expect(author.get_by_role("alert")).to_contain_text("Say who has cleared it")
    expect(author.get_by_role("checkbox", name="Remove report.pdf")).to_be_visible()
    author.get_by_label("Who has cleared it").fill("Dana Whitlock, Director of Children's Services")
    steps.save(author, "Send the paper")
    expect(author.get_by_text("Your paper has come.")).to_be_visible()
    assert author.context.cookies() == []

    page.goto(f"{live_server.url}/papers/")
    page.get_by_role("link", name="Virtual school").click()
    expect(page.get_by_text("cleared by Dana Whitlock")).to_be_visible()
    steps.save(page, "Put it under the item")
    expect(page.get_by_role("alert")).to_contain_text("Virtual school annual report put under the item")
    assert PaperRequest.objects.get().accepted_by == officer


@pytest.mark.upload
def test_a_file_that_is_no_paper_is_refused_there_too(live_server, page, tmp_path, item):
    asked = PaperRequestFactory(item=item)
    program = tmp_path / "report.pdf"
    program.write_bytes(b"MZ\x90\x00" + bytes(5000))
    page.goto(live_server.url + asked.answer_request.path)

    page.get_by_label("File", exact=True).set_input_files(program)
    page.get_by_label("It is a draft").check()
    steps.save(page, "Send the paper")

    expect(page.get_by_role("alert")).to_contain_text("This is a program, not a paper.")
    asked.refresh_from_db()
    assert asked.state == PaperRequest.State.ASKED
