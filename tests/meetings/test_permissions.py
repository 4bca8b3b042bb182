"""What may happen to a meeting in each of its states: the whole table."""

import pytest
from django.utils import timezone

from meetings import permissions
from meetings.models import PaperRequest
from tests.factories import MeetingFactory

STATES = ["scheduled", "published", "held", "postponed", "cancelled"]
MAY = {
    permissions.can_publish_agenda: ["scheduled", "published"],
    permissions.can_change_agenda: ["scheduled", "published", "held", "postponed"],
    permissions.can_ask: ["scheduled", "published"],
    permissions.can_cancel: ["scheduled", "published"],
    permissions.can_move: ["scheduled", "published", "held", "postponed"],
    permissions.can_reinstate: ["postponed", "cancelled"],
    permissions.can_hold: ["published"],
    permissions.can_decide_urgency: ["published", "held"],
    permissions.can_write_minutes: ["held"],
    permissions.can_publish_minutes: ["held"],
}


OF_A_REQUEST = {
    permissions.can_remind: ["asked"],
    permissions.can_receive: ["asked", "draft", "cleared", "final"],
    permissions.can_accept: ["draft", "cleared", "final"],
    permissions.can_return: ["draft", "cleared", "final"],
    permissions.can_withdraw: ["asked", "draft", "cleared", "final"],
}
"""Of a paper that was asked for, until it is put under its item."""


def test_every_predicate_is_in_a_table():
    named = {may.__name__ for may in [*MAY, *OF_A_REQUEST]}
    assert {name for name in vars(permissions) if name.startswith("can_")} == named


@pytest.mark.parametrize("may", MAY, ids=lambda may: may.__name__)
def test_what_may_happen_in_which_state(may):
    meeting = MeetingFactory.build(panel=None, year=None)
    assert sorted(STATES) == sorted(meeting.State.values)

    assert [state for state in STATES if may(MeetingFactory.build(panel=None, year=None, state=state))] == MAY[may]


@pytest.mark.parametrize("may", OF_A_REQUEST, ids=lambda may: may.__name__)
def test_what_may_happen_to_a_paper_that_was_asked_for(may):
    states = PaperRequest.State.values
    accepted = PaperRequest(state="final", accepted_at=timezone.now())

    assert [state for state in states if may(PaperRequest(state=state))] == OF_A_REQUEST[may]
    assert not may(accepted)
