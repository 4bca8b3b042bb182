"""Filling an agenda with what is known: by a button, in one tick, from another agenda, from what was taken off."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from meetings.forms.copying import CopyForm, CopyFromForm
from meetings.models import Meeting, PlannedItem
from meetings.operations import copy_items, fill_agenda, put_back, put_on_agenda
from meetings.views.finding import find_meeting
from scrutiny.forms.versioned import carried_out
from scrutiny.operations import Refused
from scrutiny.templatetags.words import count_words, short_day
from scrutiny.views.access import verb


@require_POST
@verb("meetings.change_meeting")
def agenda_fill(request: HttpRequest, **address: str) -> HttpResponse:
    """Standing items, minutes to approve and open actions, as far as they are not there yet."""
    found = find_meeting(request, **address)
    try:
        items = fill_agenda(meeting=found, by=request.user)
        messages.success(request, f"{count_words(len(items), 'item')} added")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return to_agenda(found)


@require_POST
@verb("meetings.change_meeting")
def agenda_planned(request: HttpRequest, **address: str) -> HttpResponse:
    """Put what is ticked among the promised on the agenda."""
    found = find_meeting(request, **address)
    ticked = [int(pk) for pk in request.POST.getlist("planned") if pk.isdecimal() and pk.isascii() and len(pk) < 19]
    rows = PlannedItem.objects.visible_to(request.user).filter(panel=found.panel, pk__in=ticked).order_by("pk")
    try:
        items = put_on_agenda(planned=list(rows), meeting=found, by=request.user)
        messages.success(request, f"{count_words(len(items), 'item')} added")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return to_agenda(found)


@require_POST
@verb("meetings.change_meeting")
def item_put_back(request: HttpRequest, pk: int, **address: str) -> HttpResponse:
    """An item that was taken off comes back as it was."""
    found = find_meeting(request, **address)
    gone = get_object_or_404(found.taken_off.select_related("planned"), pk=pk)
    gone.meeting = found
    try:
        item = put_back(taken_off=gone, by=request.user)
        messages.success(request, f"{item} is back on the agenda")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return to_agenda(found)


@verb("meetings.change_meeting")
def agenda_copy(request: HttpRequest, **address: str) -> HttpResponse:
    """First from which agenda, then which of its items."""
    found = find_meeting(request, **address)
    source = asked_source(request, found)
    if source is None:
        form = CopyFromForm(request.GET or None, meeting=found, user=request.user)
        return render(
            request, "meetings/agenda_copy_from.html", about(found) | {"form": form, "button": "Show its items"}
        )
    copying = CopyForm(request.POST or None, source=source)
    if copying.is_valid() and carried_out(
        copying, copy_items, meeting=found, by=request.user, items=list(copying.cleaned_data["items"])
    ):
        messages.success(request, f"{count_words(len(copying.outcome), 'item')} copied")
        return to_agenda(found)
    caption = f"Agenda of {source.panel}, {short_day(source.held_on)}"
    return render(request, "form_page.html", about(found) | {"form": copying, "caption": caption, "button": "Copy"})


def asked_source(request: HttpRequest, meeting: Meeting) -> Meeting | None:
    """The meeting that ``?source=`` names, if its agenda has items."""
    asked = request.GET.get("source", "")
    if not (asked.isdecimal() and asked.isascii() and len(asked) < 19):
        return None
    rows = Meeting.objects.visible_to(request.user).filter(pk=int(asked), items__isnull=False).exclude(pk=meeting.pk)
    return rows.select_related("panel").first()


def about(meeting: Meeting) -> dict[str, Any]:
    heading = "Copy items from another agenda"
    return {"heading": heading, "meeting": meeting, "back": reverse("agenda", kwargs=meeting.address)}


def to_agenda(meeting: Meeting) -> HttpResponse:
    return redirect(reverse("agenda", kwargs=meeting.address))
