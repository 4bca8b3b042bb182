"""Dates in law: clear days, papers due, two months, years open, 70 working days."""

import csv
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny import dates
from scrutiny.dates import Calendar
from scrutiny.models import Closure, council_calendar
from tests.factories import ClosureFactory

VECTORS = Path(__file__).parents[3] / "shared" / "vectors"
needs_vectors = pytest.mark.skipif(not VECTORS.exists(), reason="the shared test vectors are not beside this clone")

DAY = timedelta(days=1)
DAYS = st.dates(date(2012, 2, 1), date(2028, 11, 30))
HOLIDAYS = st.dictionaries(DAYS, st.just("Closed"), max_size=20)

CLEAR_DAYS = [
    ("2021-07-27", "2021-07-19", 5, "2021-07-19"),
    ("2021-07-27", "2021-07-21", 3, "2021-07-19"),
    ("2021-07-27", "2021-07-26", 0, "2021-07-19"),
    ("2021-07-27", "2021-07-28", 0, "2021-07-19"),
    ("2022-04-26", "2022-04-14", 5, "2022-04-14"),
    ("2022-06-07", "2022-05-26", 5, "2022-05-26"),
    ("2026-09-22", "2026-09-15", 4, "2026-09-14"),
    ("2027-01-05", "2026-12-23", 5, "2026-12-23"),
    ("2027-04-01", "2027-03-22", 5, "2027-03-22"),
]


def vectors(name):
    """The rows of a file of vectors, without its comments; none where it isn't there."""
    if not (VECTORS / name).exists():
        return []
    lines = (VECTORS / name).read_text().splitlines()
    return list(csv.DictReader(line.removeprefix("# ") for line in lines if "," in line and not is_comment(line)))


def is_comment(line):
    return line.startswith("# ") and not line.startswith("# rule,")


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(("meeting", "despatch", "clear", "latest"), CLEAR_DAYS)
def test_clear_days_leave_out_weekends_holidays_and_both_ends(meeting, despatch, clear, latest):
    assert dates.clear_days(day(despatch), day(meeting)) == clear
    assert dates.latest_despatch(day(meeting)) == day(latest)


@needs_vectors
@pytest.mark.parametrize("row", vectors("clear-days.csv"), ids=lambda row: row["why"])
def test_clear_days_agree_with_the_shared_vectors(row):
    assert dates.clear_days(day(row["despatch"]), day(row["meeting"])) == int(row["clear_days"])
    assert dates.latest_despatch(day(row["meeting"])) == day(row["latest_despatch_for_five"])


RULES = {
    "six-years-open": lambda start: dates.open_until(start, 6),
    "four-years-open": lambda start: dates.open_until(start, 4),
    "seventy-working-days": lambda start: dates.add_working_days(start, 70),
}


@needs_vectors
@pytest.mark.parametrize("row", vectors("periods.csv"), ids=lambda row: row["rule"])
def test_periods_agree_with_the_shared_vectors(row):
    assert RULES[row["rule"]](day(row["from"])) == day(row["result"])


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        ("2026-07-14", 2, "2026-09-13"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2027-01-01", 2, "2027-02-28"),
        ("2027-12-30", 2, "2028-02-29"),
        ("2021-07-27", 72, "2027-07-26"),
        ("2024-02-29", 72, "2030-02-28"),
        ("2024-02-29", 48, "2028-02-28"),
    ],
)
def test_months_end_on_the_eve_of_the_same_day_or_with_their_month(start, months, last):
    assert dates.last_day_of_months(day(start), months) == day(last)


def test_an_executive_has_two_months_beginning_with_receipt():
    assert dates.response_due(day("2026-10-05")) == day("2026-12-04")


def test_a_statement_of_action_is_due_after_seventy_working_days():
    assert dates.add_working_days(day("2023-05-09"), dates.STATEMENT_OF_ACTION_DAYS) == day("2023-08-16")


def test_papers_are_due_five_working_days_before_the_last_safe_day():
    assert dates.papers_due(day("2026-09-22")) == day("2026-09-07")


def test_the_working_days_that_are_left_hold_the_last_and_not_today():
    assert dates.working_days_left(day("2026-09-10"), day("2026-09-14")) == 2
    assert dates.working_days_left(day("2026-09-14"), day("2026-09-14")) == 0
    assert dates.working_days_left(day("2026-09-15"), day("2026-09-14")) == 0


def test_a_day_says_why_it_does_not_count():
    england = dates.england()

    assert england.closed(day("2022-04-18")) == "Easter Monday"
    assert england.closed(day("2022-04-16")) == "Saturday"
    assert england.closed(day("2022-04-19")) == ""


def test_holidays_are_known_from_2012_to_2028_only():
    england = dates.england()

    assert england.knows(day("2012-01-01"), day("2028-12-31"))
    assert not england.knows(day("2028-12-31"), day("2029-01-01"))
    assert not england.knows(day("2011-12-31"))


@given(DAYS, st.integers(-3, 60), HOLIDAYS)
def test_clear_days_are_what_a_walk_along_the_days_counts(meeting, before, holidays):
    calendar = Calendar(holidays)
    despatch, walked, at = meeting - before * DAY, 0, meeting - before * DAY + DAY
    while at < meeting:
        if at.weekday() < 5 and at not in holidays:
            walked += 1
        at += DAY

    assert dates.clear_days(despatch, meeting, calendar) == walked


@given(DAYS, st.integers(0, 12), HOLIDAYS)
def test_the_last_safe_day_is_a_working_day_and_the_next_one_is_too_late(meeting, clear, holidays):
    calendar = Calendar(holidays)
    latest = dates.latest_despatch(meeting, clear, calendar)
    following = next(latest + n * DAY for n in count(1) if calendar.is_working_day(latest + n * DAY))

    assert calendar.is_working_day(latest)
    assert dates.clear_days(latest, meeting, calendar) == clear
    assert following >= meeting or dates.clear_days(following, meeting, calendar) == clear - 1


@given(DAYS, st.integers(0, 90), HOLIDAYS)
def test_adding_working_days_passes_as_many(start, days, holidays):
    calendar = Calendar(holidays)
    end = dates.add_working_days(start, days, calendar)

    assert dates.working_days_left(start, end, calendar) == days
    assert days == 0 or calendar.is_working_day(end)


@given(DAYS, st.integers(1, 80))
def test_a_period_of_months_and_the_next_leave_no_day_between_them(start, months):
    end = dates.last_day_of_months(start, months)

    assert end + DAY > start
    assert (end + DAY).day in (start.day, 1)


@pytest.mark.django_db
def test_a_holiday_proclaimed_late_moves_every_deadline():
    before = dates.latest_despatch(day("2026-09-22"), calendar=council_calendar())
    ClosureFactory(day=day("2026-09-21"), title="State funeral", kind=Closure.Kind.PROCLAIMED)
    calendar = council_calendar()

    assert before == day("2026-09-14")
    assert dates.latest_despatch(day("2026-09-22"), calendar=calendar) == day("2026-09-11")
    assert dates.clear_days(day("2026-09-14"), day("2026-09-22"), calendar) == 4
    assert calendar.closed(day("2026-09-21")) == "State funeral"
