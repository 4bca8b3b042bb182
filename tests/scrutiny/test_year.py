"""Municipal years, from one annual meeting to the eve of the next."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from scrutiny.dates import municipal_year
from scrutiny.models import MunicipalYear
from scrutiny.operations import YearTaken, add_year, year_of
from tests.factories import MunicipalYearFactory
from tests.history import last_row

DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))


@given(DAYS)
def test_every_day_is_in_the_year_that_its_annual_meeting_begins(day):
    starts_on, ends_on = municipal_year(day)

    assert starts_on <= day <= ends_on
    assert municipal_year(starts_on - timedelta(days=1))[1] == starts_on - timedelta(days=1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "starts_on", "ends_on"),
    [
        (date(2021, 5, 14), date(2020, 5, 15), date(2021, 5, 14)),
        (date(2021, 5, 15), date(2021, 5, 15), date(2022, 5, 14)),
        (date(2022, 1, 9), date(2021, 5, 15), date(2022, 5, 14)),
    ],
)
def test_a_year_is_entered_with_its_usual_days(day, starts_on, ends_on, officer):
    year = year_of(day, by=officer)

    assert (year.starts_on, year.ends_on) == (starts_on, ends_on)
    assert year_of(starts_on, by=officer) == year_of(ends_on, by=officer) == year
    assert last_row(year) == {
        "verb": "add_year",
        "words": "",
        "by": officer,
        "parent": ("scrutiny.municipalyear", year.pk),
        "type": "+",
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("own", "day", "expected", "words"),
    [
        # The annual meeting was later than usual: the days before it are the end of the old year.
        ((date(2026, 5, 19), date(2027, 5, 17)), date(2026, 5, 18), (date(2025, 5, 15), date(2026, 5, 18)), "2025/26"),
        # It ended later than usual: the next begins the day after.
        ((date(2026, 5, 19), date(2027, 5, 17)), date(2027, 5, 18), (date(2027, 5, 18), date(2028, 5, 14)), "2027/28"),
        # It ended earlier than usual: the next begins early, and is a whole year.
        ((date(2026, 5, 15), date(2027, 5, 8)), date(2027, 5, 10), (date(2027, 5, 9), date(2028, 5, 14)), "2027/28"),
    ],
)
def test_the_council_s_own_year_is_kept(own, day, expected, words, officer):
    MunicipalYearFactory(starts_on=own[0], ends_on=own[1])

    year = year_of(day, by=officer)
    assert (year.starts_on, year.ends_on, str(year)) == (*expected, words)


@pytest.mark.django_db
def test_no_day_belongs_to_two_years(manager):
    add_year(starts_on=date(2026, 5, 19), ends_on=date(2027, 5, 17), by=manager)

    with pytest.raises(YearTaken):
        add_year(starts_on=date(2027, 5, 17), ends_on=date(2028, 5, 14), by=manager)
    assert MunicipalYear.objects.count() == 1


class TestYears(TestCase):
    """Whatever days come in whatever order, years hold them and never overlap."""

    @given(st.lists(DAYS, min_size=1, max_size=6), DAYS, st.integers(200, 500))
    def test_years_never_overlap(self, days, own_start, length):
        MunicipalYearFactory(starts_on=own_start, ends_on=own_start + timedelta(days=length))
        for day in days:
            year = year_of(day, by=None)
            assert year.starts_on <= day <= year.ends_on

        years = list(MunicipalYear.objects.order_by("starts_on"))
        for earlier, later in pairwise(years):
            assert earlier.ends_on < later.starts_on
