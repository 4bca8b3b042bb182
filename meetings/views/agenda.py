from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from meetings import permissions
from meetings.asked_papers import asked_tags, with_tags
from meetings.deadlines import deadlines
from meetings.forms.item import AddItemForm
from meetings.models import AgendaItem, Meeting, PlannedItem
from meetings.models.planned import PlannedItemQuerySet
from meetings.operations import (
    add_item,
    agenda_items,
    chair_comments,
    chair_words,
    lacking,
    open_actions,
    reorder_items,
    template_of,
)
from meetings.views.finding import find_meeting, writing_about
from scrutiny import slots
from scrutiny.forms.versioned import carried_out
from scrutiny.models import council_calendar
from scrutiny.operations import Refused
from scrutiny.views.access import verb


@verb("meetings.change_meeting")
def agenda(request: HttpRequest, **address: str) -> HttpResponse:
    """The officer's agenda: its items, what it lacks, and a line that adds the next."""
    found = find_meeting(request, **address)
    form = AddItemForm(request.POST or None, writing=writing_about(request, found))
    if form.is_valid() and carried_out(form, add_item, meeting=found, by=request.user, **form.particulars()):
        return added(request, found, form.outcome)
    if wants_part(request):
        return HttpResponse(status=422)
    if "next" in request.GET:
        form.fields["line"].widget.attrs["autofocus"] = True
    return render(request, "meetings/agenda.html", editor(request, found) | {"form": form})


def added(request: HttpRequest, meeting: Meeting, item: AgendaItem) -> HttpResponse:
    """The page that adds without leaving gets the list alone, and the words that it says."""
    words = f"{item.label} added"
    if wants_part(request):
        return trigger_client_event(
            render(request, "meetings/parts/agenda_items.html", listed(request, meeting)), "said", {"words": words}
        )
    messages.success(request, words)
    return redirect(f"{request.path}?next=1")


def wants_part(request: HttpRequest) -> bool:
    return bool(request.htmx) and request.method == "POST"  # type: ignore[attr-defined]


def editor(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """The list and what was taken off; before the meeting also the last safe day, what was promised and is lacking."""
    today, can_publish = timezone.localdate(), permissions.can_publish_agenda(meeting)
    taken_off = list(meeting.taken_off.select_related("planned__meeting", "taken_off_by").order_by("-pk"))
    shown = listed(request, meeting)
    comments = chair_comments(meeting)
    shown |= {"can_publish": can_publish, "taken_off": taken_off, "today": today}
    shown |= {"chair": {"comments": comments, "words": chair_words(comments)}}
    if not can_publish:
        return shown
    lines = template_of(meeting, shown["items"], shown["actions"])
    return shown | {
        "deadlines": deadlines(meeting, today, council_calendar()),
        "promised": promised(meeting, today, request.user),
        "lacks": [line.title for line in lacking(lines, taken_off)],
    }


def promised(meeting: Meeting, today: date, user) -> PlannedItemQuerySet:
    """What was planned for this meeting and is not on its agenda yet; what is late comes first."""
    rows = PlannedItem.objects.visible_to(user).offered_to(meeting, today).with_late(today)
    return rows.select_related("meeting").order_by("-is_late", "month", "pk")


def listed(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """The items as the list shows them."""
    items, actions, asked = agenda_items(meeting), open_actions(meeting).count(), asked_tags(meeting)
    considers: dict[int | None, list[slots.Row]] = {}
    for section in slots.sections("agenda", request.user, meeting):
        for tie in section.rows:
            considers.setdefault(tie.key, []).append(tie)
    rows = [
        with_tags(item_row(item, meeting), item, asked) | {"considers": considers.get(item.pk, [])} for item in items
    ]
    for row, item in zip(rows, items, strict=True):
        if item.origin == AgendaItem.Origin.ACTIONS:
            row["tags"].append({"word": f"{actions} open", "look": "neutral"})
    order_link = reverse("agenda_order", kwargs=meeting.address)
    return {"meeting": meeting, "items": items, "actions": actions, "rows": rows, "order_link": order_link}


def item_row(item: AgendaItem, meeting: Meeting) -> dict:
    """An item as the agenda editor shows it."""
    papers = item.papers.all()
    count = len(papers)
    tags = []
    if item.is_private:
        ground = f", paragraph {item.exempt_paragraph}" if item.exempt_paragraph else ""
        tags.append({"word": f"Private{ground}", "look": "warning"})
    if count:
        tags.append({"word": f"{count} paper{'s' if count > 1 else ''}", "look": "good"})
    elif item.delivery in (AgendaItem.Delivery.REPORT, AgendaItem.Delivery.TO_FOLLOW):
        tags.append({"word": "No paper yet", "look": "neutral"})
    unread = {paper.document.unread["word"] for paper in papers if paper.document.unread}
    tags += [{"word": word, "look": "warning"} for word in sorted(unread)]
    standing = "Standing item" if item.is_standing else ""
    notes = [standing, item.presenters, item.get_purpose_display(), item.get_delivery_display()]
    return {
        "id": item.pk,
        "number": item.number,
        "title": item.title,
        "tags": tags,
        "note": " · ".join(filter(None, notes)),
        "change_link": reverse("item_edit", kwargs=meeting.address | {"item": item.pk}),
    }


@require_POST
@verb("meetings.change_meeting")
def agenda_order(request: HttpRequest, **address: str) -> HttpResponse:
    """One item a place up or down, or the whole order after dragging."""
    found = find_meeting(request, **address)
    items = list(found.items.order_by("position"))
    order, moved = asked_order([item.pk for item in items], request.POST)
    try:
        reorder_items(meeting=found, order=order, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(reverse("agenda", kwargs=found.address))
    if moved:
        messages.success(request, moved_words(items, order, moved))
    anchor = f"#item-{moved}" if moved else ""
    return redirect(reverse("agenda", kwargs=found.address) + anchor)


def asked_order(order: list[int], asked) -> tuple[list[int], int | None]:
    """The order of ids that was asked for, and the id that moved, if one button was pressed."""
    for name, by in (("up", -1), ("down", 1)):
        pk = number_or_none(asked.get(name))
        if pk in order:
            return shifted(order, pk, by), pk
    ids = [number_or_none(part) for part in asked.get("order", "").split(",")]
    return [pk for pk in ids if pk is not None], None


def number_or_none(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and text.isascii() and len(text) < 19 else None


def shifted(order: list[int], pk: int, by: int) -> list[int]:
    """``order`` with one id moved by a place; at either end it stays."""
    place = order.index(pk)
    other = min(max(place + by, 0), len(order) - 1)
    result = list(order)
    result[place], result[other] = result[other], result[place]
    return result


def moved_words(items: list[AgendaItem], order: list[int], moved: int) -> str:
    """ "Item 6 is now item 5", or for headings their new place."""
    was = next(item for item in items if item.pk == moved)
    now = AgendaItem.objects.only("number").get(pk=moved)
    if was.number and now.number and was.number != now.number:
        return f"Item {was.number} is now item {now.number}"
    return f"{was.title} is now in place {order.index(moved) + 1}"
