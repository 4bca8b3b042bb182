"""Private items: the public leaves, named people read, excluded members don't, and what was private can be opened."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from meetings.changes import in_words
from meetings.meeting_page import meeting_page
from meetings.models import AgendaItem, ItemReader, Meeting, Publication
from meetings.operations import (
    AlreadyListed,
    AlreadyReads,
    NotOnThePanel,
    NotPrivate,
    OpeningNeedsReason,
    add_item,
    attach_paper,
    edit_item,
    exclude_member,
    mark_held,
    name_reader,
    open_item,
    publish_agenda,
    publish_minutes,
    remove_item,
    remove_reader,
    reorder_items,
    write_minute,
)
from scrutiny.models import Document, Letter, Role
from scrutiny.operations import plan_of
from scrutiny.search.finding import find
from tests.attending import everybody_there
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import (
    EXEMPT,
    CirculationFactory,
    ItemReaderFactory,
    MeetingFactory,
    MembershipFactory,
    PanelFactory,
    PersonFactory,
    UserFactory,
    checked_file,
)
from tests.history import last_row

pytestmark = pytest.mark.django_db

WORDING = (
    "That, under section 100A(4) of the Local Government Act 1972, the press and public be excluded from the meeting "
    "for item 3, because exempt information as defined in paragraph 2 of Part 1 of Schedule 12A to the Act is likely "
    "to be disclosed, and the public interest in keeping it private outweighs the public interest in disclosing it."
)


@pytest.fixture
def meeting(panel):
    return MeetingFactory(panel=panel)


@pytest.fixture
def private(meeting, officer):
    """An exempt item with a paper, after an open one."""
    add_item(meeting=meeting, title="Inspection", by=officer)
    item = add_item(
        meeting=meeting, title="Home in Mill Road", public_title="A home", text="Magpie", by=officer, **EXEMPT
    )
    attach_paper(item=item, checked=checked_file(b"plan", text="Kestrel"), title="Plan", by=officer)
    return item


@pytest.fixture
def published(private, officer):
    publish_agenda(meeting=private.meeting, by=officer)
    return private


@pytest.fixture
def outsider(db):
    """Somebody with an account who sits on no panel."""
    return UserFactory(role=Role.COUNCILLOR, person=PersonFactory())


def titles(meeting):
    return [item.title for item in meeting.items.order_by("position")]


def exclusion(meeting):
    return meeting.items.get(is_exclusion=True)


def text_read(item, user):
    """What the meeting's page gives the reader of the item, and of its minutes."""
    page = meeting_page(Meeting.objects.get(pk=item.meeting_id), fresh(user))
    row = next(row for row in page.items if row["id"] == item.pk)
    return row["text"], [paper["title"] for paper in row["papers"]], [minute["body"] for minute in row["minutes"]]


def fresh(user):
    """As in the next request: what the site knows of a reader is loaded once for each."""
    return type(user).objects.get(pk=user.pk) if user.pk else AnonymousUser()


def papers_read(user):
    return [paper.title for paper in Document.objects.visible_to(fresh(user))]


# The item at which the public leaves


def test_a_private_item_brings_the_resolution_that_excludes_the_public(private):
    item = exclusion(private.meeting)

    assert titles(private.meeting) == ["Inspection", "Exclusion of the press and public", "Home in Mill Road"]
    assert (item.number, item.text, item.purpose) == ("2", WORDING, "decision")


def test_its_wording_follows_the_agenda(private, officer):
    meeting = private.meeting
    add_item(meeting=meeting, title="Costs", by=officer, **EXEMPT | {"exempt_paragraph": 3})
    add_item(meeting=meeting, title="Given in confidence", openness="confidential", by=officer)
    order = [item.pk for item in meeting.items.order_by("position")]
    reorder_items(meeting=meeting, order=[order[1], *order[2:], order[0]], by=officer)

    assert (
        "for items 2 and 3, because exempt information as defined in paragraphs 2 and 3 of" in exclusion(meeting).text
    )
    assert "For item 4 the press and public must leave" in exclusion(meeting).text


