"""What follows an agenda that is out: supplements, late items and revised agendas, and what changed in each."""

import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from meetings.changes import in_words
from meetings.meeting_page import meeting_page
from meetings.models import AgendaItem, Meeting, Publication
from meetings.operations import (
    RevisionNeedsReason,
    add_item,
    attach_paper,
    call_meeting,
    edit_item,
    exclude_member,
    move_meeting,
    publish_agenda,
    remove_item,
)
from scrutiny.models import Draft, File, Letter
from scrutiny.operations.withholding import withhold
from tests.dumped import tables_with
from tests.factories import EXEMPT, MeetingFactory, MembershipFactory, checked_file
from tests.shown import Shown

pytestmark = pytest.mark.django_db

HELD = date(2026, 9, 22)
IN_TIME, LATE = "2026-09-14 10:00", "2026-09-17 10:00"
WHY = {"reason": "it names a child.", "ground": "child"}


@pytest.fixture
def meeting(panel, officer):
    """An agenda that went out in time, with an open and a private item."""
    meeting = call_meeting(panel=panel, held_on=HELD, by=officer)
    add_item(meeting=meeting, title="Annual report", presenters="Imran Sadiq", delivery="to_follow", by=officer)
    add_item(meeting=meeting, title="The home in Mill Road", public_title="A home", by=officer, **EXEMPT)
    with time_machine.travel(IN_TIME):
        publish_agenda(meeting=meeting, by=officer)
    return Meeting.objects.get(pk=meeting.pk)


@pytest.fixture
def browser(client, officer):
    client.force_login(officer)
    return client


def item(meeting, title="Annual report"):
    return meeting.items.get(title=title)


def add_paper(meeting, officer, words="Figures", title="Annual report"):
    return attach_paper(item=item(meeting, title), checked=checked_file(words.encode()), title=words, by=officer)


def again(meeting, officer, when=LATE, **fields):
    with time_machine.travel(when):
        return publish_agenda(meeting=Meeting.objects.get(pk=meeting.pk), by=officer, **fields)


def words(publication, audience="public"):
    return [in_words(change) for change in getattr(publication, f"changes_for_{audience}")]


# As what it goes out | what was added | when | the kind of lateness
LATENESS = [
    ("supplement", "paper", LATE, "report_follows"),
    ("supplement", "paper", "2026-09-14 12:00", ""),
    ("late_item", "item", LATE, "late_agenda"),
    ("revised", "item", LATE, "late_agenda"),
    ("revised", "paper", LATE, "correction"),
    ("revised", "paper", "2026-09-14 12:00", ""),
]


@pytest.mark.parametrize(("kind", "added", "when", "lateness"), LATENESS)
def test_how_late_a_further_publication_is(meeting, officer, kind, added, when, lateness):
    if added == "paper":
        add_paper(meeting, officer)
    else:
        add_item(meeting=meeting, title="A flood", by=officer)

    found = again(meeting, officer, when, kind=kind, reason="The roof leaks.")

    assert (found.kind, found.lateness) == (kind, lateness)


def test_the_count_is_kept_with_what_went_out(meeting, officer):
    add_paper(meeting, officer)
    found = again(meeting, officer, kind="supplement")

    assert [row.clear_days for row in meeting.publications.order_by("pk")] == [5, 2]
    assert [row.how_late for row in meeting.publications.order_by("pk")] == [
        "",
        "published 17 September 2026, 2 clear days before instead of 5",
    ]
    assert found.despatched_on == date(2026, 9, 17)


def test_despatch_is_on_the_day_in_london(meeting, officer):
    add_paper(meeting, officer)

    assert again(meeting, officer, "2026-09-16 23:30+00:00", kind="supplement").despatched_on == date(2026, 9, 17)


def test_a_supplement_says_what_came_and_needs_no_other_words(meeting, officer):
    add_paper(meeting, officer)
    found = again(meeting, officer, kind="supplement")

    assert words(found) == words(found, "members") == ["Report added to item 1: Figures"]


def test_a_revised_agenda_says_why(meeting, officer):
    with pytest.raises(RevisionNeedsReason):
        again(meeting, officer, kind="revised", reason=" ")


def test_what_went_out_first_is_never_changed(meeting, officer):
    before = list(meeting.publications.values())
    add_paper(meeting, officer)
    add_item(meeting=meeting, title="A flood", by=officer)
    again(meeting, officer, kind="late_item", reason="The roof leaks.")

    assert list(meeting.publications.filter(pk=before[0]["id"]).values()) == before


def test_the_public_s_words_name_nothing_private(meeting, officer):
    add_paper(meeting, officer, "Kestrel", "The home in Mill Road")
    private = item(meeting, "The home in Mill Road")
    edit_item(item=private, title="The home in Heron Road", text="About Magpie", by=officer)
    found = again(meeting, officer, kind="supplement")

    assert words(found) == []
    assert words(found, "members") == [
        "Item 3 renamed from “The home in Mill Road” to “The home in Heron Road”",
        "Item 3 changed: The home in Heron Road",
        "Paper added to item 3: Kestrel",
    ]


