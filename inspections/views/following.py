from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from inspections.forms.following import MEETINGS_OFFERED, ConsiderForm, ConsidersForm, UpdateForm, meetings_since
from inspections.forms.inspection import RemoveForm
from inspections.models import Consideration, Inspection, Recommendation
from inspections.operations import add_update, consider, forget
from inspections.views.inspections import find_inspection
from inspections.views.recommendations import find_recommendation, writing_of
from meetings.models import AgendaItem, Meeting
from scrutiny.forms.versioned import carried_out
from scrutiny.operations import office_titled
from scrutiny.views.access import verb
from scrutiny.views.asked import asked_day


@verb("inspections.add_update")
def inspection_considered(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_inspection(request, pk)
    return considered(request, found, found, {"inspection": found})


@verb("inspections.add_update")
def recommendation_considered(request: HttpRequest, slug: str) -> HttpResponse:
    found = find_recommendation(request, slug)
    return considered(request, found, found.inspection, {"recommendation": found})


def considered(
    request: HttpRequest, record: Inspection | Recommendation, inspection: Inspection, what: dict[str, Any]
) -> HttpResponse:
    """Ask at which meeting item a record was considered."""
    meetings = meetings_since(inspection, before=asked_day(request, "before"))
    form = ConsiderForm(request.POST or None, meetings=meetings)
    if form.is_valid() and carried_out(form, consider, item=form.cleaned_data["item"], by=request.user, **what):
        messages.success(request, f"Considered at {form.outcome.item.label.lower()}")
        return redirect(record)
    context = {
        "form": form,
        "heading": "Where was it considered?",
        "caption": str(record),
        "back": record.get_absolute_url(),
        "meetings": meetings,
        "earlier_than": earlier_than(meetings),
    }
    return render(request, "inspections/considered_form.html", context)


def earlier_than(meetings: list[Meeting]) -> date | None:
    """The day before which there may be more meetings than the list holds."""
    return meetings[-1].held_on if len(meetings) == MEETINGS_OFFERED else None


@verb("inspections.add_update")
def item_considers(request: HttpRequest, item: int) -> HttpResponse:
    """Ask what an agenda item will consider."""
    rows = AgendaItem.objects.visible_to(request.user).select_related("meeting__panel", "meeting__year")
    found = get_object_or_404(rows, pk=item)
    back = reverse("item_edit", kwargs=found.meeting.address | {"item": found.pk})
    form = ConsidersForm(request.POST or None, user=request.user)
    if form.is_valid() and carried_out(form, consider, item=found, by=request.user, **form.record):
        messages.success(request, f"{found.label} will consider it")
        return redirect(back)
    context = {"form": form, "heading": "What will it consider?", "caption": str(found), "back": back, "button": "Add"}
    return render(request, "form_page.html", context)


@verb("inspections.add_update")
def consideration_remove(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Consideration.objects.select_related(
        "item__meeting__panel", "recommendation", "inspection__authority", "inspection__framework__inspectorate"
    )
    tie = get_object_or_404(rows, pk=pk)
    record = tie.considered
    form = RemoveForm(request.POST or None)
    if form.is_valid() and carried_out(form, forget, consideration=tie, by=request.user):
        messages.success(request, "No longer tied to the item")
        return redirect(record)
    context = {
        "form": form,
        "heading": "Was it not considered there?",
        "caption": f"{tie.item}, {tie.item.meeting}",
        "back": record.get_absolute_url(),
        "button": "It was not considered there",
        "danger": True,
    }
    return render(request, "form_page.html", context)


@verb("inspections.add_update")
def update_new(request: HttpRequest, slug: str) -> HttpResponse:
    """What the owner says has come of it."""
    found = find_recommendation(request, slug)
    meetings = meetings_since(found.inspection, before=asked_day(request, "before"))
    form = UpdateForm(
        request.POST or None, request.FILES or None, meetings=meetings, writing=writing_of(request, found)
    )
    if form.is_valid():
        office = partial(office_titled, form.cleaned_data["office"], by=request.user)
        if carried_out(form, add_update, recommendation=found, office=office, by=request.user, **form.particulars()):
            messages.success(request, "Update added")
            return redirect(found)
    context = {
        "form": form,
        "heading": "Add an update",
        "caption": found.text,
        "back": found.get_absolute_url(),
        "button": "Add the update",
        "upload": True,
        "last": found.updates.select_related("office").newest_first().first(),
        "earlier_than": earlier_than(meetings),
    }
    return render(request, "inspections/update_form.html", context)
