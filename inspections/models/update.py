from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from meetings.models import AgendaItem
from scrutiny.models.history import history
from scrutiny.permissions import scope_of


class Progress(models.TextChoices):
    NOT_STARTED = "not_started", "Not started"
    ON_TRACK = "on_track", "On track"
    SLIPPED = "slipped", "Slipped"
    DONE = "done", "Done, says the owner"
    PAUSED = "paused", "Paused"
    OVERTAKEN = "overtaken", "Overtaken by events"

    @property
    def look(self) -> str:
        return {
            "on_track": "good",
            "slipped": "warning",
            "done": "claimed",
            "paused": "muted",
            "overtaken": "muted",
        }.get(self, "neutral")


class UpdateQuerySet(models.QuerySet["Update"]):
    def visible_to(self, user) -> "UpdateQuerySet":
        """An update that goes to a meeting is read by those who may read the item; another by everybody."""
        if scope_of(user).sees_everything:
            return self
        return self.filter(Q(item=None) | Q(item__in=AgendaItem.objects.readable_by(user)))

    def newest_first(self) -> "UpdateQuerySet":
        return self.order_by("-made_on", "-id")

    def newest_of(self, recommendation: OuterRef, expression) -> Subquery:
        """Something of the newest of these updates of an outer query's recommendation."""
        return Subquery(self.filter(recommendation=recommendation).newest_first().values(wanted=expression)[:1])


NEWEST = JSONObject(
    progress="progress", made_on="made_on", owner="office__title", reason="reason", revised_due_on="revised_due_on"
)
"""The data from which `inspections.standing` writes its sentence."""


class Update(models.Model):
    """What an owner says has become of a recommendation since. Append-only: a wrong update is answered by another."""

    recommendation = models.ForeignKey("inspections.Recommendation", models.PROTECT, related_name="updates")
    made_on = models.DateField("date of the update")
    office = models.ForeignKey("scrutiny.Office", models.PROTECT, related_name="updates")
    progress = models.CharField(max_length=20, choices=Progress)
    text = models.TextField()
    revised_due_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    evidence = models.OneToOneField("scrutiny.Document", models.PROTECT, null=True, blank=True, related_name="update")
    evidence_link = models.URLField(blank=True)
    cleared_by = models.CharField(max_length=200, blank=True)
    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, null=True, blank=True, related_name="updates")

    history = history()
    objects = UpdateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(progress__in=Progress.values), name="update_progress_is_known"),
            models.CheckConstraint(
                condition=~Q(progress="slipped") | (~Q(reason="") & Q(revised_due_on__isnull=False)),
                name="update_slipped_says_why_and_until_when",
            ),
        ]
        indexes = [models.Index(fields=["recommendation", "-made_on", "-id"], name="update_newest_first")]

    def __str__(self) -> str:
        return f"{self.get_progress_display()}, {self.made_on.day} {self.made_on:%B %Y}"

    @property
    def look(self) -> str:
        return Progress(self.progress).look
