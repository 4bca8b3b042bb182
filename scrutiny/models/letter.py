import uuid

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q


class LetterQuerySet(models.QuerySet["Letter"]):
    def about(self, record: models.Model) -> "LetterQuerySet":
        return self.filter(content_type=ContentType.objects.get_for_model(record), object_id=record.pk)

    def undelivered(self) -> "LetterQuerySet":
        return self.filter(state__in=Letter.State.undelivered())


class Letter(models.Model):
    """An e-mail to one recipient, kept as it was written. Never changed: sending it again writes another one.

    ``capacity`` is why they got it ("member", "press list"). ``public_id`` is the left half of its Message-ID, by
    which a bounce is known. ``why`` is what the mail server said where it wasn't delivered.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Not sent"
        BOUNCED = "bounced", "Came back"

        @classmethod
        def undelivered(cls) -> list["Letter.State"]:
            return [cls.FAILED, cls.BOUNCED]

        @property
        def look(self) -> str:
            return {"sent": "good", "failed": "bad", "bounced": "bad"}.get(self, "neutral")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("content_type", "object_id")
    address = models.EmailField("e-mail")
    name = models.CharField(max_length=200, blank=True)
    capacity = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    why = models.CharField("why it was not delivered", max_length=300, blank=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "failed"], sent_at=None)
                | Q(state__in=["sent", "bounced"], sent_at__isnull=False),
                name="letter_sent_when",
            ),
        ]
        indexes = [models.Index(fields=["content_type", "object_id"], name="letter_about")]

    def __str__(self) -> str:
        return f"{self.subject} to {self.address}"

    @property
    def status(self) -> "Letter.State":
        return self.State(self.state)
