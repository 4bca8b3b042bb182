"""What search may know of an inspection, its findings and recommendations, and of every update."""

from collections.abc import Iterable
from dataclasses import replace

from inspections.models import Finding, Inspection, InspectionPaper, Judgement, Recommendation, Update
from meetings.models import AgendaItem, Meeting
from scrutiny.models import Document, SearchEntry
from scrutiny.search.papers import paper_entries
from scrutiny.search.sources import MEMBERS, OFFICERS, PUBLIC, Found, Source, register, touches

Kind = SearchEntry.Kind


def read_inspection(inspection: Inspection) -> dict[str, list[Found]]:
    """Everybody may find all but the updates that go to a meeting and are not theirs to read; nobody but
    officers before the embargo ends."""
    found = {audience: open_entries(inspection) for audience in (PUBLIC, MEMBERS, OFFICERS)}
    updates = Update.objects.filter(recommendation__inspection=inspection)
    for update in updates.select_related("office", "recommendation", "evidence__file", "item__meeting__panel"):
        for audience in audiences_of(update):
            found[audience].append(update_entry(inspection, update))
        if update.evidence:
            like = placed_as(update, entry(inspection, "", Kind.PAPER, "", "", ""))
            add_paper(found, update.evidence, like, audiences_of(update))
    for paper in inspection.papers.select_related("document__file").order_by("pk"):
        add_paper(found, paper.document, entry(inspection, "", Kind.PAPER, "", "", ""), [PUBLIC, MEMBERS, OFFICERS])
    return found


def add_paper(found: dict[str, list[Found]], document: Document, like: Found, audiences: list[str]) -> None:
    """A private paper is found by officers, and by the members of its own panel."""
    if document.is_private:
        like = replace(like, panel_id=document.panel_id)
        audiences = [MEMBERS, OFFICERS] if document.panel_id and MEMBERS in audiences else [OFFICERS]
    for audience in audiences:
        found[audience] += paper_entries(document, like)


def open_entries(inspection: Inspection) -> list[Found]:
    names = [inspection.focus, inspection.addressee, inspection.lead_inspector, *inspection.inspector_names]
    here = inspection.get_absolute_url()
    found = [
        entry(
            inspection,
            f"inspection:{inspection.pk}",
            Kind.INSPECTION,
            str(inspection),
            "\n".join(filter(None, names)),
            here,
        )
    ]
    for finding in inspection.findings.order_by("position"):
        address = f"{here}#finding-{finding.position}"
        found.append(entry(inspection, f"finding:{finding.pk}", Kind.FINDING, str(inspection), finding.text, address))
    for row in inspection.recommendations.order_by("position"):
        words = "\n".join(filter(None, [row.label, row.addressed_to, str(inspection)]))
        address = row.get_absolute_url()
        found.append(entry(inspection, f"recommendation:{row.pk}", Kind.RECOMMENDATION, row.text, words, address))
    return found


def entry(inspection: Inspection, record: str, kind: str, title: str, text: str, address: str) -> Found:
    day = inspection.letter_on or inspection.published_on or inspection.starts_on
    return Found(record, kind, title, text, address, happened_on=day, hidden_until=inspection.hidden_until)


def audiences_of(update: Update) -> list[str]:
    """Who may read an update: as `UpdateQuerySet.visible_to` says, for each audience at once."""
    item = update.item
    if item is None:
        return [PUBLIC, MEMBERS, OFFICERS]
    if item.published_at is None:
        return [OFFICERS]
    in_public = item.meeting.is_formal and item.meeting.panel.access_rules_apply and not item.is_private
    return [PUBLIC, MEMBERS, OFFICERS] if in_public else [MEMBERS, OFFICERS]


def update_entry(inspection: Inspection, update: Update) -> Found:
    said = [f"{update.get_progress_display()}, says the {update.office}", update.text, update.reason, update.cleared_by]
    words = "\n".join(filter(None, said))
    address = update.recommendation.get_absolute_url()
    return placed_as(
        update, entry(inspection, f"update:{update.pk}", Kind.UPDATE, update.recommendation.text, words, address)
    )


def placed_as(update: Update, found: Found) -> Found:
    """Found with the meeting that the update goes to, on the day that it was made."""
    meeting = update.item.meeting if update.item else None
    panel_id, year_id = (meeting.panel_id, meeting.year_id) if meeting else (None, None)
    return replace(found, panel_id=panel_id, year_id=year_id, happened_on=update.made_on)


def all_inspections() -> Iterable[Inspection]:
    rows = Inspection.objects.select_related("authority", "framework__inspectorate").order_by("starts_on", "pk")
    return rows.iterator(chunk_size=100)


def with_updates_at(item: AgendaItem) -> Iterable[Inspection]:
    """Whether updates may be found follows from the item that they go to."""
    return Inspection.objects.filter(recommendations__updates__item=item).distinct()


def with_updates_at_meeting(meeting: Meeting) -> Iterable[Inspection]:
    return Inspection.objects.filter(recommendations__updates__item__meeting=meeting).distinct()


def of_document(document: Document) -> Iterable[Inspection]:
    sources = Inspection.objects.filter(papers__document=document)
    return (sources | Inspection.objects.filter(recommendations__updates__evidence=document)).distinct()


def register_search() -> None:
    register(Source(Inspection, all_inspections, read_inspection))
    touches(Judgement, lambda judgement: [judgement.inspection])
    touches(Finding, lambda finding: [finding.inspection])
    touches(InspectionPaper, lambda paper: [paper.inspection])
    touches(Recommendation, lambda row: [row.inspection])
    touches(Update, lambda update: [update.recommendation.inspection])
    touches(AgendaItem, with_updates_at)
    touches(Meeting, with_updates_at_meeting)
    touches(Document, of_document)