def test_a_member_who_is_excluded_from_an_item_is_told_what_the_public_is(client, meeting, officer, councillor):
    private = item(meeting, "The home in Mill Road")
    exclude_member(item=private, person=councillor.person, by=officer)
    add_paper(meeting, officer)
    add_paper(meeting, officer, "Kestrel", "The home in Mill Road")
    found = again(meeting, officer, kind="supplement")
    client.force_login(councillor)

    shown = [words for notice in meeting_page(meeting, councillor).notices for words, _ in notice.changes]
    pages = [client.get(page.get_absolute_url()).content.decode() for page in (meeting, found)]

    assert shown == ["Report added to item 1: Figures"]
    assert [word for word in ("Kestrel", "Mill Road") for page in pages if word in page] == []


def test_an_item_that_is_taken_off_is_named_as_it_was_published(meeting, officer):
    AgendaItem.objects.filter(title="Annual report").update(title="Draft title")
    remove_item(item=item(meeting, "Draft title"), reason="Withdrawn", by=officer)

    assert "Item 1 taken off: Annual report" in words(again(meeting, officer, reason="It was withdrawn."))


def test_the_page_says_it_at_the_top_and_at_the_item(meeting, officer, stranger):
    add_paper(meeting, officer)
    again(meeting, officer, kind="supplement", reason="They came on Thursday.")
    page = meeting_page(meeting, stranger)

    (notice,) = page.notices
    anchor = item(meeting).anchor
    assert notice.publication.how_late == "published 17 September 2026, 2 clear days before instead of 5"
    assert notice.changes == [("Report added to item 1: Figures", anchor)]
    assert [[each["words"] for each in shown["news"]] for shown in page.items] == [["Report added"], [], []]


def test_every_reader_sees_the_line_for_them(client, meeting, officer):
    add_paper(meeting, officer)
    again(meeting, officer, kind="supplement", reason="They came on Thursday.")
    page = " ".join(re.sub(r"<[^>]+>", " ", client.get(meeting.get_absolute_url()).content.decode()).split())

    assert "Supplement published 17 September 2026, 2 clear days before instead of 5. Why" in page
    assert "They came on Thursday." in page
    assert "Report added 17 September 2026" in page


def test_after_a_move_the_line_says_which_day_was_counted_to(client, meeting, officer):
    add_paper(meeting, officer)
    again(meeting, officer, kind="supplement", reason="They came on Thursday.")
    for day in (date(2026, 10, 6), date(2026, 10, 13)):
        meeting = move_meeting(meeting=Meeting.objects.get(), held_on=day, reason="Snow", by=officer)
    page = " ".join(re.sub(r"<[^>]+>", " ", client.get(meeting.get_absolute_url()).content.decode()).split())

    assert "2 clear days before instead of 5, when the meeting was to be on 22 September 2026. Why" in page


@pytest.mark.parametrize("page", ["publication", "publication_notice", "publication_sent"])
def test_each_page_of_a_version_says_which_day_was_counted_to(client, meeting, officer, page):
    add_paper(meeting, officer)
    version = again(meeting, officer, kind="supplement", reason="They came on Thursday.")
    move_meeting(meeting=Meeting.objects.get(), held_on=date(2026, 10, 6), reason="Snow", by=officer)
    client.force_login(officer)
    address = Meeting.objects.get().address | {"pk": version.pk}
    shown = client.get(reverse(page, kwargs=address)).content.decode()

    counted_to = "(instead of 5, when the meeting was to be on )?Tuesday 22 September 2026"
    assert re.search(f"2 clear days before {counted_to}", shown)


def test_a_paper_that_nobody_can_open_is_left_out_and_added_later(meeting, officer):
    paper = add_paper(meeting, officer)
    File.objects.filter(documents=paper).update(state="refused", refused_code="locked")
    found = again(meeting, officer, kind="supplement", left_out=[paper.pk])

    assert found.for_public["items"][0]["papers"] == [{"title": "Figures", "left_out": True}]
    assert list(found.documents.all()) == []
    assert words(found) == []

    File.objects.filter(documents=paper).update(state="read", refused_code="")
    later = again(meeting, officer, kind="supplement")
    assert list(later.documents.all()) == [paper]
    assert words(later) == ["Report added to item 1: Figures"]


def test_a_version_that_was_withheld_is_not_compared_with(meeting, officer, monitoring_officer):
    withhold(record=meeting.publications.get(), by=monitoring_officer, **WHY)

    assert words(again(meeting, officer, reason="A name was wrong.")) == []


