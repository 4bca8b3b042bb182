from django.db import models
from django.db.models import Q

from scrutiny.models.history import history


class Circulation(models.Model):
    """Somebody who gets a panel's papers beside its members of today, or one of these who gets them otherwise.

    Members, substitutes and co-opted members get them without being listed, at their own e-mail address; a row for
    one of them says what is different: another address, printed copies, or none (``is_left_out``). Private papers
    (``gets_private``) go to members; that somebody else reads them is decided by their account and not here.
    """

    class Capacity(models.TextChoices):
        MEMBER = "member", "Member"
        SUBSTITUTE = "substitute", "Substitute"
        CO_OPTED = "co_opted", "Co-opted member"
        PRESENTER = "presenter", "Presenter"
        PRESS = "press", "Press"
        OTHER = "other", "Other"

        @classmethod
        def of_the_panel(cls) -> list["Circulation.Capacity"]:
            """Those who sit on it."""
            return [cls.MEMBER, cls.SUBSTITUTE, cls.CO_OPTED]

    class Way(models.TextChoices):
        EMAIL = "email", "E-mail"
        PRINTED = "printed", "Printed copies"

    panel = models.ForeignKey("scrutiny.Panel", models.CASCADE, related_name="circulation")
    person = models.ForeignKey("scrutiny.Person", models.CASCADE, null=True, blank=True, related_name="circulation")
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField("e-mail address", blank=True)
    capacity = models.CharField("gets them as", max_length=20, choices=Capacity, default=Capacity.OTHER)
    way = models.CharField("how", max_length=10, choices=Way, default=Way.EMAIL)
    copies = models.PositiveSmallIntegerField("printed copies", default=0)
    gets_private = models.BooleanField("gets the private papers too", default=False)
    is_left_out = models.BooleanField("gets nothing", default=False)
    version = models.PositiveIntegerField(default=1)

    history = history()

    class Meta:
        verbose_name = "recipient"
        verbose_name_plural = "circulation"
        constraints = [
            models.CheckConstraint(condition=Q(person__isnull=False) | ~Q(name=""), name="circulation_says_who"),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(is_left_out=False), name="circulation_leaves_out_people_only"
            ),
            models.CheckConstraint(
                condition=Q(way="email", copies=0) | Q(way="printed", copies__gt=0) | Q(is_left_out=True),
                name="circulation_printed_has_copies",
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.person)
