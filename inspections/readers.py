"""Which papers inspections have disclosed: their sources, and the evidence of updates."""

from django.db.models import Exists, OuterRef, Q

from inspections.models import Inspection, InspectionPaper, Recommendation, Update
from scrutiny import readers


def sources_of_inspections(user) -> Q:
    papers = InspectionPaper.objects.filter(document=OuterRef("pk"), inspection__in=Inspection.objects.visible_to(user))
    return Q(Exists(papers))


def evidence_of_updates(user) -> Q:
    updates = Update.objects.visible_to(user).filter(
        evidence=OuterRef("pk"), recommendation__in=Recommendation.objects.visible_to(user)
    )
    return Q(Exists(updates))


def register() -> None:
    readers.register(sources_of_inspections)
    readers.register(evidence_of_updates)
