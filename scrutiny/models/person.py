from django.db import models
from django.urls import reverse

from scrutiny.models.history import history
from scrutiny.permissions import scope_of


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user) -> "PersonQuerySet":
        """Public pages only for councillors and co-opted members; officers of the council see everybody.

        Whoever was merged into somebody else is seen there, by nobody here.
        """
        if scope_of(user).sees_everything:
            return self.unmerged()
        return self.unmerged().filter(kind__in=Person.Kind.public())

    def unmerged(self) -> "PersonQuerySet":
        """Everybody who can be chosen, listed and found: without those who turned out to be somebody else."""
        return self.filter(merge=None)


class Person(models.Model):
    """Somebody in a public role. "J Walker" and "Walker" may be one person or two: never merged silently."""

    class Kind(models.TextChoices):
        COUNCILLOR = "councillor", "Councillor"
        CO_OPTED = "co_opted", "Co-opted member"
        OFFICER = "officer", "Officer"
        OTHER = "other", "Other"

        @classmethod
        def public(cls) -> list[str]:
            """The kinds that have a public page."""
            return [cls.COUNCILLOR.value, cls.CO_OPTED.value]

    name = models.CharField(max_length=200, help_text="As printed: L Garvey, Dana Whitlock")
    sort_name = models.CharField(max_length=200, help_text="Surname first")
    honorific = models.CharField("title", max_length=40, blank=True, help_text="Councillor, Dr, Reverend")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.COUNCILLOR)
    party = models.CharField(max_length=100, blank=True)
    ward = models.CharField(max_length=100, blank=True)
    email = models.EmailField("e-mail address", blank=True)
    version = models.PositiveIntegerField(default=1)

    history = history()
    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return f"{self.honorific} {self.name}".strip()

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.pk])


class Office(models.Model):
    """A post that owns actions and answers recommendations. Its title stays right when its holder moves on."""

    title = models.CharField(max_length=200, unique=True)
    email = models.EmailField("e-mail address", blank=True)
    deputy = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="deputises_for")

    history = history()

    def __str__(self) -> str:
        return self.title


class HoldingQuerySet(models.QuerySet["Holding"]):
    def on(self, day) -> "HoldingQuerySet":
        return self.filter(from_on__lte=day).filter(models.Q(until_on=None) | models.Q(until_on__gt=day))


class Holding(models.Model):
    """Who holds an office: ``[from_on, until_on)``."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="holdings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    from_on = models.DateField("from")
    until_on = models.DateField("until", null=True, blank=True)

    history = history()
    objects = HoldingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gt=models.F("from_on")),
                name="holding_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.office}"
