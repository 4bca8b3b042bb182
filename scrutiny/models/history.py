from django.db import models
from simple_history.models import HistoricalRecords


def history(*left_out: str) -> HistoricalRecords:
    """Who did what to a record, when: a row for each change, kept after the record is gone.

    The reason is text, because it holds JSON (operation, verb, facts, the actor's words, parent
    record) that outgrows the library's default of 100 characters. The version integer is left out:
    it only counts the changes that the rows already show. ``left_out`` names other fields to leave out.
    """
    return HistoricalRecords(
        excluded_fields=["version", *left_out],
        history_change_reason_field=models.TextField(null=True),
        user_db_constraint=False,
    )
