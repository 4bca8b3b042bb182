"""Items that were not open for long enough: proposed, agreed or refused, and what the minutes then say."""

from datetime import date

import pytest
import time_machine

from meetings.models import AgendaItem, Meeting
from meetings.operations import (
    NotProposedAsUrgent,
    UrgencyNeedsReason,
    UrgencyNotYetDecided,
    add_item,
    call_meeting,
    decide_urgency,
    mark_held,
    publish_agenda,
)
from meetings.urgency import opening_for_all, opening_of_minute
from scrutiny.operations import ChangedMeanwhile
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import EXEMPT, AgendaItemFactory, MeetingFactory
from tests.history import last_row

pytestmark = pytest.mark.django_db

HELD = date(2026, 9, 22)
IN_TIME, LATE = "2026-09-14 10:00", "2026-09-17 10:00"


@pytest.fixture
def meeting(panel, officer):
    meeting = call_meeting(panel=panel, held_on=HELD, by=officer)
    add_item(meeting=meeting, title="Business", is_heading=True, by=officer)
    add_item(meeting=meeting, title="Apologies", by=officer)
    return meeting


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def urgency(meeting):
    return list(meeting.items.order_by("position").values_list("title", "urgency", "urgency_reason"))


@pytest.fixture
def late(meeting, officer):
    """An item added to an agenda that was out in time."""
    with time_machine.travel(IN_TIME):
        publish_agenda(meeting=meeting, by=officer)
    item = add_item(meeting=meeting, title="A flood", by=officer)
    with time_machine.travel(LATE):
        publish_agenda(meeting=fresh(meeting), kind="late_item", urgent={item.pk: "The roof leaks."}, by=officer)
    return fresh(item)


# When | as what kind of lateness | whether its items need the Chair
AGENDAS = [
    (IN_TIME, "", False),
    (IN_TIME, "late_agenda", False),
    (LATE, "", False),
    (LATE, "short_notice", False),
    (LATE, "correction", False),
    (LATE, "late_agenda", True),
]


@pytest.mark.parametrize(("when", "lateness", "needs"), AGENDAS)
def test_which_agendas_need_the_chair_to_agree(meeting, officer, when, lateness, needs):
    with time_machine.travel(when):
        publish_agenda(meeting=meeting, lateness=lateness, reason="It snowed." if lateness else "", by=officer)

    proposed = ("proposed", "It snowed.") if needs else ("", "")
    assert urgency(meeting) == [("Business", "", ""), ("Apologies", *proposed)]


# When the item is added | as what | whether it needs the Chair
ADDED = [
    ("2026-09-14 11:00", "revised", False),
    (LATE, "late_item", True),
    (LATE, "revised", True),
    (LATE, "supplement", True),
]


@pytest.mark.parametrize(("when", "kind", "needs"), ADDED)
def test_which_added_items_need_the_chair_to_agree(meeting, officer, when, kind, needs):
    with time_machine.travel(IN_TIME):
        publish_agenda(meeting=meeting, by=officer)
    add_item(meeting=meeting, title="A flood", by=officer)
    with time_machine.travel(when):
        publish_agenda(meeting=fresh(meeting), kind=kind, reason="The roof leaks.", by=officer)

    proposed = ("proposed", "The roof leaks.") if needs else ("", "")
    assert urgency(meeting) == [("Business", "", ""), ("Apologies", "", ""), ("A flood", *proposed)]


def test_a_late_item_says_why_it_can_t_wait(meeting, officer):
    with time_machine.travel(IN_TIME):
        publish_agenda(meeting=meeting, by=officer)
    add_item(meeting=meeting, title="A flood", by=officer)

    with time_machine.travel(LATE), pytest.raises(UrgencyNeedsReason):
        publish_agenda(meeting=fresh(meeting), kind="late_item", urgent={}, by=officer)
    assert meeting.publications.count() == 1


def test_each_item_has_words_of_its_own_or_those_of_the_whole(meeting, officer):
    item = add_item(meeting=meeting, title="A flood", by=officer)
    with time_machine.travel(LATE):
        publish_agenda(
            meeting=meeting,
            lateness="late_agenda",
            reason="It snowed.",
            urgent={item.pk: "The roof leaks."},
            by=officer,
        )

    assert urgency(meeting)[1:] == [("Apologies", "proposed", "It snowed."), ("A flood", "proposed", "The roof leaks.")]


def test_the_words_are_printed_on_the_agenda_and_of_a_private_item_for_members_alone(meeting, officer):
    add_item(meeting=meeting, title="The home in Mill Road", public_title="A home", by=officer, **EXEMPT)
    with time_machine.travel(LATE):
        publication = publish_agenda(meeting=meeting, lateness="late_agenda", reason="It snowed.", by=officer)

    assert [item.get("urgent_because") for item in publication.for_public["items"]] == [None, "It snowed.", None, ""]
    assert [item.get("urgent_because") for item in publication.for_members["items"]] == [
        None,
        "It snowed.",
        None,
        "It snowed.",
    ]


@pytest.mark.parametrize(
    ("agreed", "urgency", "outcome"), [(True, "agreed", ""), (False, "refused", "urgency_refused")]
)
def test_the_chair_decides(late, officer, agreed, urgency, outcome):
    decided = decide_urgency(item=late, agreed=agreed, words="The centre is closed.", seen=late.version, by=officer)

    assert (decided.urgency, decided.chair_on_urgency, decided.outcome) == (urgency, "The centre is closed.", outcome)
    assert last_row(late) == {
        "verb": "decide_urgency",
        "words": "The centre is closed.",
        "by": officer,
        "parent": ("meetings.meeting", late.meeting_id),
        "type": "~",
    }


