from django.db import models
from django.db.models import Q

from scrutiny.models.history import history


class Declaration(models.Model):
    """An interest, or a party whip, that somebody declared at a meeting (Localism Act 2011, s.31).

    Of a sensitive interest (s.32) only that it exists is on record: its nature has no place here.
    """

    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="declarations")
    person = models.ForeignKey("scrutiny.Person", models.PROTECT, related_name="+")
    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, null=True, blank=True, related_name="declarations")
    kind = models.CharField(max_length=100)
    nature = models.TextField(blank=True)
    is_sensitive = models.BooleanField("sensitive", default=False)
    left_room = models.BooleanField("left the room", default=False)
    has_dispensation = models.BooleanField("has a dispensation", default=False)

    history = history()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_sensitive=False) | Q(nature=""), name="declaration_sensitive_is_bare"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind}"
