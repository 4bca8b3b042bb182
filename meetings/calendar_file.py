"""Meetings as a calendar file (RFC 5545), for the calendars of those who come."""

from collections.abc import Callable, Collection
from datetime import UTC
from typing import Any

from django.conf import settings
from django.db.models import Count, Max
from icalendar import Calendar, Event

from meetings.models import Meeting

CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar_file(meetings: Collection[Meeting], *, name: str, address: Callable[[str], str]) -> bytes:
    """``address`` makes a path of the site whole. Times are in UTC, so that no calendar needs our summer time."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.COUNCIL_NAME}//Scrutiny//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    changes = changes_of(meetings)
    for meeting in meetings:
        calendar.add_component(event_of(meeting, changes[meeting.pk], address))
    return calendar.to_ical()


def changes_of(meetings: Collection[Meeting]) -> dict[int, dict[str, Any]]:
    """How ``often`` and when ``last`` the particulars of each changed, in one query.

    A meeting's version also grows with what nobody outside knows of, as the draft of its agenda.
    """
    rows = Meeting.history.filter(id__in=[meeting.pk for meeting in meetings]).order_by()
    counted = rows.values("id").annotate(often=Count("pk"), last=Max("history_date"))
    return {row["id"]: row for row in counted}


def event_of(meeting: Meeting, changed: dict[str, Any], address: Callable[[str], str]) -> Event:
    """An event keeps its UID when the meeting moves, and its SEQUENCE grows with each change."""
    event = Event()
    off = f"{meeting.status.label}: " if meeting.is_called_off else ""
    page = address(meeting.get_absolute_url())
    event.add("uid", f"meeting-{meeting.pk}@{settings.COUNCIL_EMAIL.partition('@')[2]}")
    event.add("sequence", changed["often"])
    event.add("dtstamp", changed["last"].astimezone(UTC))
    event.add("dtstart", meeting.begins.astimezone(UTC))
    event.add("dtend", meeting.ends.astimezone(UTC))
    event.add("summary", f"{off}{meeting.panel}")
    event.add("status", "CANCELLED" if meeting.is_called_off else "CONFIRMED")
    event.add("url", page)
    event.add("description", "\n".join(filter(None, [meeting.moved_words or off + meeting.reason * bool(off), page])))
    if meeting.venue:
        event.add("location", meeting.venue)
    return event
