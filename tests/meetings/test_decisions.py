"""What a decision keeps while the lines around it change, and what it sets going."""

from datetime import date

import pytest

from meetings.agenda_content import decision_data
from meetings.models import Decision, PlannedItem
from meetings.operations import (
    MinutesClosed,
    PlannedAlready,
    edit_decision,
    write_minute,
)
from scrutiny.operations import ChangedMeanwhile
from tests.factories import EXEMPT, AgendaItemFactory, DecisionFactory, MeetingFactory
from tests.history import last_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(panel):
    return AgendaItemFactory(meeting=MeetingFactory(panel=panel, held=True), title="Inspection")


@pytest.fixture
def minute(item, officer):
    lines = ["that the report be noted.", "that figures come in January.", "that the team be thanked."]
    return write_minute(item=item, by=officer, decisions=lines)


def agreed(minute):
    return list(minute.decisions.order_by("number").values_list("number", "text", "votes_for"))


def vote(minute, officer, number=2):
    return edit_decision(decision=minute.decisions.get(number=number), votes_for=5, by=officer)


def write(minute, officer, *lines):
    return write_minute(item=minute.item, by=officer, decisions=lines)


def test_votes_stay_with_their_decision_when_others_come_and_go(minute, officer):
    vote(minute, officer)
    write(minute, officer, "that it be published.", "that the report be noted.", "that figures come in January.")

    assert agreed(minute) == [
        (1, "that it be published.", None),
        (2, "that the report be noted.", None),
        (3, "that figures come in January.", 5),
    ]


def test_votes_stay_with_a_decision_that_is_corrected(minute, officer):
    vote(minute, officer)
    write(minute, officer, "that the figures come in January 2027.")

    assert agreed(minute) == [(1, "that the figures come in January 2027.", 5)]


def test_votes_go_with_a_decision_that_gives_way_to_another(minute, officer):
    vote(minute, officer, number=3)
    write(minute, officer, "that the report be noted.", "that figures come in January.", "that Oak House be visited.")

    assert agreed(minute)[2] == (3, "that Oak House be visited.", None)


def test_decisions_that_change_places_keep_who_they_are(minute, officer):
    texts = [text for _, text, _ in agreed(minute)]
    before = dict(minute.decisions.values_list("text", "pk"))
    write(minute, officer, *reversed(texts))

    assert [text for _, text, _ in agreed(minute)] == texts[::-1]
    assert dict(minute.decisions.values_list("text", "pk")) == before


def test_a_line_s_verb_is_the_decision_s(minute, officer):
    write(minute, officer, "RECOMMENDED that the report be noted.", "that figures come in January.")
    assert list(minute.decisions.order_by("number").values_list("verb", flat=True)) == ["RECOMMENDED", "AGREED"]

    write(minute, officer, "that the report be noted.")
    assert minute.decisions.get().verb == "AGREED"


def test_a_verb_of_the_past_stays(minute, officer):
    Decision.objects.filter(minute=minute, number=1).update(verb="DETERMINED")
    write(minute, officer, "that the report be noted!")

    assert minute.decisions.get().verb == "DETERMINED"


def test_votes_and_what_it_is_referred_to_are_recorded(minute, officer):
    decision = minute.decisions.get(number=1)
    facts = {"votes_for": 5, "votes_against": 2, "abstained": 0, "voters": "For: Elm.", "refers_to": "Executive"}
    edit_decision(decision=decision, seen=1, by=officer, verb="RECOMMENDED", **facts)

    assert decision_data(Decision.objects.get(pk=decision.pk)) == {
        "number": 1,
        "verb": "RECOMMENDED",
        "text": "that the report be noted.",
        "votes": "5 for, 2 against, 0 abstained",
        "voters": "For: Elm.",
        "refers_to": "Executive",
    }
    assert last_row(decision)["verb"] == "edit_decision"
    with pytest.raises(ChangedMeanwhile):
        edit_decision(decision=decision, seen=1, by=officer, votes_for=6)


def test_what_was_not_recorded_is_not_said():
    assert decision_data(DecisionFactory(text="to note")).keys() == {"number", "verb", "text"}


def test_a_decision_plans_an_item_once(minute, officer, panel):
    later = MeetingFactory(panel=panel, held_on=date(2027, 1, 26))
    decision = minute.decisions.get(number=2)
    plan = {"subject": "Figures", "meeting": later, "month": None}
    edit_decision(decision=decision, plan=plan, by=officer)

    planned = PlannedItem.objects.get()
    assert (planned.panel, planned.subject, planned.meeting) == (panel, "Figures", later)
    assert planned.details.endswith(": AGREED that figures come in January.")
    assert planned.decision == decision
    with pytest.raises(PlannedAlready):
        edit_decision(decision=decision, plan=plan, by=officer)


def test_what_a_private_item_decided_stays_out_of_the_plan(officer, panel):
    secret = AgendaItemFactory(meeting=MeetingFactory(panel=panel, held=True), title="Oak House", **EXEMPT)
    minute = write_minute(item=secret, by=officer, decisions=["that Oak House be bought."])
    edit_decision(decision=minute.decisions.get(), plan={"subject": "Homes"}, by=officer)

    assert (PlannedItem.objects.get().subject, PlannedItem.objects.get().details) == ("Homes", "")


def test_decisions_wait_for_the_meeting(officer):
    with pytest.raises(MinutesClosed):
        edit_decision(decision=DecisionFactory(minute__item__meeting__published=True), by=officer, votes_for=1)
