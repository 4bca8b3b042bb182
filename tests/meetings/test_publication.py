"""Publishing: what goes out, to whom, and that nothing private goes to the public."""

import json

import pytest

from meetings.agenda_content import MEMBERS, PUBLIC, agenda_data, item_heading, minutes_data
from meetings.meeting_page import meeting_page
from meetings.models import AgendaItem, Meeting, Publication
from meetings.operations import (
    CantPublishAgenda,
    CantPublishMinutes,
    NoMinutes,
    NothingToPublish,
    PaperNotReady,
    RevisionNeedsReason,
    add_item,
    agenda_items,
    attach_paper,
    edit_item,
    mark_held,
    meeting_minutes,
    publish_agenda,
    publish_minutes,
    record_action,
    remove_item,
    remove_paper,
    write_minute,
)
from scrutiny.documents.refusals import SENTENCES
from scrutiny.models import Document, File
from scrutiny.operations import ChangedMeanwhile
from tests.attending import everybody_there
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import EXEMPT, AgendaItemFactory, MeetingFactory, MinuteFactory, OfficeFactory, checked_file
from tests.history import last_row
from tests.roles import table

pytestmark = pytest.mark.django_db

SECRETS = ["Mill Road", "Wren", "Jackdaw", "Magpie", "Heron", "Kestrel", "Plover", "Dunlin"]
"""Words that stand only in private text, papers, decisions and actions."""


@pytest.fixture
def meeting(panel):
    return MeetingFactory(panel=panel)


@pytest.fixture
def agenda(meeting, officer):
    """An open item with an open and a private paper, and an exempt one with a paper."""
    inspection = add_item(
        meeting=meeting, title="Inspection", text="The letter", presenters="Imran Sadiq", delivery="report", by=officer
    )
    attach_paper(item=inspection, checked=checked_file(b"letter"), title="Letter", by=officer)
    attach_paper(
        item=inspection,
        checked=checked_file(b"annex"),
        title="Annex about Wren",
        public_title="A private annex",
        by=officer,
        **EXEMPT,
    )
    attach_paper(item=inspection, checked=checked_file(b"note"), title="Note on Jackdaw", by=officer, **EXEMPT)
    home = add_item(
        meeting=meeting,
        title="The home in Mill Road",
        public_title="A home",
        text="About Magpie",
        presenters="Manager of Heron",
        by=officer,
        **EXEMPT,
    )
    attach_paper(item=home, checked=checked_file(b"plan"), title="Plan for Kestrel", by=officer)
    remove_item(item=meeting.items.get(is_exclusion=True), by=officer)  # has tests of its own
    home.refresh_from_db()
    return [inspection, home]


@pytest.fixture
def held(meeting, agenda, officer):
    """The meeting after it was held, with minutes of both items."""
    publish_agenda(meeting=meeting, by=officer)
    mark_held(meeting=meeting, by=officer, today=meeting.held_on)
    write_minute(item=agenda[0], by=officer, number="1", body="Members asked why.", decisions=["to note"])
    private = write_minute(
        item=agenda[1],
        by=officer,
        number="2",
        heading="Home in Mill Road",
        body="About Magpie",
        public_summary="A home was discussed.",
        decisions=["to close Plover"],
    )
    record_action(minute=private, text="To write to Dunlin", owner=OfficeFactory(), by=officer)
    return meeting


def told(verb, by, meeting, kind="~", words=""):
    return {"verb": verb, "words": words, "by": by, "parent": ("meetings.meeting", meeting.pk), "type": kind}


def secrets_in(content):
    text = json.dumps(content)
    return [word for word in SECRETS if word in text]


def test_the_public_version_of_an_agenda(agenda, meeting):
    letter = Document.objects.get(title="Letter")
    why = Document.objects.get(title="Annex about Wren").why_private

    assert agenda_data(agenda_items(meeting), PUBLIC) == {
        "items": [
            {
                "id": agenda[0].pk,
                "anchor": f"item-{agenda[0].pk}",
                "number": "1",
                "is_heading": False,
                "title": "Inspection",
                "is_private": False,
                "why_private": "",
                "text": "The letter",
                "purpose": "",
                "presenters": "Imran Sadiq",
                "delivery": "Report",
                "papers": [
                    {
                        "title": "Letter",
                        "url": f"/documents/{letter.public_id}/",
                        "type_words": "PDF",
                        "page_count": 1,
                        "size": 6,
                        "is_private": False,
                    },
                    {"title": "A private annex", "why_private": why},
                ],
            },
            {
                "id": agenda[1].pk,
                "anchor": f"item-{agenda[1].pk}",
                "number": "2",
                "is_heading": False,
                "title": "A home",
                "is_private": True,
                "why_private": why,
                "text": "",
                "purpose": "",
                "presenters": "",
                "delivery": "",
                "papers": [],
            },
        ]
    }


