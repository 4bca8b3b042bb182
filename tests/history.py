"""What tests ask of a record's history."""

import json


def last_row(record):
    """The newest history row of a record that may be gone, as the trace that an operation leaves."""
    row = type(record).history.filter(id=record.pk).order_by("-history_id").first()
    return trace(row)


def trace(row) -> dict:
    story = json.loads(row.history_change_reason)
    return {
        "verb": story["verb"],
        "words": story["words"],
        "by": row.history_user,
        "parent": (story["parent"]["model"], story["parent"]["id"]),
        "type": row.history_type,
    }
