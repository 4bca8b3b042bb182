"""What an address asks for: nonsense is the nearest sense, never an error."""

from datetime import date

import pytest
from django.http import Http404
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from meetings.views.finding import find_meeting
from scrutiny.views.asked import asked_day, asked_page
from tests.factories import MeetingFactory

ROWS = range(30 * 60)


def request(**asked):
    made = RequestFactory().get("/", asked)
    made.user = None
    return made


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("1", 1),
        ("7", 7),
        ("50", 50),
        ("51", 50),
        ("99999", 50),
        ("0", 1),
        ("-1", 1),
        ("", 1),
        ("x", 1),
        ("٣", 1),
        ("²", 1),
        ("1" * 5000, 50),
    ],
)
def test_the_nearest_page(asked, number):
    assert asked_page(request(page=asked), ROWS).number == number


def test_the_first_page_where_none_is_asked_for():
    assert (asked_page(request(), ROWS).number, asked_page(request(page="3"), range(10)).number) == (1, 1)


@given(st.text())
def test_any_page_may_be_asked_for(asked):
    assert 1 <= asked_page(request(page=asked), ROWS).number <= 50


def test_a_day():
    assert asked_day(request(on="2021-07-27")) == date(2021, 7, 27)


@given(st.text())
def test_any_day_may_be_asked_for(day):
    assert asked_day(request(on=day)) is None or day


class TestMeetingAddresses(TestCase):
    """An address of a meeting is exact; anything else is not found."""

    def found(self, **changed):
        address = {"year": "2026-27", "panel": "children", "day": "2026-09-22"} | changed
        try:
            return find_meeting(request(), **address)
        except Http404:
            return None

    def test_exact(self):
        first = MeetingFactory(panel__slug="children")
        second = MeetingFactory(panel=first.panel, number_on_day=2)

        assert [self.found(), self.found(day="2026-09-22-2")] == [first, second]

    def test_not_found(self):
        MeetingFactory(panel__slug="children")

        for changed in (
            {"year": "2025-26"},
            {"panel": "health"},
            {"day": "2026-09-23"},
            {"day": "2026-09-22-1"},
            {"day": "2026-09-22-2"},
            {"day": "2026-09-22-20"},
            {"day": "2026-13-45"},
            {"day": "2026-02-30"},
            {"day": "0000-00-00"},
            {"day": "22-9-2026"},
            {"day": "20260922"},
        ):
            assert self.found(**changed) is None, changed

    @given(st.one_of(st.text(), st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(-[0-9]{1,2})?", fullmatch=True)))
    def test_any_day_may_be_asked_for(self, day):
        assert self.found(day=day) is None
