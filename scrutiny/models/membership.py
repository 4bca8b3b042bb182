from django.db import models
from django.utils import timezone

from scrutiny.models.history import history


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day) -> "MembershipQuerySet":
        """Memberships as they stood on ``day``: begun by then, and not ended before the day was over."""
        return self.filter(from_on__lte=day).filter(models.Q(until_on=None) | models.Q(until_on__gt=day))

    def sitting(self) -> "MembershipQuerySet":
        """Memberships of today."""
        return self.on(timezone.localdate())


class Membership(models.Model):
    """A person's seat on a panel, ``[from_on, until_on)``. A change of role ends a row and begins one."""

    class Role(models.TextChoices):
        CHAIR = "chair", "Chair"
        VICE_CHAIR = "vice_chair", "Vice-Chair"
        MEMBER = "member", "Member"
        CO_OPTED_VOTING = "co_opted_voting", "Co-opted member, voting"
        CO_OPTED_NON_VOTING = "co_opted_non_voting", "Co-opted member, not voting"
        SUBSTITUTE = "substitute", "Substitute"

        @classmethod
        def seated(cls) -> list["Membership.Role"]:
            """The roles that fill one of a panel's seats; co-opted members and substitutes sit beside them."""
            return [cls.CHAIR, cls.VICE_CHAIR, cls.MEMBER]

    person = models.ForeignKey("scrutiny.Person", models.PROTECT, related_name="memberships")
    panel = models.ForeignKey("scrutiny.Panel", models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role, default=Role.MEMBER)
    voting_items = models.CharField(
        max_length=200, blank=True, help_text="On which items a co-opted member votes, for example education"
    )
    from_on = models.DateField("from")
    until_on = models.DateField("until", null=True, blank=True)

    history = history()
    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gt=models.F("from_on")),
                name="membership_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["person", "panel"], condition=models.Q(until_on=None), name="membership_one_open_row"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"

    @property
    def rank(self) -> int:
        """The order in which papers print a panel: chair, vice-chair, members, co-opted, substitutes."""
        return list(self.Role.values).index(self.role)
