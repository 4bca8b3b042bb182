"""For how long an agenda will be open: what the officer reads first, for every count that there can be."""

from datetime import date

import pytest

from meetings.clear_days import clear_days_of
from scrutiny.dates import england

MEETING = date(2026, 9, 22)
CALM = "clear days, if you publish before midnight. The last safe day is Monday 14 September."
SAFE = "The last safe day was Monday 14 September."


def sentence(words):
    return f"If you publish today, {words} {SAFE}"


# Despatched on | days | is late | heading | sentence
COUNTS = [
    (date(2026, 9, 11), 6, False, f"6 {CALM}"),
    (date(2026, 9, 14), 5, False, f"5 {CALM}"),
    (date(2026, 9, 15), 4, True, "4 clear days, not 5"),
    (date(2026, 9, 16), 3, True, "3 clear days, not 5"),
    (date(2026, 9, 17), 2, True, "2 clear days, not 5"),
    (date(2026, 9, 18), 1, True, "1 clear day, not 5"),
    (date(2026, 9, 19), 1, True, "1 clear day, not 5"),
    (date(2026, 9, 21), 0, True, "No clear days, not 5"),
    (date(2026, 9, 22), 0, True, "No clear days, not 5"),
    (date(2026, 9, 23), 0, True, "No clear days, not 5"),
]

SENTENCES = [
    (date(2026, 9, 15), "Tuesday 15 September, the agenda will be open for 4 clear days: 16, 17, 18 and 21 September."),
    (date(2026, 9, 18), "Friday 18 September, the agenda will be open for 1 clear day: 21 September."),
    (date(2026, 9, 21), "Monday 21 September, the agenda will not be open for one clear day before the meeting."),
]


@pytest.mark.parametrize(("despatched_on", "number", "is_late", "heading"), COUNTS)
def test_the_heading_of_every_count(despatched_on, number, is_late, heading):
    found = clear_days_of(MEETING, despatched_on, england())

    assert (found.number, found.is_late, found.heading) == (number, is_late, heading)


@pytest.mark.parametrize(("despatched_on", "words"), SENTENCES)
def test_the_sentence_names_the_days_that_count(despatched_on, words):
    assert clear_days_of(MEETING, despatched_on, england()).sentence == sentence(words)


def test_the_real_pack_of_july_2021_was_two_days_short():
    assert clear_days_of(date(2021, 7, 27), date(2021, 7, 21), england()).heading == "3 clear days, not 5"


def test_days_of_two_months_are_named_by_both():
    found = clear_days_of(date(2026, 10, 5), date(2026, 9, 28), england())

    assert "4 clear days: 29, 30 September, 1 and 2 October." in found.sentence


def test_another_year_is_named():
    found = clear_days_of(date(2027, 1, 5), date(2026, 12, 30), england())

    assert found.sentence == (
        "If you publish today, Wednesday 30 December 2026, the agenda will be open for 2 clear days: "
        "31 December and 4 January. The last safe day was Wednesday 23 December 2026."
    )


def test_a_closure_moves_the_last_safe_day():
    calendar = england().with_days({date(2026, 9, 18): "Offices closed"})
    found = clear_days_of(MEETING, date(2026, 9, 14), calendar)

    assert (found.number, found.last_safe) == (4, date(2026, 9, 11))


@pytest.mark.parametrize(("year", "knows"), [(2011, False), (2026, True), (2090, False)])
def test_where_bank_holidays_are_not_known_it_says_so(year, knows):
    assert clear_days_of(date(year, 9, 20), date(year, 9, 10), england()).knows == knows
