"""Asking authors for papers, and what becomes of what they send."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from meetings import permissions
from meetings.filters import PaperRequestFilter
from meetings.forms.asking import AskForPaperForm, ReturnPaperForm, StopLinkForm, WithdrawRequestForm
from meetings.models import AgendaItem, PaperRequest
from meetings.operations import (
    accept_paper,
    ask_for_paper,
    preview_of,
    remind,
    return_paper,
    send_link_again,
    stop_paper_link,
    withdraw_request,
)
from meetings.views.finding import find_item
from meetings.views.items import about, to_item
from scrutiny.forms.versioned import carried_out
from scrutiny.operations import Refused
from scrutiny.views.access import verb
from scrutiny.views.asked import asked_page


@verb("meetings.change_meeting")
def papers_asked(request: HttpRequest) -> HttpResponse:
    """Every paper that somebody was asked for, oldest due first."""
    rows = PaperRequest.objects.visible_to(request.user).select_related(
        "item__meeting__panel", "item__meeting__year", "answer_request__owner"
    )
    found = PaperRequestFilter(request.GET, rows.order_by("due_on", "pk"), request=request)
    page = asked_page(request, found.qs)
    today = timezone.localdate()
    shown = [shown_request(each, today) for each in page]
    return render(request, "meetings/papers_asked.html", {"filter": found, "page_obj": page, "shown": shown})


def shown_request(found: PaperRequest, today) -> dict[str, Any]:
    """A row of a list of papers that were asked for."""
    word, look = found.status(today)
    return {"request": found, "word": word, "look": look, "link": address_of("paper_asked", found)}


def address_of(name: str, found: PaperRequest) -> str:
    return reverse(name, kwargs=found.item.meeting.address | {"item": found.item_id, "asked": found.pk})


@verb("meetings.change_meeting")
def paper_ask(request: HttpRequest, item: int, **address: str) -> HttpResponse:
    """Who, by when, and what it should cover; the letter can be read before it goes."""
    found = find_item(request, item, **address)
    form = AskForPaperForm(request.POST or None, item=found, today=timezone.localdate())
    context = about(found, "Ask for a paper", button="Send the letter", another="See the letter first")
    if form.is_valid():
        if "another" in request.POST:
            context["letter"] = preview_of(item=found, by=request.user, **form.cleaned_data)
        elif carried_out(form, ask_for_paper, item=found, by=request.user, **form.cleaned_data):
            messages.success(request, f"Asked {form.outcome.answer_request} for the paper")
            return to_item(found)
    return render(request, "meetings/paper_ask.html", context | {"form": form})


@verb("meetings.change_meeting")
def paper_asked(request: HttpRequest, item: int, asked: int, **address: str) -> HttpResponse:
    """One paper that was asked for: what was asked, what came, and what can be done with it now."""
    found = find_request(request, item, asked, **address)
    word, look = found.status(timezone.localdate())
    context = about(found.item, found.item.open_title, caption=f"Paper from {found.answer_request}")
    context |= {"asked": found, "word": word, "look": look, "verbs": verbs(found)}
    if found.document:
        context["background"] = found.document.background.order_by("position")
    return render(request, "meetings/paper_asked.html", context)


def verbs(found: PaperRequest) -> dict[str, bool]:
    return {
        "remind": permissions.can_remind(found),
        "accept": permissions.can_accept(found),
        "return": permissions.can_return(found),
        "withdraw": permissions.can_withdraw(found),
        "link": permissions.can_receive(found),
    }


def find_request(request: HttpRequest, item: int, asked: int, **address: str) -> PaperRequest:
    """A paper that was asked for under that item, with its item and meeting in hand."""
    found_item: AgendaItem = find_item(request, item, **address)
    rows = PaperRequest.objects.visible_to(request.user).filter(item=found_item)
    rows = rows.select_related("answer_request__owner", "answer_request__asked_by", "document__file")
    found = get_object_or_404(rows, pk=asked)
    found.item = found_item
    return found


def to_request(found: PaperRequest) -> HttpResponse:
    return redirect(address_of("paper_asked", found))


def done(request: HttpRequest, found: PaperRequest, operation, words: str, **more: Any) -> HttpResponse:
    """By a button alone."""
    try:
        operation(request=found, by=request.user, **more)
        messages.success(request, words)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return to_request(found)


@require_POST
@verb("meetings.change_meeting")
def paper_remind(request: HttpRequest, item: int, asked: int, **address: str) -> HttpResponse:
    found = find_request(request, item, asked, **address)
    words = f"Asked {found.answer_request} again"
    return done(request, found, remind, words, today=timezone.localdate(), seen=found.version)


@require_POST
@verb("meetings.change_meeting")
def paper_accept(request: HttpRequest, item: int, asked: int, **address: str) -> HttpResponse:
    found = find_request(request, item, asked, **address)
    try:
        paper = accept_paper(request=found, by=request.user, seen=found.version)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return to_request(found)
    messages.success(request, f"{paper.document} put under the item")
    return to_item(found.item)


@require_POST
@verb("meetings.change_meeting")
def paper_link(request: HttpRequest, item: int, asked: int, **address: str) -> HttpResponse:
    found = find_request(request, item, asked, **address)
    return done(request, found, send_link_again, f"Link sent to {found.answer_request.email}")


@verb("meetings.change_meeting")
def paper_return(request: HttpRequest, item: int, asked: int, **address: str) -> HttpResponse:
    found = find_request(request, item, asked, **address)
    form = ReturnPaperForm(request.POST or None, record=found)
    if form.is_valid() and carried_out(form, return_paper, request=found, by=request.user, **form.cleaned_data):
        messages.success(request, f"Returned to {found.answer_request}")
        return to_request(found)
    return asking_page(request, found, "Return the paper", "Return it", form)


@verb("meetings.change_meeting")
def paper_withdraw(request: HttpRequest, item: int, asked: int, **address: str) -> HttpResponse:
    found = find_request(request, item, asked, **address)
    form = WithdrawRequestForm(request.POST or None, record=found)
    if form.is_valid() and carried_out(form, withdraw_request, request=found, by=request.user, **form.cleaned_data):
        messages.success(request, f"{found.answer_request} was told that the paper is not needed")
        return to_request(found)
    return asking_page(request, found, "The paper is not needed any more?", "Tell the author", form, danger=True)


@verb("meetings.change_meeting")
def paper_link_stop(request: HttpRequest, item: int, asked: int, **address: str) -> HttpResponse:
    found = find_request(request, item, asked, **address)
    form = StopLinkForm(request.POST or None)
    if form.is_valid() and carried_out(form, stop_paper_link, request=found, by=request.user, **form.cleaned_data):
        messages.success(request, "Link stopped. “Send the link again” makes a new one.")
        return to_request(found)
    return asking_page(request, found, "Stop the link?", "Stop it", form, danger=True)


def asking_page(
    request: HttpRequest, found: PaperRequest, heading: str, button: str, form: Any, **more: Any
) -> HttpResponse:
    context = about(found.item, heading, back=address_of("paper_asked", found), button=button, form=form, **more)
    return render(request, "form_page.html", context)
