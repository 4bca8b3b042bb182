from django.db import models

from scrutiny.dates import Calendar, england
from scrutiny.models.history import history


class Closure(models.Model):
    """A day on which the council's offices are closed and that the published bank holidays don't hold: a holiday
    proclaimed late, such as 19 September 2022, or a day between Christmas and New Year. No deadline counts it."""

    class Kind(models.TextChoices):
        PROCLAIMED = "proclaimed", "A bank holiday that was proclaimed late"
        CLOSED = "closed", "The council's offices are closed"

    day = models.DateField(unique=True)
    title = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.CLOSED)

    history = history()

    class Meta:
        verbose_name = "closure"

    def __str__(self) -> str:
        return f"{self.title}, {self.day.day} {self.day:%B %Y}"


def council_calendar() -> Calendar:
    """The days that don't count for this council: bank holidays and its own closures, in one query.

    Deadlines are computed from it each time that they are shown, so that a closure entered today moves them all.
    """
    return england().with_days(dict(Closure.objects.values_list("day", "title")))