def test_the_members_version_of_an_agenda_holds_everything(agenda, meeting):
    data = agenda_data(agenda_items(meeting), MEMBERS)

    assert [item["title"] for item in data["items"]] == ["Inspection", "The home in Mill Road"]
    assert [[paper["title"] for paper in item["papers"]] for item in data["items"]] == [
        ["Letter", "Annex about Wren", "Note on Jackdaw"],
        ["Plan for Kestrel"],
    ]
    assert secrets_in(data) == SECRETS[:6]


def test_an_agenda_is_made_with_the_same_queries_for_any_number_of_items(
    agenda, meeting, officer, django_assert_num_queries
):
    with django_assert_num_queries(2):
        agenda_data(agenda_items(meeting), MEMBERS)
    for number in range(6):
        item = add_item(meeting=meeting, title=f"More {number}", by=officer)
        attach_paper(item=item, checked=checked_file(bytes([number])), title="Paper", by=officer)
    with django_assert_num_queries(2):
        agenda_data(agenda_items(meeting), MEMBERS)


def test_the_public_version_of_minutes(held, agenda):
    assert minutes_data(meeting_minutes(held), PUBLIC) == {
        "items": [
            item_heading(agenda[0], PUBLIC)
            | {
                "minutes": [
                    {
                        "number": "1",
                        "heading": "Inspection",
                        "body": "Members asked why.",
                        "decisions": [{"number": 1, "verb": "AGREED", "text": "to note"}],
                        "actions": [],
                    }
                ]
            },
            item_heading(agenda[1], PUBLIC)
            | {
                "minutes": [
                    {"number": "2", "heading": "", "body": "A home was discussed.", "decisions": [], "actions": []}
                ]
            },
        ]
    }


def test_an_item_taken_at_the_meeting_alone_is_public_with_its_minutes(held, officer, stranger):
    late = add_item(meeting=held, title="Urgent: a flood", by=officer)
    write_minute(item=late, body="The chair agreed that it was urgent.", by=officer)

    publish_minutes(meeting=Meeting.objects.get(pk=held.pk), by=officer)

    last = meeting_page(held, stranger).items[-1]
    assert (last["title"], last["minutes"][0]["body"]) == ("Urgent: a flood", "The chair agreed that it was urgent.")


def test_an_agenda_is_published(meeting, agenda, officer):
    publication = publish_agenda(meeting=meeting, by=officer, seen=meeting.version)
    meeting.refresh_from_db()

    assert (meeting.state, meeting.agenda_published_by) == ("published", officer)
    assert meeting.agenda_published_at == publication.published_at
    assert set(AgendaItem.objects.values_list("published_at", flat=True)) == {publication.published_at}
    assert Publication.objects.values("meeting", "kind", "published_by", "lateness", "reason").get() == {
        "meeting": meeting.pk,
        "kind": "agenda",
        "published_by": officer.pk,
        "lateness": "",
        "reason": "",
    }
    assert sorted(publication.documents.values_list("title", flat=True)) == [
        "Annex about Wren",
        "Letter",
        "Note on Jackdaw",
        "Plan for Kestrel",
    ]
    assert last_row(meeting) == told("publish_agenda", officer, meeting)
    assert last_row(agenda[0]) == told("publish_agenda", officer, meeting)


def test_nothing_private_is_published(held, officer):
    publish_minutes(meeting=held, by=officer)

    agenda, minutes = Publication.objects.order_by("pk")
    assert secrets_in([agenda.for_public, minutes.for_public]) == []
    assert secrets_in([agenda.for_members, minutes.for_members]) == SECRETS


