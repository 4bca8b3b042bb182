from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from inspections.filters import InspectionFilter
from inspections.models import Consideration, Inspection
from inspections.thread import item_link
from scrutiny.views.asked import asked_page


def find_inspection(request: HttpRequest, pk: int) -> Inspection:
    rows = Inspection.objects.visible_to(request.user).select_related("authority", "framework__inspectorate")
    return get_object_or_404(rows, pk=pk)


def inspections(request: HttpRequest) -> HttpResponse:
    """Every visit and review on record, newest first."""
    rows = (
        Inspection.objects.visible_to(request.user)
        .select_related("authority", "framework__inspectorate")
        .newest_first()
    )
    found = InspectionFilter(request.GET, rows, request=request)
    return render(request, "inspections/inspections.html", {"filter": found, "page_obj": asked_page(request, found.qs)})


def inspection(request: HttpRequest, pk: int) -> HttpResponse:
    """One visit: what was judged, found and recommended, and where it is known from."""
    found = find_inspection(request, pk)
    visible = Inspection.objects.visible_to(request.user).select_related("authority", "framework__inspectorate")
    considered = Consideration.objects.visible_to(request.user).filter(inspection=found)
    return render(
        request,
        "inspections/inspection.html",
        {
            "inspection": found,
            "judgements": found.judgements.select_related("area__parent", "grade").order_by("area__position"),
            "findings": found.findings.order_by("position"),
            "recommendations": found.recommendations.with_standing(request.user).order_by("position"),
            "papers": found.papers.select_related("document__file").order_by("id"),
            "considered": [
                {"link": item_link(tie.item, request.user), "id": tie.pk}
                for tie in considered.select_related("item__meeting__panel", "item__meeting__year").order_by(
                    "item__meeting__held_on"
                )
            ],
            "earlier": visible.filter(pk=found.earlier_id).first() if found.earlier_id else None,
            "later": visible.filter(earlier=found).order_by("starts_on"),
        },
    )
