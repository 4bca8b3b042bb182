"""Minutes: what was said, agreed and taken on."""

from datetime import date

import pytest

from meetings.models import Action, Decision, Minute
from meetings.operations import (
    NotHeldYet,
    SectionHasActions,
    add_section,
    edit_action,
    edit_decision,
    next_minute_number,
    record_action,
    remove_action,
    remove_section,
    write_minute,
)
from scrutiny.operations import ChangedMeanwhile
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    DecisionFactory,
    MeetingFactory,
    MinuteFactory,
    MunicipalYearFactory,
    OfficeFactory,
    PersonFactory,
)
from tests.history import last_row, trace

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(panel):
    return AgendaItemFactory(meeting=MeetingFactory(panel=panel, held=True), title="Inspection", number="6")


def told(verb, by, meeting, kind="+"):
    return {"verb": verb, "words": "", "by": by, "parent": ("meetings.meeting", meeting.pk), "type": kind}


def agreed(minute):
    return list(minute.decisions.order_by("number").values_list("number", "verb", "text"))


def test_a_minute_is_written_with_its_decisions(item, officer):
    minute = write_minute(
        item=item, by=officer, number="14", body="Members asked why.", decisions=["to note", "to ask"]
    )

    assert Minute.objects.values("item", "position", "number", "heading", "body", "public_summary").get() == {
        "item": item.pk,
        "position": 1,
        "number": "14",
        "heading": "Inspection",
        "body": "Members asked why.",
        "public_summary": "",
    }
    assert agreed(minute) == [(1, "AGREED", "to note"), (2, "AGREED", "to ask")]
    assert last_row(minute) == told("write_minute", officer, item.meeting)
    assert last_row(Decision.objects.first()) == told("write_minute", officer, item.meeting)


def test_a_minute_is_written_again_and_what_reads_as_before_stays(item, officer):
    minute = write_minute(item=item, by=officer, decisions=["to note", "to ask", "to visit"])
    kept = minute.decisions.get(number=1)
    again = write_minute(item=item, by=officer, seen=1, heading="Visit", decisions=["to note", "to write"])

    assert (again, again.heading) == (minute, "Visit")
    assert agreed(minute) == [(1, "AGREED", "to note"), (2, "AGREED", "to write")]
    assert minute.decisions.get(number=1).pk == kept.pk
    assert kept.history.count() == 1


def test_nobody_overwrites_a_minute_they_have_not_seen(item, officer):
    write_minute(item=item, by=officer, body="First")
    write_minute(item=item, by=officer, body="Second", seen=1)

    with pytest.raises(ChangedMeanwhile):
        write_minute(item=item, by=officer, body="Third", seen=1)
    assert Minute.objects.get().body == "Second"


@pytest.mark.parametrize("trait", [{}, {"published": True}, {"called_off": True}])
def test_minutes_wait_for_the_meeting(trait, officer):
    with pytest.raises(NotHeldYet):
        write_minute(item=AgendaItemFactory(meeting=MeetingFactory(**trait)), by=officer, body="Too early")


def test_minutes_are_numbered_through_the_panel_s_year(item, panel):
    assert next_minute_number(item=item) == "1"

    MinuteFactory(item=item, number="14")
    MinuteFactory(item__meeting__panel=panel, item__meeting__number_on_day=2, number="9")
    for number in ("15a", "²", ""):
        MinuteFactory(item=AgendaItemFactory(meeting=item.meeting), number=number)
    MinuteFactory(number="80")
    last_year = MeetingFactory(panel=panel, year=MunicipalYearFactory(starts_on=date(2025, 5, 15)), number_on_day=3)
    MinuteFactory(item__meeting=last_year, number="99")

    assert next_minute_number(item=item) == "15"


def test_what_became_of_the_item_is_saved_with_its_minute(item, officer):
    minute = write_minute(item=item, by=officer, outcome="deferred")
    item.refresh_from_db()
    assert (item.outcome, item.version) == ("deferred", 2)
    assert last_row(item) == told("write_minute", officer, item.meeting, kind="~")

    write_minute(item=item, by=officer, body="Said.", seen=minute.version)
    item.refresh_from_db()
    assert (item.outcome, item.version) == ("deferred", 2)


def test_sections_stand_after_their_item_in_order(item, officer):
    sections = [add_section(item=item, by=officer, heading=heading) for heading in ("Training", "A visit")]

    assert [(each.heading, each.position) for each in sections] == [("Training", 2), ("A visit", 3)]
    write_minute(item=item, by=officer, body="Said.")
    assert list(item.minutes.order_by("position").values_list("heading", flat=True)) == [
        "Inspection",
        "Training",
        "A visit",
    ]


def test_a_section_is_removed_unless_somebody_took_something_on_there(item, officer):
    section = add_section(item=item, by=officer, heading="Training", decisions=["that it be held."])
    action = record_action(minute=section, text="To book a room", by=officer)

    with pytest.raises(SectionHasActions):
        remove_section(section=section, by=officer)
    remove_action(action=action, by=officer)
    remove_section(section=section, by=officer)

    assert not Minute.objects.exists()
    assert trace(Minute.history.latest("history_id")) == told("remove_section", officer, item.meeting, kind="-")


def test_an_action_is_recorded_with_its_owner(item, officer):
    minute, owner, member = MinuteFactory(item=item), OfficeFactory(), PersonFactory()
    action = record_action(
        minute=minute, text="To send figures", owner=owner, due_on=date(2026, 11, 3), asked_by=member, by=officer
    )

    assert Action.objects.values("minute", "text", "owner", "due_on", "asked_by", "answer", "answered_on").get() == {
        "minute": minute.pk,
        "text": "To send figures",
        "owner": owner.pk,
        "due_on": date(2026, 11, 3),
        "asked_by": member.pk,
        "answer": "",
        "answered_on": None,
    }
    assert action.state == "open"
    assert last_row(action) == told("record_action", officer, item.meeting)


OPERATIONS = {
    "write_minute": lambda minute, office, by: write_minute(
        item=minute.item, by=by, body="Again", decisions=["a", "b"]
    ),
    "write_minute: outcome": lambda minute, office, by: write_minute(item=minute.item, by=by, outcome="withdrawn"),
    "add_section": lambda minute, office, by: add_section(item=minute.item, by=by, heading="Training"),
    "remove_section": lambda minute, office, by: remove_section(section=Minute.objects.get(position=2), by=by),
    "edit_decision": lambda minute, office, by: edit_decision(
        decision=minute.decisions.get(number=1), by=by, votes_for=5, plan={"subject": "Come back", "month": None}
    ),
    "record_action": lambda minute, office, by: record_action(minute=minute, text="To send", owner=office, by=by),
    "edit_action": lambda minute, office, by: edit_action(action=minute.actions.get(), owner=office, by=by),
    "remove_action": lambda minute, office, by: remove_action(action=minute.actions.get(), by=by),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_happens_wholly_or_not_at_all(name, item, officer):
    minute, office = MinuteFactory(item=item), OfficeFactory()
    for number in (1, 2, 3):
        DecisionFactory(minute=minute, number=number)

    ActionFactory(minute=minute)
    MinuteFactory(item=item, position=2)

    happens_wholly_or_not_at_all(lambda: OPERATIONS[name](Minute.objects.get(position=1), office, officer))
