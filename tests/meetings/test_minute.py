"""Minutes: what was said, agreed and taken on."""

from datetime import date

import pytest

from meetings.models import Action, Decision, Minute
from meetings.operations import NotHeldYet, next_minute_number, record_action, write_minute
from scrutiny.operations import ChangedMeanwhile
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import (
    AgendaItemFactory,
    DecisionFactory,
    MeetingFactory,
    MinuteFactory,
    MunicipalYearFactory,
    OfficeFactory,
    PersonFactory,
)
from tests.history import last_row

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
    "record_action": lambda minute, office, by: record_action(minute=minute, text="To send", owner=office, by=by),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_happens_wholly_or_not_at_all(name, item, officer):
    minute, office = MinuteFactory(item=item), OfficeFactory()
    for number in (1, 2, 3):
        DecisionFactory(minute=minute, number=number)

    happens_wholly_or_not_at_all(lambda: OPERATIONS[name](Minute.objects.get(), office, officer))
