from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from meetings.forms.item import ItemForm, PaperForm, RemoveItemForm
from meetings.models import AgendaItem, ItemPaper
from meetings.operations import attach_paper, edit_item, remove_item, remove_paper
from meetings.views.finding import find_item
from scrutiny.forms.versioned import carried_out
from scrutiny.views.access import verb


def to_agenda(item: AgendaItem) -> HttpResponse:
    return redirect("agenda", **item.meeting.address)


@verb("meetings.change_meeting")
def item_edit(request: HttpRequest, item: int, **address: str) -> HttpResponse:
    """One item: its words, who may read it, its papers."""
    found = find_item(request, item, **address)
    title = found.title
    form = ItemForm(request.POST or None, instance=found)
    if form.is_valid() and carried_out(form, edit_item, item=found, by=request.user, **form.cleaned_data):
        messages.success(request, f"{found} changed")
        return to_agenda(found)
    papers = found.papers.select_related("document__file").order_by("position")
    return render(
        request,
        "meetings/item_form.html",
        {"form": form, "item": found, "title": title, "papers": papers, "meeting": found.meeting},
    )


@verb("meetings.change_meeting")
def item_remove(request: HttpRequest, item: int, **address: str) -> HttpResponse:
    found = find_item(request, item, **address)
    title = str(found)
    form = RemoveItemForm(request.POST or None)
    if form.is_valid() and carried_out(form, remove_item, item=found, by=request.user, **form.cleaned_data):
        messages.success(request, f"{title} taken off the agenda")
        return to_agenda(found)
    return render(request, "meetings/item_remove.html", {"form": form, "item": found, "meeting": found.meeting})


@verb("meetings.change_meeting")
def paper_new(request: HttpRequest, item: int, **address: str) -> HttpResponse:
    found = find_item(request, item, **address)
    form = PaperForm(request.POST or None, request.FILES or None, private_item=found.is_private)
    if form.is_valid() and carried_out(form, attach_paper, item=found, by=request.user, **form.cleaned_data):
        messages.success(request, f"{form.outcome.title} added")
        return redirect("item_edit", item=found.pk, **found.meeting.address)
    return render(request, "meetings/paper_form.html", {"form": form, "item": found, "meeting": found.meeting})


@verb("meetings.change_meeting")
def paper_remove(request: HttpRequest, item: int, paper: int, **address: str) -> HttpResponse:
    found = find_item(request, item, **address)
    row = get_object_or_404(ItemPaper.objects.select_related("document"), pk=paper, item=found)
    row.item = found
    form = RemoveItemForm(request.POST or None)
    if form.is_valid() and carried_out(form, remove_paper, paper=row, by=request.user):
        messages.success(request, f"{row.document.title} taken off")
        return redirect("item_edit", item=found.pk, **found.meeting.address)
    return render(
        request, "meetings/paper_remove.html", {"form": form, "paper": row, "item": found, "meeting": found.meeting}
    )
