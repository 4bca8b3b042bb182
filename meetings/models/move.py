from datetime import datetime

from django.db import models

from scrutiny.models.history import history


class Move(models.Model):
    """When and where a meeting was to be, before it was moved, and why it was. A row for each time; none is changed."""

    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="moves")
    held_on = models.DateField("date")
    starts_at = models.TimeField("start")
    venue = models.CharField(max_length=200, blank=True)
    reason = models.TextField("why it was moved")
    moved_at = models.DateTimeField()

    history = history()

    def __str__(self) -> str:
        return f"Moved from {self.held_on.day} {self.held_on:%B %Y}"

    @property
    def begins(self) -> datetime:
        """Without a zone: it is only printed."""
        return datetime.combine(self.held_on, self.starts_at)
