import base64
import hashlib
import hmac
import secrets
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from scrutiny.models.history import history

SALT = "scrutiny.answer"

LINK = "[the link that is yours]"
"""Stands in letters about a request, as they are kept; whoever gets one reads the link in its place."""


def new_seed() -> str:
    """32 random bytes, in hexadecimal."""
    return secrets.token_hex(32)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class AnswerRequestQuerySet(models.QuerySet["AnswerRequest"]):
    def with_token(self, token: str) -> "AnswerRequest | None":
        """The one whose link this is, whether or not it still works."""
        return self.filter(token_digest=digest_of(token)).select_related("owner", "asked_by").first()


class AnswerRequest(models.Model):
    """Questions put to somebody by e-mail, who answers them by a link and without an account.

    What is asked stands in records of other apps that point here (see `scrutiny.answers`). The link's token is kept
    nowhere: it is worked out from ``seed`` and the installation's secret whenever a letter with the link leaves,
    and known again by its SHA-256 in ``token_digest``. ``kept`` is what was typed on the link's page and not sent
    yet: boxes with their values, by question.
    """

    class State(models.TextChoices):
        OPEN = "open", "The link works"
        EXPIRED = "expired", "The link has run out"
        STOPPED = "stopped", "The link was stopped"

    owner = models.ForeignKey("scrutiny.Office", models.PROTECT, null=True, blank=True, related_name="answer_requests")
    name = models.CharField("who is asked", max_length=200)
    email = models.EmailField("e-mail address")
    seed = models.CharField(max_length=64, default=new_seed, editable=False)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("scrutiny.User", models.PROTECT, related_name="+")
    expires_at = models.DateTimeField("the link works until")
    revoked_at = models.DateTimeField("the link was stopped", null=True, blank=True)
    revoked_by = models.ForeignKey("scrutiny.User", models.PROTECT, null=True, blank=True, related_name="+")
    kept = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = history("seed", "token_digest", "kept")
    objects = AnswerRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="answer_request_revoked_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.whom

    @property
    def whom(self) -> str:
        """ "Head of Virtual School (Imran Sadiq)", or who it is where no office was asked."""
        if self.owner is None:
            return self.name
        return f"{self.owner.title} ({self.name})" if self.name != self.owner.title else self.name

    @property
    def token(self) -> str:
        """32 bytes that nobody can guess, as an address holds them."""
        made = salted_hmac(SALT, self.seed, algorithm="sha256").digest()
        return base64.urlsafe_b64encode(made).rstrip(b"=").decode()

    @property
    def path(self) -> str:
        """The address of its page, for a letter to whoever is asked and for nobody else."""
        return reverse("answer", args=[self.token])

    @property
    def is_known_by_token(self) -> bool:
        """Not any more, where the installation has got another secret since."""
        return hmac.compare_digest(self.token_digest, digest_of(self.token))

    @property
    def state(self) -> "AnswerRequest.State":
        return self.state_at(timezone.now())

    def state_at(self, moment: datetime) -> "AnswerRequest.State":
        if self.revoked_at:
            return self.State.STOPPED
        return self.State.EXPIRED if self.expires_at <= moment else self.State.OPEN

    @property
    def stopped_at(self):
        """When the link stopped working; None while it works."""
        ends = self.revoked_at or self.expires_at
        return ends if self.state != self.State.OPEN else None
