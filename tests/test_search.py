"""What is found, by whom: the same on both databases, and nothing of what a reader may not read."""

from datetime import date

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from inspections.operations import add_inspection, add_recommendation, add_update, write_findings
from meetings.models import Meeting
from meetings.operations import (
    add_item,
    attach_paper,
    call_meeting,
    edit_item,
    mark_held,
    publish_agenda,
    publish_minutes,
    record_action,
    remove_item,
    write_minute,
)
from scrutiny.models import SearchEntry, SearchWord
from scrutiny.operations import add_person, edit_person
from scrutiny.search.finding import find
from tests.attending import everybody_there
from tests.factories import AuthorityFactory, FrameworkFactory, OfficeFactory, checked_file
from tests.planted import plant
from tests.planted_words import EVERY_WORD, WORDS

pytestmark = pytest.mark.django_db

DAY = date(2026, 9, 22)


def titles(user, query, **filters):
    return sorted((hit.entry.kind, hit.entry.title) for hit in find(user, query, **filters).hits)


def kinds(user, query, **filters):
    return [kind for kind, _ in titles(user, query, **filters)]


@pytest.fixture
def meeting(panel, officer):
    return call_meeting(panel=panel, held_on=DAY, by=officer)


def published(meeting, officer):
    return publish_agenda(meeting=Meeting.objects.get(pk=meeting.pk), by=officer, reason="as it is now")


def test_an_item_is_found_by_officers_at_once_and_by_everybody_when_published(meeting, officer, everyone):
    add_item(meeting=meeting, title="Elective home education", text="How many children wait", by=officer)
    before = {role: kinds(user, "children waiting") for role, user in everyone.items()}

    published(meeting, officer)

    after = {role: kinds(user, "children waiting") for role, user in everyone.items()}
    reads_drafts = {"officer", "manager", "monitoring officer"}
    assert before == {role: ["item"] if role in reads_drafts else [] for role in everyone}
    assert after == {role: ["item"] for role in everyone}


def test_a_hit_opens_at_its_item(meeting, officer, stranger):
    item = add_item(meeting=meeting, title="Elective home education", by=officer)
    published(meeting, officer)

    assert find(stranger, "elective").hits[0].entry.address == item.get_absolute_url()


def test_the_public_finds_a_changed_item_only_as_it_was_published(meeting, officer, stranger):
    item = add_item(meeting=meeting, title="Elective home education", by=officer)
    published(meeting, officer)
    item.refresh_from_db()

    edit_item(item=item, by=officer, title="Tutoring")
    as_published = (titles(stranger, "elective"), titles(stranger, "tutoring"))
    published(meeting, officer)

    assert as_published == ([("item", "Elective home education")], [])
    assert (titles(stranger, "elective"), titles(stranger, "tutoring")) == ([], [("item", "Tutoring")])


def test_what_the_public_finds_keeps_its_place_when_something_else_changes(meeting, officer):
    item = add_item(meeting=meeting, title="Elective home education", by=officer)
    published(meeting, officer)
    item.refresh_from_db()
    public = set(SearchEntry.objects.filter(for_public=True).values_list("pk", "record"))

    edit_item(item=item, by=officer, text="Only officers know.")

    assert set(SearchEntry.objects.filter(for_public=True).values_list("pk", "record")) == public
    assert (titles(officer, "know"), kinds(officer, "elective")) == ([("item", "Elective home education")], ["item"])


def test_an_item_that_was_taken_off_is_found_no_more(meeting, officer):
    item = add_item(meeting=meeting, title="Elective home education", by=officer)

    remove_item(item=item, by=officer)

    assert titles(officer, "elective") == []


def test_everything_said_at_a_meeting_is_found(meeting, officer, stranger):
    item = add_item(meeting=meeting, title="Attendance", by=officer)
    attach_paper(item=item, checked=checked_file(text="zebra paper"), title="Report", by=officer)
    published(meeting, officer)
    held = mark_held(meeting=Meeting.objects.get(pk=meeting.pk), by=officer, today=DAY)
    item.refresh_from_db()
    item.meeting = held
    minute = write_minute(item=item, by=officer, body="zebra minute", decisions=["zebra decision"])
    record_action(minute=minute, text="zebra action", owner=OfficeFactory(), by=officer)
    unpublished = kinds(stranger, "zebra")
    publish_minutes(meeting=everybody_there(meeting, officer), by=officer)

    assert unpublished == ["paper"]
    assert kinds(stranger, "zebra") == ["action", "decision", "minute", "paper"]


