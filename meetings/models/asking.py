from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from scrutiny.models.history import history
from scrutiny.permissions import scope_of
from scrutiny.templatetags.words import count_words

MOST_REMINDERS = 2
"""After so many letters of its own the site is silent, and somebody decides what to do."""


class PaperRequestQuerySet(models.QuerySet["PaperRequest"]):
    def visible_to(self, user: Any) -> "PaperRequestQuerySet":
        """Who was asked for what is the office's own affair."""
        return self if scope_of(user).sees_everything else self.none()

    def unfinished(self) -> "PaperRequestQuerySet":
        """Neither under its item nor withdrawn."""
        return self.exclude(state=PaperRequest.State.WITHDRAWN).filter(accepted_at=None)

    def missing(self) -> "PaperRequestQuerySet":
        """Nothing has come, or what came was returned."""
        return self.filter(state=PaperRequest.State.ASKED)

    def late(self, today: date) -> "PaperRequestQuerySet":
        return self.missing().filter(due_on__lt=today)

    def to_read(self) -> "PaperRequestQuerySet":
        return self.unfinished().filter(state__in=PaperRequest.State.received())


class PaperRequest(models.Model):
    """A report that an officer asked an author for, to go under an item.

    It is asked for until something comes; then it is a draft, a draft that its head of service has cleared, or final,
    as its author says. ``accepted_at`` is when an officer put it under the item. One that is returned is asked for
    once more, with ``missing``. Late counts from ``due_on``, in days of London.
    """

    class State(models.TextChoices):
        ASKED = "asked", "Asked for"
        DRAFT = "draft", "Draft received"
        CLEARED = "cleared", "Cleared draft received"
        FINAL = "final", "Final paper received"
        WITHDRAWN = "withdrawn", "Not needed any more"

        @classmethod
        def received(cls) -> list["PaperRequest.State"]:
            return [cls.DRAFT, cls.CLEARED, cls.FINAL]

    item = models.ForeignKey("meetings.AgendaItem", models.CASCADE, related_name="paper_requests")
    answer_request = models.ForeignKey("scrutiny.AnswerRequest", models.PROTECT, related_name="paper_requests")
    covers = models.TextField("what the report should cover", blank=True)
    due_on = models.DateField("due")
    state = models.CharField(max_length=20, choices=State, default=State.ASKED)
    reminders = models.PositiveSmallIntegerField(default=0)
    first_reminder_on = models.DateField("first reminded", null=True, blank=True)
    last_reminder_on = models.DateField("last reminded", null=True, blank=True)
    document = models.ForeignKey(
        "scrutiny.Document", models.PROTECT, null=True, blank=True, related_name="paper_requests"
    )
    received_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.CharField(max_length=200, blank=True)
    missing = models.TextField("what is missing", blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey("scrutiny.User", models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    history = history()
    objects = PaperRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, document__isnull=False),
                name="paper_request_accepted_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(document=None, received_at=None) | Q(document__isnull=False, received_at__isnull=False),
                name="paper_request_received_what_and_when",
            ),
            models.CheckConstraint(
                condition=Q(reminders=0, first_reminder_on=None, last_reminder_on=None)
                | Q(reminders__gt=0, first_reminder_on__isnull=False, last_reminder_on__isnull=False),
                name="paper_request_reminded_when",
            ),
        ]
        indexes = [models.Index(fields=["due_on", "id"], name="paper_request_oldest_due")]

    def __str__(self) -> str:
        return f"{self.item.open_title}, from {self.answer_request}"

    @property
    def key(self) -> str:
        """What tells it from other questions of the same link."""
        return f"paper-{self.pk}"

    @property
    def is_received(self) -> bool:
        return self.state in self.State.received()

    @property
    def asked_on(self) -> date:
        """The London day on which its author was first written to."""
        return localdate(self.answer_request.asked_at)

    @property
    def is_unfinished(self) -> bool:
        return self.state != self.State.WITHDRAWN and self.accepted_at is None

    def days_late(self, today: date) -> int:
        """0 for one that is in time, that has come or that nobody needs any more."""
        return max((today - self.due_on).days, 0) if self.state == self.State.ASKED else 0

    def status(self, today: date) -> tuple[str, str]:
        """Where it stands in a few words, and their look."""
        if self.accepted_at:
            return "Under the item", "done"
        if late := self.days_late(today):
            return f"{count_words(late, 'day')} late", "bad"
        if self.state == self.State.ASKED and self.missing:
            return "Returned", "warning"
        looks = {self.State.FINAL: "good", self.State.CLEARED: "claimed", self.State.DRAFT: "claimed"}
        return self.State(self.state).label, looks.get(self.State(self.state), "neutral")
