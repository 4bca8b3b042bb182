"""What may happen to a meeting in each of its states: the whole table."""

import pytest

from meetings import permissions
from tests.factories import MeetingFactory

STATES = ["scheduled", "published", "held", "postponed", "cancelled"]
MAY = {
    permissions.can_publish_agenda: ["scheduled", "published"],
    permissions.can_change_agenda: ["scheduled", "published", "held", "postponed"],
    permissions.can_cancel: ["scheduled", "published"],
    permissions.can_move: ["scheduled", "published", "held", "postponed"],
    permissions.can_reinstate: ["postponed", "cancelled"],
    permissions.can_hold: ["published"],
    permissions.can_decide_urgency: ["published", "held"],
    permissions.can_write_minutes: ["held"],
    permissions.can_publish_minutes: ["held"],
}


def test_every_predicate_is_in_the_table():
    assert {name for name in vars(permissions) if name.startswith("can_")} == {may.__name__ for may in MAY}


@pytest.mark.parametrize("may", MAY, ids=lambda may: may.__name__)
def test_what_may_happen_in_which_state(may):
    meeting = MeetingFactory.build(panel=None, year=None)
    assert sorted(STATES) == sorted(meeting.State.values)

    assert [state for state in STATES if may(MeetingFactory.build(panel=None, year=None, state=state))] == MAY[may]