def test_a_revised_agenda_says_why(meeting, agenda, officer):
    first = publish_agenda(meeting=meeting, by=officer)
    with pytest.raises(RevisionNeedsReason):
        publish_agenda(meeting=meeting, by=officer, reason=" ")
    add_item(meeting=meeting, title="Urgent", by=officer)
    second = publish_agenda(meeting=meeting, by=officer, reason="A storm", lateness="late_agenda")

    assert (second.kind, second.reason, second.lateness) == ("revised", "A storm", "late_agenda")
    assert [len(row.for_public["items"]) for row in Publication.objects.newest_first()] == [3, 2]
    assert Meeting.objects.get().agenda_published_at == first.published_at
    assert agenda[0].__class__.objects.get(pk=agenda[0].pk).published_at == first.published_at


def test_an_empty_agenda_is_not_published(meeting, officer):
    with pytest.raises(NothingToPublish):
        publish_agenda(meeting=meeting, by=officer)


def test_an_agenda_is_not_published_with_a_paper_that_nobody_has_read(meeting, agenda, officer):
    paper = agenda[0].papers.earliest("position")
    for state, code in (("waiting", ""), ("refused", "locked")):
        File.objects.filter(documents=paper.document).update(state=state, refused_code=code)
        with pytest.raises(PaperNotReady):
            publish_agenda(meeting=meeting, by=officer)
    assert not Publication.objects.exists()

    remove_paper(paper=paper, by=officer)
    assert publish_agenda(meeting=meeting, by=officer)


def test_the_page_before_publishing_names_the_papers_that_nobody_has_read(client, meeting, agenda, officer):
    letter, annex, note = (paper.document for paper in agenda[0].papers.order_by("position"))
    File.objects.filter(documents=letter).update(state="waiting")
    File.objects.filter(documents=annex).update(state="refused", refused_code="locked")
    client.force_login(officer)

    page = client.get(f"{meeting.get_absolute_url()}agenda/publish/").content.decode()

    assert "“Letter” is being read. Publish once that is done, or go on without it below." in page
    assert f"“Annex about Wren” can’t be opened. {SENTENCES['locked']} Take it off, or go on without it below." in page
    assert "“Note on Jackdaw” is being read" not in page
    assert note.unread == {}


def test_officers_see_in_the_agenda_that_a_paper_is_being_read(client, meeting, agenda, officer, stranger):
    publish_agenda(meeting=meeting, by=officer)
    attach_paper(item=agenda[0], checked=checked_file(b"late"), title="Late letter", by=officer)
    File.objects.filter(documents__title="Late letter").update(state="waiting")

    shown = {user: meeting_page(meeting, user).items[0]["papers"] for user in (officer, stranger)}

    client.force_login(officer)
    editor = client.get(f"{meeting.get_absolute_url()}agenda/").content.decode()

    assert editor.count("Being read") == 1
    assert [paper.get("unread") for paper in shown[officer]] == [None, None, None, {"word": "Being read", "why": ""}]
    assert [paper["title"] for paper in shown[stranger]] == ["Letter", "A private annex"]


@pytest.mark.parametrize("trait", ["held", "called_off"])
def test_the_agenda_of_what_is_past_or_off_is_not_published(trait, officer):
    item = AgendaItemFactory(meeting=MeetingFactory(**{trait: True}))

    with pytest.raises(CantPublishAgenda):
        publish_agenda(meeting=item.meeting, by=officer)


def test_nobody_publishes_an_agenda_they_have_not_seen(meeting, agenda, officer):
    seen = meeting.version
    add_item(meeting=meeting, title="Added meanwhile", by=officer)

    with pytest.raises(ChangedMeanwhile):
        publish_agenda(meeting=meeting, by=officer, seen=seen)
    assert not Publication.objects.exists()


def test_nobody_publishes_an_item_they_have_not_seen(meeting, agenda, officer):
    seen = Meeting.objects.get().version
    edit_item(item=agenda[1], openness="open", exempt_paragraph=None, public_interest="", by=officer)

    with pytest.raises(ChangedMeanwhile):
        publish_agenda(meeting=Meeting.objects.get(), by=officer, seen=seen)


def test_minutes_are_published_and_published_again_with_a_reason(held, officer):
    first = publish_minutes(meeting=held, by=officer)
    with pytest.raises(RevisionNeedsReason):
        publish_minutes(meeting=held, by=officer)
    second = publish_minutes(meeting=held, by=officer, reason="A name was wrong")

    assert [(row.kind, row.reason) for row in (first, second)] == [
        ("minutes", ""),
        ("revised_minutes", "A name was wrong"),
    ]
    assert Meeting.objects.get().minutes_state == "published"
    assert last_row(held) == told("publish_minutes", officer, held, words="A name was wrong")


