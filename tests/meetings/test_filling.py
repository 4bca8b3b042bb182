"""An agenda fills itself: standing items, minutes to approve, open actions; and takes items from another."""

from datetime import date

import pytest

from meetings.models import AgendaItem, MinutesToApprove
from meetings.operations import (
    AgendaClosed,
    NothingToCopy,
    add_item,
    attach_paper,
    call_meeting,
    copy_items,
    fill_agenda,
    minutes_to_approve,
    open_actions,
    remove_item,
)
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import (
    EXEMPT,
    ActionFactory,
    AgendaItemFactory,
    MeetingFactory,
    MinutesToApproveFactory,
    PanelFactory,
    checked_file,
)
from tests.history import last_row

pytestmark = pytest.mark.django_db

STANDING = "Apologies\nMinutes of the previous meeting\nWork programme\nUrgent business, if the Chair agrees"
JULY = date(2026, 7, 14)


@pytest.fixture
def panel(panel):
    panel.standing_items = STANDING
    panel.save()
    return panel


@pytest.fixture
def meeting(panel):
    return MeetingFactory(panel=panel)


def held(panel, held_on=JULY, **fields):
    return MeetingFactory(panel=panel, held=True, held_on=held_on, **fields)


def printed(meeting):
    return list(meeting.items.order_by("position").values_list("number", "title", "origin"))


def titles(meeting):
    return [title for _, title, _ in printed(meeting)]


def test_a_first_agenda_begins_and_ends_with_the_standing_items(meeting, officer):
    fill_agenda(meeting=meeting, by=officer)

    assert printed(meeting) == [
        ("1", "Apologies", "standing"),
        ("2", "Minutes of the previous meeting", "standing"),
        ("3", "Work programme", "standing"),
        ("4", "Urgent business, if the Chair agrees", "closing"),
    ]
    assert last_row(meeting.items.get(position=1))["verb"] == "fill_agenda"


def test_it_takes_the_minutes_to_approve_and_the_open_actions(panel, meeting, officer):
    earlier = [held(panel), held(panel, date(2026, 8, 4))]
    ActionFactory(minute__item__meeting=earlier[0])
    added = fill_agenda(meeting=meeting, by=officer)

    assert printed(meeting) == [
        ("1", "Apologies", "standing"),
        ("2", "Minutes of 14 July 2026", "minutes"),
        ("3", "Minutes of 4 August 2026", "minutes"),
        ("4", "Work programme", "standing"),
        ("5", "Actions still open", "actions"),
        ("6", "Urgent business, if the Chair agrees", "closing"),
    ]
    assert [item.number for item in added] == ["1", "2", "3", "4", "5", "6"]
    links = MinutesToApprove.objects.order_by("item__position").values_list("item__number", "meeting")
    assert list(links) == [("2", earlier[0].pk), ("3", earlier[1].pk)]


def test_filled_again_it_stays_as_it_is(panel, meeting, officer):
    ActionFactory(minute__item__meeting=held(panel))
    fill_agenda(meeting=meeting, by=officer)
    before = printed(meeting)

    assert fill_agenda(meeting=meeting, by=officer) == []
    assert printed(meeting) == before


def test_what_is_there_stays_in_its_place(meeting, officer):
    for title in ("Ofsted visit", "apologies", "Attendance"):
        add_item(meeting=meeting, title=title, by=officer)
    fill_agenda(meeting=meeting, by=officer)

    assert titles(meeting) == [
        "Ofsted visit",
        "apologies",
        "Minutes of the previous meeting",
        "Work programme",
        "Attendance",
        "Urgent business, if the Chair agrees",
    ]


def test_minutes_that_turn_out_later_take_the_standing_item_s_place(panel, meeting, officer):
    fill_agenda(meeting=meeting, by=officer)
    held(panel)
    (item,) = fill_agenda(meeting=meeting, by=officer)

    assert (item.number, item.title, item.origin) == ("2", "Minutes of 14 July 2026", "minutes")
    assert len(titles(meeting)) == 4


def test_what_was_taken_off_is_not_put_on_again(meeting, officer):
    fill_agenda(meeting=meeting, by=officer)
    remove_item(item=meeting.items.get(title="Work programme"), by=officer)

    assert fill_agenda(meeting=meeting, by=officer) == []
    assert "Work programme" not in titles(meeting)


def test_a_new_item_comes_before_what_closes_the_agenda(meeting, officer):
    fill_agenda(meeting=meeting, by=officer)
    item = add_item(meeting=meeting, title="Ofsted visit", by=officer)

    assert (item.number, item.position) == ("4", 4)
    assert titles(meeting)[3:] == ["Ofsted visit", "Urgent business, if the Chair agrees"]


def test_a_called_meeting_is_filled_if_wanted(panel, officer):
    held(panel)
    filled = call_meeting(panel=panel, held_on=date(2026, 9, 22), standing=True, by=officer)
    empty = call_meeting(panel=panel, held_on=date(2026, 10, 20), by=officer)

    assert (titles(filled)[1], titles(empty)) == ("Minutes of 14 July 2026", [])


def test_whose_minutes_are_to_be_approved(panel, meeting):
    panel.predecessors.add(before := PanelFactory())
    wanted = [held(before, date(2026, 5, 20)), held(panel)]
    on_an_agenda, on_a_cancelled_one = held(panel, date(2026, 6, 1)), held(panel, date(2026, 6, 2))
    MinutesToApproveFactory(meeting=on_an_agenda)
    MinutesToApproveFactory(meeting=on_a_cancelled_one, item__meeting=MeetingFactory(called_off=True))
    held(panel, date(2026, 10, 1))
    held(PanelFactory())
    MeetingFactory(panel=panel, published=True, held_on=date(2026, 7, 1))

    assert minutes_to_approve(meeting) == [wanted[0], on_a_cancelled_one, wanted[1]]


