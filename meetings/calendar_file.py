"""Meetings as a calendar file (RFC 5545), for the calendars of those who come."""

from collections.abc import Callable, Iterable
from datetime import UTC

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from meetings.models import Meeting

CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar_file(meetings: Iterable[Meeting], *, name: str, address: Callable[[str], str]) -> bytes:
    """``address`` makes a path of the site whole. Times are in UTC, so that no calendar needs our summer time."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.COUNCIL_NAME}//Scrutiny//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for meeting in meetings:
        calendar.add_component(event_of(meeting, address))
    return calendar.to_ical()


def event_of(meeting: Meeting, address: Callable[[str], str]) -> Event:
    """An event keeps its UID when the meeting moves, and its SEQUENCE grows with each change."""
    event = Event()
    off = f"{meeting.status.label}: " if meeting.is_called_off else ""
    page = address(meeting.get_absolute_url())
    event.add("uid", f"meeting-{meeting.pk}@{settings.COUNCIL_EMAIL.partition('@')[2]}")
    event.add("sequence", meeting.version)
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", meeting.begins.astimezone(UTC))
    event.add("dtend", meeting.ends.astimezone(UTC))
    event.add("summary", f"{off}{meeting.panel}")
    event.add("status", "CANCELLED" if meeting.is_called_off else "CONFIRMED")
    event.add("url", page)
    event.add("description", "\n".join(filter(None, [meeting.moved_words or off + meeting.reason * bool(off), page])))
    if meeting.venue:
        event.add("location", meeting.venue)
    return event
