from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from meetings.circulation import Capacity, Recipient, capacity_of, circulation_of, copies, counted, recipients
from meetings.forms.circulation import RecipientForm
from meetings.models import Circulation
from meetings.operations import add_recipient, edit_recipient, remove_recipient
from scrutiny.forms.versioned import carried_out
from scrutiny.models import Panel
from scrutiny.views.access import verb


@verb("meetings.change_circulation")
def circulation(request: HttpRequest, slug: str) -> HttpResponse:
    """Who gets the panel's papers today."""
    panel = get_object_or_404(Panel, slug=slug)
    everybody = circulation_of(panel, timezone.localdate())
    those = recipients(everybody)
    context = {
        "panel": panel,
        "rows": [row_of(panel, each) for each in everybody],
        "sends_to": counted(each for each in those if each.email),
        "copies": copies(those),
    }
    return render(request, "meetings/circulation.html", context)


def row_of(panel: Panel, each: Recipient) -> dict[str, Any]:
    """A line of the list; a member without one of their own gets it when something is changed."""
    new = f"{reverse('circulation_new', args=[panel.slug])}?person={each.person_id}"
    return {
        "recipient": each,
        "change_link": reverse("circulation_edit", args=[panel.slug, each.row]) if each.row else new,
        "remove_link": reverse("circulation_remove", args=[panel.slug, each.row]) if each.row else "",
    }


@verb("meetings.change_circulation")
def circulation_new(request: HttpRequest, slug: str) -> HttpResponse:
    panel = get_object_or_404(Panel, slug=slug)
    form = RecipientForm(request.POST or None, initial=asked_for(request, panel))
    if form.is_valid() and carried_out(form, add_recipient, panel=panel, by=request.user, **form.particulars()):
        messages.success(request, f"{form.outcome} added")
        return redirect("circulation", panel.slug)
    return render(request, "form_page.html", about(panel, "Add to the circulation", form))


def asked_for(request: HttpRequest, panel: Panel) -> dict[str, Any]:
    """The member whose line is to be changed, as they get the papers now."""
    asked = request.GET.get("person", "")
    if not (asked.isdecimal() and asked.isascii() and len(asked) < 10):
        return {}
    seat = panel.memberships.sitting().filter(person=int(asked)).first()
    return {"person": asked, "capacity": capacity_of(seat) if seat else Capacity.OTHER, "gets_private": bool(seat)}


@verb("meetings.change_circulation")
def circulation_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = find_recipient(slug, pk)
    form = RecipientForm(request.POST or None, instance=found)
    if form.is_valid() and carried_out(form, edit_recipient, recipient=found, by=request.user, **form.cleaned_data):
        messages.success(request, f"{form.outcome} changed")
        return redirect("circulation", slug)
    return render(request, "form_page.html", about(found.panel, "Change who gets the papers", form))


@verb("meetings.change_circulation")
def circulation_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = find_recipient(slug, pk)
    if request.method == "POST":
        remove_recipient(recipient=found, by=request.user)
        messages.success(request, f"{found} taken off the list")
        return redirect("circulation", slug)
    return render(request, "meetings/circulation_remove.html", about(found.panel, f"Take {found} off the list?"))


def find_recipient(slug: str, pk: int) -> Circulation:
    return get_object_or_404(Circulation.objects.select_related("panel", "person"), pk=pk, panel__slug=slug)


def about(panel: Panel, heading: str, form: RecipientForm | None = None) -> dict[str, Any]:
    back = reverse("circulation", args=[panel.slug])
    return {"form": form, "heading": heading, "caption": panel.name, "back": back, "panel": panel}
