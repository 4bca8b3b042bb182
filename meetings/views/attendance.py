from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from meetings.attendance import declared, roll_of
from meetings.figures import figures_of, in_a_picture, years_of
from meetings.forms.attendance import AttendanceForm, AttenderForm, DeclarationForm, EditAttenderForm
from meetings.models import AgendaItem, Attendance, Meeting
from meetings.operations import (
    add_attender,
    declare,
    declare_none,
    edit_attender,
    mark_attendance,
    remove_attender,
    remove_declaration,
)
from meetings.views.finding import find_meeting
from scrutiny.forms.versioned import carried_out
from scrutiny.models import Panel
from scrutiny.operations import Refused
from scrutiny.views.access import verb

PRESSES = {"came": ("came_at", "came_time"), "left": ("left_at", "left_time")}
"""The buttons of a member's line, and the boxes that they fill."""


@verb("meetings.change_meeting")
def attendance(request: HttpRequest, **address: str) -> HttpResponse:
    """The members as they stood on that day, on one screen; below, everybody else."""
    found = find_meeting(request, **address)
    roll, items = roll_of(found), items_of(found)
    form = AttendanceForm(pressed(request, found), roll=roll, items=items)
    if form.is_valid() and carried_out(
        form,
        mark_attendance,
        meeting=found,
        marks=form.marks(),
        by=request.user,
        seen=form.cleaned_data["seen"],
        **form.particulars(),
    ):
        messages.success(request, f"Attendance saved: {roll_of(found).words}")
        return redirect(page_of(found))
    context = {
        "meeting": found,
        "roll": roll,
        "form": form,
        "items": items,
        "has_come": timezone.localdate() >= found.held_on,
        "in_hand": request.POST.get("in_hand", ""),
        "declared": [declared(row) for row in declarations_of(found)],
    }
    return render(request, "meetings/attendance.html", context)


def pressed(request: HttpRequest, meeting: Meeting) -> Any:
    """What was sent; with the button "Came" or "Left" of a member's line, as if it had been typed there.

    The time is only written down while the meeting's day lasts.
    """
    if request.method != "POST":
        return None
    typed = request.POST.copy()
    now = timezone.localtime()
    for name, (at, time) in PRESSES.items():
        if name in typed:
            person = typed[name]
            typed[f"state_{person}"] = Attendance.State.PRESENT
            typed[f"{at}_{person}"] = typed.get("in_hand", "")
            typed[f"{time}_{person}"] = f"{now:%H.%M}" if now.date() == meeting.held_on else ""
    return typed


def items_of(meeting: Meeting) -> list[AgendaItem]:
    return [item for item in meeting.items.order_by("position") if not item.is_heading]


def page_of(meeting: Meeting) -> str:
    return reverse("attendance", kwargs=meeting.address)


def around(meeting: Meeting, heading: str, form: Any, **more: Any) -> dict[str, Any]:
    """What the pages of one line show around their form."""
    return {
        "meeting": meeting,
        "heading": heading,
        "caption": str(meeting),
        "form": form,
        "back": page_of(meeting),
    } | more


@verb("meetings.change_meeting")
def attender_new(request: HttpRequest, **address: str) -> HttpResponse:
    """An officer, a guest, an observer, a substitute or a group."""
    found = find_meeting(request, **address)
    form = AttenderForm(request.POST or None, roll=roll_of(found), initial={"capacity": Attendance.Capacity.OFFICER})
    if form.is_valid() and carried_out(
        form, add_attender, meeting=found, by=request.user, **form.particulars(request.user)
    ):
        is_known = form.cleaned_data.get("person") or form.cleaned_data["is_group"]
        messages.success(request, f"{form.outcome.name} added" + ("" if is_known else ", as somebody new"))
        if "another" in request.POST:
            return redirect(request.path)
        return redirect(page_of(found))
    context = around(found, "Add somebody", form, button="Add", another="Add, and add another")
    return render(request, "form_page.html", context)


