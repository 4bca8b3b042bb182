"""The monitoring officer's pages, and what everybody gets where something was withheld."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from inspections.operations import add_recommendation
from meetings.models import Meeting
from meetings.operations import add_item, attach_paper, call_meeting, edit_meeting, publish_agenda
from scrutiny.models import Document, Person, Withholding
from scrutiny.operations import add_person
from scrutiny.operations.withholding import withhold
from tests.factories import EXEMPT, InspectionFactory, WithholdingFactory, checked_file
from tests.shown import Shown
from tests.visits import body

pytestmark = pytest.mark.django_db

WHY = {"reason": "it names a child.", "ground": "child"}
SAID = ("The monitoring officer withheld it: it names a child.", "It was taken down on 3 December 2026.")


@pytest.fixture(autouse=True)
def third_of_december():
    with time_machine.travel("2026-12-03 10:00", tick=True):
        yield


@pytest.fixture
def browsers(everyone):
    found = {role: Client() for role in everyone}
    for role, user in everyone.items():
        if user.is_authenticated:
            found[role].force_login(user)
    return found


@pytest.fixture
def browser(browsers):
    return browsers["monitoring officer"]


@pytest.fixture
def meeting(panel, officer):
    meeting = call_meeting(panel=panel, held_on=date(2026, 9, 22), by=officer)
    item = add_item(meeting=meeting, title="Ada Elm and her school", by=officer)
    attach_paper(item=item, checked=checked_file(text="Ada Elm is\nnine."), title="A letter", by=officer)
    publish_agenda(meeting=meeting, by=officer)
    return Meeting.objects.get(pk=meeting.pk)


def gone_for_everybody(browsers, *paths):
    """Each path answers 410 with reason and day, to every role."""
    answers = {(role, path): browsers[role].get(path) for role in browsers for path in paths}
    pages = {key: " ".join(body(answer).split()) for key, answer in answers.items()}
    assert {key: answer.status_code for key, answer in answers.items()} == dict.fromkeys(answers, 410)
    assert [key for key, page in pages.items() if not all(words in page for words in SAID)] == []


def test_a_paper_is_gone_for_everybody(browsers, meeting, monitoring_officer):
    paper = Document.objects.get()
    page, file = paper.url, paper.file_url
    withhold(record=paper, by=monitoring_officer, **WHY)
    gone_for_everybody(browsers, page, file, f"{page}other.pdf")


def test_a_meeting_is_gone_for_everybody_with_its_pages_and_papers(browsers, meeting, officer, monitoring_officer):
    paper, version = Document.objects.get(), meeting.publications.get()
    withhold(record=meeting, by=monitoring_officer, **WHY)
    gone_for_everybody(browsers, meeting.get_absolute_url(), version.get_absolute_url(), paper.url)


def test_an_old_address_leads_to_the_same_answer(browsers, meeting, officer, monitoring_officer):
    old = meeting.get_absolute_url()
    moved = edit_meeting(
        meeting=meeting, held_on=date(2026, 9, 23), starts_at=meeting.starts_at, reason="A funeral.", by=officer
    )
    withhold(record=moved, by=monitoring_officer, **WHY)
    assert {browsers[role].get(old, follow=True).status_code for role in browsers} == {410}


def test_a_recommendation_and_a_version_are_gone_for_everybody(browsers, meeting, officer, monitoring_officer):
    recommendation = add_recommendation(inspection=InspectionFactory(), text="See Ada Elm.", by=officer)
    version = meeting.publications.get()
    for record in (recommendation, version):
        withhold(record=record, by=monitoring_officer, **WHY)
    gone_for_everybody(browsers, recommendation.get_absolute_url(), version.get_absolute_url())
    assert "Withheld on 3 December 2026" in body(browsers["stranger"].get(meeting.get_absolute_url()))


def test_what_was_never_public_is_not_found_by_strangers_still(browsers, panel, officer, monitoring_officer):
    meeting = call_meeting(panel=panel, held_on=date(2026, 9, 22), by=officer)
    item = add_item(meeting=meeting, title="A price", by=officer, **EXEMPT)
    paper = attach_paper(item=item, checked=checked_file(), title="Price", by=officer)
    publish_agenda(meeting=meeting, by=officer)
    withhold(record=paper, by=monitoring_officer, **WHY)
    assert {role: browsers[role].get(paper.url).status_code for role in browsers} == {
        "stranger": 404,
        "other councillor": 404,
        "councillor": 410,
        "officer": 410,
        "manager": 410,
        "monitoring officer": 410,
    }


def test_the_place_says_so_to_everybody_and_the_page_is_another_one(browsers, meeting, monitoring_officer):
    stranger = browsers["stranger"]
    etag = stranger.get(meeting.get_absolute_url())["ETag"]
    withhold(record=Document.objects.get(), by=monitoring_officer, **WHY)

    pages = {role: body(browsers[role].get(meeting.get_absolute_url())) for role in browsers}
    place = '<p class="app-document">Withheld on 3 December 2026: it names a child.</p>'
    assert [role for role, page in pages.items() if place not in page] == []
    assert "Changed since it was published" not in pages["officer"]
    again = stranger.get(meeting.get_absolute_url(), HTTP_IF_NONE_MATCH=etag)
    assert (again.status_code, again["ETag"] == etag) == (200, False)


def typed(**more):
    return {"words": "Ada Elm", **WHY} | more


def test_the_places_are_shown_before_the_button(browser, meeting):
    page = body(browser.post("/withheld/words/", typed()))

    assert Withholding.objects.count() == 0
    assert "Words can’t be cut out of a file. These papers are withheld whole:" in page
    assert "<li>A letter</li>" in page
    assert "<mark>Ada Elm</mark> and her school" in page
    assert "<mark>Ada Elm</mark> is" in page.replace("Ada Elm is\nnine", "Ada Elm is nine")


def test_the_button_redacts_what_was_shown(browser, meeting, monitoring_officer):
    shown = Shown(body(browser.post("/withheld/words/", typed()))).boxes["shown"]

    answer = browser.post("/withheld/words/", typed(shown=shown), follow=True)

    assert answer.redirect_chain == [("/withheld/", 302)]
    assert "Words redacted in" in body(answer)
    assert "Ada Elm" not in body(answer) + str(answer.cookies)
    assert list(Withholding.objects.order_by("pk").values_list("how", "withheld_by")) == [
        ("whole", monitoring_officer.pk),
        ("words", monitoring_officer.pk),
    ]


def test_other_words_are_shown_again_first(browser, meeting):
    shown = Shown(body(browser.post("/withheld/words/", typed()))).boxes["shown"]

    for more in ({"words": "school"}, {"another": "1"}):
        answer = browser.post("/withheld/words/", typed(shown=shown, **more))
        assert (answer.status_code, Withholding.objects.count()) == (200, 0)


def test_what_was_added_meanwhile_is_shown_again(browser, meeting, manager):
    shown = Shown(body(browser.post("/withheld/words/", typed()))).boxes["shown"]
    add_person(name="Ada Elm", by=manager)

    page = Shown(body(browser.post("/withheld/words/", typed(shown=shown))))

    assert page.summary == ["The words stand in other places than those that you were shown. Look at the list again."]
    assert page.boxes["shown"] != shown
    assert Withholding.objects.count() == 0


def test_words_that_stand_nowhere_have_no_button(browser, meeting):
    page = body(browser.post("/withheld/words/", typed(words="Nobody Known")))

    assert "These words stand nowhere" in page
    assert "Look where they stand" in page


def test_a_page_lists_what_can_be_withheld(browser, meeting):
    page = body(browser.get(f"/withheld/of/meetings.meeting/{meeting.pk}/"))

    links = [f"{kind}/{pk}/whole/" for kind, pk in CHOICES(meeting)]
    assert [link for link in links if link not in page] == []
    assert "Withhold or redact" in body(browser.get(meeting.get_absolute_url()))


def CHOICES(meeting):  # noqa: N802
    return [
        ("meetings.meeting", meeting.pk),
        ("meetings.agendaitem", meeting.items.get().pk),
        ("scrutiny.document", Document.objects.get().pk),
        ("meetings.publication", meeting.publications.get().pk),
    ]


def test_withholding_shows_what_goes_and_does_it(browser, meeting):
    path = f"/withheld/of/meetings.agendaitem/{meeting.items.get().pk}/whole/"
    assert "<li>A letter</li>" in body(browser.get(path))

    answer = browser.post(path, WHY, follow=True)

    assert answer.redirect_chain == [("/withheld/", 302)]
    assert "Withheld whole: an item of the meeting of 22 September 2026" in body(answer)


def test_what_was_withheld_is_not_offered_again(browser, meeting, monitoring_officer):
    paper = Document.objects.get()
    withhold(record=paper, by=monitoring_officer, **WHY)

    address = f"/withheld/of/scrutiny.document/{paper.pk}/whole/"
    assert address not in body(browser.get(f"/withheld/of/meetings.meeting/{meeting.pk}/"))
    assert browser.get(address).status_code == 410


def test_nothing_else_can_be_named(browser, meeting, manager):
    person = add_person(name="Ada Elm", by=manager)
    for path in (f"scrutiny.person/{person.pk}/whole/", "scrutiny.user/1/", "meetings.meeting/999999/", "no.such/1/"):
        assert browser.get(f"/withheld/of/{path}").status_code == 404
    assert browser.get(f"/withheld/of/scrutiny.person/{person.pk}/").status_code == 200
    assert Person.objects.get(pk=person.pk).name == "Ada Elm"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_log_asks_no_more_for_more_rows(browser, rows):
    WithholdingFactory.create_batch(rows)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get("/withheld/").status_code == 200
    assert len(asked) == 4


def test_an_officer_who_makes_a_published_item_private_is_told(browsers, meeting):
    item = meeting.items.get()
    address = f"{meeting.get_absolute_url()}items/{item.pk}/"
    data = Shown(body(browsers["officer"].get(address))).boxes | {"openness": "confidential"}

    page = body(browsers["officer"].post(address, data, follow=True))

    assert "its title and text stay in the versions that went out. Ask the monitoring officer" in page
