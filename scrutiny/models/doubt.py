from django.conf import settings
from django.db import models
from django.db.models import Q

from scrutiny.models.history import history


class Doubt(models.Model):
    """Something in a file that a person should look at before it goes out, found by looking into the file.

    ``words`` are the file's own, ``page`` is empty where the file has none. Once somebody has looked, the doubt says
    who and when; it stays, since the bytes stay as they are.
    """

    class Kind(models.TextChoices):
        SMALL_NUMBER = "small_number", "A small number beside the name of a place"
        BLACK_BOX = "black_box", "Text under a black box"
        REDACTION = "redaction", "A box for blacking out that was never applied"
        HIDDEN_TEXT = "hidden_text", "Text that nobody sees"
        HIDDEN_ROW = "hidden_row", "A hidden row"
        TRACKED = "tracked", "A tracked change"
        COMMENT = "comment", "A comment or a speaker’s note"
        LAYER = "layer", "A layer that is switched off"
        EMBEDDED = "embedded", "A file inside the file"
        PICTURE = "picture", "No description for those who can’t see"
        TOO_MUCH = "too_much", "Too long to be looked into: read it before it goes out"

    file = models.ForeignKey("scrutiny.File", models.CASCADE, related_name="doubts")
    kind = models.CharField(max_length=20, choices=Kind)
    page = models.PositiveIntegerField(null=True, blank=True)
    words = models.CharField(max_length=200, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    history = history()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(looked_at=None, looked_by=None) | Q(looked_at__isnull=False, looked_by__isnull=False),
                name="doubt_looked_at_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def place(self) -> str:
        return f"Page {self.page}" if self.page else ""
