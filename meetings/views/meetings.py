from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from meetings import permissions
from meetings.deadlines import deadline_words
from meetings.filters import MeetingFilter
from meetings.forms.meeting import CallMeetingForm, MeetingForm
from meetings.meeting_page import meeting_page
from meetings.models import Meeting
from meetings.operations import call_meeting, edit_meeting, mark_held
from meetings.views.finding import find_meeting, writing_about
from scrutiny.forms.versioned import carried_out
from scrutiny.models import council_calendar
from scrutiny.operations import Refused
from scrutiny.permissions import scope_of
from scrutiny.views.access import verb
from scrutiny.views.asked import asked_page
from scrutiny.views.drafts import writing


def meetings(request: HttpRequest) -> HttpResponse:
    """Every meeting that the reader may know of, newest first; of those to come the next one first."""
    rows = Meeting.objects.visible_to(request.user).select_related("panel", "year").order_by("-held_on", "-id")
    found = MeetingFilter(request.GET, rows, request=request)
    page = asked_page(request, found.qs)
    dated = zip(page, publish_by(list(page), request.user), strict=True)
    return render(request, "meetings/meetings.html", {"filter": found, "page_obj": page, "rows": dated})


def publish_by(meetings: list[Meeting], user) -> list[str]:
    """For officers, by when the agenda of each must be out."""
    if not scope_of(user).is_officer:
        return [""] * len(meetings)
    today, calendar = timezone.localdate(), council_calendar()
    return [deadline_words(meeting, today, calendar) for meeting in meetings]


def meeting(request: HttpRequest, **address: str) -> HttpResponse:
    """A meeting: before it, when, where and what about; after it, what was agreed."""
    found = find_meeting(request, **address)
    context = {"page": meeting_page(found, request.user), "meeting": found, "verbs": verbs(found, request.user)}
    called_off = found.status.label if found.is_called_off else ""
    return render(request, "meetings/meeting.html", context | {"called_off": called_off})


def verbs(meeting: Meeting, user) -> dict[str, bool]:
    """What an officer can do with the meeting now."""
    if not scope_of(user).is_officer:
        return {}
    return {
        "agenda": permissions.can_change_agenda(meeting),
        "publish": permissions.can_publish_agenda(meeting),
        "held": permissions.can_hold(meeting) and meeting.held_on <= timezone.localdate(),
        "move": permissions.can_move(meeting),
        "call_off": permissions.can_cancel(meeting),
        "reinstate": permissions.can_reinstate(meeting),
        "minutes": permissions.can_write_minutes(meeting),
        "attendance": permissions.can_record_attendance(meeting),
        "urgency": permissions.can_decide_urgency(meeting),
        "edit": True,
    }


@verb("meetings.change_meeting")
def meeting_new(request: HttpRequest) -> HttpResponse:
    asked = {"panel": request.GET.get("panel")}
    form = CallMeetingForm(request.POST or None, initial=asked, writing=writing(request))
    if form.is_valid() and carried_out(form, call_meeting, by=request.user, **form.particulars()):
        messages.success(request, "Meeting added")
        return redirect("agenda", **form.outcome.address)
    return render(request, "form_page.html", {"form": form, "heading": "Add a meeting", "back": "/meetings/"})


@verb("meetings.change_meeting")
def meeting_edit(request: HttpRequest, **address: str) -> HttpResponse:
    found = find_meeting(request, **address)
    back = found.get_absolute_url()
    form = MeetingForm(request.POST or None, instance=found, writing=writing_about(request, found))
    if form.is_valid() and carried_out(form, edit_meeting, meeting=found, by=request.user, **form.cleaned_data):
        messages.success(request, "Meeting changed")
        return redirect(form.outcome)
    return render(request, "form_page.html", {"form": form, "heading": "Change the meeting", "back": back})


@require_POST
@verb("meetings.change_meeting")
def meeting_held(request: HttpRequest, **address: str) -> HttpResponse:
    found = find_meeting(request, **address)
    try:
        mark_held(meeting=found, by=request.user, today=timezone.localdate(), seen=found.version)
        messages.success(request, "Meeting marked as held. You can write its minutes now.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(found)
