"""What may happen to a meeting, and to a paper that was asked for, in each of their states: the whole tables."""

import pytest

from meetings import permissions
from tests.factories import PUBLISHED_AT, MeetingFactory, PaperRequestFactory

STATES = ["scheduled", "published", "held", "postponed", "cancelled"]
MAY = {
    permissions.can_publish_agenda: ["scheduled", "published"],
    permissions.can_ask: ["scheduled", "published"],
    permissions.can_change_agenda: ["scheduled", "published", "held", "postponed"],
    permissions.can_cancel: ["scheduled", "published"],
    permissions.can_move: ["scheduled", "published", "held", "postponed"],
    permissions.can_reinstate: ["postponed", "cancelled"],
    permissions.can_hold: ["published"],
    permissions.can_decide_urgency: ["published", "held"],
    permissions.can_record_attendance: ["scheduled", "published", "held"],
    permissions.can_write_minutes: ["held"],
    permissions.can_publish_minutes: ["held"],
}
STATES_OF_A_PAPER = ["asked", "draft", "cleared", "final", "withdrawn"]
MAY_WITH_A_PAPER = {
    permissions.can_remind: ["asked"],
    permissions.can_receive: ["asked", "draft", "cleared", "final"],
    permissions.can_accept: ["draft", "cleared", "final"],
    permissions.can_return: ["draft", "cleared", "final"],
    permissions.can_withdraw: ["asked", "draft", "cleared", "final"],
}


def test_every_predicate_is_in_the_table():
    in_tables = {may.__name__ for may in [*MAY, *MAY_WITH_A_PAPER]}
    assert {name for name in vars(permissions) if name.startswith("can_")} == in_tables


@pytest.mark.parametrize("may", MAY, ids=lambda may: may.__name__)
def test_what_may_happen_in_which_state(may):
    meeting = MeetingFactory.build(panel=None, year=None)
    assert sorted(STATES) == sorted(meeting.State.values)

    assert [state for state in STATES if may(MeetingFactory.build(panel=None, year=None, state=state))] == MAY[may]


def asked(state, **fields):
    return PaperRequestFactory.build(item=None, answer_request=None, state=state, **fields)


@pytest.mark.parametrize("may", MAY_WITH_A_PAPER, ids=lambda may: may.__name__)
def test_what_may_happen_with_a_paper_in_which_state(may):
    assert sorted(STATES_OF_A_PAPER) == sorted(asked("asked").State.values)

    assert [state for state in STATES_OF_A_PAPER if may(asked(state))] == MAY_WITH_A_PAPER[may]


@pytest.mark.parametrize("may", MAY_WITH_A_PAPER, ids=lambda may: may.__name__)
def test_nothing_happens_any_more_with_a_paper_under_its_item(may):
    assert [state for state in STATES_OF_A_PAPER[1:] if may(asked(state, accepted_at=PUBLISHED_AT))] == []
