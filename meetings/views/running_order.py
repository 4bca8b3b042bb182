"""The running order: when each item begins, and what the chair should know. Never public."""

from datetime import datetime, timedelta
from typing import Any

import rules
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from meetings import permissions
from meetings.forms.running_order import RunningOrderForm
from meetings.models import AgendaItem, Meeting
from meetings.operations import plan_running_order
from meetings.views.finding import find_meeting
from scrutiny.forms.versioned import carried_out
from scrutiny.views.access import verb
from scrutiny.views.drafts import writing


@verb("meetings.read_running_order")
def running_order(request: HttpRequest, **address: str) -> HttpResponse:
    """When each item begins and what the chair should know; below, one form for all of it."""
    found = find_meeting(request, **address)
    items = list(found.items.order_by("position"))
    form = None
    if items and may_change(request, found):
        about = writing(request, found, private=True)
        form = RunningOrderForm(request.POST or None, record=found, items=items, writing=about)
        seen = form.cleaned_data["seen"] if form.is_valid() else None
        if form.is_valid() and carried_out(
            form, plan_running_order, meeting=found, rows=form.rows, by=request.user, seen=seen
        ):
            messages.success(request, "Running order saved")
            return redirect(request.path)
    rows, ends = timetable(found, items)
    context = {"meeting": found, "rows": rows, "ends": ends, "form": form}
    return render(request, "meetings/running_order.html", context)


def may_change(request: HttpRequest, meeting: Meeting) -> bool:
    return rules.has_perm("meetings.change_meeting", request.user) and permissions.can_change_agenda(meeting)


def timetable(meeting: Meeting, items: list[AgendaItem]) -> tuple[list[dict[str, Any]], datetime | None]:
    """Each item with when it ``begins``, and when the last one ends. An item without minutes takes no time;
    where none has any, nothing can be said."""
    planned = any(item.minutes_planned for item in items)
    at, rows = meeting.begins, []
    for item in items:
        rows.append({"item": item, "begins": at if planned and not item.is_heading else None})
        at += timedelta(minutes=item.minutes_planned or 0)
    return rows, at if planned else None
