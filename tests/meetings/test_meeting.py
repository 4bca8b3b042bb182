"""Calling a meeting, moving it, calling it off, saying that it was held, and who knows of it."""

from datetime import date, time

import pytest

from meetings.models import Meeting
from meetings.operations import (
    CallingOffNeedsReason,
    CantBeCalledOff,
    MoveNeedsReason,
    NotYetHeld,
    call_meeting,
    call_off,
    edit_meeting,
    mark_held,
)
from scrutiny.models import Address
from scrutiny.operations import ChangedMeanwhile
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import MeetingFactory, PanelFactory
from tests.history import last_row

pytestmark = pytest.mark.django_db

SEPTEMBER, OCTOBER = date(2026, 9, 22), date(2026, 10, 20)
NEXT_YEAR = date(2027, 6, 15)


def told(verb, by, meeting, kind="~", words=""):
    return {"verb": verb, "words": words, "by": by, "parent": ("meetings.meeting", meeting.pk), "type": kind}


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


def test_a_changed_meeting_keeps_its_address(panel, officer):
    meeting = call_meeting(panel=panel, held_on=SEPTEMBER, by=officer)
    edited = edit_meeting(meeting=meeting, by=officer, seen=1, held_on=SEPTEMBER, venue="Library")

    assert Meeting.objects.values("venue", "held_on", "previous_on", "version").get() == {
        "venue": "Library",
        "held_on": SEPTEMBER,
        "previous_on": None,
        "version": 2,
    }
    assert last_row(edited) == told("edit_meeting", officer, edited)


def test_a_moved_meeting_keeps_its_old_date_and_its_old_address(panel, officer):
    meeting = call_meeting(panel=panel, held_on=SEPTEMBER, by=officer)
    moved = edit_meeting(meeting=meeting, by=officer, held_on=NEXT_YEAR, reason="Elections")

    assert Meeting.objects.values("held_on", "previous_on", "reason", "year__starts_on").get() == {
        "held_on": NEXT_YEAR,
        "previous_on": SEPTEMBER,
        "reason": "Elections",
        "year__starts_on": date(2027, 5, 15),
    }
    assert [(address.path, address.record) for address in Address.objects.order_by("pk")] == [
        ("/meetings/2026-27/children/2026-09-22/", moved),
        ("/meetings/2027-28/children/2027-06-15/", moved),
    ]
    assert last_row(moved) == told("edit_meeting", officer, moved, words="Elections")


def test_a_meeting_may_move_back(panel, officer):
    meeting = call_meeting(panel=panel, held_on=SEPTEMBER, by=officer)
    for day in (OCTOBER, SEPTEMBER):
        meeting = edit_meeting(meeting=meeting, by=officer, held_on=day, reason="Elections")

    assert meeting.get_absolute_url() == "/meetings/2026-27/children/2026-09-22/"


def test_the_address_of_a_moved_meeting_is_given_to_no_other(panel, officer):
    meeting = call_meeting(panel=panel, held_on=SEPTEMBER, by=officer)
    edit_meeting(meeting=meeting, by=officer, held_on=OCTOBER)

    assert call_meeting(panel=panel, held_on=SEPTEMBER, by=officer).address["day"] == "2026-09-22-2"


def test_a_published_meeting_moves_with_a_reason_only(panel, officer):
    meeting = MeetingFactory(panel=panel, published=True)

    with pytest.raises(MoveNeedsReason):
        edit_meeting(meeting=meeting, by=officer, held_on=OCTOBER)
    assert Meeting.objects.get().held_on == SEPTEMBER


def test_nobody_overwrites_a_meeting_they_have_not_seen(panel, officer):
    meeting = MeetingFactory(panel=panel)
    edit_meeting(meeting=meeting, by=officer, seen=1, held_on=SEPTEMBER, venue="Library")

    with pytest.raises(ChangedMeanwhile):
        edit_meeting(meeting=meeting, by=officer, seen=1, held_on=SEPTEMBER, venue="School")
    assert Meeting.objects.get().venue == "Library"


def test_a_cancelled_meeting_keeps_saying_why(panel, officer):
    meeting = MeetingFactory(panel=panel, called_off=True)

    with pytest.raises(CallingOffNeedsReason):
        edit_meeting(meeting=meeting, by=officer, held_on=SEPTEMBER, reason=" ")


@pytest.mark.parametrize("state", ["postponed", "cancelled"])
def test_a_meeting_is_called_off(panel, officer, state):
    meeting = MeetingFactory(panel=panel, published=True)
    call_off(meeting=meeting, state=state, reason="Snow", by=officer, seen=1)

    assert Meeting.objects.values("state", "reason", "version").get() == {
        "state": state,
        "reason": "Snow",
        "version": 2,
    }
    assert last_row(meeting) == told("call_off_meeting", officer, meeting, words="Snow")
    assert not Meeting.objects.going_ahead().exists()


@pytest.mark.parametrize("trait", ["held", "called_off"])
def test_what_is_past_or_off_cannot_be_called_off(trait, officer):
    with pytest.raises(CantBeCalledOff):
        call_off(meeting=MeetingFactory(**{trait: True}), state="cancelled", reason="Snow", by=officer)


@pytest.mark.parametrize("reason", ["", "  "])
def test_calling_off_needs_a_reason(reason, officer):
    with pytest.raises(CallingOffNeedsReason):
        call_off(meeting=MeetingFactory(), state="cancelled", reason=reason, by=officer)


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
    "edit_meeting": lambda meeting, by: edit_meeting(meeting=meeting, held_on=NEXT_YEAR, reason="Snow", by=by),
    "call_off": lambda meeting, by: call_off(meeting=meeting, state="cancelled", reason="Snow", by=by),
    "mark_held": lambda meeting, by: mark_held(meeting=meeting, today=SEPTEMBER, by=by),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_happens_wholly_or_not_at_all(name, officer):
    MeetingFactory(published=True)

    happens_wholly_or_not_at_all(lambda: OPERATIONS[name](Meeting.objects.get(), officer))
