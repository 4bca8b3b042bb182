from datetime import date, timedelta

from scrutiny.dates import municipal_year
from scrutiny.models import MunicipalYear
from scrutiny.operations.change import change
from scrutiny.operations.errors import Refused

DAY, HALF_A_YEAR = timedelta(days=1), timedelta(days=182)


class YearTaken(Refused):
    """Some of these days already belong to another municipal year. Choose days that follow it."""


def year_of(day: date, *, by) -> MunicipalYear:
    """The municipal year that holds ``day``; entered with its usual days if the council has not said otherwise."""
    found = MunicipalYear.objects.filter(starts_on__lte=day, ends_on__gte=day).first()
    if found:
        return found
    starts_on, ends_on = days_between_neighbours(day)
    return add_year(starts_on=starts_on, ends_on=ends_on, by=by)


def days_between_neighbours(day: date) -> tuple[date, date]:
    """The usual first and last day, except that the year begins and ends where the council's own years beside it do.

    A few days before an annual meeting that is later than usual belong to the year that it ends.
    """
    starts_on, ends_on = municipal_year(day)
    before = MunicipalYear.objects.filter(ends_on__lt=day).order_by("-ends_on").first()
    after = MunicipalYear.objects.filter(starts_on__gt=day).order_by("starts_on").first()
    earliest = before.ends_on + DAY if before else date.min
    if earliest > starts_on:
        starts_on, ends_on = earliest, municipal_year(earliest + HALF_A_YEAR)[1]
    if after and after.starts_on <= ends_on:
        ends_on = after.starts_on - DAY
        starts_on = max(municipal_year(ends_on - HALF_A_YEAR)[0], earliest)
    return starts_on, ends_on


def add_year(*, starts_on: date, ends_on: date, by) -> MunicipalYear:
    """A municipal year as the council has set it, both days included. Raises `YearTaken`."""
    if MunicipalYear.objects.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise YearTaken
    with change("add_year", by=by) as step:
        return step.save(MunicipalYear(starts_on=starts_on, ends_on=ends_on))
