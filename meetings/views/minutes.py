"""Writing the minutes: all of them, the minute of each item, and sections between the items."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from meetings.attendance import roll_of
from meetings.forms.minute import MinuteForm
from meetings.models import AgendaItem, Minute
from meetings.operations import (
    add_section,
    next_minute_number,
    record_action,
    remove_section,
    write_minute,
)
from meetings.progress import progress_of
from meetings.taking_on import likely_day, likely_owner
from meetings.urgency import opening_for_all, opening_of_minute
from meetings.views.finding import find_item, find_meeting, writing_at
from scrutiny.forms.versioned import SeenForm, carried_out
from scrutiny.models import council_calendar
from scrutiny.operations import office_titled
from scrutiny.views.access import verb
from scrutiny.views.drafts import writing

NOTED, AS_ASKED = "noted", "as asked"
"""Values of the buttons that write a decision."""


@verb("meetings.change_meeting")
def minutes(request: HttpRequest, **address: str) -> HttpResponse:
    """All items with what is written, and what is to be finished before the minutes go out."""
    found = find_meeting(request, **address)
    return render(request, "meetings/minutes.html", {"meeting": found, "progress": progress_of(found, roll_of(found))})


@verb("meetings.change_meeting")
def minute_edit(request: HttpRequest, item: int, **address: str) -> HttpResponse:
    """What the minutes say of one item."""
    found = find_item(request, item, **address)
    minute = found.minutes.filter(position=1).first() or fresh_minute(found)
    form = minute_form(request, found, minute, writing_at(request, found))
    return written(request, form, partial(write_minute, item=found)) or editor(request, form)


@verb("meetings.change_meeting")
def section_new(request: HttpRequest, item: int, **address: str) -> HttpResponse:
    """Something that was said after an item and that the agenda lacks."""
    found = find_item(request, item, **address)
    section = Minute(item=found, position=2, number=next_minute_number(item=found))
    form = minute_form(request, found, section, writing_at(request, found))
    return written(request, form, partial(add_section, item=found)) or editor(request, form)


@verb("meetings.change_meeting")
def section_edit(request: HttpRequest, item: int, section: int, **address: str) -> HttpResponse:
    found = find_section(request, item, section, **address)
    about = writing(request, found, private=found.item.is_private or not found.item.meeting.is_public)
    form = minute_form(request, found.item, found, about)
    save = partial(write_minute, item=found.item, position=found.position)
    return written(request, form, save) or editor(request, form)


@verb("meetings.change_meeting")
def section_remove(request: HttpRequest, item: int, section: int, **address: str) -> HttpResponse:
    found = find_section(request, item, section, **address)
    form = SeenForm(request.POST or None, record=found)
    if form.is_valid() and carried_out(form, remove_section, section=found, by=request.user, **form.cleaned_data):
        messages.success(request, f"{found.heading} removed")
        return redirect(address_of(found.item))
    here = {"form": form, "heading": f"Remove “{found.heading}”?", "caption": str(found.item), "button": "Remove it"}
    return render(request, "form_page.html", here | {"back": address_of(found.item, found), "danger": True})


def find_section(request: HttpRequest, item: int, section: int, **address: str) -> Minute:
    found = find_item(request, item, **address)
    minute = get_object_or_404(found.minutes, pk=section, position__gt=1)
    minute.item = found
    return minute


def fresh_minute(item: AgendaItem) -> Minute:
    """A minute before it is written: of a late item it begins with the special circumstances."""
    summary = opening_for_all(item) if item.is_private else ""
    body, number = opening_of_minute(item), next_minute_number(item=item)
    return Minute(item=item, heading=item.title, number=number, body=body, public_summary=summary)


def minute_form(request: HttpRequest, item: AgendaItem, minute: Minute, about: Any) -> MinuteForm:
    """Of something that somebody takes on, the owner and the day are filled in where they can be known."""
    likely = {}
    if request.method != "POST":
        today = timezone.localdate()
        day = likely_day(item.meeting, today, council_calendar())
        owner = "" if minute.is_section else likely_owner(item, today)
        likely = {"action_owner": owner, "action_due_on": day}
    return MinuteForm(typed(request, item), instance=minute, item=item, writing=about, initial=likely)


def typed(request: HttpRequest, item: AgendaItem) -> Any:
    """What was sent; by the buttons of these names with another decision, or those that the reports ask for."""
    more = {NOTED: lambda: [settings.DECISION_NOTED], AS_ASKED: lambda: asked_by_reports(item)}
    lines = more.get(request.POST.get("agreed", ""))
    if lines is None:
        return request.POST or None
    sent = request.POST.copy()
    agreed = [line.strip() for line in sent.get("decisions", "").splitlines() if line.strip()]
    sent["decisions"] = "\n".join([*agreed, *(line for line in lines() if line not in agreed)])
    return sent


def asked_by_reports(item: AgendaItem) -> list[str]:
    """What the papers under the item recommend, line by line."""
    papers = item.papers.select_related("document").order_by("position")
    return [line for paper in papers for line in paper.document.asks]


def written(request: HttpRequest, form: MinuteForm, save: Callable[..., Minute]) -> HttpResponse | None:
    """Save the minute and what was taken on, and go where the button leads; None where there is nothing to save yet."""
    if not form.is_valid():
        return None
    asked = form.minute()
    if not carried_out(form, partial(saved, form, save), by=request.user, **asked):
        return None
    item, minute = form.item, form.outcome
    messages.success(request, f"“{minute.heading}” saved" if minute.is_section else f"Minute of item {item} saved")
    if "next" not in request.POST:
        return redirect(address_of(item, minute))
    after = progress_of(item.meeting).after(item)
    return redirect(address_of(after) if after else reverse("minutes", kwargs=item.meeting.address))


def saved(form: MinuteForm, save: Callable[..., Minute], *, by, **asked: Any) -> Minute:
    minute, action = save(by=by, **asked), form.action()
    if action:
        owner = office_titled(action["owner"], by=by) if action["owner"] else None
        record_action(minute=minute, by=by, **action | {"owner": owner})
    return minute


def address_of(item: AgendaItem, minute: Minute | None = None) -> str:
    """Where the minute of an item, or a section after it, is written."""
    where = item.meeting.address | {"item": item.pk}
    if minute is not None and minute.is_section:
        return reverse("section_edit", kwargs=where | {"section": minute.pk})
    return reverse("minute_edit", kwargs=where)


def editor(request: HttpRequest, form: MinuteForm) -> HttpResponse:
    """The item in hand, beside the list of all."""
    item, minute, progress = form.item, form.instance, progress_of(form.item.meeting)
    context = {
        "form": form,
        "item": item,
        "meeting": item.meeting,
        "minute": minute,
        "saved": progress.minute(minute.pk),
        "asks": asked_by_reports(item),
        "progress": progress,
    }
    return render(request, "meetings/minute_form.html", context)
