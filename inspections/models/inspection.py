from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from scrutiny.models.history import history
from scrutiny.permissions import scope_of


class InspectionQuerySet(models.QuerySet["Inspection"]):
    def visible_to(self, user) -> "InspectionQuerySet":
        """An inspection under embargo is hidden from all but officers until its day has come."""
        if scope_of(user).sees_everything:
            return self
        return self.filter(Q(hidden_until=None) | Q(hidden_until__lte=timezone.localdate()))

    def newest_first(self) -> "InspectionQuerySet":
        return self.order_by("-starts_on", "-id")


class Inspection(models.Model):
    """A visit or review of an authority's services by an inspectorate, under one framework.

    ``precision`` says how much of the dates is known. ``hidden_until`` is the first day on which the
    report is no longer under embargo. ``inspectors`` are names, one a line, as the letter lists them.
    """

    class Precision(models.TextChoices):
        DAY = "day", "The days are known"
        MONTH = "month", "Only the month is known"
        YEAR = "year", "Only the year is known"

    authority = models.ForeignKey("scrutiny.Authority", models.PROTECT, related_name="inspections")
    framework = models.ForeignKey("inspections.Framework", models.PROTECT, related_name="inspections")
    focus = models.CharField(max_length=200, blank=True, help_text="What a visit looked at, for example the front door")
    starts_on = models.DateField("began on")
    ends_on = models.DateField("ended on", null=True, blank=True)
    precision = models.CharField("how exact the dates are", max_length=10, choices=Precision, default=Precision.DAY)
    letter_on = models.DateField("date of the letter", null=True, blank=True)
    received_on = models.DateField("received on", null=True, blank=True)
    published_on = models.DateField("published on", null=True, blank=True)
    hidden_until = models.DateField("hidden until", null=True, blank=True)
    addressee = models.CharField(max_length=200, blank=True)
    lead_inspector = models.CharField(max_length=200, blank=True)
    inspectors = models.TextField(blank=True)
    earlier = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="later")
    version = models.PositiveIntegerField(default=1)

    history = history()
    objects = InspectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="inspection_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["-starts_on", "-id"], name="inspection_newest_first")]

    def __str__(self) -> str:
        return f"{self.framework.inspectorate} {self.framework.name}, {self.authority}, {self.when}"

    def get_absolute_url(self) -> str:
        return reverse("inspection", args=[self.pk])

    @property
    def when(self) -> str:
        """The dates in words, no more exact than they are known."""
        if self.precision == self.Precision.YEAR:
            return str(self.starts_on.year)
        if self.precision == self.Precision.MONTH:
            return f"{self.starts_on:%B %Y}"
        return day_range(self.starts_on, self.ends_on or self.starts_on)

    @property
    def is_hidden(self) -> bool:
        """Still under embargo today."""
        return self.hidden_until is not None and self.hidden_until > timezone.localdate()

    @property
    def inspector_names(self) -> list[str]:
        return [name.strip() for name in self.inspectors.splitlines() if name.strip()]


def day_range(first: date, last: date) -> str:
    """``26 and 27 May 2021``, ``27 October to 19 November 2015``: two days side by side are joined by "and"."""
    if first == last:
        return f"{first.day} {first:%B %Y}"
    joined = "and" if (last - first).days == 1 else "to"
    begins = f"{first.day}"
    if (first.year, first.month) != (last.year, last.month):
        begins += f" {first:%B}"
    if first.year != last.year:
        begins += f" {first.year}"
    return f"{begins} {joined} {last.day} {last:%B %Y}"


class InspectionPaper(models.Model):
    """A source of an inspection: the letter, slides, a later report."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="papers")
    document = models.OneToOneField("scrutiny.Document", models.CASCADE, related_name="inspection_paper")

    history = history()

    def __str__(self) -> str:
        return str(self.document)


class Judgement(models.Model):
    """The grade that an inspection gave an area."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="judgements")
    area = models.ForeignKey("inspections.Area", models.PROTECT, related_name="judgements")
    grade = models.ForeignKey("inspections.Grade", models.PROTECT, related_name="judgements")

    history = history()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["inspection", "area"], name="judgement_one_an_area")]

    def __str__(self) -> str:
        return f"{self.area}: {self.grade}"


class Finding(models.Model):
    """A paragraph of what was found. One that a page break splits is one finding."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="findings")
    position = models.PositiveIntegerField()
    heading = models.CharField(max_length=200, blank=True)
    text = models.TextField()

    history = history()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inspection", "position"], name="finding_position_once_in_its_inspection"),
        ]

    def __str__(self) -> str:
        return self.text[:80]
