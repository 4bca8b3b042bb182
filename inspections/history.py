"""History of inspections and recommendations: what each operation did, in the office's words."""

from typing import Any

from inspections.models import (
    Area,
    Consideration,
    Finding,
    Framework,
    Grade,
    Inspection,
    InspectionPaper,
    Inspectorate,
    Judgement,
    Recommendation,
    Update,
)
from scrutiny.history.kinds import Kind, OwnWords, Told, at_its_own, register, tell


def source_added(facts: dict[str, Any]) -> Told:
    return Told("Source added", facts.get("title", ""))


def source_removed(facts: dict[str, Any]) -> Told:
    return Told("Source taken off", facts.get("title", ""))


VERBS: dict[str, Any] = {
    "seed_frameworks": "Frameworks of the inspectorates entered",
    "add_inspection": "Inspection added",
    "edit_inspection": "Inspection changed",
    "judge": "Judgements entered",
    "write_findings": "Findings written",
    "add_recommendation": "Recommendation added",
    "edit_recommendation": "Recommendation corrected",
    "remove_recommendation": "Recommendation removed",
    "attach_source": source_added,
    "remove_source": source_removed,
    "consider": "Tied to a meeting item that considered it",
    "forget": "No longer tied to a meeting item",
    "add_update": "Update added",
}

WORDS_OF_INSPECTION = OwnWords(("focus", "addressee", "lead_inspector", "inspectors"), "inspections.change_inspection")
WORDS_OF_FINDING = OwnWords(("heading", "text"), "inspections.change_inspection", version_of="inspection")
WORDS_OF_RECOMMENDATION = OwnWords(("text", "addressed_to"), "inspections.change_inspection")

OF_ITS_VISIT = ("framework__inspectorate", "authority")


def tell_history() -> None:
    register(
        Kind(
            Inspection,
            "inspection",
            ("framework", "starts_on"),
            related=OF_ITS_VISIT,
            page=at_its_own,
            words=WORDS_OF_INSPECTION,
        ),
        Kind(Judgement, "judgement", ("area",), under=("inspection",), related=("area", "grade")),
        Kind(Finding, "finding", ("position",), under=("inspection",), words=WORDS_OF_FINDING),
        Kind(
            Recommendation,
            "recommendation",
            ("number", "text"),
            under=("inspection",),
            page=at_its_own,
            words=WORDS_OF_RECOMMENDATION,
        ),
        Kind(
            InspectionPaper,
            "source's place",
            ("document",),
            under=("inspection",),
            holds=("document",),
            related=("document",),
        ),
        Kind(Update, "update", ("progress", "made_on"), under=("recommendation",), holds=("evidence",)),
        Kind(
            Consideration,
            "tie",
            ("item", "recommendation", "inspection"),
            under=("item", "recommendation", "inspection"),
            related=(
                "item",
                "recommendation",
                "inspection__authority",
                "inspection__framework__inspectorate",
            ),
        ),
        Kind(Inspectorate, "inspectorate", ("name",)),
        Kind(Framework, "framework", ("name",), related=("inspectorate",)),
        Kind(Area, "area", ("name",)),
        Kind(Grade, "grade", ("name",)),
    )
    tell(VERBS)
