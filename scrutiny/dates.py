"""Dates in law and in a council's year: pure functions."""

from datetime import date, timedelta

ANNUAL_MEETING = (5, 15)
"""Councils hold their annual meeting between mid and late May (Local Government Act 1972, Schedule 12,
paragraph 1); where the council has not entered its own day, the year is taken to begin on the 15th."""


def municipal_year(day: date) -> tuple[date, date]:
    """The first and last day of the municipal year that holds ``day``, by the usual annual meeting."""
    begins = date(day.year, *ANNUAL_MEETING)
    if day < begins:
        begins = date(day.year - 1, *ANNUAL_MEETING)
    return begins, date(begins.year + 1, *ANNUAL_MEETING) - timedelta(days=1)
