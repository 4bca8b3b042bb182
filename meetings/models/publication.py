from django.db import models
from django.urls import reverse

from meetings.models.pack import Pack
from scrutiny.models import Document


class PublicationQuerySet(models.QuerySet["Publication"]):
    def newest_first(self) -> "PublicationQuerySet":
        return self.order_by("-published_at", "-id")

    def with_packs(self, audience: str) -> "PublicationQuerySet":
        """Each with ``pack_state``, ``pack_pages`` and ``pack_size`` (in bytes) of the pack for that audience."""
        pack = Pack.objects.standing().filter(publication=models.OuterRef("pk"), audience=audience)
        facts = {"pack_state": "state", "pack_pages": "file__page_count", "pack_size": "file__size"}
        return self.annotate(**{name: models.Subquery(pack.values(column)) for name, column in facts.items()})


class Publication(models.Model):
    """What went out and when. Never changed: a correction is a new publication that says what changed.

    ``for_public`` and ``for_members`` hold the content as data (see ``meetings.agenda_content``); the
    site shows these and not the live rows to everybody but officers. ``documents`` are the papers it
    disclosed.
    """

    class Kind(models.TextChoices):
        AGENDA = "agenda", "Agenda"
        REVISED = "revised", "Revised agenda"
        MINUTES = "minutes", "Draft minutes"
        REVISED_MINUTES = "revised_minutes", "Revised draft minutes"

        @classmethod
        def of_agenda(cls) -> list["Publication.Kind"]:
            return [cls.AGENDA, cls.REVISED]

        @classmethod
        def of_minutes(cls) -> list["Publication.Kind"]:
            return [cls.MINUTES, cls.REVISED_MINUTES]

    class Lateness(models.TextChoices):
        """The four things that lateness can be (records.md); each leads to different law."""

        SHORT_NOTICE = "short_notice", "The meeting was called at short notice"
        LATE_AGENDA = "late_agenda", "The agenda is late, or an item was added late"
        REPORT_FOLLOWS = "report_follows", "A report follows an item already listed"
        CORRECTION = "correction", "It corrects an error"

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="publications")
    kind = models.CharField(max_length=20, choices=Kind)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("scrutiny.User", models.PROTECT, related_name="publications")
    lateness = models.CharField(max_length=20, choices=Lateness, blank=True)
    reason = models.TextField("what changed and why", blank=True)
    for_public = models.JSONField()
    for_members = models.JSONField()
    documents = models.ManyToManyField(Document, related_name="publications")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["agenda", "minutes"]) | ~models.Q(reason=""),
                name="publication_revision_says_why",
            ),
        ]
        indexes = [models.Index(fields=["meeting", "-published_at"], name="publication_newest_first")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.published_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("publication", kwargs=self.meeting.address | {"pk": self.pk})
