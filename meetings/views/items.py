from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from meetings import permissions
from meetings.asked_papers import requests_of
from meetings.forms.item import ItemForm, PaperForm, RemovePaperForm
from meetings.forms.planned import TakeOffForm
from meetings.models import AgendaItem, ItemPaper
from meetings.operations import attach_paper, edit_item, remove_item, remove_paper
from meetings.views.finding import find_item, writing_at
from scrutiny import slots
from scrutiny.forms.files import added_words
from scrutiny.forms.versioned import carried_out
from scrutiny.views.access import verb

STILL_PUBLISHED = (
    "It was published, and its title and text stay in the versions that went out. "
    "Ask the monitoring officer to withhold it there."
)


@verb("meetings.change_meeting")
def item_edit(request: HttpRequest, item: int, **address: str) -> HttpResponse:
    """One item: its words, who may read it, its papers."""
    found = find_item(request, item, **address)
    context = about(found, "Change the item", back=reverse("agenda", kwargs=found.meeting.address))
    form = ItemForm(request.POST or None, instance=found, writing=writing_at(request, found))
    if form.is_valid() and carried_out(form, edit_item, item=found, by=request.user, **form.cleaned_data):
        messages.success(request, f"{found} changed")
        if found.is_private and found.published_at and "openness" in form.changed_data:
            messages.warning(request, STILL_PUBLISHED)
        return to_agenda(found)
    papers = found.papers.select_related("document__file").order_by("position")
    context |= {"papers": papers, "requests": requests_of(found), "can_ask": permissions.can_ask(found.meeting)}
    context |= {"lists_actions": found.lists_actions}
    context |= {"sections": slots.sections("item", request.user, found)}
    return render(request, "meetings/item_form.html", context | {"form": form})


@verb("meetings.change_meeting")
def item_remove(request: HttpRequest, item: int, **address: str) -> HttpResponse:
    found = find_item(request, item, **address)
    context = about(found, "Take this item off the agenda?", button="Take it off", danger=True)
    form = TakeOffForm(request.POST or None, panel=found.meeting.panel)
    if form.is_valid() and carried_out(form, remove_item, item=found, by=request.user, **form.cleaned_data):
        messages.success(request, f"{context['caption']} taken off the agenda")
        return to_agenda(found)
    return render(request, "form_page.html", context | {"form": form})


@verb("meetings.change_meeting")
def paper_new(request: HttpRequest, item: int, **address: str) -> HttpResponse:
    found = find_item(request, item, **address)
    form = PaperForm(request.POST or None, request.FILES or None, private_item=found.is_private)
    if form.is_valid() and carried_out(form, attach_paper, item=found, by=request.user, **form.cleaned_data):
        messages.success(request, added_words(form.outcome))
        return to_item(found)
    context = about(found, "Add a paper", button="Add the paper", upload=True)
    return render(request, "form_page.html", context | {"form": form})


@verb("meetings.change_meeting")
def paper_remove(request: HttpRequest, item: int, paper: int, **address: str) -> HttpResponse:
    found = find_item(request, item, **address)
    row = get_object_or_404(ItemPaper.objects.select_related("document"), pk=paper, item=found)
    row.item = found
    form = RemovePaperForm(request.POST or None)
    if form.is_valid() and carried_out(form, remove_paper, paper=row, by=request.user, **form.cleaned_data):
        messages.success(request, f"{row.document.title} taken off")
        return to_item(found)
    context = about(found, f"Take off “{row.document.title}”?", button="Take it off", danger=True)
    return render(request, "form_page.html", context | {"form": form})


def about(item: AgendaItem, heading: str, *, back: str = "", **more: Any) -> dict[str, Any]:
    """What each page of one item shows around its form."""
    here = {"heading": heading, "caption": str(item), "item": item, "meeting": item.meeting}
    return here | {"back": back or item_address(item)} | more


def to_agenda(item: AgendaItem) -> HttpResponse:
    return redirect(reverse("agenda", kwargs=item.meeting.address))


def item_address(item: AgendaItem) -> str:
    return reverse("item_edit", kwargs=item.meeting.address | {"item": item.pk})


def to_item(item: AgendaItem) -> HttpResponse:
    return redirect(item_address(item))
