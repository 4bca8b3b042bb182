from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse

from scrutiny.models.history import history
from scrutiny.templatetags.words import short_day

LONGEST_REASON = 160
"""The reason stands in the place of what went, in columns of 200 characters."""


def place_of(at, reason: str) -> str:
    """The sentence that stands where something was: "Withheld on 3 December 2026: it named a child"."""
    return f"Withheld on {short_day(at)}: {reason}"


class WithholdingQuerySet(models.QuerySet["Withholding"]):
    def whole(self) -> "WithholdingQuerySet":
        return self.filter(how=Withholding.How.WHOLE)

    def of(self, record: models.Model) -> "WithholdingQuerySet":
        """What was withheld of one record."""
        return self.filter(content_type=ContentType.objects.get_for_model(record), object_id=record.pk)


def is_withheld(model: type[models.Model]) -> models.Exists:
    """For the rows of ``model`` in an outer query: whether the whole record was withheld."""
    meta = model._meta
    mine = Withholding.objects.whole().filter(
        content_type__app_label=meta.app_label, content_type__model=meta.model_name, object_id=models.OuterRef("pk")
    )
    return models.Exists(mine)


class Withholding(models.Model):
    """What the monitoring officer took out of the record: when, why, how much, and never the words themselves.

    ``about`` is composed without what was withheld ("a paper of the meeting of 22 September 2026").
    ``digest`` is the SHA-256, in hex, of the words or of a paper's bytes: whoever has a copy can show that it is
    the same. ``places`` counts where it stood. ``reason`` is printed; ``ground`` is the law it rests on.
    """

    class How(models.TextChoices):
        WORDS = "words", "Words redacted"
        WHOLE = "whole", "Withheld whole"

    class Ground(models.TextChoices):
        PERSONAL = "personal", "Personal data that must not be published (UK GDPR, Data Protection Act 2018)"
        EXEMPT = "exempt", "Exempt information (Schedule 12A, Local Government Act 1972)"
        CONFIDENTIAL = "confidential", "Confidential information (section 100A(3), Local Government Act 1972)"
        CHILD = "child", "It could identify a child in proceedings (Children Act 1989, section 97)"
        DEFAMATION = "defamation", "It may be defamatory"
        COURT = "court", "A court has ordered it"
        OTHER = "other", "Another ground, which the reason names"

    content_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True, blank=True)
    record = GenericForeignKey("content_type", "object_id")
    about = models.CharField("what it was", max_length=200)
    how = models.CharField(max_length=10, choices=How)
    ground = models.CharField(max_length=20, choices=Ground)
    reason = models.CharField(max_length=LONGEST_REASON)
    digest = models.CharField("SHA-256", max_length=64)
    places = models.PositiveIntegerField("places where it stood")
    withheld_at = models.DateTimeField("when")
    withheld_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="withholdings")

    history = history()
    objects = WithholdingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="withholding_says_why"),
            models.UniqueConstraint(
                fields=["content_type", "object_id"],
                condition=models.Q(how="whole"),
                name="withholding_whole_once",
            ),
        ]
        indexes = [models.Index(fields=["-withheld_at", "-id"], name="withholding_newest_first")]

    def __str__(self) -> str:
        return f"{self.get_how_display()}: {self.about}"

    def get_absolute_url(self) -> str:
        return reverse("withheld")

    @property
    def place(self) -> str:
        return place_of(self.withheld_at, self.reason)
