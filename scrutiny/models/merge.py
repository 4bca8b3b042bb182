from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from scrutiny.models.history import history


class Merge(models.Model):
    """Two rows that a manager knew to be one person: ``gone`` shows nowhere any more, ``kept`` has what was both's.

    While it stands, the row of ``gone`` stays as it was. ``moved`` is what undoing it puts back:
    ``addresses`` are the numbers of the addresses that lead to ``kept`` since, ``records`` a row for each record
    changed, with its ``model`` label, its ``id``, the history ``row`` that the merge left, and ``before``, the
    values of the fields that it changed; ``before`` is null where it removed the record.
    """

    kept = models.ForeignKey("scrutiny.Person", models.PROTECT, related_name="merges")
    gone = models.OneToOneField("scrutiny.Person", models.PROTECT, related_name="merge")
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    moved = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    history = history("moved")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(kept=models.F("gone")), name="merge_of_two_people"),
        ]

    def __str__(self) -> str:
        return f"{self.gone} is {self.kept}"
