"""Taking records of a meeting down whole: what is left says when and why, everywhere alike."""

from datetime import date

import pytest
import time_machine

from meetings.agenda_content import MEMBERS, PUBLIC, agenda_data, minutes_data
from meetings.models import AgendaItem, Meeting, Minute, Publication
from meetings.operations import (
    add_item,
    agenda_items,
    ask_for_paper,
    attach_paper,
    call_meeting,
    edit_item,
    mark_held,
    meeting_minutes,
    publish_agenda,
    publish_minutes,
    receive_paper,
    remove_paper,
    return_paper,
    write_minute,
)
from scrutiny.models import Document, File, Withholding
from scrutiny.operations import ChangedMeanwhile, Refused, keep_answer, keep_file
from scrutiny.operations.documents import PaperWithheld
from scrutiny.operations.errors import WasWithheld
from scrutiny.operations.withholding import AlreadyWithheld, withhold
from tests.broken import happens_wholly_or_not_at_all
from tests.dumped import tables_with
from tests.factories import EXEMPT, checked_file
from tests.history import last_row

pytestmark = pytest.mark.django_db

HELD = date(2026, 9, 22)
SECRET = "Hawthorn"
WHY = {"reason": "it names a child.", "ground": "child"}
PLACE = "Withheld on 3 December 2026: it names a child."


@pytest.fixture(autouse=True)
def third_of_december():
    with time_machine.travel("2026-12-03 10:00", tick=True):
        yield


@pytest.fixture
def meeting(panel, officer):
    """Two items, each with a paper and a minute, published and published again."""
    meeting = call_meeting(panel=panel, held_on=HELD, by=officer)
    first = add_item(meeting=meeting, title="Buying Hawthorn", text="Hawthorn Lodge is dear.", by=officer)
    other = add_item(meeting=meeting, title="The forward plan", text="What comes next.", by=officer)
    for item, words in ((first, "Hawthorn valued"), (other, "The plan")):
        attach_paper(item=item, checked=checked_file(words.encode(), text=words), title=words, by=officer)
    publish_agenda(meeting=meeting, by=officer)
    mark_held(meeting=meeting, by=officer, today=HELD)
    for item, words in ((first, "Hawthorn was said."), (other, "Nothing more was said.")):
        item.refresh_from_db()
        write_minute(item=item, heading=item.title, body=words, decisions=[f"that {words} be noted"], by=officer)
    publish_minutes(meeting=Meeting.objects.get(pk=meeting.pk), by=officer)
    return Meeting.objects.get(pk=meeting.pk)


def item(meeting):
    return meeting.items.earliest("position")


def paper(meeting):
    return item(meeting).papers.get().document


def frozen(meeting, audience="for_public"):
    return {row.kind: getattr(row, audience)["items"] for row in meeting.publications.order_by("pk")}


def test_a_paper_goes_with_its_bytes_text_title_and_author(meeting, monitoring_officer):
    document = paper(meeting)

    withhold(record=document, by=monitoring_officer, **WHY)

    document.refresh_from_db()
    file = File.objects.get(pk=document.file_id)
    assert (document.title, document.author, document.public_title) == (PLACE, "", "")
    assert (bool(file.content), file.text, document.is_withheld) == (False, "", True)
    assert frozen(meeting)["agenda"][0]["papers"] == [{"title": PLACE}]
    assert frozen(meeting)["agenda"][1]["papers"][0]["title"] == "The plan"
    assert tables_with("Hawthorn valued") == set()


def test_the_log_says_what_went_without_its_words(meeting, monitoring_officer):
    document = paper(meeting)

    kept = withhold(record=document, by=monitoring_officer, **WHY)

    assert {name: getattr(kept, name) for name in ("about", "how", "reason", "ground", "digest", "withheld_by")} == {
        "about": "a paper of the meeting of 22 September 2026",
        "how": "whole",
        "digest": document.file.sha256,
        "withheld_by": monitoring_officer,
        **WHY,
    }
    assert kept.record == document
    assert last_row(document) == {
        "verb": "withhold",
        "words": "it names a child.",
        "by": monitoring_officer,
        "parent": ("scrutiny.document", document.pk),
        "type": "~",
    }


def test_papers_of_the_same_bytes_go_together_and_never_come_back(meeting, officer, monitoring_officer):
    other = meeting.items.latest("position")
    twin = attach_paper(item=other, checked=checked_file(b"Hawthorn valued"), title="The same again", by=officer)

    withhold(record=paper(meeting), by=monitoring_officer, **WHY)

    twin.refresh_from_db()
    assert twin.title == PLACE
    assert Withholding.objects.whole().of(twin).count() == 1
    with pytest.raises(PaperWithheld):
        attach_paper(item=other, checked=checked_file(b"Hawthorn valued"), title="Once more", by=officer)


def test_a_paper_that_was_taken_off_goes_out_of_the_history_too(meeting, officer, monitoring_officer):
    document = paper(meeting)
    remove_paper(paper=document.item_paper, reason="Hawthorn valued is wrong", by=officer)

    withhold(record=document, by=monitoring_officer, **WHY)

    assert tables_with("Hawthorn valued") == set()


def test_an_item_goes_with_its_minutes_and_papers(meeting, monitoring_officer):
    withhold(record=item(meeting), by=monitoring_officer, **WHY)

    gone = item(meeting)
    assert (gone.title, gone.text, gone.number) == (PLACE, "", "1")
    assert tables_with(SECRET) == set()
    assert [row["title"] for row in frozen(meeting)["agenda"]] == [PLACE, "The forward plan"]


