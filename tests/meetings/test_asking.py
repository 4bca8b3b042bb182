"""Papers that are asked for: the letter, what the author sends, what the officer does with it, and how late it is."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core import mail, signing
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from meetings import permissions
from meetings.forms.asking import usual_due
from meetings.models import AgendaItem, ItemPaper, Meeting, PaperRequest
from meetings.operations import (
    AgendaClosed,
    DueTooLate,
    MissingNotSaid,
    NothingReceived,
    NothingToAskFor,
    NothingToReceive,
    NotWaitingForIt,
    RemindedToday,
    accept_paper,
    add_item,
    ask_for_paper,
    call_meeting,
    call_off,
    publish_agenda,
    receive_paper,
    remind,
    return_paper,
    send_link_again,
    stop_paper_link,
    withdraw_request,
)
from meetings.views.asking import address_of
from meetings.views.items import item_address
from scrutiny.documents.checks import look_at
from scrutiny.models import AnswerRequest, Document, File
from scrutiny.operations import ChangedMeanwhile, LinkStopped, receive_file
from scrutiny.work.tidying import sweep_files
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import (
    EXEMPT,
    AgendaItemFactory,
    AnswerRequestFactory,
    ClosureFactory,
    HoldingFactory,
    MeetingFactory,
    MembershipFactory,
    OfficeFactory,
    PaperRequestFactory,
    PersonFactory,
    UserFactory,
)
from tests.history import last_row
from tests.papers import pdf
from tests.visits import body

pytestmark = pytest.mark.django_db

State = PaperRequest.State
TODAY = date(2026, 8, 24)
HELD_ON = date(2026, 9, 22)
DUE = date(2026, 9, 7)


@pytest.fixture(autouse=True)
def twenty_fourth_of_august():
    with time_machine.travel(datetime(2026, 8, 24, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def item(panel, officer):
    meeting = call_meeting(panel=panel, held_on=HELD_ON, by=officer)
    return add_item(meeting=meeting, title="Virtual school", delivery="report", by=officer)


@pytest.fixture
def office(db):
    holding = HoldingFactory(office__title="Head of Virtual School", person__name="Imran Sadiq")
    return holding.office


@pytest.fixture
def asked(item, office, officer):
    return ask_for_paper(
        item=item,
        office=office,
        name="Imran Sadiq",
        email="imran@thornmere.example",
        covers="How many wait for a place.",
        due_on=DUE,
        by=officer,
    )


def a_file(words="Report"):
    return receive_file(seen=look_at(ContentFile(pdf(words=words))))


def sent(request, words="Report", **values):
    facts = {"title": "Annual report", "stage": "final", "cleared_by": "Dana Whitlock"}
    return receive_paper(request=request, checked=a_file(words), **facts | values)


def told(verb, by, request, words=""):
    meeting = ("meetings.meeting", request.item.meeting_id)
    return {"verb": verb, "words": words, "by": by, "parent": meeting, "type": "~"}


def test_papers_are_due_five_working_days_before_the_last_safe_day(item):
    assert usual_due(item.meeting, TODAY) == DUE


def test_a_closure_of_the_council_brings_the_day_forward(item):
    ClosureFactory(day=date(2026, 9, 10))

    assert usual_due(item.meeting, TODAY) == date(2026, 9, 4)


def test_where_that_day_is_over_the_paper_is_due_at_once(item):
    assert usual_due(item.meeting, date(2026, 9, 10)) == date(2026, 9, 10)


def test_the_author_gets_a_letter_with_a_link(asked):
    letter = mail.outbox[-1]

    assert (letter.to, letter.subject) == (
        ["imran@thornmere.example"],
        "A paper by Monday 7 September 2026: Virtual school",
    )
    assert "Head of Virtual School (Imran Sadiq)" in letter.body
    assert "Children Scrutiny Panel on Tuesday 22 September 2026, 4.00pm" in letter.body
    assert "How many wait for a place." in letter.body
    assert asked.answer_request.path in letter.body
    assert (asked.state, asked.due_on, asked.answer_request.state) == (State.ASKED, DUE, AnswerRequest.State.OPEN)


def test_the_letter_names_a_private_item_by_its_public_title_alone(panel, officer):
    meeting = call_meeting(panel=panel, held_on=HELD_ON, by=officer)
    item = add_item(
        meeting=meeting,
        title="Buying Oak House",
        text="The price",
        public_title="Children's homes",
        presenters="Lucy Ferris",
        by=officer,
        **EXEMPT,
    )

    asked = ask_for_paper(item=item, name="Lucy", email="lucy@thornmere.example", due_on=DUE, by=officer)
    sent(asked)

    for letter in mail.outbox:
        for words in ("Oak House", "The price", "Lucy Ferris", EXEMPT["public_interest"]):
            assert words not in letter.subject + letter.body
        assert "Children's homes" in letter.subject


def test_the_link_of_a_private_item_shows_its_public_title_alone(panel, officer, client):
    meeting = call_meeting(panel=panel, held_on=HELD_ON, by=officer)
    item = add_item(
        meeting=meeting, title="Buying Oak House", text="The price", public_title="Homes", by=officer, **EXEMPT
    )
    asked = ask_for_paper(item=item, name="Lucy", email="lucy@thornmere.example", due_on=DUE, by=officer)

    page = body(client.get(asked.answer_request.path))

    assert "Homes" in page
    assert [words for words in ("Oak House", "The price") if words in page] == []
    assert "only the panel’s members and officers read the paper" in page


def test_asking_is_told_in_the_meetings_history(asked, officer):
    assert last_row(asked) == told("ask_for_paper", officer, asked) | {"type": "+"}
    assert last_row(asked.answer_request) == told("ask_for_paper", officer, asked) | {"type": "+"}


def test_asking_happens_wholly_or_not_at_all(item, officer):
    happens_wholly_or_not_at_all(
        lambda: ask_for_paper(item=item, name="Imran", email="i@thornmere.example", due_on=DUE, by=officer)
    )


def test_nobody_is_asked_for_a_meeting_that_was_called_off(item, officer):
    call_off(meeting=item.meeting, state="cancelled", reason="Snow", by=officer)

    with pytest.raises(NothingToAskFor):
        ask_for_paper(item=item, name="Imran", email="i@thornmere.example", due_on=DUE, by=officer)


def test_a_paper_is_due_before_the_meeting(item, officer):
    with pytest.raises(DueTooLate):
        ask_for_paper(item=item, name="Imran", email="i@thornmere.example", due_on=HELD_ON, by=officer)


@pytest.mark.parametrize(
    ("stage", "cleared_by", "state"),
    [
        ("draft", "", State.DRAFT),
        ("draft", "Dana Whitlock", State.CLEARED),
        ("final", "Dana Whitlock", State.FINAL),
    ],
)
def test_how_far_a_paper_has_come_is_what_its_author_says(asked, stage, cleared_by, state):
    assert sent(asked, stage=stage, cleared_by=cleared_by).state == state


def test_what_the_author_sends_is_kept_as_it_came_and_only_officers_know(asked, officer, everyone):
    sent(
        asked,
        purpose="To note progress.",
        recommendations=["that the report be noted", "that it come back in March"],
        background=["Ofsted's letter https://example.org/letter", "Register of places"],
    )

    document = asked.document
    assert (document.title, document.author, document.edition) == ("Annual report", "Head of Virtual School", 1)
    assert document.asks == ["that the report be noted", "that it come back in March"]
    assert list(document.background.order_by("position").values_list("title", "link")) == [
        ("Ofsted's letter", "https://example.org/letter"),
        ("Register of places", ""),
    ]
    assert not ItemPaper.objects.exists()
    readers = [role for role, user in everyone.items() if Document.objects.visible_to(user).exists()]
    assert readers == ["officer", "manager", "monitoring officer"]


def test_receiving_is_told_with_who_was_asked_and_answered_by_a_letter(asked):
    sent(asked)

    assert last_row(asked) == told("receive_paper", None, asked)
    assert mail.outbox[-1].to == ["imran@thornmere.example"]
    assert mail.outbox[-1].subject == "We have your paper: Virtual school"
    assert "Final paper received" in mail.outbox[-1].body


def test_a_better_version_takes_the_place_of_the_first_until_an_officer_takes_it(asked, officer):
    first = sent(asked).document
    second = sent(asked, words="Better", title="Annual report, corrected").document

    assert (second.replaces, second.edition) == (first, 2)
    accept_paper(request=asked, by=officer)
    with pytest.raises(NothingToReceive):
        sent(asked, words="Too late")


def test_under_a_private_item_what_comes_is_private_from_the_first(panel, officer):
    meeting = call_meeting(panel=panel, held_on=HELD_ON, by=officer)
    item = add_item(meeting=meeting, title="Homes", by=officer, **EXEMPT)
    asked = ask_for_paper(item=item, name="Lucy", email="lucy@thornmere.example", due_on=DUE, by=officer)

    assert sent(asked).document.openness == "exempt"


def test_what_comes_by_a_link_that_stopped_is_refused(asked, officer):
    stop_paper_link(request=asked, by=officer)

    with pytest.raises(LinkStopped):
        sent(asked)


def test_accepted_the_paper_stands_under_its_item(asked, item, officer):
    sent(asked)

    paper = accept_paper(request=asked, by=officer, seen=asked.version)

    assert list(item.papers.values_list("document", "position")) == [(asked.document_id, 1)]
    assert asked.accepted_by == officer
    assert last_row(paper) == told("accept_paper", officer, asked) | {"type": "+"}


def test_accepting_happens_wholly_or_not_at_all(asked, officer):
    sent(asked)

    happens_wholly_or_not_at_all(lambda: accept_paper(request=PaperRequest.objects.get(), by=officer))


def test_nothing_is_accepted_before_it_came_or_twice(asked, officer):
    with pytest.raises(NothingReceived):
        accept_paper(request=asked, by=officer)
    sent(asked)
    accept_paper(request=asked, by=officer)
    with pytest.raises(NothingReceived):
        accept_paper(request=asked, by=officer)


def test_nothing_is_accepted_unseen(asked, officer):
    seen = asked.version
    sent(asked)

    with pytest.raises(ChangedMeanwhile):
        accept_paper(request=asked, by=officer, seen=seen)


def test_a_cancelled_meeting_takes_no_paper(asked, item, officer):
    sent(asked)
    call_off(meeting=item.meeting, state="cancelled", reason="Snow", by=officer)

    with pytest.raises(AgendaClosed):
        accept_paper(request=asked, by=officer)


def test_returned_it_is_asked_for_once_more_with_what_is_missing(asked, officer):
    document = sent(asked).document

    return_paper(request=asked, missing="The number of children who wait.", by=officer)

    assert (asked.state, asked.document, asked.status(TODAY)) == (State.ASKED, document, ("Returned", "warning"))
    assert last_row(asked) == told("return_paper", officer, asked)
    assert "The number of children who wait." in mail.outbox[-1].body
    assert sent(asked, words="More").missing == ""


def test_what_is_missing_must_be_said(asked, officer):
    sent(asked)

    with pytest.raises(MissingNotSaid):
        return_paper(request=asked, missing=" ", by=officer)


def test_nothing_is_returned_that_did_not_come(asked, officer):
    with pytest.raises(NothingReceived):
        return_paper(request=asked, missing="All of it", by=officer)


def test_withdrawn_the_author_is_told_and_the_link_says_so(asked, officer, client):
    withdraw_request(request=asked, reason="The item moves to October.", by=officer)

    assert "The item moves to October." in mail.outbox[-1].body
    assert last_row(asked) == told("withdraw_request", officer, asked, "The item moves to October.")
    assert "This paper is not needed any more." in body(client.get(asked.answer_request.path))
    with pytest.raises(NotWaitingForIt):
        withdraw_request(request=asked, by=officer)
    with pytest.raises(NothingToReceive):
        sent(asked)


def test_asking_again_says_how_late_it_is_with_the_same_link(asked, officer):
    remind(request=asked, by=officer, today=date(2026, 9, 10))

    assert mail.outbox[-1].subject == "Late: Virtual school"
    assert "was due on Monday 7 September 2026, 3 days ago" in mail.outbox[-1].body
    assert asked.answer_request.path in mail.outbox[0].body
    assert asked.answer_request.path in mail.outbox[-1].body
    assert last_row(asked) == told("remind", officer, asked)
    assert (asked.reminders, asked.first_reminder_on, asked.last_reminder_on) == (
        1,
        date(2026, 9, 10),
        date(2026, 9, 10),
    )


def test_nobody_is_asked_again_twice_on_a_day_or_once_it_came(asked, officer):
    remind(request=asked, by=officer, today=TODAY)
    with pytest.raises(RemindedToday):
        remind(request=asked, by=officer, today=TODAY)
    sent(asked)
    with pytest.raises(NotWaitingForIt):
        remind(request=asked, by=officer, today=DUE)


def test_the_link_can_be_sent_again_and_made_anew(asked, officer):
    old = asked.answer_request.token
    send_link_again(request=asked, by=officer)
    assert asked.answer_request.token == old

    stop_paper_link(request=asked, by=officer, words="Wrong person")
    send_link_again(request=asked, by=officer)

    assert asked.answer_request.token != old
    assert asked.answer_request.path in mail.outbox[-1].body
    withdraw_request(request=asked, by=officer)
    with pytest.raises(NotWaitingForIt):
        send_link_again(request=asked, by=officer)


LATE = [
    (State.ASKED, date(2026, 9, 6), 0, ("Asked for", "neutral")),
    (State.ASKED, date(2026, 9, 7), 0, ("Asked for", "neutral")),
    (State.ASKED, date(2026, 9, 8), 1, ("1 day late", "bad")),
    (State.ASKED, date(2026, 9, 10), 3, ("3 days late", "bad")),
    (State.DRAFT, date(2026, 9, 10), 0, ("Draft received", "claimed")),
    (State.CLEARED, date(2026, 9, 10), 0, ("Cleared draft received", "claimed")),
    (State.FINAL, date(2026, 9, 10), 0, ("Final paper received", "good")),
    (State.WITHDRAWN, date(2026, 9, 10), 0, ("Not needed any more", "neutral")),
]


@pytest.mark.parametrize(("state", "today", "days", "status"), LATE)
def test_late_counts_from_the_day_it_was_due(state, today, days, status):
    request = PaperRequest(state=state, due_on=DUE)

    assert (request.days_late(today), request.status(today)) == (days, status)


def test_today_is_londons(client, officer):
    asked = PaperRequestFactory(due_on=DUE)
    agenda = f"{asked.item.meeting.get_absolute_url()}agenda/"

    def shown_at(hour, minute):
        with time_machine.travel(datetime(2026, 9, 7, hour, minute, tzinfo=UTC)):
            client.force_login(officer)
            return body(client.get(agenda))

    assert "Paper asked for" in shown_at(22, 59)
    after_midnight = shown_at(23, 1)  # in summer time
    assert ("Paper 1 day late" in after_midnight, "Ask again" in after_midnight) == (True, True)


MAY = {
    #               remind receive accept return withdraw
    State.ASKED: (True, True, False, False, True),
    State.DRAFT: (False, True, True, True, True),
    State.CLEARED: (False, True, True, True, True),
    State.FINAL: (False, True, True, True, True),
    State.WITHDRAWN: (False, False, False, False, False),
}


@pytest.mark.parametrize("state", State)
def test_what_may_happen_in_each_state(state):
    request = PaperRequest(state=state, due_on=DUE)

    may = (
        permissions.can_remind(request),
        permissions.can_receive(request),
        permissions.can_accept(request),
        permissions.can_return(request),
        permissions.can_withdraw(request),
    )

    assert may == MAY[state]


@pytest.mark.parametrize("state", [State.DRAFT, State.CLEARED, State.FINAL])
def test_once_it_is_under_the_item_nothing_more_happens(state):
    request = PaperRequest(state=state, due_on=DUE, accepted_at=datetime(2026, 9, 8, tzinfo=UTC))

    assert not permissions.can_receive(request)
    assert not permissions.can_accept(request)
    assert not permissions.can_return(request)
    assert not permissions.can_withdraw(request)


@pytest.mark.parametrize("state", Meeting.State)
def test_whether_anybody_can_be_asked(state):
    assert permissions.can_ask(Meeting(state=state)) == (state in {"scheduled", "published"})


@pytest.fixture
def as_officer(client, officer):
    client.force_login(officer)
    return client


def listed(client, asked=""):
    answer = client.get(f"/papers/?{asked}")
    return [row["request"].item.title for row in answer.context["shown"]]


def test_the_list_begins_with_the_oldest_and_leaves_out_what_is_done(as_officer):
    by = UserFactory()
    PaperRequestFactory(item__title="Later", due_on=date(2026, 9, 8))
    PaperRequestFactory(item__title="Late", due_on=date(2026, 8, 3))
    PaperRequestFactory(item__title="Came", due_on=date(2026, 8, 4), received=True)
    PaperRequestFactory(
        item__title="Taken", received=True, accepted_at=datetime(2026, 8, 20, tzinfo=UTC), accepted_by=by
    )
    PaperRequestFactory(item__title="Withdrawn", state=State.WITHDRAWN)

    assert listed(as_officer) == ["Late", "Came", "Later"]
    assert listed(as_officer, "which=late") == ["Late"]
    assert listed(as_officer, "which=missing") == ["Late", "Later"]
    assert listed(as_officer, "which=to_read") == ["Came"]
    assert set(listed(as_officer, "which=all")) == {"Late", "Came", "Later", "Taken", "Withdrawn"}


def test_only_those_who_see_everything_know_who_was_asked(everyone):
    PaperRequestFactory()

    seen = [role for role, user in everyone.items() if PaperRequest.objects.visible_to(user).exists()]

    assert seen == ["officer", "manager", "monitoring officer"]


def test_the_form_takes_name_and_address_from_the_office(as_officer, item, office):
    office.email = "virtual.school@thornmere.example"
    office.save()
    address = f"{item.meeting.get_absolute_url()}items/{item.pk}/papers/ask/"
    typed = {"office": "head of virtual school", "due_on_day": "7", "due_on_month": "9", "due_on_year": "2026"}

    preview = as_officer.post(address, typed | {"another": "1"})
    assert "Head of Virtual School (Imran Sadiq)" in body(preview)
    assert not PaperRequest.objects.exists()

    as_officer.post(address, typed)
    link = AnswerRequest.objects.get()
    assert (link.owner, link.name, link.email) == (office, "Imran Sadiq", "virtual.school@thornmere.example")


def test_offices_and_people_can_go_nowhere_while_they_are_asked():
    request = AnswerRequestFactory(owner=OfficeFactory())

    assert request.owner.answer_requests.get() == request


def chosen_on(page):
    found = re.search(r'name="checked-chosen" value="([^"]+)"', page)
    return found[1] if found else None


def send_by_link(client, asked, **typed):
    return client.post(asked.answer_request.path, {"question": asked.key, "title": "Annual report"} | typed)


def upload(data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("report.pdf", data or pdf(words="How many wait"))


def test_a_paper_that_was_chosen_is_there_still_when_something_else_was_wrong(asked, client):
    wrong = body(send_by_link(client, asked, stage="final", checked=upload()))
    send_by_link(client, asked, **{"stage": "draft", "checked-chosen": chosen_on(wrong)})

    assert "Say who has cleared it" in wrong
    assert "report.pdf" in wrong
    asked.refresh_from_db()
    assert (asked.state, asked.document.file.text) == (State.DRAFT, "How many wait")


def test_what_was_chosen_can_be_removed(asked, client):
    wrong = body(send_by_link(client, asked, checked=upload()))

    removed = body(
        send_by_link(client, asked, **{"stage": "draft", "checked-chosen": chosen_on(wrong), "checked-remove": "on"})
    )

    assert "Choose the file" in removed
    assert chosen_on(removed) is None


@pytest.mark.parametrize("token", ["", "nonsense", signing.dumps(["0" * 64, "x.pdf"], salt="chosen paper")])
def test_only_what_somebody_sent_and_is_still_there_counts_as_chosen(asked, client, token):
    page = body(send_by_link(client, asked, **{"stage": "draft", "checked-chosen": token}))

    assert "Choose the file" in page


def test_a_chosen_paper_waits_with_what_was_typed_however_long_that_takes(asked, client):
    kept = send_by_link(client, asked, keep="1", checked=upload())
    File.objects.update(kept_at=datetime(2026, 8, 20, tzinfo=UTC))
    sweep_files()

    token = chosen_on(body(client.get(asked.answer_request.path)))

    assert kept.status_code == 302
    send_by_link(client, asked, **{"stage": "draft", "checked-chosen": token})
    asked.refresh_from_db()
    assert asked.state == State.DRAFT


def test_a_file_that_is_no_paper_is_not_kept_for_later(asked, client):
    page = body(send_by_link(client, asked, keep="1", checked=upload(b"MZ\x90\x00" + bytes(5000))))

    assert "This is a program, not a paper." in page
    asked.answer_request.refresh_from_db()
    assert asked.answer_request.kept == {}


def test_a_box_that_a_final_paper_needs_is_not_called_optional(asked, client):
    page = body(client.get(asked.answer_request.path))

    assert re.findall(r'app-label" for="id_\w+">([^<]+) <span class="app-label__optional', page) == [
        "What the paper is for",
        "What it recommends",
        "Background papers",
    ]


def links(page):
    return re.findall(r'<a class="[^"]*" href="([^"]+)">([^<]+)', page)


def test_the_agenda_asks_for_a_paper_on_the_line_of_the_item(as_officer, item, officer):
    standing = add_item(meeting=item.meeting, title="Apologies", origin="standing", by=officer)
    page = body(as_officer.get(reverse("agenda", kwargs=item.meeting.address)))
    here = item.meeting.get_absolute_url()

    assert (f"{here}items/{item.pk}/papers/ask/", "Ask for a paper") in links(page)
    assert f"{here}items/{standing.pk}/papers/ask/" not in page


def test_the_line_says_how_late_a_paper_is_and_asks_again(client, officer, item, asked):
    with time_machine.travel(datetime(2026, 9, 10, 9, tzinfo=UTC), tick=False):
        client.force_login(officer)
        page = body(client.get(reverse("agenda", kwargs=item.meeting.address)))

    assert "Paper 3 days late" in page
    assert (address_of("paper_asked", asked), "Ask again") in links(page)
    assert "Ask for a paper" not in page


def test_the_page_of_an_item_asks_beside_its_papers_and_above_its_words(as_officer, item, asked):
    page = body(as_officer.get(item_address(item)))

    assert page.index("Paper asked for") < page.index("Ask for a paper") < page.index('name="title"')


def test_after_the_meeting_nobody_is_asked(as_officer, panel):
    item = AgendaItemFactory(meeting=MeetingFactory(panel=panel, held=True), delivery="report")
    pages = [
        body(as_officer.get(path)) for path in (reverse("agenda", kwargs=item.meeting.address), item_address(item))
    ]

    assert [page.count("Ask for a paper") for page in pages] == [0, 0]


def test_author_and_circulation_and_notice_are_told_one_contact(panel, officer, item, client):
    panel.contact = PersonFactory(name="Mina Kaur", email="mina.kaur@thornmere.example")
    panel.save()
    MembershipFactory(panel=panel, person__email="ruth@thornmere.example")
    asked = ask_for_paper(item=AgendaItem.objects.get(), email="imran@thornmere.example", due_on=DUE, by=officer)
    version = publish_agenda(meeting=Meeting.objects.get(), by=officer)
    client.force_login(officer)
    notice = reverse("publication_notice", kwargs=item.meeting.address | {"pk": version.pk})

    pages = [body(client.get(path)) for path in (asked.answer_request.path, notice)]
    told = [letter.body for letter in mail.outbox] + pages
    assert ["mina.kaur@thornmere.example" in words for words in told] == [True, True, True, True]
    assert not any(officer.email in words for words in told)


def test_a_panel_without_a_contact_gives_the_councils_address(asked, settings):
    assert settings.COUNCIL_EMAIL in mail.outbox[-1].body
