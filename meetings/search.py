"""What search may know of a meeting: the public and members what was published to them, officers the live rows.

Of an item from which a member is excluded, members find what the public finds; somebody named for one finds it on the
meeting's page alone.
"""

from collections.abc import Iterable
from typing import Any

from meetings.agenda_content import MEMBERS as MEMBERS_DATA
from meetings.agenda_content import PUBLIC as PUBLIC_DATA
from meetings.agenda_content import agenda_data, minutes_data
from meetings.audience import Reading, read_by_some
from meetings.meeting_page import contents
from meetings.models import Action, AgendaItem, Decision, ItemPaper, ItemReader, Meeting, Minute, Publication
from meetings.operations.publishing import agenda_items, meeting_minutes
from scrutiny.models import Document, SearchEntry
from scrutiny.search.papers import paper_entries
from scrutiny.search.sources import MEMBERS, OFFICERS, PUBLIC, Found, Source, register, touches

Kind = SearchEntry.Kind


def read_meeting(meeting: Meeting) -> dict[str, list[Found]]:
    publications = list(meeting.publications.newest_first().defer("for_public", "for_members"))
    documents = papers_of(meeting)
    live = {
        "agenda": agenda_data(agenda_items(meeting), MEMBERS_DATA),
        "minutes": minutes_data(meeting_minutes(meeting), MEMBERS_DATA),
    }
    found = {
        MEMBERS: entries(meeting, contents(meeting, publications, read_by_some(meeting)), documents),
        OFFICERS: entries(meeting, live, documents),
    }
    if meeting.is_formal and meeting.panel.access_rules_apply:
        open_papers = {url: paper for url, paper in documents.items() if not paper.is_private}
        found[PUBLIC] = entries(meeting, contents(meeting, publications, Reading(PUBLIC_DATA)), open_papers)
    return found


def papers_of(meeting: Meeting) -> dict[str, Document]:
    """The meeting's papers by address: those on its items now, and those that it ever published."""
    rows = Document.objects.filter(item_paper__item__meeting=meeting) | Document.objects.filter(
        publications__meeting=meeting
    )
    return {document.url: document for document in rows.select_related("file").distinct()}


def entries(meeting: Meeting, content: dict[str, Any], documents: dict[str, Document]) -> list[Found]:
    """The meeting, and each item, paper and minute of ``content`` (of `agenda_content`)."""
    found = [
        entry(
            meeting, f"meeting:{meeting.pk}", Kind.MEETING, str(meeting), f"{meeting.venue}\n{meeting.reason}".strip()
        )
    ]
    items = content.get("agenda", {"items": []})["items"]
    for item in items:
        found += item_entries(meeting, item, documents)
    for item in content.get("minutes", {"items": []})["items"]:
        for number, minute in enumerate(item["minutes"], start=1):
            found += minute_entries(meeting, item, f"{item['id']}.{number}", minute)
    return found


def entry(meeting: Meeting, record: str, kind: str, title: str, text: str, anchor: str = "") -> Found:
    return Found(
        record=record,
        kind=kind,
        title=title,
        text=text,
        address=meeting.get_absolute_url() + (f"#{anchor}" if anchor else ""),
        panel_id=meeting.panel_id,
        year_id=meeting.year_id,
        happened_on=meeting.held_on,
    )


def item_entries(meeting: Meeting, item: dict[str, Any], documents: dict[str, Document]) -> list[Found]:
    words = "\n".join(filter(None, [item["text"], item["presenters"]]))
    found = [entry(meeting, f"item:{item['id']}", Kind.ITEM, item["title"], words, item["anchor"])]
    for paper in item["papers"]:
        document = documents.get(paper.get("url", ""))
        if document:
            found += paper_entries(document, entry(meeting, "", Kind.PAPER, "", ""))
    return found


def minute_entries(meeting: Meeting, item: dict[str, Any], key: str, minute: dict[str, Any]) -> list[Found]:
    title = minute["heading"] or item["title"]
    found = [entry(meeting, f"minute:{key}", Kind.MINUTE, title, minute["body"], item["anchor"])]
    for number, decision in enumerate(minute["decisions"], start=1):
        more = [decision.get(name, "") for name in ("refers_to", "voters")]
        words = "\n".join(filter(None, [f"{decision['verb']} {decision['text']}", *more]))
        found.append(entry(meeting, f"decision:{key}.{number}", Kind.DECISION, title, words, item["anchor"]))
    for number, action in enumerate(minute["actions"], start=1):
        words = f"{action['text']} {action['owner']}"
        found.append(entry(meeting, f"action:{key}.{number}", Kind.ACTION, title, words, item["anchor"]))
    return found


def all_meetings() -> Iterable[Meeting]:
    rows = Meeting.objects.select_related("panel", "year").order_by("held_on", "pk")
    return rows.iterator(chunk_size=100)


def of_document(document: Document) -> list[Meeting]:
    on_items = Meeting.objects.filter(items__papers__document=document)
    published = Meeting.objects.filter(publications__documents=document)
    return list((on_items | published).select_related("panel", "year").distinct())


def register_search() -> None:
    register(Source(Meeting, all_meetings, read_meeting))
    touches(AgendaItem, lambda item: [item.meeting])
    touches(ItemPaper, lambda paper: [paper.item.meeting])
    touches(ItemReader, lambda reader: [reader.item.meeting])
    touches(Minute, lambda minute: [minute.item.meeting])
    touches(Decision, lambda decision: [decision.minute.item.meeting])
    touches(Action, lambda action: [action.minute.item.meeting])
    touches(Publication, lambda publication: [publication.meeting])
    touches(Document, of_document)
