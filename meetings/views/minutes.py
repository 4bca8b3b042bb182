from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from meetings.forms.minute import ActionForm, MinuteForm
from meetings.models import AgendaItem, Minute
from meetings.operations import next_minute_number, record_action, write_minute
from meetings.urgency import opening_for_all, opening_of_minute
from meetings.views.finding import find_item, writing_at
from meetings.views.items import about
from scrutiny.forms.versioned import carried_out
from scrutiny.operations import office_titled
from scrutiny.views.access import verb


@verb("meetings.change_meeting")
def minute_edit(request: HttpRequest, item: int, **address: str) -> HttpResponse:
    """What the minutes say of one item."""
    found = find_item(request, item, **address)
    minute = found.minutes.order_by("position").first()
    fresh = fresh_minute(found)
    writing, asks = writing_at(request, found), asked_by_reports(found)
    form = MinuteForm(
        as_the_report_asks(request, asks), instance=minute or fresh, private_item=found.is_private, writing=writing
    )
    if form.is_valid() and carried_out(form, write_minute, item=found, by=request.user, **form.cleaned_data):
        messages.success(request, f"Minute of item {found} saved")
        return redirect(found)
    actions = minute.actions.select_related("owner").order_by("id") if minute else []
    context = about(found, "Minute", back=found.get_absolute_url(), minute=minute, actions=actions, asks=asks)
    context["another"] = "Save, agreed as the report asks" if asks else ""
    return render(request, "meetings/minute_form.html", context | {"form": form})


def fresh_minute(item: AgendaItem) -> Minute:
    """A minute before it is written: of a late item it begins with the special circumstances."""
    summary = opening_for_all(item) if item.is_private else ""
    body, number = opening_of_minute(item), next_minute_number(item=item)
    return Minute(item=item, heading=item.title, number=number, body=body, public_summary=summary)


def asked_by_reports(item: AgendaItem) -> list[str]:
    """What the papers under the item recommend, line by line."""
    return [
        line for paper in item.papers.select_related("document").order_by("position") for line in paper.document.asks
    ]


def as_the_report_asks(request: HttpRequest, asks: list[str]) -> Any:
    """What was sent; by the button of that name with the report's recommendations among the decisions."""
    if request.method != "POST" or "another" not in request.POST:
        return request.POST or None
    typed = request.POST.copy()
    agreed = [line.strip() for line in typed.get("decisions", "").splitlines() if line.strip()]
    typed["decisions"] = "\n".join([*agreed, *(line for line in asks if line not in agreed)])
    return typed


@verb("meetings.change_meeting")
def action_new(request: HttpRequest, item: int, **address: str) -> HttpResponse:
    """A promise made at the item, with its owner."""
    found = find_item(request, item, **address)
    minute = found.minutes.order_by("position").first()
    if minute is None:
        messages.error(request, "Write the minute first; the action belongs to it.")
        return redirect(reverse("minute_edit", kwargs=found.meeting.address | {"item": found.pk}))
    minute.item = found
    form = ActionForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        owner = partial(office_titled, typed["owner"], by=request.user)
        if carried_out(form, record_action, minute=minute, by=request.user, **typed | {"owner": owner}):
            messages.success(request, "Action recorded")
            return redirect(found)
    context = about(found, "Add an action", back=found.get_absolute_url())
    return render(request, "form_page.html", context | {"form": form})
