"""What an officer is told of a day before a meeting is called for it."""

from datetime import date, time

import pytest

from meetings.outlook import Proposed, fingerprint, outlooks
from scrutiny.models import council_calendar
from tests.factories import ClosureFactory, MeetingFactory, MembershipFactory, PanelFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 9, 1)
OCTOBER = date(2026, 10, 20)
FOUR, SIX, TEN = time(16), time(18), time(10)


@pytest.fixture
def health():
    return PanelFactory(name="Health Panel")


def look(panel, *rows, today=TODAY, moving=None):
    return outlooks(panel, list(rows), today=today, calendar=council_calendar(), moving=moving)


def warnings(panel, *rows, **about):
    return [found.warnings for found in look(panel, *rows, **about)]


def test_a_day_comes_with_its_deadlines(panel):
    found = look(panel, Proposed(OCTOBER, FOUR))[0]

    assert (found.deadlines.publish_by, found.deadlines.papers_due) == (date(2026, 10, 12), date(2026, 10, 5))
    assert found.warnings == []


@pytest.mark.parametrize(
    ("day", "today", "said"),
    [
        (date(2022, 4, 18), date(2021, 7, 1), ["Easter Monday"]),
        (date(2026, 10, 24), TODAY, ["Saturday"]),
        (date(2026, 12, 29), TODAY, ["Offices closed"]),
        (date(2026, 8, 31), TODAY, ["Summer bank holiday", "This day has passed"]),
        (
            date(2026, 9, 8),
            TODAY,
            ["The last safe day has passed: the law asks that the agenda was out by Friday 28 August 2026"],
        ),
        (date(2029, 1, 16), TODAY, ["The bank holidays of 2029 are not known yet, so these days may move"]),
    ],
)
def test_what_speaks_against_a_day(panel, day, today, said):
    ClosureFactory(day=date(2026, 12, 29), title="Offices closed")

    assert warnings(panel, Proposed(day, FOUR), today=today) == [said]


def test_a_panel_that_meets_on_this_day_already(panel):
    MeetingFactory(panel=panel, held_on=OCTOBER, starts_at=TEN)

    assert warnings(panel, Proposed(OCTOBER, FOUR)) == [["The same body meets on this day already, at 10.00am"]]


def test_a_day_that_is_in_the_list_twice(panel):
    twice = "This day is in the list twice"

    assert warnings(panel, Proposed(OCTOBER, TEN), Proposed(OCTOBER, FOUR)) == [[twice], [twice]]


def test_another_body_with_the_same_people_at_the_same_time(panel, health):
    MeetingFactory(panel=health, held_on=OCTOBER, starts_at=time(17))
    seats = MembershipFactory.create_batch(2, panel=panel)
    for seat in seats:
        MembershipFactory(panel=health, person=seat.person)
    MembershipFactory(panel=health, person=MembershipFactory(panel=panel, until_on=OCTOBER).person)

    assert warnings(panel, Proposed(OCTOBER, FOUR)) == [["Health Panel meets at 5.00pm, and 2 people sit on both"]]
    assert warnings(panel, Proposed(OCTOBER, TEN)) == [[]]


def test_another_body_in_the_same_place(panel, health):
    MeetingFactory(panel=health, held_on=OCTOBER, starts_at=FOUR, venue="Town Hall")

    assert warnings(panel, Proposed(OCTOBER, FOUR, "town hall")) == [["Health Panel meets at 4.00pm in the same place"]]
    assert warnings(panel, Proposed(OCTOBER, SIX, "Town Hall")) == [[]]


def test_meetings_that_are_called_off_are_in_nobody_s_way(panel):
    MeetingFactory(panel=panel, held_on=OCTOBER, called_off=True)

    assert warnings(panel, Proposed(OCTOBER, FOUR)) == [[]]


def test_a_meeting_that_moves_is_not_in_its_own_way(panel):
    meeting = MeetingFactory(panel=panel, held_on=OCTOBER)

    assert warnings(panel, Proposed(OCTOBER, SIX), moving=meeting) == [[]]


def test_more_days_ask_no_more_queries(panel, django_assert_num_queries):
    calendar = council_calendar()
    MeetingFactory.create_batch(3, held_on=OCTOBER)

    with django_assert_num_queries(2):
        outlooks(panel, [Proposed(OCTOBER, FOUR), Proposed(OCTOBER, SIX)], today=TODAY, calendar=calendar)


def test_what_was_seen_is_known_by_its_fingerprint(panel):
    before = fingerprint(look(panel, Proposed(OCTOBER, FOUR)))
    assert fingerprint(look(panel, Proposed(OCTOBER, FOUR))) == before

    MeetingFactory(panel=panel, held_on=OCTOBER)
    assert fingerprint(look(panel, Proposed(OCTOBER, FOUR))) != before
