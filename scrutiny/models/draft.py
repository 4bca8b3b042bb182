from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user) -> "DraftQuerySet":
        """One's own, as long as drafts are kept. Nobody reads another's, whatever their role."""
        return self.filter(user_id=user.pk, kept_at__gte=oldest_kept())

    def too_old(self) -> "DraftQuerySet":
        return self.filter(kept_at__lt=oldest_kept())


def oldest_kept():
    return timezone.now() - timedelta(days=settings.DRAFT_DAYS)


class Draft(models.Model):
    """What somebody has typed into a form and not saved yet. It is apart from the record and leaves no history.

    ``form`` is the name of the form's address, ``about`` the record as ``meetings.agendaitem 12``, empty for a record
    that is new. ``seen`` is the record's place in history when the form was opened. ``typed`` are the boxes by name,
    each with its values. ``number`` counts how often it was kept, so that of two windows neither writes over the other.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=100)
    about = models.CharField(max_length=120, blank=True)
    seen = models.CharField(max_length=200, blank=True)
    typed = models.JSONField()
    number = models.PositiveIntegerField(default=1)
    kept_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "form", "about"], name="draft_one_of_a_form")]
        indexes = [
            models.Index(fields=["about"], name="draft_about_record"),
            models.Index(fields=["kept_at"], name="draft_oldest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.about}".strip()


def named(record: models.Model | None) -> str:
    """A record as drafts name it."""
    return f"{record._meta.label_lower} {record.pk}" if record is not None else ""