def test_its_own_words_stay_once_an_officer_wrote_them(private, officer):
    item = exclusion(private.meeting)
    edit_item(item=item, text="The chair will move the usual resolution.", by=officer)
    add_item(meeting=private.meeting, title="Costs", by=officer, **EXEMPT)

    assert exclusion(private.meeting).text == "The chair will move the usual resolution."


def test_it_goes_when_nothing_is_private_any_more(private, officer):
    edit_item(item=private, openness="open", exempt_paragraph=None, public_interest="", by=officer)

    assert titles(private.meeting) == ["Inspection", "Home in Mill Road"]


def test_an_officer_who_takes_it_off_is_not_overruled(private, officer):
    remove_item(item=exclusion(private.meeting), by=officer)
    add_item(meeting=private.meeting, title="Costs", by=officer, **EXEMPT)

    assert titles(private.meeting) == ["Inspection", "Home in Mill Road", "Costs"]


def test_one_that_an_officer_typed_is_enough_and_stays(meeting, officer):
    add_item(meeting=meeting, title="Exclusion of Press and Public", by=officer)
    add_item(meeting=meeting, title="Costs", by=officer, **EXEMPT)
    remove_item(item=meeting.items.get(title="Costs"), by=officer)

    assert titles(meeting) == ["Exclusion of Press and Public"]


def test_bodies_that_meet_in_private_exclude_nobody(officer):
    for meeting in (MeetingFactory(is_formal=False), MeetingFactory(panel=PanelFactory(access_rules_apply=False))):
        add_item(meeting=meeting, title="Costs", by=officer, **EXEMPT)
        assert titles(meeting) == ["Costs"]


def test_its_text_names_nothing_private(private):
    assert not {"Mill Road", "Magpie", "recognised"} & set(exclusion(private.meeting).text.split())


# Readers


def test_an_excluded_member_reads_what_the_public_reads(published, councillor, officer):
    before = text_read(published, councillor), papers_read(councillor)
    exclude_member(item=published, person=councillor.person, by=officer, reason="Has declared an interest")
    after = text_read(published, councillor), papers_read(councillor)

    assert before == (("Magpie", ["Plan"], []), ["Plan"])
    assert after == (("", [], []), [])
    assert last_row(published.readers.get())["verb"] == "exclude_member"


def test_other_members_go_on_reading(published, panel, councillor, officer):
    other = UserFactory(role=Role.COUNCILLOR, person=MembershipFactory(panel=panel).person)
    exclude_member(item=published, person=councillor.person, by=officer)

    assert text_read(published, other) == ("Magpie", ["Plan"], [])
    assert papers_read(other) == ["Plan"]


def test_an_excluded_member_gets_neither_private_minutes_nor_an_older_version(published, councillor, officer):
    mark_held(meeting=published.meeting, by=officer, today=date(2030, 1, 1))
    write_minute(item=published, body="Dunlin was named", public_summary="A home was discussed", by=officer)
    publish_minutes(meeting=everybody_there(published.meeting, officer), by=officer)
    minuted = text_read(published, councillor)
    exclude_member(item=published, person=councillor.person, by=officer)
    client = Client()
    client.force_login(fresh(councillor))
    versions = [client.get(version.get_absolute_url()).text for version in Publication.objects.all()]

    assert minuted == ("Magpie", ["Plan"], ["Dunlin was named"])
    assert text_read(published, councillor) == ("", [], ["A home was discussed"])
    assert [word for word in ("Magpie", "Dunlin", "Mill Road") if word in "".join(versions)] == []


def test_an_excluded_member_finds_nothing_of_the_item(published, councillor, officer):
    before = [len(find(fresh(councillor), word).hits) for word in ("magpie", "kestrel", "home")]
    exclude_member(item=published, person=councillor.person, by=officer)
    after = [len(find(fresh(councillor), word).hits) for word in ("magpie", "kestrel", "home")]

    assert before == [1, 1, 1]
    assert after == [0, 0, 1]
    assert len(find(fresh(officer), "kestrel").hits) == 1


