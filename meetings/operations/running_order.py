"""The order in which the chair takes the items: how long each may take, and notes for the chair alone."""

from typing import Any

from meetings.models import Meeting
from meetings.operations.agenda import NotTheseItems, open_agenda
from scrutiny.operations import change


def plan_running_order(*, meeting: Meeting, rows: dict[int, dict[str, Any]], by, seen: int | None = None) -> None:
    """Keep the ``minutes_planned`` and ``chair_notes`` of each item named by its number in ``rows``.

    Items that read as before stay as they are. Raises `NotTheseItems`, `AgendaClosed`, `ChangedMeanwhile`.
    """
    with change("plan_running_order", by=by, about=meeting) as step:
        open_agenda(meeting, seen)
        items = {item.pk: item for item in meeting.items.filter(pk__in=rows)}
        if items.keys() != rows.keys():
            raise NotTheseItems
        for pk, row in rows.items():
            if any(getattr(items[pk], name) != value for name, value in row.items()):
                step.save(items[pk], **row)
