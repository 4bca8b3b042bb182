from django.http import HttpRequest, HttpResponse

from meetings.views.finding import find_meeting
from scrutiny.views.access import verb
from scrutiny.views.history import record_history


@verb("scrutiny.read_history")
def meeting_history(request: HttpRequest, **address: str) -> HttpResponse:
    """What happened to the meeting, its items and papers, its minutes, decisions and actions."""
    return record_history(request, find_meeting(request, **address))
