"""What the pages of an agenda and of an item say of the papers that were asked for."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from meetings import permissions
from meetings.models import AgendaItem, Meeting, PaperRequest

Tags = dict[int, list[dict[str, Any]]]


def asked_tags(meeting: Meeting) -> Tags:
    """For each item what was asked for and is not under it yet, in one query: a word with its look, and a link."""
    rows = PaperRequest.objects.unfinished().filter(item__meeting=meeting).order_by("due_on", "pk")
    found: Tags = {}
    today = timezone.localdate()
    for request in rows:
        found.setdefault(request.item_id, []).append(tag_of(request, meeting, today))
    return found


def tag_of(request: PaperRequest, meeting: Meeting, today: date) -> dict[str, Any]:
    """ "Paper 3 days late", with "Ask again" beside it; "Final paper received", with "Read"."""
    word, look = request.status(today)
    to_read = request.is_received and request.is_unfinished
    verb = "Read" if to_read else "Ask again" if request.days_late(today) else "See"
    words = f"Paper {word[:1].lower()}{word[1:]}" if not request.is_received else word
    address = reverse("paper_asked", kwargs=meeting.address | {"item": request.item_id, "asked": request.pk})
    return {"word": words, "look": look, "link": address, "link_words": verb}


def with_tags(row: dict[str, Any], item: AgendaItem, tags: Tags) -> dict[str, Any]:
    """A row of the agenda editor with what was asked for, in place of the word that there is no paper yet; or else
    with the way to ask for one."""
    asked = tags.get(item.pk, [])
    own = [tag for tag in row["tags"] if not asked or tag["word"] != NO_PAPER]
    ask_link = "" if asked else ask_link_of(item)
    return row | {"tags": own, "asked": asked, "ask_link": ask_link}


def ask_link_of(item: AgendaItem) -> str:
    """Where a paper is asked for; nothing for items that have one or never do."""
    needs_none = item.is_heading or item.origin or item.is_exclusion or len(item.papers.all())
    if needs_none or not permissions.can_ask(item.meeting):
        return ""
    return reverse("paper_ask", kwargs=item.meeting.address | {"item": item.pk})


NO_PAPER = "No paper yet"


def requests_of(item: AgendaItem) -> list[dict[str, Any]]:
    """What was asked for under an item, with where each stands and its page."""
    rows = item.paper_requests.select_related("answer_request__owner").order_by("due_on", "pk")
    today = timezone.localdate()
    found = []
    for request in rows:
        request.item = item
        found.append({"asked": request} | tag_of(request, item.meeting, today))
    return found
