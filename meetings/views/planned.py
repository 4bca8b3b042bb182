"""What is promised to a panel: the list, and the forms that plan, change, move and drop."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from meetings.forms.planned import DropForm, MoveForm, PlanForm, PlannedForm
from meetings.models import PlannedItem
from meetings.operations import drop_planned, edit_planned, move_planned, plan_again, plan_item
from scrutiny.forms.drafted import Writing
from scrutiny.forms.versioned import carried_out
from scrutiny.models import Panel
from scrutiny.operations import Refused
from scrutiny.views.access import verb
from scrutiny.views.asked import asked_page
from scrutiny.views.drafts import writing

DONE = [PlannedItem.State.ON_AGENDA, PlannedItem.State.DROPPED]


@verb("meetings.change_meeting")
def planned(request: HttpRequest, slug: str) -> HttpResponse:
    """What is promised, late first, then by when; and what became of the rest, newest first."""
    found = get_object_or_404(Panel, slug=slug)
    rows = PlannedItem.objects.visible_to(request.user).filter(panel=found).select_related("meeting__year")
    waiting = rows.waiting().with_late(timezone.localdate())
    done = rows.filter(state__in=DONE).select_related("item__meeting__panel", "item__meeting__year").order_by("-pk")
    context = {
        "panel": found,
        "late": [row for row in in_time(waiting) if row.is_late],
        "dated": [row for row in in_time(waiting) if not row.is_late and (row.meeting or row.month)],
        "undated": [row for row in in_time(waiting) if not row.meeting and not row.month],
        "page_obj": asked_page(request, done),
    }
    return render(request, "meetings/planned.html", context)


def in_time(rows: Any) -> list[Any]:
    """By day of the meeting or first of the month."""
    return sorted(rows, key=lambda row: (str(row.meeting.held_on if row.meeting else row.month or ""), row.pk))


@verb("meetings.change_meeting")
def planned_new(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Panel, slug=slug)
    form = PlanForm(request.POST or None, panel=found, writing=writing(request, found, private=True))
    if form.is_valid() and carried_out(form, plan_item, panel=found, by=request.user, **form.particulars()):
        messages.success(request, f"{form.outcome} planned")
        return to_planned(found)
    return form_page(request, form, found, "Plan an item", button="Plan it")


@verb("meetings.change_meeting")
def planned_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = find_planned(request, slug, pk)
    form = PlannedForm(request.POST or None, instance=found, writing=writing_of(request, found))
    if form.is_valid() and carried_out(form, edit_planned, planned=found, by=request.user, **form.cleaned_data):
        messages.success(request, f"{found} changed")
        return to_planned(found.panel)
    return form_page(request, form, found.panel, "Change what is planned")


@verb("meetings.change_meeting")
def planned_move(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = find_planned(request, slug, pk)
    form = MoveForm(request.POST or None, record=found, writing=writing_of(request, found))
    if form.is_valid() and carried_out(form, move_planned, planned=found, by=request.user, **form.particulars()):
        messages.success(request, f"{found} moved")
        return to_planned(found.panel)
    return form_page(request, form, found.panel, "Move it to another time", caption=str(found), button="Move it")


@verb("meetings.change_meeting")
def planned_drop(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = find_planned(request, slug, pk)
    form = DropForm(request.POST or None, record=found, writing=writing_of(request, found))
    if form.is_valid() and carried_out(form, drop_planned, planned=found, by=request.user, **form.cleaned_data):
        messages.success(request, f"{found} dropped")
        return to_planned(found.panel)
    return form_page(request, form, found.panel, "Drop it?", caption=str(found), button="Drop it", danger=True)


@require_POST
@verb("meetings.change_meeting")
def planned_again(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What was dropped is planned after all."""
    found = find_planned(request, slug, pk)
    try:
        plan_again(planned=found, by=request.user)
        messages.success(request, f"{found} is planned again")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return to_planned(found.panel)


def find_planned(request: HttpRequest, slug: str, pk: int) -> PlannedItem:
    rows = PlannedItem.objects.visible_to(request.user).select_related("panel", "meeting")
    return get_object_or_404(rows, pk=pk, panel__slug=slug)


def writing_of(request: HttpRequest, found: PlannedItem) -> Writing:
    """What is planned is nothing for the public yet."""
    return writing(request, found, private=True)


def form_page(request: HttpRequest, form: Any, panel: Panel, heading: str, **more: Any) -> HttpResponse:
    here = {"form": form, "heading": heading, "caption": panel.name, "back": reverse("planned", args=[panel.slug])}
    return render(request, "form_page.html", here | more)


def to_planned(panel: Panel) -> HttpResponse:
    return redirect("planned", panel.slug)
