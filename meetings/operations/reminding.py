"""Reminders that the site sends by itself: two for each paper, then somebody decides."""

from contextlib import suppress
from datetime import date, timedelta

from django.utils import timezone

from meetings import permissions
from meetings.models import Meeting, PaperRequest
from meetings.models.asking import MOST_REMINDERS
from meetings.operations.asking import remind
from scrutiny.dates import Calendar, add_working_days
from scrutiny.models import council_calendar
from scrutiny.operations import Refused

DAYS_AFTER = 2


def remind_authors(today: date) -> int:
    """Remind whoever is to be reminded today. Gives how many letters that were.

    Done twice, or by two workers at once, it writes to nobody twice: each claims the version that it read.
    """
    calendar = council_calendar()
    if not calendar.is_working_day(today):
        return 0
    written = 0
    for request in waited_for(today):
        if is_reminder_due(request, today, calendar):
            with suppress(Refused):
                remind(request=request, by=None, today=today, seen=request.version)
                written += 1
    return written


def waited_for(today: date) -> list[PaperRequest]:
    """What has not come for meetings that are still to come, by links that nobody has stopped."""
    rows = PaperRequest.objects.missing().filter(
        reminders__lt=MOST_REMINDERS,
        answer_request__revoked_at=None,
        item__meeting__state__in=Meeting.State.to_come(),
        item__meeting__held_on__gt=today,
    )
    return list(
        rows.select_related(
            "item__meeting__panel", "item__meeting__year", "answer_request__owner", "answer_request__asked_by"
        ).order_by("due_on", "pk")
    )


def is_reminder_due(request: PaperRequest, today: date, calendar: Calendar) -> bool:
    """On the working day before the paper is due, and once more two working days after it was.

    One that was asked for so late that the first would follow at once gets only the second.
    """
    if not permissions.can_remind(request) or request.reminders >= MOST_REMINDERS:
        return False
    first, second = reminder_days(request.due_on, calendar)
    if today >= second:
        return request.last_reminder_on is None or request.last_reminder_on < second
    asked_on = timezone.localdate(request.answer_request.asked_at)
    return request.reminders == 0 and asked_on < first <= today


def reminder_days(due_on: date, calendar: Calendar) -> tuple[date, date]:
    before = due_on - timedelta(days=1)
    while not calendar.is_working_day(before):
        before -= timedelta(days=1)
    return before, add_working_days(due_on, DAYS_AFTER, calendar)
