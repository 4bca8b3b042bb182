"""Everybody is accounted for, so that a test may publish minutes."""

from meetings.models import Meeting
from meetings.operations import Mark, mark_attendance, seats_on


def everybody_there(meeting: Meeting, officer) -> Meeting:
    """All members of the day are marked as present; gives the meeting as it is now."""
    marks: dict = {seat.person: Mark("present") for seat in seats_on(meeting)}
    mark_attendance(meeting=meeting, marks=marks, today=meeting.held_on, by=officer)
    return Meeting.objects.get(pk=meeting.pk)
