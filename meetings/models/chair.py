from django.db import models
from django.db.models import Q

from scrutiny.models.history import history


class ChairComment(models.Model):
    """The agenda as a draft, sent to the panel's chair, and what the chair would change. It is nobody's else to
    alter: the officer reads it and changes the agenda, or doesn't."""

    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="chair_comments")
    answer_request = models.OneToOneField("scrutiny.AnswerRequest", models.PROTECT, related_name="chair_comment")
    text = models.TextField("what the chair would change", blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = history()

    class Meta:
        verbose_name = "comment of the chair"
        verbose_name_plural = "comments of the chair"
        constraints = [
            models.CheckConstraint(
                condition=Q(said_at__isnull=False) | Q(text=""), name="chair_comment_said_what_and_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_request.name} on {self.meeting}"

    @property
    def key(self) -> str:
        return f"agenda-{self.pk}"
