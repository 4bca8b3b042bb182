from django.db import models

from scrutiny.models.history import history


class ItemReader(models.Model):
    """Somebody who reads a private item although not on the panel, or may not although on it.

    Named: in the circulation of this item alone. Excluded: a member with an interest that keeps them from it; they
    then read what the public reads. An open item is open to both.
    """

    class Kind(models.TextChoices):
        NAMED = "named", "Reads it, though not on the panel"
        EXCLUDED = "excluded", "Does not read it, though on the panel"

    item = models.ForeignKey("meetings.AgendaItem", models.CASCADE, related_name="readers")
    person = models.ForeignKey("scrutiny.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.CharField(max_length=200, blank=True)

    history = history()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="item_reader_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"
