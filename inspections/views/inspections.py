from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from inspections.filters import InspectionFilter
from inspections.models import Consideration, Inspection
from inspections.standing import tracker_row
from inspections.thread import item_link
from scrutiny.forms.drafted import Writing
from scrutiny.models import Document
from scrutiny.permissions import scope_of
from scrutiny.templatetags.words import short_day
from scrutiny.views.asked import asked_page
from scrutiny.views.drafts import writing


def find_inspection(request: HttpRequest, pk: int) -> Inspection:
    rows = Inspection.objects.visible_to(request.user).select_related("authority", "framework__inspectorate")
    return get_object_or_404(rows, pk=pk)


def writing_about(request: HttpRequest, inspection: Inspection) -> Writing:
    """Somebody before a form about an inspection; under embargo it is private."""
    return writing(request, inspection, private=inspection.is_hidden)


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
    others = Inspection.objects.visible_to(request.user).select_related("authority", "framework__inspectorate")
    context = {
        "inspection": found,
        "may_change": scope_of(request.user).is_officer,
        "facts": facts(found),
        "judgements": found.judgements.select_related("area", "grade").order_by("area__position"),
        "findings": found.findings.order_by("position"),
        "recommendations": [
            tracker_row(row) for row in found.recommendations.with_standing(request.user).order_by("position")
        ],
        "papers": found.papers.filter(document__in=Document.objects.visible_to(request.user))
        .select_related("document__file")
        .order_by("id"),
        "considered": considered_at(found, request.user),
        "earlier": others.filter(pk=found.earlier_id).first() if found.earlier_id else None,
        "later": others.filter(earlier=found).order_by("starts_on"),
    }
    return render(request, "inspections/inspection.html", context)


def facts(inspection: Inspection) -> list[dict[str, str]]:
    """The particulars as the letter gives them; what it doesn't say is left out."""
    rows = [
        ("Looked at", inspection.focus),
        ("Letter", short_day(inspection.letter_on)),
        ("Received", short_day(inspection.received_on)),
        ("Published", short_day(inspection.published_on)),
        ("Addressed to", inspection.addressee),
        ("Lead inspector", inspection.lead_inspector),
        ("Inspectors", ", ".join(inspection.inspector_names)),
    ]
    return [{"key": key, "value": value} for key, value in rows]


def considered_at(inspection: Inspection, user) -> list[dict]:
    """The meeting items that considered the visit itself, newest first."""
    ties = Consideration.objects.visible_to(user).filter(inspection=inspection)
    ties = ties.select_related("item__meeting__panel", "item__meeting__year").order_by("-item__meeting__held_on")
    return [{"id": tie.pk, "link": item_link(tie.item, user)} for tie in ties]
