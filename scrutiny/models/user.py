from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.urls import reverse

from scrutiny import permissions
from scrutiny.models.history import history


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        """The first account of an installation: a manager, who can make the others."""
        fields = {"role": Role.MANAGER, "name": email} | fields
        return self.create_user(email, password, is_superuser=True, **fields)


class Role(models.TextChoices):
    COUNCILLOR = permissions.COUNCILLOR, "Councillor or co-opted member"
    OFFICER = permissions.OFFICER, "Officer of democratic services"
    MANAGER = permissions.MANAGER, "Manager of democratic services"
    MONITORING_OFFICER = permissions.MONITORING_OFFICER, "Monitoring officer"


class User(AbstractBaseUser, PermissionsMixin):
    """An account. It signs in by e-mail address; what it may do follows from its role.

    A councillor's account points to the person whose memberships say which panels' private
    papers it reads. What somebody looked at is not recorded, nor when they signed in beyond the
    sessions that are still open, which only they see.
    """

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=30, choices=Role)
    person = models.OneToOneField("scrutiny.Person", models.SET_NULL, null=True, blank=True, related_name="user")
    is_active = models.BooleanField("may sign in", default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    last_login = None

    history = history("password")
    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="user_role_is_known"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_absolute_url(self) -> str:
        return reverse("user", args=[self.pk])

    @property
    def standing(self) -> str:
        """Whether the account can be used, in a word or two."""
        if not self.is_active:
            return "Disabled"
        return "Active" if self.has_usable_password() else "Invited"

    @property
    def is_staff(self) -> bool:
        """The admin site is the managers'."""
        return self.role == Role.MANAGER

    @cached_property
    def scope(self) -> permissions.Scope:
        """Loaded once per request, in one query for those who sit on panels and none for others."""
        from scrutiny.models.membership import Membership

        if not self.is_active:
            return permissions.STRANGER
        panels: frozenset[int] = frozenset()
        if self.person_id:
            panels = frozenset(
                Membership.objects.sitting().filter(person_id=self.person_id).values_list("panel_id", flat=True)
            )
        return permissions.Scope(role=self.role, person_id=self.person_id, panel_ids=panels)