def test_nothing_private_is_in_what_a_strangers_search_looks_at(meeting, officer, everyone, panel):
    exempt = {"openness": "exempt", "exempt_paragraph": 3, "public_interest": "a price is negotiated."}
    item = add_item(meeting=meeting, title="Quagga", public_title="Homes", text="quagga", by=officer, **exempt)
    attach_paper(item=item, checked=checked_file(text="quagga"), title="Quagga paper", by=officer)
    published(meeting, officer)
    held = mark_held(meeting=Meeting.objects.get(pk=meeting.pk), by=officer, today=DAY)
    item.refresh_from_db()
    item.meeting = held
    write_minute(item=item, by=officer, body="quagga", public_summary="Homes were discussed", decisions=["quagga"])
    publish_minutes(meeting=everybody_there(meeting, officer), by=officer)

    all_of_it = ["decision", "item", "minute", "paper"]
    assert {role: kinds(user, "quagga") for role, user in everyone.items()} == {
        "stranger": [],
        "other councillor": [],
        "councillor": all_of_it,
        "officer": all_of_it,
        "manager": all_of_it,
        "monitoring officer": all_of_it,
    }
    public = SearchEntry.objects.filter(for_public=True)
    assert not any("quagga" in f"{entry.title} {entry.text} {entry.stems}".lower() for entry in public)
    assert {role: find(user, "quaga").meant for role, user in everyone.items()} == {
        "stranger": "",
        "other councillor": "",
        "councillor": "quagga",
        "officer": "quagga",
        "manager": "quagga",
        "monitoring officer": "quagga",
    }


def test_planted_words_are_found_by_those_who_may_read_them_alone(everyone, panel, officer):
    plant(panel, officer)
    call_command("reindex", verbosity=0)
    public = frozenset().union(*(page.everybody for page in WORDS.values()))
    panel = frozenset().union(*(page.panel for page in WORDS.values())) - public
    officers = EVERY_WORD - public - panel

    found = {role: {word for word in EVERY_WORD if find(user, f'"{word}"').hits} for role, user in everyone.items()}

    for role in ("stranger", "other councillor"):
        assert found[role] <= public
    assert found["councillor"] <= public | panel
    assert found["officer"] & officers
    assert found["officer"] == found["manager"] == found["monitoring officer"]


def test_an_informal_meeting_is_found_by_its_members(panel, officer, everyone):
    call_meeting(panel=panel, held_on=DAY, is_formal=False, venue="Okapi room", by=officer)

    finders = {role for role, user in everyone.items() if kinds(user, "okapi")}
    assert finders == {"councillor", "officer", "manager", "monitoring officer"}


def test_an_inspection_is_found_once_its_embargo_ends(officer, everyone):
    facts = {"authority": AuthorityFactory(), "framework": FrameworkFactory(), "starts_on": DAY}
    hidden = add_inspection(by=officer, hidden_until=date(2999, 1, 1), focus="okapi", **facts)
    write_findings(inspection=hidden, texts=["An okapi was seen."], by=officer)
    add_recommendation(inspection=hidden, text="Count every okapi", by=officer)

    finders = {role: kinds(user, "okapi") for role, user in everyone.items() if kinds(user, "okapi")}
    everything = ["finding", "inspection", "recommendation"]
    assert finders == dict.fromkeys(("officer", "manager", "monitoring officer"), everything)


def test_an_update_is_found_with_the_meeting_it_goes_to(meeting, officer, stranger):
    inspection = add_inspection(authority=AuthorityFactory(), framework=FrameworkFactory(), starts_on=DAY, by=officer)
    recommendation = add_recommendation(inspection=inspection, text="Count every child", by=officer)
    item = add_item(meeting=meeting, title="Progress", by=officer)
    facts = {"office": OfficeFactory(), "made_on": DAY, "progress": "on_track"}
    add_update(recommendation=recommendation, text="Half an okapi", item=item, by=officer, **facts)
    before = kinds(stranger, "okapi")

    published(meeting, officer)

    assert (before, kinds(stranger, "okapi")) == ([], ["update"])


