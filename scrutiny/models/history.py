from django.db import models
from simple_history.models import HistoricalRecords


class History(HistoricalRecords):
    """Asks the operation under way for its reason once the record is saved: before that, a new one has no number."""

    def get_change_reason_for_object(self, instance, history_type, using) -> str | None:
        operation = getattr(instance, "_changed_by", None)
        return operation.reason_for(instance) if operation else None


def history(*left_out: str) -> History:
    """Who did what to a record, when: a row for each change, kept after the record is gone.

    The reason is text, because it holds JSON (operation, verb, facts, the actor's words, parent
    record) that outgrows the library's default of 100 characters. The version integer is left out:
    it only counts the changes that the rows already show. ``left_out`` names other fields to leave out.
    """
    return History(
        excluded_fields=["version", *left_out],
        history_change_reason_field=models.TextField(null=True),
        user_db_constraint=False,
    )
