from typing import Any

from django.db import models
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from simple_history.models import HistoricalRecords


def told(key: str) -> Coalesce:
    """A text of the JSON in which an operation tells its story; empty for a row without one."""
    story = Cast("history_change_reason", models.JSONField())
    return Coalesce(KeyTextTransform(key, story), models.Value(""), output_field=models.TextField())


class Trace(models.Model):
    """What every history row repeats of its JSON, so that the database can group by operation and filter by verb."""

    operation = models.GeneratedField(expression=told("operation"), output_field=models.TextField(), db_persist=True)
    operation_verb = models.GeneratedField(expression=told("verb"), output_field=models.TextField(), db_persist=True)

    class Meta:
        abstract = True


class History(HistoricalRecords):
    """Asks the operation under way for its reason once the record is saved: before that, a new one has no number."""

    def get_change_reason_for_object(self, instance, history_type, using) -> str | None:
        operation = getattr(instance, "_changed_by", None)
        return operation.reason_for(instance) if operation else None

    def get_meta_options(self, model) -> dict[str, Any]:
        """With the indexes from which the newest operations are read: all, by verb, and by who did them."""
        newest = ["history_date", "operation"]
        indexes = [models.Index(fields=[*first, *newest]) for first in ([], ["operation_verb"], ["history_user"])]
        return super().get_meta_options(model) | {"indexes": indexes}


def history(*left_out: str) -> History:
    """Who did what to a record, when: a row for each change, kept after the record is gone.

    The reason is text, because it holds JSON (operation, verb, facts, the actor's words, parent
    record) that outgrows the library's default of 100 characters. The version integer is left out:
    it only counts the changes that the rows already show. ``left_out`` names other fields to leave out.
    """
    return History(
        bases=(Trace,),
        excluded_fields=["version", *left_out],
        history_change_reason_field=models.TextField(null=True),
        user_db_constraint=False,
    )