def test_a_paper_that_was_taken_off_stays_closed_to_an_excluded_member(published, councillor, officer):
    exclude_member(item=published, person=councillor.person, by=officer)
    published.papers.get().delete()

    assert papers_read(councillor) == []


def test_somebody_named_reads_that_item_alone(published, outsider, officer):
    other = add_item(meeting=published.meeting, title="Costs", text="Plover", by=officer, **EXEMPT)
    attach_paper(item=other, checked=checked_file(b"costs"), title="Costs in full", by=officer)
    publish_agenda(meeting=published.meeting, by=officer, reason="Costs added")
    before = text_read(published, outsider), papers_read(outsider)
    name_reader(item=published, person=outsider.person, by=officer, reason="Ward councillor")

    assert before == (("", [], []), [])
    assert text_read(published, outsider) == ("Magpie", ["Plan"], [])
    assert text_read(other, outsider) == ("", [], [])
    assert papers_read(outsider) == ["Plan"]


def test_nobody_is_named_into_an_agenda_that_is_not_published(private, outsider, officer):
    name_reader(item=private, person=outsider.person, by=officer)

    assert papers_read(outsider) == []
    assert meeting_page(private.meeting, fresh(outsider)).items == []
    assert list(AgendaItem.objects.readable_by(fresh(outsider))) == []


def test_readable_items_know_of_both(published, councillor, outsider, officer):
    before = [published in AgendaItem.objects.readable_by(fresh(user)) for user in (councillor, outsider)]
    exclude_member(item=published, person=councillor.person, by=officer)
    name_reader(item=published, person=outsider.person, by=officer)

    assert before == [True, False]
    assert [published in AgendaItem.objects.readable_by(fresh(user)) for user in (councillor, outsider)] == [
        False,
        True,
    ]


def test_taking_somebody_off_the_list_ends_it(published, councillor, officer):
    reader = exclude_member(item=published, person=councillor.person, by=officer)
    remove_reader(reader=reader, by=officer)

    assert text_read(published, councillor) == ("Magpie", ["Plan"], [])
    assert last_row(published.meeting)["verb"] == "publish_agenda"
    assert ItemReader.history.latest("history_date").operation_verb == "remove_reader"


def test_lists_are_refused_where_they_say_nothing(published, councillor, outsider, officer):
    inspection = published.meeting.items.get(title="Inspection")
    exclude_member(item=published, person=councillor.person, by=officer)

    with pytest.raises(AlreadyReads):
        name_reader(item=published, person=councillor.person, by=officer)
    with pytest.raises(NotOnThePanel):
        exclude_member(item=published, person=outsider.person, by=officer)
    with pytest.raises(NotPrivate):
        exclude_member(item=inspection, person=councillor.person, by=officer)
    with pytest.raises(AlreadyListed):
        exclude_member(item=published, person=councillor.person, by=officer)


def test_listing_happens_wholly_or_not_at_all(published, councillor, officer):
    happens_wholly_or_not_at_all(lambda: exclude_member(item=published, person=councillor.person, by=officer))

    assert not ItemReader.objects.exists()


# Until when, and opening


def test_the_public_reads_until_when(private, officer):
    edit_item(item=private, private_until=date(2026, 12, 1), by=officer)

    assert private.why_private.endswith(
        "A child could be recognised. We expect to make it public after 1 December 2026."
    )
    assert private.papers.get().document.private_until == date(2026, 12, 1)


def test_what_was_refused_a_private_hearing_is_open_to_everybody(published, stranger, officer):
    open_item(item=published, reason="The panel did not agree to exclude the public.", by=officer)
    page = meeting_page(published.meeting, stranger)
    row = next(row for row in page.items if row["id"] == published.pk)

    assert (row["title"], row["text"], row["why_private"]) == ("Home in Mill Road", "Magpie", "")
    assert [paper["title"] for paper in row["papers"]] == ["Plan"]
    assert papers_read(stranger) == ["Plan"]
    assert (page.agenda.kind, page.agenda.reason) == ("revised", "The panel did not agree to exclude the public.")
    assert last_row(published)["verb"] == "open_item"


