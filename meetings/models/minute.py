from django.conf import settings
from django.db import models

from scrutiny.models.history import history


class Minute(models.Model):
    """What the minutes say of one agenda item. ``number`` runs through the meeting, as printed.

    Of a private item the public reads only ``public_summary``; ``open_record`` is what the officer answered to whether
    the open minutes are a fair and coherent record without the private part (Local Government Act 1972, s.100C(2)).
    What is said at ``position`` 2 and above is a section that the agenda lacks, between this item and the next.
    """

    class OpenRecord(models.TextChoices):
        FAIR = "fair", "Yes, they are a fair and coherent record without it"
        LACKING = "lacking", "No, so the public summary tells what they lack"

    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, related_name="minutes")
    position = models.PositiveIntegerField(default=1)
    number = models.CharField(max_length=20, blank=True)
    heading = models.CharField(max_length=300, blank=True)
    body = models.TextField("what was said", blank=True)
    public_summary = models.TextField(blank=True)
    open_record = models.CharField("open minutes without it", max_length=10, choices=OpenRecord, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = history()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "position"], name="minute_position_once_under_its_item"),
        ]

    def __str__(self) -> str:
        return self.heading or str(self.item)

    @property
    def is_section(self) -> bool:
        return self.position > 1


def usual_verb() -> str:
    """The council's own word: AGREED, RESOLVED."""
    return settings.DECISION_VERB


class Decision(models.Model):
    """What the meeting agreed. A block with numbered parts is several decisions.

    ``planned`` is what it put on the panel's list for a later meeting. Votes are known where they were counted or
    recorded by name.
    """

    minute = models.ForeignKey(Minute, models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    verb = models.CharField(max_length=30, default=usual_verb)
    text = models.TextField()
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(null=True, blank=True)
    voters = models.TextField("how members voted", blank=True)
    refers_to = models.CharField("refers it to", max_length=200, blank=True)
    planned = models.OneToOneField(
        "meetings.PlannedItem", models.SET_NULL, null=True, blank=True, related_name="decision"
    )

    history = history()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["minute", "number"], name="decision_number_once_in_its_minute")]

    def __str__(self) -> str:
        return f"{self.verb} {self.text}"

    @property
    def votes(self) -> str:
        """ "5 for, 2 against, 1 abstained"; nothing where nobody counted."""
        counted = {"for": self.votes_for, "against": self.votes_against, "abstained": self.abstained}
        return ", ".join(f"{count} {way}" for way, count in counted.items() if count is not None)


class Action(models.Model):
    """What somebody took on at a meeting. Its owner is an office, which may be found out after the meeting; who asked
    for it is never printed."""

    class State(models.TextChoices):
        OPEN = "open", "Not yet answered"
        ANSWERED = "answered", "Answered"

        @property
        def look(self) -> str:
            return "good" if self == Action.State.ANSWERED else "neutral"

    minute = models.ForeignKey(Minute, models.PROTECT, related_name="actions")
    text = models.TextField()
    owner = models.ForeignKey("scrutiny.Office", models.PROTECT, null=True, blank=True, related_name="actions")
    due_on = models.DateField("due", null=True, blank=True)
    asked_by = models.ForeignKey("scrutiny.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = history()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer="", answered_on=None)
                | (~models.Q(answer="") & models.Q(answered_on__isnull=False)),
                name="action_answered_what_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def owned_by(self) -> str:
        return self.owner.title if self.owner else ""

    @property
    def state(self) -> "Action.State":
        return self.State.ANSWERED if self.answered_on else self.State.OPEN
