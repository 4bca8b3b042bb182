from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from meetings.forms.openness import OpenItemForm, ReaderForm
from meetings.models import AgendaItem, ItemReader
from meetings.operations import exclude_member, name_reader, open_item, remove_reader
from meetings.views.finding import find_item
from meetings.views.items import about
from scrutiny.forms.versioned import carried_out
from scrutiny.models import Membership
from scrutiny.operations import Refused
from scrutiny.views.access import verb

LISTS_THEM = {ItemReader.Kind.NAMED: name_reader, ItemReader.Kind.EXCLUDED: exclude_member}


@verb("meetings.change_meeting")
def item_readers(request: HttpRequest, item: int, **address: str) -> HttpResponse:
    """Who reads a private item: the panel's members of today, those who are named, without those who are excluded."""
    found = find_item(request, item, **address)
    form = ReaderForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        lists = LISTS_THEM[ItemReader.Kind(typed.pop("kind"))]
        if carried_out(form, lists, item=found, by=request.user, **typed):
            messages.success(request, f"{form.outcome.person} added to the list")
            return to_readers(found)
    readers = found.readers.select_related("person").order_by("person__sort_name", "pk")
    members = Membership.objects.sitting().filter(panel=found.meeting.panel).select_related("person")
    context = about(
        found,
        "Who may read this item",
        form=form,
        button="Add to the list",
        readers=readers,
        members=members.order_by("person__sort_name", "pk"),
        excluded={reader.person_id for reader in readers if reader.kind == ItemReader.Kind.EXCLUDED},
    )
    return render(request, "meetings/item_readers.html", context)


@require_POST
@verb("meetings.change_meeting")
def item_reader_remove(request: HttpRequest, item: int, reader: int, **address: str) -> HttpResponse:
    found = find_item(request, item, **address)
    row = get_object_or_404(found.readers.select_related("person"), pk=reader)
    row.item = found
    try:
        remove_reader(reader=row, by=request.user)
        messages.success(request, f"{row.person} taken off the list")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return to_readers(found)


@verb("meetings.change_meeting")
def item_open(request: HttpRequest, item: int, **address: str) -> HttpResponse:
    """Opening a private item, after the panel refused to exclude the public or once the ground has gone."""
    found = find_item(request, item, **address)
    form = OpenItemForm(request.POST or None)
    if form.is_valid() and carried_out(
        form, open_item, item=found, by=request.user, seen=found.version, **form.cleaned_data
    ):
        messages.success(request, f"{found} is open now")
        return redirect(found)
    papers = found.papers.select_related("document__file").order_by("position")
    context = about(found, "Make this item public", form=form, button="Make it public", papers=papers)
    return render(request, "meetings/item_open.html", context)


def to_readers(item: AgendaItem) -> HttpResponse:
    return redirect(reverse("item_readers", kwargs=item.meeting.address | {"item": item.pk}))
