"""By when papers must be in and the agenda out, as the days that don't count move."""

from datetime import date

import pytest

from meetings.deadlines import Deadlines, deadlines
from scrutiny.models import council_calendar
from tests.factories import ClosureFactory, MeetingFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 9, 10)


def test_a_meeting_has_a_day_for_its_papers_and_one_for_its_agenda():
    meeting = MeetingFactory(held_on=date(2026, 9, 22))

    assert deadlines(meeting, TODAY, council_calendar()) == Deadlines(
        papers_due=date(2026, 9, 7), publish_by=date(2026, 9, 14), working_days_left=2, knows=True
    )


def test_a_day_on_which_the_council_is_closed_moves_both():
    meeting = MeetingFactory(held_on=date(2026, 9, 22))
    ClosureFactory(day=date(2026, 9, 16))

    assert deadlines(meeting, TODAY, council_calendar()) == Deadlines(
        papers_due=date(2026, 9, 4), publish_by=date(2026, 9, 11), working_days_left=1, knows=True
    )


def test_no_working_day_is_left_once_the_last_safe_day_has_passed():
    meeting = MeetingFactory(held_on=date(2026, 9, 22))

    assert deadlines(meeting, date(2026, 9, 18), council_calendar()).working_days_left == 0


def test_a_year_whose_bank_holidays_are_not_published_is_not_known():
    meeting = MeetingFactory(held_on=date(2029, 1, 16))

    assert not deadlines(meeting, TODAY, council_calendar()).knows
