from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from meetings.clear_days import clear_days_of
from meetings.forms.meeting import CallOffForm, MoveForm, ReinstateForm
from meetings.models import Meeting
from meetings.operations import call_off, move_meeting, reinstate, told_of
from meetings.outlook import Outlook, fingerprint, outlooks
from meetings.views.finding import find_meeting, writing_about
from scrutiny.dates import CLEAR_DAYS
from scrutiny.forms.versioned import carried_out
from scrutiny.models import council_calendar
from scrutiny.templatetags.words import day, moment
from scrutiny.views.access import verb


@verb("meetings.change_meeting")
def meeting_move(request: HttpRequest, **address: str) -> HttpResponse:
    """Another day, time or place: first what the day brings with it, then the move."""
    found = find_meeting(request, **address)
    context = about(found, "Move the meeting")
    form = MoveForm(request.POST or None, instance=found, writing=writing_about(request, found))
    if not form.is_valid():
        return render(request, "meetings/move.html", context | {"form": form, "button": "Look at the new date"})
    outlook = outlook_of(found, form)
    seen = fingerprint([outlook])
    looked = form.cleaned_data["looked"] == seen
    if looked and carried_out(form, move_meeting, meeting=found, by=request.user, **form.particulars()):
        messages.success(request, f"Meeting moved to {moment(form.outcome.begins)}. {told_of(form.outcome)}")
        return redirect(form.outcome)
    form.show(seen)
    context |= {
        "form": form,
        "outlook": outlook,
        "published": what_is_out(found, outlook),
        "button": "Move the meeting",
    }
    return render(request, "meetings/move.html", context | {"button": "Move the meeting"})


def outlook_of(meeting: Meeting, form: MoveForm) -> Outlook:
    about_it: dict[str, Any] = {"today": timezone.localdate(), "calendar": council_calendar(), "moving": meeting}
    return outlooks(meeting.panel, [form.proposed()], **about_it)[0]


def what_is_out(meeting: Meeting, outlook: Outlook) -> str:
    """What becomes of an agenda that is published already; nothing where it is not."""
    if not meeting.agenda_published_at:
        return ""
    out_on, held_on = timezone.localdate(meeting.agenda_published_at), outlook.proposed.held_on
    days = clear_days_of(held_on, out_on, council_calendar())
    instead = f", not {CLEAR_DAYS}" if days.is_late else ""
    open_for = f"{days.in_words.lower()} before this date{instead}"
    return f"The agenda stays published as it went out on {day(out_on)}: {open_for}. {told_of(meeting)}"


@verb("meetings.change_meeting")
def meeting_call_off(request: HttpRequest, **address: str) -> HttpResponse:
    found = find_meeting(request, **address)
    form = CallOffForm(request.POST or None)
    if form.is_valid() and carried_out(
        form, call_off, meeting=found, by=request.user, seen=found.version, **form.cleaned_data
    ):
        messages.success(request, f"Meeting {found.status.label.lower()}. {told_of(found)}")
        return redirect(found)
    context = about(found, "Cancel or postpone the meeting")
    words = {"button": "Call the meeting off", "cancel_words": "Keep the meeting"}
    return render(request, "form_page.html", context | words | {"form": form, "danger": True})


@verb("meetings.change_meeting")
def meeting_reinstate(request: HttpRequest, **address: str) -> HttpResponse:
    """Undo the calling off."""
    found = find_meeting(request, **address)
    form = ReinstateForm(request.POST or None)
    if form.is_valid() and carried_out(
        form, reinstate, meeting=found, by=request.user, seen=found.version, **form.cleaned_data
    ):
        messages.success(request, f"Meeting reinstated for {moment(found.begins)}. {told_of(found)}")
        return redirect(found)
    context = about(found, "Reinstate the meeting?")
    return render(request, "form_page.html", context | {"form": form, "button": "Reinstate the meeting"})


def about(meeting: Meeting, heading: str) -> dict[str, Any]:
    """What each of these pages shows around its form; read before a form writes into the meeting."""
    return {
        "heading": heading,
        "caption": f"{meeting.panel}, {moment(meeting.begins)}",
        "back": meeting.get_absolute_url(),
        "called_off": meeting.status.label if meeting.is_called_off else "",
    }
