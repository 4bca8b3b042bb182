"""What of meetings can be withheld, and how it goes out of the publications that froze it."""

from typing import Any

from django.db.models import Q

from meetings.models import AgendaItem, ItemPaper, Meeting, Minute, Pack, Publication
from meetings.operations.packs import drop_previews, withdraw_packs
from scrutiny.models import Document, Letter
from scrutiny.operations import Change
from scrutiny.templatetags.words import short_day
from scrutiny.withholding.columns import register_codes
from scrutiny.withholding.history import names_of
from scrutiny.withholding.kinds import Withholdable, register, register_reprint, register_takedown
from scrutiny.withholding.whole import Gone
from scrutiny.withholding.words import MARK


def of_the_meeting(meeting: Meeting) -> str:
    return f"the meeting of {short_day(meeting.held_on)}"


def nothing_published() -> dict[str, Any]:
    return {
        "for_public": {"items": []},
        "for_members": {"items": []},
        "changes_for_public": [],
        "changes_for_members": [],
    }


def take_down(step: Change, gone: Gone) -> None:
    """Publications keep their day and lose what goes: items, minutes and papers leave the sentence in their place.

    Papers that went keep their place in what was published, so that their addresses say so to everybody; those that
    only a version that went had disclosed are disclosed no more.
    """
    rows = Publication.objects.filter(meeting__in=meetings_of(gone)).order_by("pk")
    names = names_of(gone)
    for publication in rows:
        rewrite_letters(publication, gone, names)
        if gone.of(Meeting) or publication.pk in gone.of(Publication):
            publication.documents.set(publication.documents.filter(pk__in=gone.of(Document)))
            Publication.objects.filter(pk=publication.pk).update(**nothing_published(), reason=marked(publication))
        else:
            Publication.objects.filter(pk=publication.pk).update(
                for_public=without(publication.for_public, gone),
                for_members=without(publication.for_members, gone),
                reason=replaced(publication.reason, names),
                changes_for_public=changes_without(publication.changes_for_public, gone),
                changes_for_members=changes_without(publication.changes_for_members, gone),
            )
        step.touch(publication)


def print_packs_again(step: Change) -> None:
    """The packs of every publication that something went out of, and those that say it themselves; all previews,
    since they can be made again at any time."""
    published = [record.pk for record in step.touched if isinstance(record, Publication)]
    packs = [record.pk for record in step.touched if isinstance(record, Pack)]
    withdraw_packs(Pack.objects.filter(Q(publication__in=published) | Q(pk__in=packs)))
    drop_previews(Pack.objects.all())


def rewrite_letters(publication: Publication, gone: Gone, names: list[Any]) -> None:
    """The letters that said what was published stay, with who got them."""
    whole = gone.of(Meeting) or publication.pk in gone.of(Publication)
    for letter in Letter.objects.about(publication):
        letter.subject = replaced(letter.subject, names)
        letter.body = gone.place if whole else replaced(letter.body, names)
        letter.save(update_fields=["subject", "body"])


def changes_without(changes: list[dict[str, Any]], gone: Gone) -> list[dict[str, Any]]:
    """What changed (of `meetings.changes`), with the sentence where something went."""
    urls = {document.url for document in Document.objects.filter(pk__in=gone.of(Document))}
    return [change_without(change, gone, urls) for change in changes]


def change_without(change: dict[str, Any], gone: Gone, urls: set[str]) -> dict[str, Any]:
    if change["item"] in gone.of(AgendaItem):
        rest = {name: MARK for name in ("was", "paper") if name in change}
        return change | {"title": gone.place} | rest
    if "paper" not in change:
        return change
    is_it = change["url"] in urls if change["url"] else bool(urls) and change["paper"] in gone.held
    return change | {"paper": gone.place} if is_it else change


def marked(publication: Publication) -> str:
    """A revision has to say something."""
    return MARK if publication.reason else ""


def replaced(text: str, names: list[Any]) -> str:
    for name in names:
        text = name.replaced(text)
    return text


