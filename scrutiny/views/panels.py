from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from scrutiny import slots
from scrutiny.forms.people import EndMembershipForm, MemberForm, PanelForm
from scrutiny.forms.versioned import carried_out
from scrutiny.models import Membership, Panel
from scrutiny.operations import add_member, add_panel, edit_panel, end_membership
from scrutiny.views.access import verb
from scrutiny.views.asked import asked_day


def panels(request: HttpRequest) -> HttpResponse:
    """The bodies that scrutinise, and those that did."""
    rows = Panel.objects.with_seats_taken(timezone.localdate()).order_by("name")
    current = [panel for panel in rows if not panel.abolished_on]
    former = [panel for panel in rows if panel.abolished_on]
    return render(request, "scrutiny/panels.html", {"current": current, "former": former})


def panel(request: HttpRequest, slug: str) -> HttpResponse:
    """A body's remit, its members on a day, and what the apps have about it."""
    found = get_object_or_404(Panel.objects.select_related("reports_to", "contact"), slug=slug)
    day = asked_day(request) or timezone.localdate()
    members = sorted(
        found.memberships.on(day).select_related("person"), key=lambda row: (row.rank, row.person.sort_name)
    )
    seated = [row for row in members if row.role in Membership.Role.seated()]
    return render(
        request,
        "scrutiny/panel.html",
        {
            "panel": found,
            "day": day,
            "is_today": day == timezone.localdate(),
            "members": members,
            "vacancies": max(found.seats - len(seated), 0),
            "sections": slots.sections("panel", request.user, found),
        },
    )


@verb("scrutiny.change_people")
def panel_new(request: HttpRequest) -> HttpResponse:
    form = PanelForm(request.POST or None)
    if form.is_valid() and carried_out(form, add_panel, by=request.user, **form.particulars()):
        messages.success(request, f"{form.outcome.name} added")
        return redirect(form.outcome)
    return render(request, "form_page.html", {"form": form, "heading": "Add a panel", "back": "/panels/"})


@verb("scrutiny.change_people")
def panel_edit(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Panel, slug=slug)
    form = PanelForm(request.POST or None, instance=found)
    if form.is_valid() and carried_out(form, edit_panel, panel=found, by=request.user, **form.cleaned_data):
        messages.success(request, f"{found.name} changed")
        return redirect(found)
    return render(
        request,
        "form_page.html",
        {"form": form, "heading": "Change the panel", "back": found.get_absolute_url()},
    )


@verb("scrutiny.change_people")
def member_new(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Panel, slug=slug)
    form = MemberForm(request.POST or None)
    if form.is_valid() and carried_out(form, add_member, panel=found, by=request.user, **form.cleaned_data):
        messages.success(request, f"{form.outcome.person} added")
        return redirect(found)
    return render(
        request,
        "form_page.html",
        {"form": form, "heading": "Add a member", "caption": found.name, "back": found.get_absolute_url()},
    )


@verb("scrutiny.change_people")
def member_end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    membership = get_object_or_404(Membership.objects.select_related("panel", "person"), pk=pk, panel__slug=slug)
    form = EndMembershipForm(request.POST or None)
    if form.is_valid() and carried_out(
        form, end_membership, membership=membership, by=request.user, **form.cleaned_data
    ):
        messages.success(request, f"{membership.person}: the membership ends")
        return redirect(membership.panel)
    context = {
        "form": form,
        "heading": f"End the membership of {membership.person}",
        "caption": membership.panel.name,
        "back": membership.panel.get_absolute_url(),
    }
    return render(request, "form_page.html", context)