def test_what_was_recorded_by_mistake_is_recorded_again(late, officer):
    decide_urgency(item=late, agreed=False, words="It can wait.", by=officer)
    again = decide_urgency(item=fresh(late), agreed=True, words="It can't.", by=officer)

    assert (again.urgency, again.outcome) == ("agreed", "")


def test_an_outcome_of_another_kind_stays(late, officer):
    late.outcome = AgendaItem.Outcome.DEFERRED

    assert decide_urgency(item=late, agreed=True, words="It can't wait.", by=officer).outcome == "deferred"


def test_the_chair_decides_about_a_late_agenda_at_once(meeting, officer):
    first = add_item(meeting=meeting, title="A flood", by=officer)
    with time_machine.travel(LATE):
        publish_agenda(meeting=meeting, lateness="late_agenda", reason="It snowed.", by=officer)
    decide_urgency(item=fresh(first), agreed=False, words="It can wait.", by=officer)
    late = add_item(meeting=meeting, title="A fire", by=officer)
    with time_machine.travel(LATE):
        publish_agenda(meeting=fresh(meeting), kind="late_item", reason="It burns.", by=officer)

    decide_urgency(item=fresh(late), agreed=True, words="It does.", for_all=True, by=officer)

    decided = meeting.items.order_by("position").values_list("title", "urgency", "chair_on_urgency")
    assert list(decided) == [
        ("Business", "", ""),
        ("Apologies", "agreed", "It does."),
        ("A flood", "refused", "It can wait."),
        ("A fire", "agreed", "It does."),
    ]


def test_an_item_in_time_is_nothing_that_the_chair_decides(meeting, officer):
    with pytest.raises(NotProposedAsUrgent):
        decide_urgency(item=meeting.items.earliest("pk"), agreed=True, words="Why?", by=officer)


STATES = {"scheduled": False, "published": True, "held": True, "postponed": False, "cancelled": False}


@pytest.mark.parametrize("state", STATES)
def test_when_the_chair_s_decision_is_recorded(state, officer):
    trait = {"published": {"published": True}, "held": {"held": True}, "cancelled": {"called_off": True}}
    fields = trait.get(state, {"state": state, "reason": "Snow." if state == "postponed" else ""})
    item = AgendaItemFactory(meeting=MeetingFactory(**fields), urgency="proposed", urgency_reason="It snowed.")

    if STATES[state]:
        assert decide_urgency(item=item, agreed=True, words="It did.", by=officer).urgency == "agreed"
    else:
        with pytest.raises(UrgencyNotYetDecided):
            decide_urgency(item=item, agreed=True, words="It did.", by=officer)


def test_nobody_overwrites_what_they_have_not_seen(late, officer):
    decide_urgency(item=fresh(late), agreed=True, words="First.", seen=late.version, by=officer)

    with pytest.raises(ChangedMeanwhile):
        decide_urgency(item=fresh(late), agreed=False, words="Second.", seen=late.version, by=officer)


def test_the_decision_happens_wholly_or_not_at_all(late, officer):
    happens_wholly_or_not_at_all(lambda: decide_urgency(item=fresh(late), agreed=True, words="It did.", by=officer))


OPENINGS = {
    ("", ""): "",
    ("proposed", ""): (
        "This item was published late and proposed as urgent. The special circumstances: The roof leaks."
    ),
    ("agreed", ""): (
        "The Chair agreed that this item be taken as a matter of urgency. The special circumstances: The roof leaks."
    ),
    ("agreed", "The centre is closed."): (
        "The Chair agreed that this item be taken as a matter of urgency. The special circumstances: "
        "The centre is closed."
    ),
    ("refused", "It can wait."): (
        "The Chair did not agree that this item was urgent, and it was not taken. Why: It can wait."
    ),
}


@pytest.mark.parametrize("decided", OPENINGS)
def test_how_the_draft_minute_begins(decided):
    state, words = decided
    item = AgendaItemFactory.build(
        meeting=None, urgency=state, urgency_reason="The roof leaks." if state else "", chair_on_urgency=words
    )

    assert opening_of_minute(item) == OPENINGS[decided]
    assert "leaks" not in opening_for_all(item)


def test_the_minute_s_form_begins_with_it(client, late, officer):
    decide_urgency(item=late, agreed=True, words="The centre is closed.", by=officer)
    mark_held(meeting=Meeting.objects.get(pk=late.meeting_id), by=officer, today=HELD)
    client.force_login(officer)

    page = client.get(f"{late.meeting.get_absolute_url()}items/{late.pk}/minute/").content.decode()

    assert OPENINGS["agreed", "The centre is closed."] in page


def test_the_page_that_asks_begins_with_the_words_that_were_proposed(client, late, officer):
    client.force_login(officer)
    address = f"{late.meeting.get_absolute_url()}items/{late.pk}/urgency/"

    assert "The roof leaks.</textarea>" in client.get(address).content.decode()
    sent = client.post(address, {"decided": "refused", "words": "It can wait.", "seen": str(late.version)})

    assert (sent.status_code, fresh(late).urgency, fresh(late).outcome) == (302, "refused", "urgency_refused")


def test_the_page_is_not_there_for_an_item_in_time(client, meeting, officer):
    client.force_login(officer)
    item = meeting.items.earliest("pk")

    assert client.get(f"{meeting.get_absolute_url()}items/{item.pk}/urgency/").status_code == 404
