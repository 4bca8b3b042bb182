from django.db import models

from scrutiny.models.history import history


class TakenOff(models.Model):
    """An item that was taken off an agenda, and why. What it said and its papers stand in its history, from which
    it can be put back under the same ``number``; ``planned`` is the promise to which it returned."""

    class Why(models.TextChoices):
        WITHDRAWN = "withdrawn", "Withdrawn"
        DEFERRED = "deferred", "Deferred"
        OTHER = "other", "Another reason"

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="taken_off")
    number = models.PositiveBigIntegerField("the item's own number in the database")
    title = models.CharField(max_length=300)
    why = models.CharField(max_length=20, choices=Why, default=Why.OTHER)
    reason = models.TextField(blank=True)
    planned = models.ForeignKey("meetings.PlannedItem", models.PROTECT, null=True, blank=True, related_name="taken_off")
    taken_off_at = models.DateTimeField()
    taken_off_by = models.ForeignKey("scrutiny.User", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    history = history()

    class Meta:
        verbose_name = "item taken off"
        verbose_name_plural = "items taken off"
        constraints = [models.UniqueConstraint(fields=["number"], name="item_taken_off_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def told(self) -> str:
        """ "Withdrawn", or "Deferred to 20 October 2026"."""
        label, planned = self.get_why_display(), self.planned
        if self.why != self.Why.DEFERRED or planned is None or planned.state != planned.State.MOVED:
            return label
        return " ".join([label, *(["to"] if planned.meeting_id or planned.month else []), planned.promised_for])
