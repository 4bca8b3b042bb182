from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from scrutiny.models.history import history
from scrutiny.permissions import scope_of

LASTS = timedelta(hours=2)
"""How long a meeting is taken to last: when it ends is written down only afterwards."""


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user) -> "MeetingQuerySet":
        """When and where bodies meet in public is known to all; task groups' and informal meetings
        are known to their members and to officers."""
        scope = scope_of(user)
        if scope.sees_everything:
            return self
        public = Q(is_formal=True, panel__access_rules_apply=True)
        return self.filter(public | Q(panel_id__in=scope.panel_ids))

    def to_come(self) -> "MeetingQuerySet":
        return self.filter(held_on__gte=timezone.localdate())

    def past(self) -> "MeetingQuerySet":
        return self.filter(held_on__lt=timezone.localdate())

    def going_ahead(self) -> "MeetingQuerySet":
        return self.exclude(state__in=Meeting.State.called_off())


class Meeting(models.Model):
    """A meeting of a panel: called, held or called off. Times are London's.

    ``number_on_day`` is 2 for a panel's second meeting on one day. ``previous_on`` is the date from which
    one was moved last (`Move` keeps them all), ``reason`` why it was moved or called off. The agenda was
    despatched on the London date of ``agenda_published_at`` (Local Government Act 1972, s.100B). ``chaired_by`` is who
    took the chair instead of the panel's own, ``adjournment`` until when or why it was adjourned.
    """

    class State(models.TextChoices):
        SCHEDULED = "scheduled", "Scheduled"
        PUBLISHED = "published", "Agenda published"
        HELD = "held", "Held"
        POSTPONED = "postponed", "Postponed"
        CANCELLED = "cancelled", "Cancelled"

        @classmethod
        def to_come(cls) -> list["Meeting.State"]:
            return [cls.SCHEDULED, cls.PUBLISHED]

        @classmethod
        def called_off(cls) -> list["Meeting.State"]:
            return [cls.POSTPONED, cls.CANCELLED]

        @property
        def look(self) -> str:
            return {"published": "good", "held": "done", "postponed": "warning", "cancelled": "bad"}.get(
                self, "neutral"
            )

    class Attendance(models.TextChoices):
        IN_PERSON = "in_person", "In person"
        HYBRID = "hybrid", "In person and remotely"
        VIRTUAL = "virtual", "Virtual"

    class Minutes(models.TextChoices):
        NONE = "none", "Not begun"
        DRAFTING = "drafting", "Drafting"
        PUBLISHED = "published", "Draft published"

    panel = models.ForeignKey("scrutiny.Panel", models.PROTECT, related_name="meetings")
    year = models.ForeignKey("scrutiny.MunicipalYear", models.PROTECT, related_name="meetings")
    held_on = models.DateField("date")
    starts_at = models.TimeField("start")
    number_on_day = models.PositiveSmallIntegerField(default=1)
    venue = models.CharField(max_length=200, blank=True)
    is_formal = models.BooleanField(
        "formal meeting", default=True, help_text="Informal meetings are not shown to the public"
    )
    attendance = models.CharField("how people attend", max_length=20, choices=Attendance, default=Attendance.IN_PERSON)
    livestream = models.URLField("livestream", blank=True)
    recording = models.URLField("recording", blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.SCHEDULED)
    previous_on = models.DateField("previous date", null=True, blank=True)
    reason = models.TextField("why it was moved or called off", blank=True)
    agenda_published_at = models.DateTimeField(null=True, blank=True)
    agenda_published_by = models.ForeignKey("scrutiny.User", models.PROTECT, null=True, blank=True, related_name="+")
    minutes_state = models.CharField(max_length=20, choices=Minutes, default=Minutes.NONE)
    chaired_by = models.ForeignKey(
        "scrutiny.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="in the chair"
    )
    started_at = models.TimeField("began", null=True, blank=True)
    finished_at = models.TimeField("ended", null=True, blank=True)
    is_inquorate = models.BooleanField("had no quorum", default=False)
    adjournment = models.CharField("adjourned", max_length=200, blank=True)
    none_declared = models.BooleanField("nobody declared an interest", default=False)
    version = models.PositiveIntegerField(default=1)

    history = history()
    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["panel", "held_on", "number_on_day"], name="meeting_number_on_day_once"),
            models.CheckConstraint(
                condition=Q(agenda_published_at=None, agenda_published_by=None)
                | Q(agenda_published_at__isnull=False, agenda_published_by__isnull=False),
                name="meeting_agenda_published_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(agenda_published_at__isnull=False),
                name="meeting_published_has_agenda",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["postponed", "cancelled"]) | ~Q(reason=""), name="meeting_called_off_says_why"
            ),
        ]
        indexes = [models.Index(fields=["-held_on", "-id"], name="meeting_newest_first")]

    def __str__(self) -> str:
        return f"{self.panel}, {self.held_on.day} {self.held_on:%B %Y}"

    def get_absolute_url(self) -> str:
        return reverse("meeting", kwargs=self.address)

    @property
    def address(self) -> dict[str, str]:
        """The parts of the meeting's address; ``-2`` marks a panel's second meeting on a day."""
        again = f"-{self.number_on_day}" if self.number_on_day > 1 else ""
        return {"year": self.year.slug, "panel": self.panel.slug, "day": f"{self.held_on.isoformat()}{again}"}

    @property
    def begins(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.held_on, self.starts_at))

    @property
    def ends(self) -> datetime:
        return self.begins + LASTS

    @property
    def status(self) -> "Meeting.State":
        return self.State(self.state)

    @property
    def is_public(self) -> bool:
        """Whether anybody may know of it: informal meetings and task groups are among themselves."""
        return self.is_formal and self.panel.access_rules_apply

    @property
    def is_called_off(self) -> bool:
        return self.state in self.State.called_off()

    @property
    def moved_words(self) -> str:
        """What a list says of a meeting to come that was moved: "Moved from 22 September 2026"."""
        if not self.previous_on or self.state not in self.State.to_come():
            return ""
        if self.previous_on == self.held_on:
            return "New time or place"
        return f"Moved from {self.previous_on.day} {self.previous_on:%B %Y}"
