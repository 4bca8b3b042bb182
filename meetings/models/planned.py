from datetime import date

from django.db import models
from django.db.models import Q

from scrutiny.models.history import history
from scrutiny.permissions import scope_of


class PlannedItemQuerySet(models.QuerySet["PlannedItem"]):
    def visible_to(self, user) -> "PlannedItemQuerySet":
        """What a panel means to look into is known to its members and to officers, until it is on an agenda."""
        scope = scope_of(user)
        return self if scope.sees_everything else self.filter(panel_id__in=scope.panel_ids)

    def waiting(self) -> "PlannedItemQuerySet":
        """Promised, and on no agenda yet."""
        return self.filter(state__in=PlannedItem.State.waiting())

    def late(self, today: date) -> "PlannedItemQuerySet":
        """Promised for a meeting or a month that has passed, or for an agenda that went out without it."""
        return self.waiting().filter(is_late(today))

    def with_late(self, today: date) -> "PlannedItemQuerySet":
        """Each with ``is_late``."""
        waiting = Q(state__in=PlannedItem.State.waiting())
        late = models.Case(models.When(waiting & is_late(today), then=True), default=False)
        return self.annotate(is_late=models.ExpressionWrapper(late, models.BooleanField()))

    def offered_to(self, meeting, today: date) -> "PlannedItemQuerySet":
        """What a meeting's agenda still lacks of what was promised for its day or month, and what is late."""
        promised = Q(meeting=meeting) | Q(month=meeting.held_on.replace(day=1)) | is_late(today)
        return self.waiting().filter(promised, panel=meeting.panel_id)


def is_late(today: date) -> Q:
    return (
        Q(meeting__held_on__lt=today)
        | Q(meeting__agenda_published_at__isnull=False)
        | Q(month__lt=today.replace(day=1))
    )


class PlannedItem(models.Model):
    """Something that was promised to a panel: for a meeting, for a month, or when there is room.

    ``month`` is the first day of the month. ``item`` is the line of an agenda that it became; until then it waits,
    and ``reason`` says why it was moved or dropped.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        MOVED = "moved", "Moved"
        ON_AGENDA = "on_agenda", "On an agenda"
        DROPPED = "dropped", "Dropped"

        @classmethod
        def waiting(cls) -> list["PlannedItem.State"]:
            return [cls.PLANNED, cls.MOVED]

        @property
        def look(self) -> str:
            return {"on_agenda": "good", "dropped": "muted", "moved": "warning"}.get(self, "neutral")

    panel = models.ForeignKey("scrutiny.Panel", models.PROTECT, related_name="planned_items")
    subject = models.CharField(max_length=300)
    presenters = models.CharField(max_length=300, blank=True)
    details = models.TextField(blank=True)
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="planned_items")
    month = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.PLANNED)
    reason = models.TextField("why it was moved or dropped", blank=True)
    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, null=True, blank=True, related_name="planned_items")
    version = models.PositiveIntegerField(default=1)

    history = history()
    objects = PlannedItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(meeting=None) | Q(month=None), name="planned_for_a_meeting_or_a_month"),
            models.CheckConstraint(condition=Q(month=None) | Q(month__day=1), name="planned_month_is_its_first_day"),
            models.CheckConstraint(
                condition=Q(state="on_agenda", item__isnull=False) | (~Q(state="on_agenda") & Q(item=None)),
                name="planned_on_agenda_has_item",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["moved", "dropped"]) | ~Q(reason=""), name="planned_moved_or_dropped_says_why"
            ),
        ]
        indexes = [models.Index(fields=["panel", "state"], name="planned_of_panel")]

    def __str__(self) -> str:
        return self.subject

    @property
    def status(self) -> "PlannedItem.State":
        return self.State(self.state)

    @property
    def is_waiting(self) -> bool:
        return self.state in self.State.waiting()

    @property
    def promised_for(self) -> str:
        """ "22 September 2026", "October 2026" or "when there is room"."""
        if self.meeting:
            return f"{self.meeting.held_on.day} {self.meeting.held_on:%B %Y}"
        return f"{self.month:%B %Y}" if self.month else "when there is room"