@verb("meetings.change_meeting")
def attender_edit(request: HttpRequest, pk: int, **address: str) -> HttpResponse:
    found = find_meeting(request, **address)
    row = find_line(found, pk)
    form = EditAttenderForm(request.POST or None, roll=roll_of(found), items=items_of(found), initial=shown(row))
    if form.is_valid() and carried_out(form, edit_attender, attendance=row, by=request.user, **form.cleaned_data):
        messages.success(request, f"{row.name} changed")
        return redirect(page_of(found))
    return render(request, "form_page.html", around(found, f"{row.name}", form))


def shown(row: Attendance) -> dict[str, Any]:
    names = ("capacity", "role", "state", "is_remote", "came_time", "left_time")
    columns = {"instead_of": row.instead_of_id, "came_at": row.came_at_id, "left_at": row.left_at_id}
    return {name: getattr(row, name) for name in names} | columns


def find_line(meeting: Meeting, pk: int) -> Attendance:
    """A line that is not a member's: those are marked on the list."""
    rows = meeting.attendances.exclude(capacity=Attendance.Capacity.MEMBER).select_related("person")
    row = get_object_or_404(rows, pk=pk)
    row.meeting = meeting
    return row


@require_POST
@verb("meetings.change_meeting")
def attender_remove(request: HttpRequest, pk: int, **address: str) -> HttpResponse:
    found = find_meeting(request, **address)
    row = find_line(found, pk)
    remove_attender(attendance=row, by=request.user)
    messages.success(request, f"{row.name} taken off the list")
    return redirect(page_of(found))


@verb("meetings.change_meeting")
def declarations(request: HttpRequest, **address: str) -> HttpResponse:
    """What was declared at the meeting, or that nobody declared anything."""
    found = find_meeting(request, **address)
    form = DeclarationForm(request.POST or None, roll=roll_of(found), items=items_of(found))
    if form.is_valid() and carried_out(form, declare, meeting=found, by=request.user, **form.cleaned_data):
        messages.success(request, f"Declaration of {form.outcome.person} added")
        return redirect(request.path)
    rows = [(row, declared(row)) for row in declarations_of(found)]
    context = around(found, "Declarations", form, rows=rows, button="Add the declaration")
    return render(request, "meetings/declarations.html", context)


def declarations_of(meeting: Meeting):
    return meeting.declarations.select_related("person", "item").order_by("pk")


@require_POST
@verb("meetings.change_meeting")
def declared_none(request: HttpRequest, **address: str) -> HttpResponse:
    """Nobody declared anything, or that this was said by mistake."""
    found = find_meeting(request, **address)
    try:
        declare_none(meeting=found, none_declared="undo" not in request.POST, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(reverse("declarations", kwargs=found.address))


@require_POST
@verb("meetings.change_meeting")
def declaration_remove(request: HttpRequest, pk: int, **address: str) -> HttpResponse:
    found = find_meeting(request, **address)
    row = get_object_or_404(found.declarations.select_related("person"), pk=pk)
    row.meeting = found
    remove_declaration(declaration=row, by=request.user)
    messages.success(request, f"Declaration of {row.person} taken off")
    return redirect(reverse("declarations", kwargs=found.address))


def figures(request: HttpRequest, slug: str, year: str = "") -> HttpResponse:
    """How often a panel's members came in a municipal year, by the minutes that are out. Raises ``Http404``."""
    panel = get_object_or_404(Panel, slug=slug)
    years = years_of(panel)
    chosen = next((each for each in years if not year or each.slug == year), None)
    if year and chosen is None:
        raise Http404
    found = figures_of(panel, chosen) if chosen else None
    context = {"panel": panel, "years": years, "year": chosen, "found": found}
    return render(request, "meetings/attendance_figures.html", context | {"picture_of": in_a_picture(found)})
