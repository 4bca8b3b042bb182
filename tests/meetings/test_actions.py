"""What somebody took on: changed and removed until the minutes are published, afterwards with a reason."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from meetings.models import Action
from meetings.operations import (
    AnsweredAction,
    PublishedAction,
    edit_action,
    publish_minutes,
    record_action,
    remove_action,
    write_minute,
)
from meetings.taking_on import likely_day, likely_owner
from scrutiny.models import council_calendar
from scrutiny.operations import ChangedMeanwhile
from tests.factories import (
    AgendaItemFactory,
    HoldingFactory,
    MeetingFactory,
    OfficeFactory,
    PersonFactory,
)
from tests.history import last_row, trace

pytestmark = pytest.mark.django_db

TODAY = date(2026, 9, 23)


@pytest.fixture
def item(panel):
    return AgendaItemFactory(meeting=MeetingFactory(panel=panel, held=True), title="Inspection")


@pytest.fixture
def action(item, officer):
    return record_action(minute=write_minute(item=item, by=officer, body="Said."), text="To send figures", by=officer)


def test_an_action_may_wait_for_its_owner(action, officer):
    assert (action.owner, action.owned_by) == (None, "")

    office = OfficeFactory(title="Head of Virtual School")
    edit_action(action=action, owner=office, due_on=date(2026, 10, 5), seen=1, by=officer)

    action.refresh_from_db()
    assert (action.owned_by, action.due_on, action.version) == ("Head of Virtual School", date(2026, 10, 5), 2)
    assert last_row(action)["verb"] == "edit_action"


def test_nobody_overwrites_an_action_they_have_not_seen(action, officer):
    edit_action(action=action, text="To send all figures", seen=1, by=officer)

    for change in (edit_action, remove_action):
        with pytest.raises(ChangedMeanwhile):
            change(action=action, seen=1, by=officer)


def test_an_action_is_removed_and_its_history_stays(action, officer):
    remove_action(action=action, by=officer)

    assert not Action.objects.exists()
    row = trace(Action.history.latest("history_id"))
    assert (row["verb"], row["type"]) == ("remove_action", "-")


def test_once_published_it_changes_only_with_a_reason(action, officer):
    publish_minutes(meeting=action.minute.item.meeting, by=officer)
    action = Action.objects.get()

    for change in (edit_action, remove_action):
        with pytest.raises(PublishedAction):
            change(action=action, reason=" ", by=officer)
    edit_action(action=action, text="To send them", reason="A wrong word.", by=officer)
    assert last_row(action)["words"] == "A wrong word."
    remove_action(action=action, reason="Nobody took it on.", by=officer)
    assert not Action.objects.exists()


def test_what_was_answered_is_not_removed(action, officer):
    Action.objects.update(answer="Sent.", answered_on=TODAY)

    with pytest.raises(AnsweredAction):
        remove_action(action=Action.objects.get(), by=officer)


@pytest.mark.parametrize(
    ("presenters", "office"),
    [
        ("Imran Sadiq, Head of Virtual School", "Head of Virtual School"),
        ("Dana Whitlock, Director of Children’s Services", "Director"),
        ("Lucy Ferris", "Head of Placements"),
        ("Nobody Known", ""),
        ("", ""),
    ],
)
def test_the_owner_is_likely_who_presented(presenters, office, panel):
    for title in ("Head of Virtual School", "Virtual School", "Director"):
        OfficeFactory(title=title)
    HoldingFactory(
        office=OfficeFactory(title="Head of Placements"),
        person=PersonFactory(name="Lucy Ferris"),
        from_on=date(2020, 1, 1),
    )

    assert likely_owner(AgendaItemFactory(presenters=presenters), TODAY) == office


def test_it_is_likely_due_with_the_next_meeting_s_papers(panel):
    held = MeetingFactory(panel=panel, held_on=date(2026, 9, 22))
    with time_machine.travel(datetime(2026, 9, 23, 9, tzinfo=UTC)):
        assert likely_day(held, TODAY, council_calendar()) is None
        MeetingFactory(panel=panel, held_on=date(2026, 9, 29))  # its papers are out by then
        MeetingFactory(panel=panel, held_on=date(2026, 10, 6), called_off=True)
        MeetingFactory(panel=panel, held_on=date(2026, 10, 20))

        assert likely_day(held, TODAY, council_calendar()) == date(2026, 10, 5)