def test_withholding_reaches_what_changed_and_the_letters(meeting, panel, officer, monitoring_officer):
    MembershipFactory(panel=panel, person__email="ruth@thornmere.example")
    add_item(meeting=meeting, title="Flood at Hawthorn Lodge", by=officer)
    add_paper(meeting, officer, "Hawthorn measured", "Flood at Hawthorn Lodge")
    add_paper(meeting, officer, "Hawthorn valued")
    found = again(meeting, officer, kind="late_item", reason="The roof leaks.")
    assert "Hawthorn" in Letter.objects.about(found).get().body
    flood, report = item(meeting, "Flood at Hawthorn Lodge"), item(meeting)

    with time_machine.travel("2026-12-03 10:00"):
        withhold(record=flood, by=monitoring_officer, **WHY)
        withhold(record=report.papers.get().document, by=monitoring_officer, **WHY)

    found.refresh_from_db()
    place = "Withheld on 3 December 2026: it names a child."
    assert words(found) == [f"Report added to item 1: {place}", f"Item 4 added: {place}"]
    assert "[withheld]" in Letter.objects.about(found).get().body
    assert tables_with("Hawthorn") == set()


def test_a_withheld_version_keeps_no_changes_and_no_letter(meeting, panel, officer, monitoring_officer):
    MembershipFactory(panel=panel, person__email="ruth@thornmere.example")
    add_item(meeting=meeting, title="Flood at Hawthorn Lodge", by=officer)
    found = again(meeting, officer, kind="late_item", reason="The roof leaks.")
    with time_machine.travel("2026-12-03 10:00"):
        withhold(record=found, by=monitoring_officer, **WHY)

    found.refresh_from_db()
    assert (found.changes_for_public, found.changes_for_members) == ([], [])
    assert Letter.objects.about(found).get().body == "Withheld on 3 December 2026: it names a child."


def test_the_page_asks_what_it_is_and_suggests_the_answer(browser, meeting, officer):
    address = f"{meeting.get_absolute_url()}agenda/publish/"
    suggested = []
    with time_machine.travel(LATE):
        for add in (lambda: add_paper(meeting, officer), lambda: add_item(meeting=meeting, title="Flood", by=officer)):
            add()
            browser.force_login(officer)
            suggested.append(Shown(browser.get(address).content.decode()).boxes["kind"])

    assert suggested == ["supplement", "late_item"]


def test_a_late_item_is_asked_why_it_can_t_wait_until_the_next_meeting(browser, meeting, panel, officer):
    MeetingFactory(panel=panel, held_on=date(2026, 10, 20))
    add_item(meeting=meeting, title="A flood", by=officer)
    address, box = f"{meeting.get_absolute_url()}agenda/publish/", f"urgent_{item(meeting, 'A flood').pk}"
    with time_machine.travel(LATE):
        browser.force_login(officer)
        page = browser.get(address).content.decode()
        refused = browser.post(address, {"kind": "late_item", "seen": seen(page)}).content.decode()
        sent = browser.post(address, {"kind": "late_item", box: "The roof leaks.", "seen": seen(page)})

    assert "Say why this cannot wait until 20 October 2026." in page
    assert Shown(refused).beside == ["Say why item 4 can’t wait"]
    assert sent.status_code == 302
    assert item(meeting, "A flood").urgency_reason == "The roof leaks."


def test_pressing_twice_publishes_and_sends_once(browser, meeting, panel, officer):
    MembershipFactory(panel=panel, person__email="ruth@thornmere.example")
    add_paper(meeting, officer)
    File.objects.update(looked_into_at=timezone.now())
    address = f"{meeting.get_absolute_url()}agenda/publish/"
    typed = {"kind": "supplement", "seen": seen(browser.get(address).content.decode())}

    first, second = browser.post(address, typed), browser.post(address, typed)

    assert meeting.publications.count() == 2
    assert Letter.objects.count() == 1
    assert first.url == second.url == f"{meeting.publications.latest('pk').get_absolute_url()}sent/"


def test_somebody_else_s_change_meanwhile_is_no_second_press(browser, meeting, officer):
    address = f"{meeting.get_absolute_url()}agenda/publish/"
    typed = {"kind": "revised", "reason": "A date.", "seen": seen(browser.get(address).content.decode())}
    add_item(meeting=meeting, title="Added meanwhile", by=officer)

    assert browser.post(address, typed).status_code == 200
    assert meeting.publications.count() == 1


def test_what_was_typed_is_saved_for_later(browser, meeting, officer):
    address = f"{meeting.get_absolute_url()}agenda/publish/"
    page = Shown(browser.get(address).content.decode())
    typed = {name: page.boxes[name] for name in ("draft", "draft_number", "seen")}

    answer = browser.post(address, typed | {"kind": "revised", "reason": "A date was", "another": "1"})

    assert answer.url == f"{meeting.get_absolute_url()}agenda/"
    assert Draft.objects.get().typed["reason"] == ["A date was"]
    assert Shown(browser.get(f"{address}?draft=1").content.decode()).boxes["reason"] == "A date was"
    assert Publication.objects.count() == 1


def seen(page):
    return Shown(page).boxes["seen"]
