"""Following a recommendation: where it was considered, and what its owner says has come of it."""

from datetime import date
from typing import Any

from django.utils import timezone

from inspections.models import Consideration, Inspection, Progress, Recommendation, Update
from meetings.models import AgendaItem
from scrutiny.documents.checks import CheckedFile
from scrutiny.models import Document, File, Office
from scrutiny.operations import Change, Refused, change, keep_document


class SlippedNeedsReason(Refused):
    """Say why it has slipped, and the new date. The first date is kept."""


class UpdateBeforeInspection(Refused):
    """An update can't be older than the inspection that made the recommendation."""


class UpdateInFuture(Refused):
    """An update can't be dated after today: it says what has happened so far."""


class ConsideredInUse(Refused):
    """An update was considered at this item, so the recommendation stays tied to it."""


def consider(
    *, item: AgendaItem, by, inspection: Inspection | None = None, recommendation: Recommendation | None = None
) -> Consideration:
    """The item considered the inspection or the recommendation: exactly one. Saying it twice changes nothing."""
    with change("consider", by=by, about=item.meeting) as step:
        return tie(step, item, inspection=inspection, recommendation=recommendation)


def tie(step: Change, item: AgendaItem, **considered: Any) -> Consideration:
    found = Consideration.objects.filter(item=item, **considered).first()
    return found or step.save(Consideration(item=item, **considered))


def forget(*, consideration: Consideration, by) -> None:
    """The item did not consider it after all. Raises `ConsideredInUse`."""
    if Update.objects.filter(item=consideration.item, recommendation=consideration.recommendation).exists():
        raise ConsideredInUse
    with change("forget", by=by, about=consideration.item.meeting) as step:
        step.delete(consideration)


def add_update(
    *,
    recommendation: Recommendation,
    office: Office,
    made_on: date,
    progress: str,
    text: str,
    by,
    checked: File | CheckedFile | None = None,
    evidence_title: str = "",
    **fields: Any,
) -> Update:
    """What the owner says has become of it. It can't be changed afterwards, only answered by another.

    An update that an item considered ties the item to the recommendation. Raises `SlippedNeedsReason`,
    `UpdateBeforeInspection`.
    """
    if progress == Progress.SLIPPED and not (fields.get("reason") and fields.get("revised_due_on")):
        raise SlippedNeedsReason
    if made_on > timezone.localdate():
        raise UpdateInFuture
    if made_on < recommendation.inspection.starts_on:
        raise UpdateBeforeInspection
    with change("add_update", by=by, about=recommendation) as step:
        update = Update(
            recommendation=recommendation, office=office, made_on=made_on, progress=progress, text=text, **fields
        )
        if checked:
            update.evidence = keep_evidence(step, checked, evidence_title)
        step.save(update)
        if update.item:
            tie(step, update.item, recommendation=recommendation)
    return update


def keep_evidence(step: Change, checked: File | CheckedFile, title: str) -> Document:
    return keep_document(step=step, checked=checked, title=title or "Evidence", kind=Document.Kind.EVIDENCE)
