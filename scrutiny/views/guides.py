from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render


class Guide(NamedTuple):
    """A short guide to one task, in ``templates/help/<slug>.html``."""

    slug: str
    title: str
    about: str


GUIDES = (
    Guide(
        "plan-the-year", "Plan a year of meetings", "Paste the dates, look at the warnings, accept them all at once."
    ),
    Guide(
        "write-an-agenda", "Write an agenda", "What fills itself, adding items by keyboard, order, taking items off."
    ),
    Guide("ask-for-papers", "Ask for papers", "Write to an author, chase, read what came, send it back."),
    Guide(
        "keep-something-private", "Keep something private", "Exempt and confidential items, and who still reads them."
    ),
    Guide("publish-and-send", "Publish and send", "The check before publishing, who gets a letter, the pack."),
    Guide("add-something-late", "Add something late", "Supplements, late items and corrections after publication."),
    Guide("move-or-cancel", "Move or cancel a meeting", "The old date, the reason, and who is told."),
    Guide(
        "record-who-was-there",
        "Record who was there",
        "Apologies before the day, who came and left, officers and guests, what was declared.",
    ),
    Guide(
        "write-the-minutes", "Write the minutes", "Item by item, decisions by a key, actions from a sentence, votes."
    ),
    Guide(
        "how-days-are-counted", "How days are counted", "Clear days, the last safe day, and the days that don’t count."
    ),
    Guide("answer-by-link", "Answer a request", "For authors and owners who were sent a link."),
)
BY_SLUG = {guide.slug: guide for guide in GUIDES}


def guides(request: HttpRequest) -> HttpResponse:
    """The list of guides."""
    return render(request, "help/guides.html", {"guides": GUIDES})


def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """One of them. Raises ``Http404``."""
    if slug not in BY_SLUG:
        raise Http404
    return render(request, f"help/{slug}.html", {"guide": BY_SLUG[slug]})
