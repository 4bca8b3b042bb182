from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from inspections.models.inspection import Inspection
from inspections.models.update import NEWEST, Update
from meetings.models import AgendaItem
from scrutiny.models.history import history
from scrutiny.permissions import scope_of


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def visible_to(self, user) -> "RecommendationQuerySet":
        """As far as its source may be seen."""
        if scope_of(user).sees_everything:
            return self
        return self.filter(inspection__in=Inspection.objects.visible_to(user))

    def with_standing(self, user) -> Any:
        """Each with ``newest``: the newest update that the reader may see, as the data from which
        `inspections.standing` writes its sentence; ``newest_progress`` and ``newest_office`` to filter and count by."""
        updates, own = Update.objects.visible_to(user), OuterRef("pk")
        return self.annotate(
            newest=updates.newest_of(own, NEWEST),
            newest_progress=updates.newest_of(own, F("progress")),
            newest_office=updates.newest_of(own, F("office")),
        )

    def followed(self, user) -> "RecommendationQuerySet":
        """Those that a meeting considered, as far as the reader may know; others are for information and uncounted."""
        return self.filter(Exists(Consideration.objects.visible_to(user).filter(recommendation=OuterRef("pk"))))

    def in_order(self) -> "RecommendationQuerySet":
        """Newest inspection first, each in the order of its letter."""
        return self.order_by("-inspection__starts_on", "inspection_id", "position")


class Recommendation(models.Model):
    """What an inspection asked for. ``number`` is as printed; ``slug`` is its address for ever.

    What a letter calls "areas for improvement" a council's slides may call "recommendations": one
    record, of the kind that its own source says.
    """

    class Kind(models.TextChoices):
        RECOMMENDATION = "recommendation", "Recommendation"
        IMPROVEMENT = "improvement", "Area for improvement"
        PRIORITY = "priority", "Area for priority action"

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="recommendations")
    position = models.PositiveIntegerField()
    number = models.CharField("number as printed", max_length=20, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.RECOMMENDATION)
    text = models.TextField()
    addressed_to = models.CharField(
        max_length=200, blank=True, help_text="If not the council: police, a board, a minister"
    )
    slug = models.SlugField(max_length=120, unique=True)
    version = models.PositiveIntegerField(default=1)

    history = history()
    objects = RecommendationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "position"], name="recommendation_position_once_in_its_inspection"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("recommendation", args=[self.slug])

    @property
    def label(self) -> str:
        """ "Area for improvement 1": the kind, and the number as printed or else its place in the list."""
        return f"{self.get_kind_display()} {self.number or self.position}"


class ConsiderationQuerySet(models.QuerySet["Consideration"]):
    def visible_to(self, user) -> "ConsiderationQuerySet":
        """Where the reader may read the item, since a tie says what it is about, and know of what it considered."""
        if scope_of(user).sees_everything:
            return self
        considered = Q(recommendation__in=Recommendation.objects.visible_to(user)) | Q(
            inspection__in=Inspection.objects.visible_to(user)
        )
        return self.filter(considered, item__in=AgendaItem.objects.readable_by(user))


class Consideration(models.Model):
    """A meeting item considered an inspection or a recommendation: exactly one of them."""

    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, related_name="considerations")
    inspection = models.ForeignKey(Inspection, models.CASCADE, null=True, blank=True, related_name="considerations")
    recommendation = models.ForeignKey(
        Recommendation, models.CASCADE, null=True, blank=True, related_name="considerations"
    )

    history = history()
    objects = ConsiderationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(inspection=None, recommendation__isnull=False)
                | Q(inspection__isnull=False, recommendation=None),
                name="consideration_of_exactly_one",
            ),
            models.UniqueConstraint(
                fields=["item", "inspection"], condition=Q(recommendation=None), name="consideration_inspection_once"
            ),
            models.UniqueConstraint(
                fields=["item", "recommendation"],
                condition=Q(inspection=None),
                name="consideration_recommendation_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.considered}"

    @property
    def considered(self) -> Any:
        """The recommendation or the inspection, whichever it is."""
        return self.recommendation or self.inspection
