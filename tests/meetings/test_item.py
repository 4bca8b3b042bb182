"""Writing an agenda: items, their order, their papers, and who reads what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.forms.item import split_line
from meetings.models import AgendaItem, ItemPaper, Meeting
from meetings.operations import (
    AgendaClosed,
    ItemInUse,
    NotTheseItems,
    add_item,
    attach_paper,
    edit_item,
    remove_item,
    remove_paper,
    reorder_items,
)
from meetings.views.agenda import asked_order
from scrutiny.models import Document, File
from scrutiny.operations import ChangedMeanwhile
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import (
    EXEMPT,
    AgendaItemFactory,
    ConsiderationFactory,
    DocumentFactory,
    ItemPaperFactory,
    MeetingFactory,
    MinuteFactory,
    PanelFactory,
    PublicationFactory,
    UpdateFactory,
    checked_file,
)
from tests.history import last_row, trace
from tests.roles import table

pytestmark = pytest.mark.django_db

OPEN = {"openness": "open", "exempt_paragraph": None, "public_interest": ""}


@pytest.fixture
def meeting(panel):
    return MeetingFactory(panel=panel)


@pytest.fixture
def agenda(meeting, officer):
    """Four items: 1 Apologies, a heading, 2 Inspection, 3 Performance."""
    return [
        add_item(meeting=meeting, title="Apologies", by=officer),
        add_item(meeting=meeting, title="For decision", is_heading=True, by=officer),
        add_item(meeting=meeting, title="Inspection", by=officer),
        add_item(meeting=meeting, title="Performance", by=officer),
    ]


def printed(meeting):
    """The agenda as it reads: number and title, in order."""
    return list(meeting.items.order_by("position").values_list("number", "title"))


def told(verb, by, meeting, kind="~", words=""):
    return {"verb": verb, "words": words, "by": by, "parent": ("meetings.meeting", meeting.pk), "type": kind}


def openness_of(record):
    record.refresh_from_db()
    return {name: getattr(record, name) for name in OPEN}


def test_items_number_themselves_and_headings_have_none(meeting, agenda):
    assert printed(meeting) == [("1", "Apologies"), ("", "For decision"), ("2", "Inspection"), ("3", "Performance")]
    assert [item.number for item in agenda] == ["1", "", "2", "3"]
    assert Meeting.objects.get().version == 5


def test_an_added_item_is_told_on_its_meeting(meeting, officer):
    item = add_item(meeting=meeting, title="Inspection", presenters="Imran Sadiq", by=officer)

    rows = [trace(row) for row in item.history.order_by("history_id")]
    assert rows == [told("add_item", officer, meeting, "+"), told("add_item", officer, meeting)]
    assert item.history.latest().number == "1"


def test_a_number_given_by_hand_stays(meeting, agenda, officer):
    edit_item(item=agenda[2], number="2a", by=officer)

    assert [number for number, _ in printed(meeting)] == ["1", "", "2a", "2"]


def test_an_item_is_changed(meeting, agenda, officer):
    item = edit_item(item=agenda[2], seen=1, title="Focused visit", number="9", by=officer)

    assert (item.title, item.number) == ("Focused visit", "2")
    assert printed(meeting)[2] == ("2", "Focused visit")
    assert last_row(item) == told("edit_item", officer, meeting)


def test_nobody_overwrites_an_item_they_have_not_seen(agenda, officer):
    edit_item(item=agenda[0], seen=1, title="Welcome", by=officer)

    with pytest.raises(ChangedMeanwhile):
        edit_item(item=agenda[0], seen=1, title="Introductions", by=officer)
    assert AgendaItem.objects.get(pk=agenda[0].pk).title == "Welcome"


def test_papers_follow_their_item_into_private_and_back(meeting, agenda, officer):
    document = attach_paper(item=agenda[2], checked=checked_file(), title="Report", by=officer)

    edit_item(item=agenda[2], by=officer, **EXEMPT)
    assert openness_of(document) == EXEMPT
    edit_item(item=agenda[2], by=officer, **EXEMPT | {"public_interest": "Another reason."})
    assert openness_of(document) == EXEMPT | {"public_interest": "Another reason."}
    edit_item(item=agenda[2], by=officer, **OPEN)
    assert openness_of(document) == OPEN


def test_a_paper_that_is_private_itself_stays_private(agenda, officer):
    own = EXEMPT | {"exempt_paragraph": 5}
    document = attach_paper(item=agenda[2], checked=checked_file(), title="Advice", by=officer, **own)

    for openness in (EXEMPT, OPEN):
        edit_item(item=agenda[2], by=officer, **openness)
        assert openness_of(document) == own


def test_changing_the_words_of_an_item_leaves_its_papers_alone(agenda, officer):
    document = attach_paper(item=agenda[2], checked=checked_file(), title="Report", by=officer)
    edit_item(item=agenda[2], by=officer, title="Focused visit")

    assert document.history.count() == 1


def test_an_item_is_taken_off_with_its_papers(meeting, agenda, officer):
    document = attach_paper(item=agenda[0], checked=checked_file(), title="List", by=officer)
    gone = agenda[0].pk
    remove_item(item=agenda[0], reason="A mistake", by=officer)

    assert printed(meeting) == [("", "For decision"), ("1", "Inspection"), ("2", "Performance")]
    assert list(Document.objects.all()) == [document]
    row = AgendaItem.history.get(id=gone, history_type="-")
    assert trace(row) == told("remove_item", officer, meeting, "-", words="A mistake")


@pytest.mark.parametrize("make", [MinuteFactory, ConsiderationFactory, UpdateFactory])
def test_an_item_on_which_the_record_rests_stays(make, meeting, agenda, officer):
    ItemPaperFactory(item=agenda[0])
    make(item=agenda[0])

    with pytest.raises(ItemInUse):
        remove_item(item=agenda[0], by=officer)
    assert len(printed(meeting)) == 4
    assert ItemPaper.objects.count() == 1


def test_items_are_put_into_another_order(meeting, agenda, officer):
    reorder_items(meeting=meeting, order=[agenda[place].pk for place in (3, 1, 0, 2)], by=officer, seen=5)

    assert printed(meeting) == [("1", "Performance"), ("", "For decision"), ("2", "Apologies"), ("3", "Inspection")]
    assert list(meeting.items.order_by("position").values_list("position", flat=True)) == [1, 2, 3, 4]
    assert last_row(agenda[3]) == told("reorder_items", officer, meeting)


@pytest.mark.parametrize("order", [[], [0, 1, 2], [0, 1, 2, 2], [0, 1, 2, 3, 3]])
def test_an_order_names_each_item_once(order, meeting, agenda, officer):
    before = printed(meeting)

    with pytest.raises(NotTheseItems):
        reorder_items(meeting=meeting, order=[agenda[place].pk for place in order], by=officer)
    assert printed(meeting) == before


def test_two_officers_do_not_order_one_agenda(meeting, agenda, officer):
    with pytest.raises(ChangedMeanwhile):
        reorder_items(meeting=meeting, order=[item.pk for item in agenda], by=officer, seen=4)


def test_a_paper_is_attached_in_order(meeting, agenda, officer):
    for title in ("Report", "Appendix"):
        attach_paper(item=agenda[2], checked=checked_file(title.encode()), title=title, by=officer, author="I Sadiq")

    assert list(
        ItemPaper.objects.order_by("position").values(
            "position", "document__title", "document__author", "document__panel"
        )
    ) == [
        {
            "position": place,
            "document__title": title,
            "document__author": "I Sadiq",
            "document__panel": meeting.panel_id,
        }
        for place, title in ((1, "Report"), (2, "Appendix"))
    ]
    assert last_row(ItemPaper.objects.first()) == told("attach_paper", officer, meeting, "+")
    assert AgendaItem.objects.get(pk=agenda[2].pk).version == 3


def test_one_file_under_two_items_is_stored_once(agenda, officer):
    for item in agenda[2:]:
        attach_paper(item=item, checked=checked_file(text="Words\x00 here"), title="Report", by=officer)

    assert (Document.objects.count(), File.objects.count(), File.objects.get().text) == (2, 1, "Words here")


def test_a_paper_under_a_private_item_is_private(panel, meeting, officer):
    item = AgendaItemFactory(meeting=meeting, exempt=True)

    assert openness_of(attach_paper(item=item, checked=checked_file(), title="Report", by=officer)) == EXEMPT


def test_a_paper_is_taken_off_and_stays_with_what_was_published(meeting, agenda, officer):
    document = attach_paper(item=agenda[2], checked=checked_file(), title="Report", by=officer)
    paper = ItemPaper.objects.get()
    PublicationFactory(meeting=meeting, documents=[document])
    remove_paper(paper=paper, by=officer)

    assert not ItemPaper.objects.exists()
    assert list(Document.objects.visible_to(None)) == [document]


def test_a_cancelled_meeting_keeps_its_agenda(officer):
    meeting = MeetingFactory(called_off=True)
    paper = ItemPaperFactory(item__meeting=meeting)

    for operation in (
        lambda: add_item(meeting=meeting, title="More", by=officer),
        lambda: edit_item(item=paper.item, title="Other", by=officer),
        lambda: remove_item(item=paper.item, by=officer),
        lambda: reorder_items(meeting=meeting, order=[paper.item.pk], by=officer),
        lambda: attach_paper(item=paper.item, checked=checked_file(), title="Report", by=officer),
        lambda: remove_paper(paper=paper, by=officer),
    ):
        with pytest.raises(AgendaClosed):
            operation()


def test_who_knows_of_which_item_and_who_reads_it(panel, everyone):
    items = {
        "open": AgendaItemFactory(meeting__panel=panel, published=True),
        "exempt": AgendaItemFactory(meeting=MeetingFactory(panel=panel, number_on_day=2), published=True, exempt=True),
        "unpublished": AgendaItemFactory(meeting=MeetingFactory(panel=panel, number_on_day=3)),
        "informal": AgendaItemFactory(
            meeting=MeetingFactory(panel=panel, number_on_day=4, is_formal=False), published=True
        ),
        "task group": AgendaItemFactory(meeting__panel=PanelFactory(access_rules_apply=False), published=True),
    }

    def among(rows):
        return [name for name, item in items.items() if item in rows]

    known = {role: among(AgendaItem.objects.visible_to(user)) for role, user in everyone.items()}
    read = {role: among(AgendaItem.objects.readable_by(user)) for role, user in everyone.items()}

    members = ["open", "exempt", "informal"]
    assert known == table(public=["open", "exempt"], member=members, officer=list(items))
    assert read == table(public=["open"], member=members, officer=list(items))


def test_an_item_is_named_by_its_public_title_where_it_is_private():
    item = AgendaItemFactory.build(meeting=None, title="The home in Mill Road", exempt=True, number="")

    assert (item.open_title, item.label) == ("A private matter", "A private matter")
    assert AgendaItemFactory.build(meeting=None, number="6").label == "Item 6"
    assert AgendaItemFactory.build(meeting=None, title="Budget", **EXEMPT).open_title == "Budget"


OPERATIONS = {
    "add_item": lambda item, by: add_item(meeting=item.meeting, title="More", by=by),
    "edit_item": lambda item, by: edit_item(item=item, by=by, title="Other", **EXEMPT),
    "remove_item": lambda item, by: remove_item(item=item, by=by),
    "reorder_items": lambda item, by: reorder_items(
        meeting=item.meeting, order=list(item.meeting.items.order_by("-position").values_list("pk", flat=True)), by=by
    ),
    "attach_paper": lambda item, by: attach_paper(item=item, checked=checked_file(), title="Report", by=by),
    "remove_paper": lambda item, by: remove_paper(paper=item.papers.get(), by=by),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_happens_wholly_or_not_at_all(name, agenda, officer):
    ItemPaperFactory(item=agenda[0], document=DocumentFactory())

    happens_wholly_or_not_at_all(lambda: OPERATIONS[name](AgendaItem.objects.get(pk=agenda[0].pk), officer))


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Inspection / Imran Sadiq", ("Inspection", "Imran Sadiq")),
        ("Programme 2021/22", ("Programme 2021/22", "")),
        ("A / B / C", ("A / B", "C")),
        (" / Imran Sadiq", ("", "Imran Sadiq")),
        ("", ("", "")),
    ],
)
def test_a_line_is_a_title_and_after_a_slash_its_presenter(line, parts):
    assert split_line(line) == parts


@given(st.text())
def test_any_line_can_be_split(line):
    title, presenters = split_line(line)

    assert title == title.strip()
    assert presenters == presenters.strip()
    assert len(title) + len(presenters) <= len(line)


@given(st.text(), st.text())
def test_a_title_and_its_presenter_come_out_as_they_went_in(title, presenters):
    line = f"{title} / {presenters}"

    assert split_line(line) == (title.strip(), presenters.strip()) or " / " in presenters


ORDER = [11, 12, 13]


@pytest.mark.parametrize(
    ("asked", "order", "moved"),
    [
        ({"up": "12"}, [12, 11, 13], 12),
        ({"up": "11"}, [11, 12, 13], 11),
        ({"down": "12"}, [11, 13, 12], 12),
        ({"down": "13"}, [11, 12, 13], 13),
        ({"order": "13,12,11"}, [13, 12, 11], None),
        ({"order": "13,x,٣,,12"}, [13, 12], None),
        ({"up": "99"}, [], None),
        ({}, [], None),
    ],
)
def test_an_order_is_asked_for_by_button_or_by_list(asked, order, moved):
    assert asked_order(ORDER, asked) == (order, moved)


@given(st.dictionaries(st.sampled_from(["up", "down", "order"]), st.text()))
def test_any_order_can_be_asked_for(asked):
    order, moved = asked_order(ORDER, asked)

    assert moved is None or sorted(order) == ORDER
    assert all(isinstance(pk, int) for pk in order)


def test_an_item_that_was_moved_since_it_was_fetched_stays_where_it_is(agenda, officer):
    fetched = AgendaItem.objects.get(pk=agenda[3].pk)
    order = [agenda[place].pk for place in (3, 0, 1, 2)]
    reorder_items(meeting=agenda[0].meeting, order=order, by=officer)

    edit_item(item=fetched, title="Moved", by=officer)

    rows = AgendaItem.objects.filter(meeting=agenda[0].meeting).order_by("position")
    assert [row.pk for row in rows] == order
    assert rows[0].title == "Moved"
