"""Calling a meeting, saying that it was held, and who knows of it."""

from datetime import date, time

import pytest

from meetings.models import Meeting
from meetings.operations import NotYetHeld, call_meeting, mark_held
from scrutiny.models import Address
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import MeetingFactory, PanelFactory
from tests.history import last_row

pytestmark = pytest.mark.django_db

SEPTEMBER, OCTOBER = date(2026, 9, 22), date(2026, 10, 20)


def told(verb, by, meeting, kind="~"):
    return {"verb": verb, "words": "", "by": by, "parent": ("meetings.meeting", meeting.pk), "type": kind}


def test_a_meeting_is_called_at_the_usual_time_and_place(officer):
    panel = PanelFactory(default_time=time(17, 30), default_venue="Town Hall", slug="health")
    meeting = call_meeting(panel=panel, held_on=SEPTEMBER, by=officer)

    assert Meeting.objects.values(
        "panel", "held_on", "starts_at", "venue", "state", "number_on_day", "version"
    ).get() == {
        "panel": panel.pk,
        "held_on": SEPTEMBER,
        "starts_at": time(17, 30),
        "venue": "Town Hall",
        "state": "scheduled",
        "number_on_day": 1,
        "version": 1,
    }
    assert meeting.year.slug == "2026-27"
    assert Address.objects.get(path="/meetings/2026-27/health/2026-09-22/").record == meeting
    assert last_row(meeting) == told("call_meeting", officer, meeting, "+")


def test_a_meeting_may_have_its_own_time_and_place(panel, officer):
    meeting = call_meeting(panel=panel, held_on=SEPTEMBER, by=officer, starts_at=time(10), venue="Library")

    assert (meeting.starts_at, meeting.venue) == (time(10), "Library")


def test_a_second_meeting_of_a_day_has_an_address_of_its_own(panel, officer):
    addresses = [call_meeting(panel=panel, held_on=SEPTEMBER, by=officer).address["day"] for _ in range(3)]

    assert addresses == ["2026-09-22", "2026-09-22-2", "2026-09-22-3"]


def test_a_meeting_was_held(panel, officer):
    meeting = MeetingFactory(panel=panel, published=True)
    mark_held(meeting=meeting, by=officer, today=SEPTEMBER)

    assert Meeting.objects.values("state", "minutes_state").get() == {"state": "held", "minutes_state": "drafting"}
    assert last_row(meeting) == told("mark_held", officer, meeting)


def test_a_meeting_was_not_held_before_its_day(officer):
    with pytest.raises(NotYetHeld):
        mark_held(meeting=MeetingFactory(published=True), by=officer, today=date(2026, 9, 21))


def test_a_meeting_without_an_agenda_was_not_held(officer):
    with pytest.raises(NotYetHeld):
        mark_held(meeting=MeetingFactory(), by=officer, today=SEPTEMBER)


def test_who_knows_of_which_meeting(panel, everyone):
    task_group = PanelFactory(access_rules_apply=False)
    meetings = {
        "public": MeetingFactory(panel=panel),
        "informal": MeetingFactory(panel=panel, held_on=OCTOBER, is_formal=False),
        "of a task group": MeetingFactory(panel=task_group),
    }
    seen = {
        role: [name for name, meeting in meetings.items() if meeting in Meeting.objects.visible_to(user)]
        for role, user in everyone.items()
    }

    assert seen == {
        "stranger": ["public"],
        "other councillor": ["public"],
        "councillor": ["public", "informal"],
        "officer": ["public", "informal", "of a task group"],
        "manager": ["public", "informal", "of a task group"],
        "monitoring officer": ["public", "informal", "of a task group"],
    }


def test_a_meeting_begins_in_london(panel):
    meeting = MeetingFactory(panel=panel)

    assert meeting.begins.isoformat() == "2026-09-22T16:00:00+01:00"
    assert str(meeting) == "Children Scrutiny Panel, 22 September 2026"


OPERATIONS = {
    "call_meeting": lambda meeting, by: call_meeting(panel=meeting.panel, held_on=date(2031, 1, 9), by=by),
    "mark_held": lambda meeting, by: mark_held(meeting=meeting, today=SEPTEMBER, by=by),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_happens_wholly_or_not_at_all(name, officer):
    MeetingFactory(published=True)

    happens_wholly_or_not_at_all(lambda: OPERATIONS[name](Meeting.objects.get(), officer))
