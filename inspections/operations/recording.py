"""Entering an inspection: the visit, its grades, findings, recommendations and sources."""

from typing import Any

from django.db.models import Max, ProtectedError
from django.urls import reverse
from django.utils.text import slugify

from inspections.models import Area, Finding, Framework, Grade, Inspection, InspectionPaper, Judgement, Recommendation
from scrutiny.documents.checks import CheckedFile
from scrutiny.models import Authority, Document, File
from scrutiny.operations import Refused, change, claim, claim_address, free_path, keep_document

MOST_ALIKE = 100


class NotOnItsScale(Refused):
    """This area or grade belongs to another framework. Choose from the inspection's own framework."""


class FrameworkInUse(Refused):
    """This inspection has judgements under its framework. Clear them before you choose another."""


class RecommendationInUse(Refused):
    """This recommendation has updates or was considered at a meeting. It stays on record."""


def add_inspection(*, authority: Authority, framework: Framework, by, **fields: Any) -> Inspection:
    """Enter a visit or review. One visit is one inspection, however many papers speak of it."""
    with change("add_inspection", by=by) as step:
        inspection = step.save(Inspection(authority=authority, framework=framework, **fields))
        claim_address(record=inspection)
    return inspection


def edit_inspection(*, inspection: Inspection, by, seen: int | None = None, **fields: Any) -> Inspection:
    """Change the particulars. Raises `ChangedMeanwhile`, `FrameworkInUse`."""
    framework = fields.get("framework", inspection.framework)
    if inspection.judgements.exclude(area__framework=framework).exists():
        raise FrameworkInUse
    with change("edit_inspection", by=by) as step:
        claim(inspection, seen)
        return step.save(inspection, **fields)


def judge(*, inspection: Inspection, grades: dict[Area, Grade | None], by, seen: int | None = None) -> None:
    """Set the grade of each area named; None takes a grade away. Raises `NotOnItsScale`, `ChangedMeanwhile`."""
    known = {judgement.area_id: judgement for judgement in inspection.judgements.all()}
    with change("judge", by=by, about=inspection) as step:
        claim(inspection, seen)
        for area, grade in grades.items():
            if area.framework_id != inspection.framework_id or (grade and grade.framework_id != area.framework_id):
                raise NotOnItsScale
            judgement = known.get(area.pk)
            if grade is None and judgement:
                step.delete(judgement)
            elif grade and (judgement is None or judgement.grade_id != grade.pk):
                step.save(judgement or Judgement(inspection=inspection, area=area), grade=grade)


def write_findings(*, inspection: Inspection, texts: list[str], by, seen: int | None = None) -> list[Finding]:
    """The findings of an inspection, in the order of its letter; those that read as before stay as they are."""
    known = list(inspection.findings.order_by("position"))
    with change("write_findings", by=by, about=inspection) as step:
        claim(inspection, seen)
        for position, text in enumerate(texts, start=1):
            if position > len(known):
                step.save(Finding(inspection=inspection, position=position, text=text))
            elif known[position - 1].text != text:
                step.save(known[position - 1], text=text)
        for finding in known[len(texts) :]:
            step.delete(finding)
    return list(inspection.findings.order_by("position"))


def add_recommendation(*, inspection: Inspection, text: str, by, **fields: Any) -> Recommendation:
    """What the inspection asked for, at an address that it keeps for ever."""
    with change("add_recommendation", by=by, about=inspection) as step:
        claim(inspection, None)
        last = inspection.recommendations.aggregate(last=Max("position"))["last"] or 0
        recommendation = Recommendation(inspection=inspection, position=last + 1, text=text, **fields)
        recommendation.slug = free_slug(recommendation)
        step.save(recommendation)
        claim_address(record=recommendation)
    return recommendation


def free_slug(recommendation: Recommendation) -> str:
    """``thornmere-ofsted-2026-05-12-1``; a further ``-2`` where another recommendation has or had that."""
    inspection = recommendation.inspection
    parts = [
        inspection.authority.name,
        inspection.framework.inspectorate.short_name,
        inspection.starts_on.isoformat(),
        recommendation.number or str(recommendation.position),
    ]
    stem = slugify(" ".join(parts))[:110]
    taken = set(Recommendation.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(
        slug
        for slug in [stem, *(f"{stem}-{n}" for n in range(2, MOST_ALIKE))]
        if slug not in taken and free_path(path=reverse("recommendation", args=[slug]), record=recommendation)
    )


def edit_recommendation(
    *, recommendation: Recommendation, by, seen: int | None = None, **fields: Any
) -> Recommendation:
    """Correct how it was entered. Its address stays. Raises `ChangedMeanwhile`."""
    with change("edit_recommendation", by=by, about=recommendation.inspection) as step:
        claim(recommendation, seen)
        return step.save(recommendation, **fields)


def remove_recommendation(*, recommendation: Recommendation, by) -> None:
    """Take out what was entered by mistake. Raises `RecommendationInUse` once anything was done about it."""
    if recommendation.considerations.exists():
        raise RecommendationInUse
    with change("remove_recommendation", by=by, about=recommendation.inspection) as step:
        try:
            step.delete(recommendation)
        except ProtectedError as error:
            raise RecommendationInUse from error


def attach_source(*, inspection: Inspection, checked: File | CheckedFile, title: str, by, **fields: Any) -> Document:
    """A paper that this inspection is known from: the letter, slides, a later report."""
    with change("attach_source", by=by, about=inspection, title=title) as step:
        claim(inspection, None)
        document = keep_document(step=step, checked=checked, title=title, **fields)
        step.save(InspectionPaper(inspection=inspection, document=document))
    return document


def remove_source(*, paper: InspectionPaper, by) -> None:
    """Take a source off. The bytes stay for the officers' history; nobody else reaches them any more."""
    with change("remove_source", by=by, about=paper.inspection, title=paper.document.title) as step:
        claim(paper.inspection, None)
        step.delete(paper)
