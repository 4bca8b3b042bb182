"""An exempt report: its title and the reason are public, its words are the panel's."""

from datetime import date

import pypdfium2
import pytest
from playwright.sync_api import expect

from meetings.models import ItemPaper, Pack
from meetings.operations import add_item, call_meeting
from meetings.operations.packs import build_pack
from tests.journeys import steps
from tests.papers import pdf

SECRET = "Hawthorn Lodge"
REASON = "a price is still being negotiated."


@pytest.fixture
def meeting(panel, officer):
    meeting = call_meeting(panel=panel, held_on=date(2027, 1, 26), by=officer)
    add_item(meeting=meeting, title=f"Buying {SECRET}", by=officer)
    return meeting


@pytest.mark.upload
def test_an_exempt_report_is_read_by_the_panel_alone(
    live_server, page, browser, tmp_path, meeting, officer, councillor, other_councillor
):
    steps.sign_in(page, live_server, officer)
    the_item_is_made_exempt(page, live_server, meeting)
    a_paper_is_added(page, tmp_path)
    page.goto(live_server.url + meeting.get_absolute_url())
    steps.publish(page)
    paper = ItemPaper.objects.get().document
    packs = packs_of(meeting)

    for reader in (None, other_councillor):
        outsider = signed_in(browser, live_server, reader)
        outsider.goto(live_server.url + meeting.get_absolute_url())
        expect(outsider.get_by_role("heading", name="Children's homes")).to_be_visible()
        expect(outsider.get_by_text(REASON)).to_be_visible()
        assert SECRET not in outsider.content()
        for address in (paper.url, paper.file_url):
            assert outsider.goto(live_server.url + address).status == 404
        version = f"{meeting.get_absolute_url()}versions/{meeting.publications.get().pk}/"
        for address in ("/", "/meetings/", version, "/search/?q=Hawthorn", "/search/?q=valuation"):
            outsider.goto(live_server.url + address)
            assert [words for words in (SECRET, "Valuation", paper.url) if words in outsider.content()] == [], address
        public = outsider.request.get(f"{live_server.url}{meeting.get_absolute_url()}pack.pdf").body()
        assert public == packs["public"]
        words, outline = words_of(public)
        assert REASON in words
        assert [line for line in (words, *outline) if SECRET in line or "Valuation" in line] == []

    member = signed_in(browser, live_server, councillor)
    member.goto(live_server.url + meeting.get_absolute_url())
    member.get_by_role("link", name="Valuation").click()
    expect(member.get_by_text(f"{SECRET} is worth")).to_be_visible()
    assert member.request.get(live_server.url + paper.file_url).body() == (tmp_path / "valuation.pdf").read_bytes()
    words, outline = words_of(packs["members"])
    assert f"{SECRET} is worth" in words
    assert [line for line in outline if "Valuation" in line] != []


def packs_of(meeting):
    """The bytes of each audience's pack, once the worker has made them."""
    for pack in Pack.objects.filter(meeting=meeting):
        build_pack.func(pack.pk)
    return {pack.audience: bytes_of(pack.file) for pack in Pack.objects.filter(meeting=meeting)}


def bytes_of(file):
    with file.content.open("rb") as content:
        return content.read()


def words_of(pack):
    """What a pack says, on one line, and the lines of its outline."""
    with pypdfium2.PdfDocument(pack) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
        return " ".join(" ".join(pages).split()), [line.get_title() for line in pdf.get_toc()]


def the_item_is_made_exempt(page, site, meeting):
    page.goto(site.url + meeting.get_absolute_url())
    page.get_by_role("link", name="Edit the agenda").click()
    page.get_by_role("link", name="Change Buying").click()
    page.get_by_label("Exempt (Part 2)").check()
    steps.save(page)
    expect(page.get_by_role("alert")).to_contain_text("Select the paragraph under which it is exempt")
    page.get_by_label("Paragraph").select_option(value="3")
    page.get_by_label("Why the public interest").fill(REASON)
    page.get_by_label("Title for the public").fill("Children's homes")
    steps.save(page)
    page.get_by_role("link", name="Change Buying").click()


def a_paper_is_added(page, tmp_path):
    path = tmp_path / "valuation.pdf"
    path.write_bytes(pdf(words=f"{SECRET} is worth two million."))
    page.get_by_role("link", name="Add a paper").click()
    page.get_by_label("File").set_input_files(path)
    page.get_by_label("Title").fill("Valuation")
    steps.save(page, "Add the paper")
    expect(page.get_by_text("Valuation added")).to_be_visible()


def signed_in(browser, site, user):
    page = browser.new_context().new_page()
    if user:
        steps.sign_in(page, site, user)
    return page
