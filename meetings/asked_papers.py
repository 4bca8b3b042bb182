"""What the pages of an agenda and of an item say of the papers that were asked for."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

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
    """ "Paper 3 days late", with "Ask again" beside it; "Paper to read" of one that has come."""
    word, look = request.status(today)
    verb = "Read" if request.is_received else "Ask again" if request.days_late(today) else "See"
    words = f"Paper {word[:1].lower()}{word[1:]}" if not request.is_received else word
    address = reverse("paper_asked", kwargs=meeting.address | {"item": request.item_id, "asked": request.pk})
    return {"word": words, "look": look, "link": address, "link_words": verb}


def with_tags(row: dict[str, Any], tags: Tags) -> dict[str, Any]:
    """A row of the agenda editor with what was asked for; then it needn't say that there is no paper yet."""
    asked = tags.get(row["id"], [])
    own = [tag for tag in row["tags"] if not asked or tag["word"] != NO_PAPER]
    return row | {"tags": own, "asked": asked}


NO_PAPER = "No paper yet"


def requests_of(item: AgendaItem) -> list[dict[str, Any]]:
    """What was asked for under an item, with where each stands and its page."""
    rows = item.paper_requests.select_related("answer_request__owner").order_by("due_on", "pk")
    today = timezone.localdate()
    found = []
    for request in rows:
        request.item = item
        word, look = request.status(today)
        address = reverse("paper_asked", kwargs=item.meeting.address | {"item": item.pk, "asked": request.pk})
        found.append({"asked": request, "word": word, "look": look, "link": address})
    return found