def test_people_are_found_as_far_as_they_are_public(officer, stranger):
    person = add_person(by=officer, name="Ocelot Jones", kind="councillor")
    add_person(by=officer, name="Ocelot Smith", kind="officer")
    public = titles(stranger, "ocelot")
    edit_person(person=person, by=officer, name="Margay Jones")

    assert public == [("person", "Ocelot Jones")]
    assert (titles(stranger, "ocelot"), titles(stranger, "margay")) == ([], [("person", "Margay Jones")])
    assert titles(officer, "ocelot") == [("person", "Ocelot Smith")]


def test_a_phrase_stands_together_and_words_stand_anywhere(meeting, officer):
    add_item(meeting=meeting, title="Children out of school", by=officer)
    add_item(meeting=meeting, title="School for children moving out", by=officer)

    assert len(find(officer, "out school").hits) == 2
    assert [title for _, title in titles(officer, '"out of school"')] == ["Children out of school"]


def test_search_is_narrowed_by_kind_panel_and_year(meeting, officer, panel):
    add_item(meeting=meeting, title="Okapi", by=officer)
    add_person(by=officer, name="Okapi Jones")

    assert kinds(officer, "okapi", kind="item") == ["item"]
    assert kinds(officer, "okapi", panel=panel) == ["item"]
    assert kinds(officer, "okapi", year=meeting.year) == ["item"]


def test_a_near_miss_is_answered_with_what_is_known(meeting, officer):
    add_item(meeting=meeting, title="Safeguarding children", by=officer)

    assert find(officer, "safegarding chilren").meant == "safeguarding children"
    assert find(officer, "zzzzzz").meant == ""


def test_reindexing_changes_nothing_that_operations_wrote(meeting, officer):
    item = add_item(meeting=meeting, title="Attendance", by=officer)
    attach_paper(item=item, checked=checked_file(text="zebra paper"), title="Report", by=officer)
    published(meeting, officer)
    columns = ("subject", "record", "kind", "title", "stems", "for_public", "for_members", "for_officers")
    written = sorted(SearchEntry.objects.values_list(*columns))

    call_command("reindex", verbosity=0)

    assert sorted(SearchEntry.objects.values_list(*columns)) == written
    assert kinds(officer, "zebra") == ["paper"]


def test_a_failed_operation_leaves_the_index_as_it_was(meeting, officer, monkeypatch):
    add_item(meeting=meeting, title="Attendance", by=officer)
    monkeypatch.setattr("scrutiny.search.index.learn", lambda entries: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        add_item(meeting=meeting, title="Okapi", by=officer)

    assert titles(officer, "okapi") == []
    assert [item.title for item in meeting.items.all()] == ["Attendance"]


def test_the_page_finds_and_marks(client, meeting, officer):
    add_item(meeting=meeting, title="Elective home education", by=officer)
    published(meeting, officer)

    page = client.get("/search/", {"q": "educated"}).content.decode()

    assert "1 result for “educated”" in page
    assert "Elective home <mark>education</mark>" in page


class Hostile(TestCase):
    """Nothing that is typed gives an error."""

    @settings(max_examples=60, deadline=None)
    @given(st.text(max_size=80), st.text(max_size=10))
    def test_whatever_is_asked_is_answered(self, query, page):
        SearchWord.objects.get_or_create(word="attendance")
        response = self.client.get("/search/", {"q": query, "page": page, "kind": query[:3], "panel": page})
        assert response.status_code == 200


def test_a_paper_filed_in_two_places_is_found_once(meeting, officer, stranger):
    item, other = (add_item(meeting=meeting, title=title, by=officer) for title in ("Progress", "Attendance"))
    for place in (item, other):
        attach_paper(item=place, checked=checked_file(text="zebra paper"), title="Report", by=officer)
    published(meeting, officer)

    assert (titles(stranger, "zebra"), find(stranger, "zebra").count) == ([("paper", "Report")], 1)


def test_a_page_beyond_the_last_says_so(client, meeting, officer):
    add_item(meeting=meeting, title="Zebra crossing", by=officer)
    published(meeting, officer)

    page = " ".join(client.get("/search/?q=zebra&page=9").content.decode().split())

    assert "1 result for “zebra”, none of them on page 9" in page
    assert "Nothing found" not in page
