from django.conf import settings
from django.db import models
from django.utils import timezone

from scrutiny.models.history import history


class DeskPanelQuerySet(models.QuerySet["DeskPanel"]):
    def on(self, day) -> "DeskPanelQuerySet":
        """Rows as they stood on ``day``."""
        return self.filter(from_on__lte=day).filter(models.Q(until_on=None) | models.Q(until_on__gt=day))

    def today(self) -> "DeskPanelQuerySet":
        return self.on(timezone.localdate())


class DeskPanel(models.Model):
    """One of an officer's panels, ``[from_on, until_on)``: what their desk shows first.

    It opens and closes nothing, since officers work for every panel.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="desk_panels")
    panel = models.ForeignKey("scrutiny.Panel", models.CASCADE, related_name="desks")
    from_on = models.DateField("from")
    until_on = models.DateField("until", null=True, blank=True)

    history = history()
    objects = DeskPanelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gt=models.F("from_on")),
                name="desk_panel_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["user", "panel"], condition=models.Q(until_on=None), name="desk_panel_one_open_row"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panel} on the desk of {self.user}"