def test_who_got_the_agenda_is_told_what_is_open_now(published, panel, officer):
    CirculationFactory(panel=panel, name="Echo", email="news@echo.example")
    open_item(item=published, reason="The price is known.", by=officer)
    version = published.meeting.publications.newest_first().first()
    letter = Letter.objects.about(version).get(address="news@echo.example")

    assert [in_words(change) for change in version.changes_for_public] == [
        "Item 3 renamed from “A home” to “Home in Mill Road”",
        "Item 3 is now open: Home in Mill Road",
        "Paper added to item 3: Plan",
    ]
    assert "- Item 3 is now open: Home in Mill Road" in letter.body


def test_opening_publishes_nothing_else(published, stranger, officer):
    edit_item(item=published.meeting.items.get(title="Inspection"), title="Not ready", by=officer)
    other = attach_paper(item=published, checked=checked_file(b"x"), title="About a child", by=officer)
    other.openness, other.exempt_paragraph = "exempt", 1
    other.save()
    open_item(item=published, reason="Refused.", by=officer)

    assert [row["title"] for row in meeting_page(published.meeting, stranger).items] == [
        "Inspection",
        "Exclusion of the press and public",
        "Home in Mill Road",
    ]
    assert papers_read(stranger) == ["Plan"]


def test_an_item_that_never_went_out_opens_without_a_publication(private, officer):
    open_item(item=private, reason="The price is known.", by=officer)

    assert not private.is_private
    assert not Publication.objects.exists()


def test_opening_needs_something_private_and_a_reason(published, officer):
    with pytest.raises(OpeningNeedsReason):
        open_item(item=published, reason=" ", by=officer)
    with pytest.raises(NotPrivate):
        open_item(item=published.meeting.items.get(title="Inspection"), reason="Refused.", by=officer)


# Pages


def test_an_officer_lists_a_reader_and_takes_them_off(client, published, councillor, officer):
    client.force_login(officer)
    address = f"{published.meeting.get_absolute_url()}items/{published.pk}/readers/"
    added = client.post(
        address, {"kind": "excluded", "person": councillor.person_id, "reason": "An interest"}, follow=True
    )
    reader = ItemReader.objects.get()
    removed = client.post(f"{address}{reader.pk}/remove/", follow=True)

    assert f"{councillor.person} added to the list" in added.text
    assert "Excluded" in added.text
    assert f"{councillor.person} taken off the list" in removed.text
    assert not ItemReader.objects.exists()


def test_a_refusal_is_said_beside_what_was_typed(client, published, outsider, officer):
    client.force_login(officer)
    address = f"{published.meeting.get_absolute_url()}items/{published.pk}/readers/"
    response = client.post(address, {"kind": "excluded", "person": outsider.person_id, "reason": "An interest"})

    assert "Only a member of the panel can be excluded" in response.text
    assert 'value="An interest"' in response.text


def test_an_officer_opens_an_item(client, published, officer):
    client.force_login(officer)
    address = f"{published.meeting.get_absolute_url()}items/{published.pk}/open/"
    response = client.post(address, {"reason": "The panel did not agree."}, follow=True)

    assert "Home in Mill Road is open now" in response.text


def test_two_people_who_are_one_stand_on_a_list_once(published, councillor, manager):
    twin = PersonFactory()
    ItemReaderFactory(item=published, person=councillor.person, kind="excluded")
    ItemReaderFactory(item=published, person=twin, kind="named")
    ItemReaderFactory(person=twin)
    plan = plan_of(councillor.person, twin)

    assert [len(each.ways) for each in plan.collisions if each.key.startswith("reader_")] == [2]
    assert len([each for each in plan.moving if isinstance(each.record, ItemReader)]) == 1