def test_minutes_are_published_after_the_meeting(meeting, agenda, officer):
    with pytest.raises(CantPublishMinutes):
        publish_minutes(meeting=meeting, by=officer)


def test_there_is_something_in_published_minutes(officer):
    with pytest.raises(NoMinutes):
        publish_minutes(meeting=MeetingFactory(held=True), by=officer)


OPERATIONS = {
    "publish_agenda": lambda meeting, by: publish_agenda(meeting=meeting, by=by),
    "publish_minutes": lambda meeting, by: publish_minutes(meeting=meeting, by=by),
}


@pytest.mark.parametrize(("name", "state"), [("publish_agenda", "scheduled"), ("publish_minutes", "held")])
def test_an_operation_happens_wholly_or_not_at_all(name, state, officer):
    minute = MinuteFactory(item__meeting__state=state)

    happens_wholly_or_not_at_all(lambda: OPERATIONS[name](Meeting.objects.get(), officer))
    assert not minute.item.meeting.publications.exists()


def test_before_publication_only_officers_see_the_agenda(meeting, agenda, everyone):
    shown = {role: len(meeting_page(meeting, user).items) for role, user in everyone.items()}

    assert shown == {
        "stranger": 0,
        "other councillor": 0,
        "councillor": 0,
        "officer": 2,
        "manager": 2,
        "monitoring officer": 2,
    }


def test_who_sees_the_private_parts_of_a_meeting(held, everyone):
    publish_minutes(meeting=everybody_there(held, everyone["officer"]), by=everyone["officer"])
    found = {role: secrets_in(meeting_page(held, user).items) for role, user in everyone.items()}

    assert found == table(public=[], member=SECRETS, officer=SECRETS)


def test_officers_see_that_an_agenda_changed_since_it_was_published(meeting, agenda, officer, stranger):
    publish_agenda(meeting=meeting, by=officer)
    assert not meeting_page(meeting, officer).has_changed

    edit_item(item=agenda[0], title="Focused visit", by=officer)
    assert meeting_page(meeting, officer).has_changed
    assert not meeting_page(meeting, stranger).has_changed
    assert meeting_page(meeting, stranger).items[0]["title"] == "Inspection"


def test_draft_minutes_are_the_officers_until_they_are_published(held, officer, stranger):
    assert (meeting_page(held, officer).has_minutes, meeting_page(held, stranger).has_minutes) == (True, False)

    publish_minutes(meeting=held, by=officer)
    page = meeting_page(held, stranger)
    assert [item["title"] for item in page.agreed] == ["Inspection"]
    assert (page.has_minutes, page.agenda.kind) == (True, "agenda")


def test_who_reads_which_paper(held, everyone):
    later = attach_paper(
        item=held.items.first(), checked=checked_file(b"later"), title="Not yet published", by=everyone["officer"]
    )
    seen = {
        role: sorted(Document.objects.visible_to(user).values_list("title", flat=True))
        for role, user in everyone.items()
    }

    private = ["Annex about Wren", "Letter", "Note on Jackdaw", "Plan for Kestrel"]
    everything = sorted([*private, later.title])
    assert seen == {
        "stranger": ["Letter"],
        "other councillor": ["Letter"],
        "councillor": private,
        "officer": everything,
        "manager": everything,
        "monitoring officer": everything,
    }


@pytest.mark.parametrize("hidden", [{"is_formal": False}, {"panel__access_rules_apply": False}])
def test_papers_of_meetings_outside_the_public_eye_are_hidden(hidden, officer, stranger, other_councillor):
    item = AgendaItemFactory(meeting=MeetingFactory(**hidden))
    attach_paper(item=item, checked=checked_file(), title="Terms", by=officer)
    publish_agenda(meeting=item.meeting, by=officer)

    assert not Document.objects.visible_to(stranger).exists()
    assert not Document.objects.visible_to(other_councillor).exists()


def test_a_published_item_made_private_closes_its_paper(meeting, agenda, officer, stranger):
    publish_agenda(meeting=meeting, by=officer)
    edit_item(item=agenda[0], by=officer, **EXEMPT)

    assert not Document.objects.visible_to(stranger).exists()