def test_no_public_agenda_names_what_is_not_public(panel, meeting):
    panel.predecessors.add(group := PanelFactory(access_rules_apply=False))
    informal, of_the_group = held(panel, is_formal=False), held(group)
    among_themselves = MeetingFactory(panel=panel, number_on_day=2, is_formal=False)

    assert minutes_to_approve(meeting) == []
    assert set(minutes_to_approve(among_themselves)) == {informal, of_the_group}


def test_open_actions_are_the_panel_s_own(panel, meeting):
    panel.predecessors.add(before := PanelFactory())
    for body in (panel, before, PanelFactory()):
        ActionFactory(minute__item__meeting=held(body))
    ActionFactory(minute__item__meeting=held(panel, date(2026, 6, 1)), answer="Sent.", answered_on=date(2026, 8, 1))

    assert open_actions(meeting).count() == 2


def test_neither_tag_nor_paper_counts_what_the_public_may_not_read(panel, meeting):
    panel.predecessors.add(group := PanelFactory(access_rules_apply=False))
    among_themselves = MeetingFactory(panel=panel, number_on_day=2, is_formal=False)
    told = ActionFactory(minute__item__meeting=held(panel))
    private = AgendaItemFactory(meeting=held(panel, date(2026, 6, 2)), **EXEMPT)
    ActionFactory(minute__item=private)
    ActionFactory(minute__item__meeting=MeetingFactory(panel=panel, held_on=date(2026, 11, 3)))
    of_a_group = ActionFactory(minute__item__meeting=held(group, date(2026, 7, 21)))

    assert list(open_actions(meeting)) == [told]
    assert list(open_actions(among_themselves)) == [told, of_a_group]


def test_items_are_copied_without_papers_and_what_was_said(panel, meeting, officer):
    source = held(PanelFactory())
    item = add_item(
        meeting=source,
        title="Ofsted visit",
        presenters="Dana Whitlock",
        purpose="note",
        delivery="report",
        text="The letter of June.",
        outcome="considered",
        by=officer,
    )
    private = add_item(meeting=source, title="The home", public_title="A home", by=officer, **EXEMPT)
    attach_paper(item=item, checked=checked_file(), title="Report", by=officer)
    fill_agenda(meeting=meeting, by=officer)
    copies = copy_items(meeting=meeting, items=[item, private], by=officer)

    names = ("number", "title", "presenters", "purpose", "delivery", "text", "outcome", "public_title", "openness")
    assert [tuple(getattr(copy, name) for name in names) for copy in copies] == [
        ("4", "Ofsted visit", "Dana Whitlock", "note", "report", "", "", "", "open"),
        ("6", "The home", "", "", "", "", "", "A home", "exempt"),
    ]
    assert [copy.papers.count() for copy in copies] == [0, 0]
    assert last_row(copies[0])["verb"] == "copy_items"


def test_nothing_ticked_is_refused(meeting, officer):
    with pytest.raises(NothingToCopy):
        copy_items(meeting=meeting, items=[], by=officer)


def test_a_cancelled_meeting_keeps_its_agenda(officer):
    meeting = MeetingFactory(called_off=True, panel__standing_items=STANDING)

    for operation in (
        lambda: fill_agenda(meeting=meeting, by=officer),
        lambda: copy_items(meeting=meeting, items=[AgendaItemFactory()], by=officer),
    ):
        with pytest.raises(AgendaClosed):
            operation()


def test_filling_happens_wholly_or_not_at_all(panel, meeting, officer):
    held(panel)

    happens_wholly_or_not_at_all(lambda: fill_agenda(meeting=type(meeting).objects.get(pk=meeting.pk), by=officer))


def test_copying_happens_wholly_or_not_at_all(meeting, officer):
    item = AgendaItemFactory()

    happens_wholly_or_not_at_all(
        lambda: copy_items(meeting=type(meeting).objects.get(pk=meeting.pk), items=[item], by=officer)
    )


def test_the_page_offers_to_fill_until_it_is_filled(client, panel, meeting, officer):
    client.force_login(officer)
    agenda = f"{meeting.get_absolute_url()}agenda/"

    assert client.get(agenda).context["lacks"] == STANDING.splitlines()
    answer = client.post(f"{agenda}fill/", follow=True)
    assert "4 items added" in answer.content.decode()
    assert answer.context["lacks"] == []


def test_the_page_copies_what_is_ticked(client, panel, meeting, officer):
    client.force_login(officer)
    source = held(panel)
    items = [add_item(meeting=source, title=title, by=officer) for title in ("Ofsted visit", "Attendance")]
    copy = f"{meeting.get_absolute_url()}agenda/copy/"

    assert f'value="{source.pk}"' in client.get(copy).content.decode()
    answer = client.post(f"{copy}?source={source.pk}", {"items": [items[1].pk]}, follow=True)
    assert "1 item copied" in answer.content.decode()
    assert titles(meeting) == ["Attendance"]
    assert AgendaItem.objects.filter(title="Attendance").count() == 2


@pytest.mark.parametrize("asked", ["", "x", "999999", "٣", "9" * 30])
def test_a_source_that_is_none_is_asked_for_again(client, asked, meeting, officer):
    client.force_login(officer)

    page = client.get(f"{meeting.get_absolute_url()}agenda/copy/", {"source": asked})
    assert (page.status_code, "Agenda of" in page.content.decode()) == (200, True)