def meetings_of(gone: Gone) -> set[int]:
    """The meetings that may have published some of it."""
    papers, items = gone.of(Document), gone.of(AgendaItem)
    minuted = Minute.history.model.objects.filter(id__in=gone.of(Minute)).values("item_id")
    placed = ItemPaper.history.model.objects.filter(document_id__in=papers).values("item_id")
    wanted = AgendaItem.history.model.objects.filter(id__in=[*items, *ids(minuted), *ids(placed)])
    return {
        *gone.of(Meeting),
        *wanted.values_list("meeting_id", flat=True),
        *AgendaItem.objects.filter(pk__in=items).values_list("meeting_id", flat=True),
        *AgendaItem.objects.filter(minutes__in=gone.of(Minute)).values_list("meeting_id", flat=True),
        *AgendaItem.objects.filter(papers__document__in=papers).values_list("meeting_id", flat=True),
        *Publication.objects.filter(documents__in=papers).values_list("meeting_id", flat=True),
        *Publication.objects.filter(pk__in=gone.of(Publication)).values_list("meeting_id", flat=True),
    }


def ids(rows: Any) -> list[int]:
    return [row["item_id"] for row in rows]


def without(content: dict[str, Any], gone: Gone) -> dict[str, Any]:
    """An agenda or minutes (of `meetings.agenda_content`) with the sentence where something went."""
    return content | {"items": [item_without(item, gone) for item in content["items"]]}


def item_without(item: dict[str, Any], gone: Gone) -> dict[str, Any]:
    if item["id"] in gone.of(AgendaItem):
        item = item | {"title": gone.place, "why_private": unsaid(item["why_private"], gone)}
        item |= {name: "" for name in ("text", "presenters", "urgent_because") if name in item}
    if "papers" in item:
        item = item | {"papers": [paper_without(paper, gone) for paper in item["papers"]]}
    if "minutes" in item:
        item = item | {"minutes": [minute_without(minute, item, gone) for minute in item["minutes"]]}
    return item


def unsaid(sentence: str, gone: Gone) -> str:
    """Why an item is private, without the reason that was given in the item's own words."""
    given = max((text for text in gone.held if text in sentence), key=len, default="")
    return sentence.replace(given, MARK) if given else sentence


def paper_without(paper: dict[str, Any], gone: Gone) -> dict[str, Any]:
    """A private paper has no address in the public's version, and is known by its public title."""
    urls = {document.url for document in Document.objects.filter(pk__in=gone.of(Document))}
    is_it = paper["url"] in urls if "url" in paper else bool(urls) and paper["title"] in gone.held
    return {"title": gone.place} if is_it else paper


def minute_without(minute: dict[str, Any], item: dict[str, Any], gone: Gone) -> dict[str, Any]:
    """Known by its item and its words: a publication repeats those that the minute had at the time."""
    mine = Minute.history.model.objects.filter(id__in=gone.of(Minute), item_id=item["id"])
    if not (mine.exists() or Minute.objects.filter(pk__in=gone.of(Minute), item=item["id"]).exists()):
        return minute
    if minute["body"] and minute["body"] not in gone.held:
        return minute
    return minute | {
        "heading": "",
        "body": gone.place,
        "decisions": [unsaid_decision(decision) for decision in minute["decisions"]],
        "actions": [action | {"text": MARK} for action in minute["actions"]],
    }


def unsaid_decision(decision: dict[str, Any]) -> dict[str, Any]:
    return {name: decision[name] for name in ("number", "verb") if name in decision} | {"text": MARK}


def register_withholding() -> None:
    register(
        Withholdable(Meeting, "meeting", "venue", of_the_meeting),
        Withholdable(
            AgendaItem,
            "agenda item",
            "title",
            lambda item: f"an item of {of_the_meeting(item.meeting)}",
            empties=lambda: {"public_title": ""},
        ),
        Withholdable(Minute, "minute", "body", lambda minute: f"a minute of {of_the_meeting(minute.item.meeting)}"),
        Withholdable(
            Publication,
            "version as published",
            "reason",
            lambda row: f"what was published {short_day(row.published_at)} of {of_the_meeting(row.meeting)}",
            under="meeting",
            empties=nothing_published,
        ),
    )
    register_takedown(take_down)
    register_reprint(print_packs_again)
    for audience in ("for_public", "for_members"):
        register_codes(f"meetings.publication.{audience}", "url", "anchor", "due_on")
        register_codes(f"meetings.publication.changes_{audience}", "url", "kind")
    register_codes("meetings.pack.content", "url", "anchor")
    register_codes("meetings.pack.pages", "paper", "first", "last")
    register_codes("meetings.pack.left_out", "paper", "why")
