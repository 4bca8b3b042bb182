from django.db import models

from scrutiny.models.history import history


class Inspectorate(models.Model):
    """Who inspects or reviews: Ofsted, the CQC, the DfE's commissioner."""

    name = models.CharField(max_length=200, unique=True)
    short_name = models.CharField(max_length=60)
    slug = models.SlugField(max_length=40, unique=True)

    history = history()

    def __str__(self) -> str:
        return self.short_name


class Framework(models.Model):
    """The rules under which an inspection is made, in one version of them, with its own areas and scale.

    Scales are never compared with each other: care leavers became a judgement of their own in 2023,
    visits usually have no grade at all.
    """

    inspectorate = models.ForeignKey(Inspectorate, models.PROTECT, related_name="frameworks")
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=60, unique=True)
    from_year = models.PositiveSmallIntegerField("in use from")
    until_year = models.PositiveSmallIntegerField("in use until", null=True, blank=True)

    history = history()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_year=None) | models.Q(until_year__gte=models.F("from_year")),
                name="framework_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        until = "" if self.until_year is None else self.until_year
        return f"{self.inspectorate} {self.name} ({self.from_year}–{until})"


class Area(models.Model):
    """What a framework judges, nested where it is."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="areas")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="parts")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()

    history = history()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "slug"], name="area_once_in_its_framework"),
        ]

    def __str__(self) -> str:
        return self.name


class Grade(models.Model):
    """A word on a framework's own scale, best first. ``look`` is the shape and colour beside the word."""

    class Look(models.TextChoices):
        DONE = "done", "Tick, green"
        GOOD = "good", "Disc, green"
        WARNING = "warning", "Triangle, amber"
        BAD = "bad", "Cross, red"
        NEUTRAL = "neutral", "Ring, grey"

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="grades")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField()
    look = models.CharField(max_length=10, choices=Look, default=Look.NEUTRAL)

    history = history()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "slug"], name="grade_once_on_its_scale"),
        ]

    def __str__(self) -> str:
        return self.name