def test_a_minute_goes_alone(meeting, monitoring_officer):
    withhold(record=Minute.objects.get(item=item(meeting)), by=monitoring_officer, **WHY)

    assert [[minute["body"] for minute in row["minutes"]] for row in frozen(meeting)["minutes"]] == [
        [PLACE],
        ["Nothing more was said."],
    ]
    assert tables_with("Hawthorn was said") == set()
    assert item(meeting).title == "Buying Hawthorn"
    assert tables_with("Nothing more was said")


def test_what_is_left_of_the_live_record_is_what_is_left_of_what_was_published(meeting, monitoring_officer):
    withhold(record=item(meeting), by=monitoring_officer, **WHY)

    for audience, column in ((PUBLIC, "for_public"), (MEMBERS, "for_members")):
        assert agenda_data(agenda_items(meeting), audience)["items"] == frozen(meeting, column)["agenda"]
        assert minutes_data(meeting_minutes(meeting), audience)["items"] == frozen(meeting, column)["minutes"]


def test_a_private_item_and_its_paper_go_out_of_the_public_version_too(panel, officer, monitoring_officer):
    meeting = call_meeting(panel=panel, held_on=HELD, by=officer)
    private = EXEMPT | {"public_interest": "Hawthorn's price is being argued."}
    closed = add_item(meeting=meeting, title="Buying", public_title="A Hawthorn matter", by=officer, **private)
    attach_paper(item=closed, checked=checked_file(), title="Price", public_title="Hawthorn's price", by=officer)
    publish_agenda(meeting=meeting, by=officer)

    withhold(record=closed, by=monitoring_officer, **WHY)

    assert tables_with(SECRET) == set()
    assert agenda_data(agenda_items(meeting), PUBLIC)["items"] == frozen(meeting)["agenda"]


def test_a_version_goes_and_the_others_stay(meeting, monitoring_officer):
    agenda = meeting.publications.get(kind="agenda")

    withhold(record=agenda, by=monitoring_officer, **WHY)

    assert Publication.objects.get(pk=agenda.pk).reason == PLACE
    assert frozen(meeting)["agenda"] == []
    assert len(frozen(meeting)["minutes"]) == 2
    assert item(meeting).title == "Buying Hawthorn"


def test_a_whole_meeting_goes_with_everything_under_it(meeting, officer, monitoring_officer):
    before = call_meeting(panel=meeting.panel, held_on=date(2026, 6, 2), venue="Town Hall", by=officer)

    withhold(record=meeting, by=monitoring_officer, **WHY)

    meeting.refresh_from_db()
    assert meeting.venue == PLACE
    assert {row.title for row in AgendaItem.objects.filter(meeting=meeting)} == {PLACE}
    assert frozen(meeting) == {"agenda": [], "minutes": []}
    assert (tables_with(SECRET), tables_with("The forward plan")) == (set(), set())
    assert Withholding.objects.whole().of(Document.objects.earliest("pk")).exists()
    before.refresh_from_db()
    assert before.venue == "Town Hall"


def test_withholding_happens_wholly_or_not_at_all(meeting, monitoring_officer):
    happens_wholly_or_not_at_all(lambda: withhold(record=item(meeting), by=monitoring_officer, **WHY))


def test_nothing_is_withheld_twice(meeting, monitoring_officer):
    withhold(record=paper(meeting), by=monitoring_officer, **WHY)
    with pytest.raises(AlreadyWithheld):
        withhold(record=paper(meeting), by=monitoring_officer, **WHY)


def test_nobody_saves_over_what_was_withheld(meeting, officer, monitoring_officer):
    opened = item(meeting)
    withhold(record=item(meeting), by=monitoring_officer, **WHY)

    with pytest.raises(WasWithheld):
        edit_item(item=opened, seen=opened.version, title="Buying Hawthorn", by=officer)
    assert item(meeting).title == PLACE


def test_an_agenda_that_was_looked_at_before_is_not_published_after(meeting, officer, monitoring_officer):
    seen = meeting.version
    withhold(record=paper(meeting), by=monitoring_officer, **WHY)

    with pytest.raises(Refused) as refusal:
        edit_item(item=item(meeting), seen=item(meeting).version - 1, title="Hawthorn again", by=officer)
    assert isinstance(refusal.value, ChangedMeanwhile)
    assert Meeting.objects.get(pk=meeting.pk).version > seen


def test_what_was_asked_for_under_an_item_goes_with_it(panel, officer, monitoring_officer):
    """The letters, what the author sent, and what they typed and did not send."""
    meeting = call_meeting(panel=panel, held_on=date(2027, 1, 26), by=officer)
    found = add_item(meeting=meeting, title="Buying Hawthorn", by=officer)
    asked = ask_for_paper(
        item=found,
        name="Warden of Hawthorn",
        email="author@thornmere.example",
        covers="What Hawthorn costs.",
        due_on=date(2027, 1, 8),
        by=officer,
    )
    checked = keep_file(checked_file(b"Hawthorn report", text="Hawthorn report"))
    words = {"title": "Hawthorn report", "purpose": "Hawthorn", "background": ["Hawthorn's register"]}
    receive_paper(request=asked, checked=checked, stage="draft", **words)
    return_paper(request=asked, missing="The price of Hawthorn.", by=officer)
    keep_answer(request=asked.answer_request, key=asked.key, typed={"title": ["Hawthorn again"]})

    withhold(record=found, by=monitoring_officer, **WHY)

    assert tables_with(SECRET) == set()
