import re

from django.db import models
from django.db.models import Exists, OuterRef, Q

from meetings.models.reader import ItemReader
from scrutiny.models import Openness
from scrutiny.models.history import history
from scrutiny.permissions import scope_of


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, user) -> "AgendaItemQuerySet":
        """Items that a published agenda lists: everybody knows that they exist, under their public title."""
        scope = scope_of(user)
        if scope.sees_everything:
            return self
        public = Q(meeting__is_formal=True, meeting__panel__access_rules_apply=True)
        return self.filter(public | Q(meeting__panel_id__in=scope.panel_ids), published_at__isnull=False)

    def readable_by(self, user) -> "AgendaItemQuerySet":
        """Of these, the items whose text may be read: private ones by the panel's members of today, without those
        who are excluded, and by people who are named."""
        scope = scope_of(user)
        if scope.sees_everything:
            return self
        closed = ItemReader.objects.filter(item=OuterRef("pk"), person=scope.person_id)
        own = Q(meeting__panel_id__in=scope.panel_ids) & ~Exists(closed.filter(kind=ItemReader.Kind.EXCLUDED))
        named = Exists(closed.filter(kind=ItemReader.Kind.NAMED))
        if scope.person_id is None:
            return self.visible_to(user).filter(openness="open")
        return self.visible_to(user).filter(Q(openness="open") | own | named)


class AgendaItem(Openness):
    """A line of an agenda. ``number`` is free text, as printed; headings have none.

    ``published_at`` is when the item first went out with an agenda. ``is_exclusion`` marks the item at which the
    meeting decides whether the public leaves; the agenda puts it in by itself (Local Government Act 1972, s.100A).

    One that was not open for long enough is taken only if the Chair agrees at the meeting that it is urgent (Local
    Government Act 1972, s.100B(4)(b)): ``urgency_reason`` is why the office proposes it, printed on the agenda, and
    ``chair_on_urgency`` the special circumstances as the Chair gave them, for the minutes.
    ``minutes_planned`` and ``chair_notes`` are for the running order alone: nobody but officers and the monitoring
    officer reads the notes, in no version.
    """

    class Purpose(models.TextChoices):
        DECISION = "decision", "For decision"
        INFORMATION = "information", "For information"
        NOTE = "note", "To note"
        PRE_DECISION = "pre_decision", "Pre-decision scrutiny"

    class Delivery(models.TextChoices):
        REPORT = "report", "Report"
        VERBAL = "verbal", "Verbal"
        PRESENTATION = "presentation", "Presentation"
        TO_FOLLOW = "to_follow", "Report to follow"

        @classmethod
        def written(cls) -> list["AgendaItem.Delivery"]:
            """What leaves a paper."""
            return [cls.REPORT, cls.TO_FOLLOW]

    class Outcome(models.TextChoices):
        CONSIDERED = "considered", "Considered"
        DEFERRED = "deferred", "Deferred"
        WITHDRAWN = "withdrawn", "Withdrawn"
        NOT_REACHED = "not_reached", "Not reached"
        URGENCY_REFUSED = "urgency_refused", "Not taken: the Chair did not agree that it was urgent"

    class Urgency(models.TextChoices):
        PROPOSED = "proposed", "Proposed as urgent"
        AGREED = "agreed", "Urgent, the Chair agreed"
        REFUSED = "refused", "Not urgent, the Chair decided"

    class Origin(models.TextChoices):
        """What an agenda fills itself with; what an officer typed has none."""

        STANDING = "standing", "Standing item"
        CLOSING = "closing", "Standing item at the end"
        MINUTES = "minutes", "Minutes to approve"
        ACTIONS = "actions", "Actions still open"

    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    is_heading = models.BooleanField("heading", default=False)
    number = models.CharField(max_length=10, blank=True)
    title = models.CharField(max_length=300)
    public_title = models.CharField(max_length=300, blank=True)
    text = models.TextField("description", blank=True)
    purpose = models.CharField(max_length=20, choices=Purpose, blank=True)
    presenters = models.CharField(max_length=300, blank=True)
    delivery = models.CharField(max_length=20, choices=Delivery, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    is_exclusion = models.BooleanField("excludes the press and public", default=False, editable=False)
    origin = models.CharField("where it comes from", max_length=20, choices=Origin, blank=True)
    minutes_planned = models.PositiveSmallIntegerField("minutes planned", null=True, blank=True)
    chair_notes = models.TextField("notes for the chair", blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    urgency = models.CharField(max_length=20, choices=Urgency, blank=True)
    urgency_reason = models.TextField("why it can't wait", blank=True)
    chair_on_urgency = models.TextField("the special circumstances", blank=True)
    version = models.PositiveIntegerField(default=1)

    history = history()
    objects = AgendaItemQuerySet.as_manager()

    class Meta(Openness.Meta):
        constraints = [
            *Openness.Meta.constraints,
            models.UniqueConstraint(fields=["meeting", "position"], name="item_position_once_in_its_meeting"),
            models.CheckConstraint(condition=Q(is_heading=False) | Q(number=""), name="item_heading_has_no_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#{self.anchor}"

    @property
    def anchor(self) -> str:
        return f"item-{self.pk}"

    @property
    def is_standing(self) -> bool:
        return self.origin in (self.Origin.STANDING, self.Origin.CLOSING)

    @property
    def lists_actions(self) -> bool:
        """Whether it is about what people took on, by its origin or by the title that an officer typed."""
        return self.origin == self.Origin.ACTIONS or re.search(r"\bactions?\b", self.title, re.IGNORECASE) is not None

    @property
    def open_title(self) -> str:
        """What the public reads."""
        return self.public_title if self.is_private and self.public_title else self.title

    @property
    def label(self) -> str:
        """How other pages call the item: "Item 6", or its public title where it has no number."""
        return f"Item {self.number}" if self.number else self.open_title


class ItemPaper(models.Model):
    """A paper under an item, in order."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="papers")
    document = models.OneToOneField("scrutiny.Document", models.CASCADE, related_name="item_paper")
    position = models.PositiveIntegerField()

    history = history()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "position"], name="paper_position_once_under_its_item"),
        ]

    def __str__(self) -> str:
        return str(self.document)


class MinutesToApprove(models.Model):
    """At an item, the minutes of an earlier meeting are to be approved as a correct record."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="approves")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="approved_at")

    history = history()

    class Meta:
        verbose_name = "minutes to approve"
        verbose_name_plural = "minutes to approve"
        constraints = [models.UniqueConstraint(fields=["item", "meeting"], name="minutes_once_at_an_item")]

    def __str__(self) -> str:
        return f"Minutes of {self.meeting}"
