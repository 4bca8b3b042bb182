from datetime import date

from django.db import models
from django.urls import reverse
from django.utils import timezone

from meetings.models.pack import Pack
from scrutiny.dates import CLEAR_DAYS
from scrutiny.models import Document
from scrutiny.templatetags.words import count_words, short_day


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
    disclosed. A supplement and a late item hold the whole agenda too; ``changes_for_public`` and
    ``changes_for_members`` say what is new in them since the publication before (see ``meetings.changes``).

    ``clear_days`` is for how many days an agenda was open, counted when it went out. Its letters say who got it;
    ``printed_for`` is who got it on paper, ``{"name", "copies", "is_private"}`` each; no copies are those of
    somebody without an e-mail address, to whom it goes by post.
    """

    class Kind(models.TextChoices):
        AGENDA = "agenda", "Agenda"
        REVISED = "revised", "Revised agenda"
        SUPPLEMENT = "supplement", "Supplement"
        LATE_ITEM = "late_item", "Late item"
        MINUTES = "minutes", "Draft minutes"
        REVISED_MINUTES = "revised_minutes", "Revised draft minutes"

        @classmethod
        def of_agenda(cls) -> list["Publication.Kind"]:
            return [cls.AGENDA, *cls.of_further_agenda()]

        @classmethod
        def whole_agendas(cls) -> list["Publication.Kind"]:
            """Those that go out with all papers; a supplement goes out with its own alone."""
            return [kind for kind in cls.of_agenda() if kind != cls.SUPPLEMENT]

        @classmethod
        def of_further_agenda(cls) -> list["Publication.Kind"]:
            """What may follow an agenda that is out."""
            return [cls.SUPPLEMENT, cls.LATE_ITEM, cls.REVISED]

        @classmethod
        def of_minutes(cls) -> list["Publication.Kind"]:
            return [cls.MINUTES, cls.REVISED_MINUTES]

    class Lateness(models.TextChoices):
        """The four things that lateness can be (records.md); each leads to different law."""

        SHORT_NOTICE = "short_notice", "The meeting was called at short notice"
        LATE_AGENDA = "late_agenda", "The agenda is late, or an item was added late"
        REPORT_FOLLOWS = "report_follows", "A report follows an item already listed"
        CORRECTION = "correction", "It corrects an error"

        @property
        def law(self) -> str:
            """What each of them asks for, to the officer who chooses it."""
            return LAW[self]

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="publications")
    kind = models.CharField(max_length=20, choices=Kind)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("scrutiny.User", models.PROTECT, related_name="publications")
    lateness = models.CharField(max_length=20, choices=Lateness, blank=True)
    reason = models.TextField("what changed and why", blank=True)
    for_public = models.JSONField()
    for_members = models.JSONField()
    changes_for_public = models.JSONField(default=list, blank=True)
    changes_for_members = models.JSONField(default=list, blank=True)
    clear_days = models.PositiveSmallIntegerField(null=True, blank=True)
    printed_for = models.JSONField(default=list, blank=True)
    documents = models.ManyToManyField(Document, related_name="publications")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind__in=["revised", "revised_minutes"]) | ~models.Q(reason=""),
                name="publication_revision_says_why",
            ),
        ]
        indexes = [models.Index(fields=["meeting", "-published_at"], name="publication_newest_first")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.published_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("publication", kwargs=self.meeting.address | {"pk": self.pk})

    @property
    def despatched_on(self) -> date:
        """The London day on which it went out."""
        return timezone.localdate(self.published_at)

    @property
    def is_late(self) -> bool:
        return self.clear_days is not None and self.clear_days < CLEAR_DAYS

    @property
    def how_late(self) -> str:
        """ "published 15 September 2026, 4 clear days before instead of 5"; empty for one in time."""
        if not self.is_late:
            return ""
        days = count_words(self.clear_days, "clear day") if self.clear_days else "no clear days"
        return f"published {short_day(self.published_at)}, {days} before instead of {CLEAR_DAYS}"

    @property
    def lateness_words(self) -> str:
        """Which kind of lateness it is, as printed."""
        if self.lateness == self.Lateness.LATE_AGENDA:
            return "The agenda is late" if self.kind == self.Kind.AGENDA else "An item was added late"
        return self.get_lateness_display()

    @property
    def law(self) -> str:
        """What its lateness asks for."""
        return self.Lateness(self.lateness).law if self.lateness else ""

    @property
    def what_is_out(self) -> str:
        """What a letter begins with."""
        return {
            self.Kind.AGENDA: "The agenda of this meeting is published.",
            self.Kind.SUPPLEMENT: "More papers for this meeting are published.",
            self.Kind.LATE_ITEM: "An item was added late to the agenda of this meeting.",
            self.Kind.REVISED: "The agenda of this meeting was published again, with changes.",
        }.get(self.Kind(self.kind), f"{self.get_kind_display()} of this meeting are published.")

    @property
    def has_private(self) -> bool:
        """Whether its agenda holds anything that the public may not read."""
        return any(
            item["is_private"] or any(paper.get("is_private") for paper in item["papers"])
            for item in self.for_members["items"]
        )


LAW: dict[str, str] = {
    Publication.Lateness.SHORT_NOTICE: (
        "In order: the agenda is open from the time at which the meeting is called, and no item needs the Chair’s "
        "agreement (section 100B(3) and (4)(a))."
    ),
    Publication.Lateness.LATE_AGENDA: (
        "Each item can be taken only if the Chair agrees at the meeting that it is urgent, and the minutes must say "
        "why (section 100B(4)(b))."
    ),
    Publication.Lateness.REPORT_FOLLOWS: (
        "The item was listed in time, so nobody has to agree that it is urgent. People had less time to "
        "read the report."
    ),
    Publication.Lateness.CORRECTION: "What did not change keeps the day on which it first went out.",
}
"""Local Government Act 1972, Part VA, in the office's words."""
