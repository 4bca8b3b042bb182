from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from inspections.models import Recommendation
from inspections.views.inspections import find_inspection
from scrutiny.views.access import verb
from scrutiny.views.history import record_history


@verb("scrutiny.read_history")
def inspection_history(request: HttpRequest, pk: int) -> HttpResponse:
    """What happened to the inspection, its judgements, findings, recommendations and sources."""
    return record_history(request, find_inspection(request, pk))


@verb("scrutiny.read_history")
def recommendation_history(request: HttpRequest, slug: str) -> HttpResponse:
    """What happened to the recommendation, its updates and its ties to meeting items."""
    return record_history(request, get_object_or_404(Recommendation.objects.visible_to(request.user), slug=slug))
