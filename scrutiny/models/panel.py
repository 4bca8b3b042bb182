from datetime import time

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse

from scrutiny.models.history import history
from scrutiny.models.membership import Membership


class Authority(models.Model):
    """A local authority. One installation serves one council; the others are subjects of inspections."""

    class Kind(models.TextChoices):
        UNITARY = "unitary", "Unitary authority"
        COUNTY = "county", "County council"
        METROPOLITAN = "metropolitan", "Metropolitan borough"
        LONDON = "london", "London borough"
        DISTRICT = "district", "District council"
        OTHER = "other", "Other"

    name = models.CharField(max_length=200, unique=True)
    gss_code = models.CharField(
        "GSS code", max_length=9, blank=True, help_text="Nine characters, for example E06000001"
    )
    region = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.UNITARY)

    history = history()

    class Meta:
        verbose_name_plural = "authorities"
        constraints = [
            models.UniqueConstraint(
                fields=["gss_code"], condition=~models.Q(gss_code=""), name="authority_gss_code_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PanelQuerySet(models.QuerySet["Panel"]):
    def current(self) -> "PanelQuerySet":
        """Panels that the council has today."""
        return self.filter(abolished_on=None)

    def with_seats_taken(self, day) -> "PanelQuerySet":
        """Each panel with ``seats_taken``: the people who hold a seat on ``day``. Vacancies are what is left."""
        seated = (
            Membership.objects.on(day)
            .filter(panel=models.OuterRef("pk"), role__in=Membership.Role.seated())
            .order_by()
            .values("panel")
        )
        taken = models.Subquery(seated.values(number=models.Count("pk")))
        return self.annotate(seats_taken=Coalesce(taken, 0))


class Panel(models.Model):
    """A scrutiny body: a panel, committee or task group. Its slug stays when its name changes."""

    name = models.CharField(max_length=200, unique=True)
    code = models.CharField(max_length=10, unique=True, help_text="Short, for references: CYP")
    slug = models.SlugField(max_length=60, unique=True)
    remit = models.TextField(blank=True)
    reports_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="bodies_below")
    quorum = models.PositiveSmallIntegerField(default=3)
    seats = models.PositiveSmallIntegerField(default=9)
    standing_items = models.TextField(blank=True, help_text="Titles that begin every agenda, one a line")
    default_time = models.TimeField(default=time(16, 0))
    default_venue = models.CharField(max_length=200, blank=True)
    contact = models.ForeignKey("scrutiny.Person", models.SET_NULL, null=True, blank=True, related_name="panels_served")
    access_rules_apply = models.BooleanField(
        "meets in public", default=True, help_text="Task groups are outside the access to information rules"
    )
    abolished_on = models.DateField(null=True, blank=True)
    predecessors = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="successors")
    version = models.PositiveIntegerField(default=1)

    history = history()
    objects = PanelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(quorum__lte=models.F("seats")), name="panel_quorum_within_seats"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("panel", args=[self.slug])

    @property
    def contact_name(self) -> str:
        """Whom to ask about it; empty where nobody is entered."""
        return str(self.contact) if self.contact else ""

    @property
    def contact_email(self) -> str:
        return (self.contact.email if self.contact else "") or settings.COUNCIL_EMAIL

    @property
    def standing_titles(self) -> list[str]:
        return [line.strip() for line in self.standing_items.splitlines() if line.strip()]
