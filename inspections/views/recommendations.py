from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from inspections.filters import RecommendationFilter
from inspections.models import Consideration, Progress, Recommendation
from inspections.standing import sentence, tracker_row
from inspections.thread import turns_of
from scrutiny.forms.drafted import Writing
from scrutiny.models import Open, is_withheld
from scrutiny.permissions import scope_of
from scrutiny.views.asked import asked_page
from scrutiny.views.drafts import writing
from scrutiny.views.gone import unless_withheld


def find_recommendation(request: HttpRequest, slug: str) -> Recommendation:
    rows = Recommendation.objects.visible_to(request.user).with_standing(request.user)
    rows = rows.select_related("inspection__authority", "inspection__framework__inspectorate")
    return unless_withheld(get_object_or_404(rows.annotate(withheld=is_withheld(Recommendation)), slug=slug))


def writing_of(request: HttpRequest, recommendation: Recommendation) -> Writing:
    """Somebody before a form about a recommendation. It is private under embargo, or where a private item was
    about it."""
    private_items = Consideration.objects.filter(recommendation=recommendation).exclude(item__openness=Open.OPEN)
    return writing(request, recommendation, private=recommendation.inspection.is_hidden or private_items.exists())


def recommendations(request: HttpRequest) -> HttpResponse:
    """The tracker: each recommendation with what its owner says of it."""
    rows = Recommendation.objects.visible_to(request.user).with_standing(request.user)
    rows = rows.select_related("inspection__authority", "inspection__framework__inspectorate").in_order()
    found = RecommendationFilter(request.GET, rows, request=request)
    page_obj = asked_page(request, found.qs)
    context = {
        "filter": found,
        "page_obj": page_obj,
        "rows": [tracker_row(row) for row in page_obj],
        "counts": counts(found.qs),
    }
    return render(request, "inspections/recommendations.html", context)


def counts(rows) -> list[tuple[str, int]]:
    """How many of the rows are where, in words: from the same rows as the table."""
    by_progress = dict(rows.order_by().values_list("newest_progress").annotate(Count("pk")))
    named = [(label.lower(), by_progress.get(value, 0)) for value, label in Progress.choices]
    return [(label, count) for label, count in [*named, ("without an update", by_progress.get(None, 0))] if count]


def recommendation(request: HttpRequest, slug: str) -> HttpResponse:
    """The thread: where it came from, everything that was done about it since, and where each turn was discussed."""
    found: Any = find_recommendation(request, slug)
    turns = turns_of(found, request.user)
    siblings = found.inspection.recommendations.exclude(pk=found.pk).order_by("position")
    ties = Consideration.objects.filter(recommendation=found).select_related(
        "item__meeting__panel", "item__meeting__year"
    )
    context = {
        "recommendation": found,
        "sentence": sentence(found.newest),
        "may_change": scope_of(request.user).is_officer,
        "turns": turns,
        "marks": [turn for turn in reversed(turns) if turn.word],
        "siblings": siblings,
        "ties": ties.visible_to(request.user).order_by("item__meeting__held_on", "item__position"),
    }
    return render(request, "inspections/recommendation.html", context)
