"""Rows of a schedule in the many forms in which offices write them."""

from contextlib import suppress
from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from meetings.forms.typed_rows import TypedRow, read_row

JULY = date(2021, 7, 27)
FOUR, TEN = time(16), time(10)

ROWS = {
    "Tuesday 27 July 2021, 4.00pm": TypedRow(JULY, FOUR),
    "Tuesday, 27 July 2021\t4.00pm\tVirtual": TypedRow(JULY, FOUR, "Virtual"),
    "Tue 27 Jul 2021 4pm": TypedRow(JULY, FOUR),
    "Tues. 27th July 2021 at 16:00": TypedRow(JULY, FOUR),
    "27 July 2021": TypedRow(JULY),
    "27 July 2021 10am": TypedRow(JULY, TEN),
    "27 July 2021, Town Hall": TypedRow(JULY, None, "Town Hall"),
    "27 July 2021 4.00 p.m., Council Chamber, Town Hall": TypedRow(JULY, FOUR, "Council Chamber, Town Hall"),
    "27 July 2021 12 noon": TypedRow(JULY, time(12)),
    "27/07/2021": TypedRow(JULY),
    "27/7/21 16:00:00": TypedRow(JULY, FOUR),
    "27.07.2021 4.30pm": TypedRow(JULY, time(16, 30)),
    "27-Jul-2021": TypedRow(JULY),
    "July 27, 2021, 4pm": TypedRow(JULY, FOUR),
    "2021-07-27": TypedRow(JULY),
    "2021-07-27T16:00": TypedRow(JULY, FOUR),
    "  Tuesday the 27th of July 2021 - 4.00pm ": TypedRow(JULY, FOUR),
}
REFUSED = {
    "Monday 27 July 2021": "27 July 2021 is a Tuesday, not a Monday",
    "27 July, 4.00pm": "“27 July, 4.00pm” has no year. Type it like Tuesday 27 July 2021, 4.00pm",
    "27/7": "“27/7” has no year. Type it like Tuesday 27 July 2021, 4.00pm",
    "To be confirmed": "“To be confirmed” is no date that can be read. Type it like Tuesday 27 July 2021, 4.00pm",
    "31 June 2021": "“31 June 2021” is not a real date",
    "27 Juli 2021": "“27 Juli 2021” is not a real date",
    "27 13 2021": "“27 13 2021” is no date that can be read. Type it like Tuesday 27 July 2021, 4.00pm",
    "27 July 2201": "The year must lie between 1974 and 2099: “27 July 2201”",
    "27 July 2021 4.00": "“4.00” must say am or pm, like 4.00pm",
    "27 July 2021 25:00": "“25:00” must be a time, like 4.00pm",
    "27 July 2021 or so": "“or so” can’t be read. Put a comma before the venue",
    f"27 July 2021, {'x' * 201}": "Venue must be 200 characters or fewer",
}


@pytest.mark.parametrize("line", ROWS)
def test_a_row_is_read(line):
    assert read_row(line) == ROWS[line]


@pytest.mark.parametrize("line", REFUSED)
def test_a_row_that_cannot_be_read_says_why(line):
    with pytest.raises(ValidationError) as refusal:
        read_row(line)

    assert refusal.value.messages == [REFUSED[line]]


@given(st.text(alphabet="0123456789/.-: ,;\tJulyMonTaepms", max_size=40) | st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused(line):
    with suppress(ValidationError):
        assert read_row(line).held_on
