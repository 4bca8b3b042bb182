"""What a reader sees of a meeting: officers its live rows, everybody else what was published to them."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils import timezone

from meetings.agenda_content import MEMBERS, agenda_data
from meetings.audience import Reading, reading_of
from meetings.changes import ITEM_ADDED, at_its_item, in_words
from meetings.deadlines import awaits_agenda, deadline_words
from meetings.models import Meeting, Move, Publication
from meetings.operations import agenda_items, meeting_minutes, whole_minutes
from scrutiny import slots
from scrutiny.models import council_calendar
from scrutiny.permissions import scope_of


@dataclass(frozen=True)
class Notice:
    """What a reader must not miss of a version: that it was late, or what was new in it.

    ``changes`` are words and the anchor of the item where it is. ``counted_to`` is the day to which its clear days were
    counted, where the meeting has moved to another one since.
    """

    publication: Publication
    changes: list[tuple[str, str]]
    counted_to: date | None = None


@dataclass(frozen=True)
class MeetingPage:
    """``items`` are those of `agenda_content`, each with its ``minutes`` and ``threads`` (slot rows).

    ``publications`` are all of the meeting's, newest first, with their packs' facts and without their content;
    ``moves`` too are newest first.
    ``record`` is what the minutes say of the meeting as a whole, of the shape of `record_data`.
    ``has_changed`` is true for officers where the live agenda differs from what was last published.
    """

    meeting: Meeting
    publications: list[Publication]
    items: list[dict[str, Any]]
    has_minutes: bool
    has_changed: bool = False
    moves: list[Move] = field(default_factory=list)
    publish_words: str = ""
    notices: tuple[Notice, ...] = ()
    record: dict[str, Any] = field(default_factory=dict)

    @property
    def agenda(self) -> Publication | None:
        """The newest publication of the agenda."""
        return newest(self.publications, Publication.Kind.of_agenda())

    @property
    def whole_agenda(self) -> Publication | None:
        """The newest that went out with all its papers."""
        return newest(self.publications, Publication.Kind.whole_agendas())

    @property
    def supplements(self) -> list[Publication]:
        """What followed it, oldest first."""
        last = self.whole_agenda
        rows = [row for row in self.publications if row.kind == Publication.Kind.SUPPLEMENT]
        return [row for row in reversed(rows) if last and row.published_at >= last.published_at]

    @property
    def agreed(self) -> list[dict[str, Any]]:
        """The items on which something was agreed or taken on: what comes first after the meeting."""
        return [
            item for item in self.items if any(minute["decisions"] or minute["actions"] for minute in item["minutes"])
        ]


def newest(publications: list[Publication], kinds: list[Publication.Kind]) -> Publication | None:
    return next((publication for publication in publications if publication.kind in kinds), None)


def meeting_page(meeting: Meeting, user) -> MeetingPage:
    page = page_for(meeting, user)
    moves = list(meeting.moves.order_by("-pk")) if meeting.previous_on else []
    told = tuple(replace(each, counted_to=counted_to(each.publication, meeting, moves)) for each in page.notices)
    return replace(page, moves=moves, notices=told, publish_words=publish_words(meeting, user))


def publish_words(meeting: Meeting, user) -> str:
    """By when officers must publish the agenda of a meeting to come."""
    today = timezone.localdate()
    if not scope_of(user).is_officer or not awaits_agenda(meeting, today):
        return ""
    return deadline_words(meeting, today, council_calendar())


def page_for(meeting: Meeting, user) -> MeetingPage:
    reading = reading_of(meeting, user)
    rows = meeting.publications.newest_first().with_packs(reading.pack).select_related("published_by")
    publications = list(rows.defer("for_public", "for_members"))
    if scope_of(user).sees_everything:
        return live_page(meeting, user, publications)
    return published_page(meeting, user, publications, reading)


def live_page(meeting: Meeting, user, publications: list[Publication]) -> MeetingPage:
    """What the records say now, and whether that is what was published."""
    live = agenda_items(meeting)
    agenda = agenda_data(live, MEMBERS)
    is_over = meeting.state == Meeting.State.HELD
    minutes = whole_minutes(meeting, meeting_minutes(meeting), MEMBERS) if is_over else {"items": []}
    reading = Reading(MEMBERS)
    last = contents(meeting, publications, reading)
    has_changed = bool(last) and any(
        now != last.get(name, now) for name, now in (("agenda", agenda), ("minutes", minutes))
    )
    urgency = {item.pk: item.get_urgency_display() for item in live}
    items = [
        item | {"urgency": urgency.get(item["id"], "")}
        for item in with_news(with_threads(meeting, user, agenda, minutes, reading), publications, reading)
    ]
    told = notices(publications, items, reading)
    has_minutes = bool(minutes["items"])
    return MeetingPage(meeting, publications, items, has_minutes, has_changed, notices=told, record=minutes)


def published_page(meeting: Meeting, user, publications: list[Publication], reading: Reading) -> MeetingPage:
    """The newest agenda and the newest minutes, as they were frozen for this reader."""
    last = contents(meeting, publications, reading)
    agenda, minutes = last.get("agenda", {"items": []}), last.get("minutes", {"items": []})
    items = with_news(with_threads(meeting, user, agenda, minutes, reading), publications, reading)
    has_minutes, told = bool(minutes["items"]), notices(publications, items, reading)
    return MeetingPage(meeting, publications, items, has_minutes, notices=told, record=minutes)


def changes_in(publication: Publication, reading: Reading) -> list[dict[str, Any]]:
    """What is new in a version for this reader: of an item that they read otherwise, what the others are told."""
    own, other = publication.changes_for_public, publication.changes_for_members
    if reading.audience == MEMBERS:
        own, other = other, own
    mine = [change for change in own if change["item"] not in reading.otherwise]
    return mine + [change for change in other if change["item"] in reading.otherwise]


def notices(publications: list[Publication], items: list[dict[str, Any]], reading: Reading) -> tuple[Notice, ...]:
    """Of every version that was late, gave a reason or came after another, newest first."""
    anchors = {item["id"]: item["anchor"] for item in items}
    found = [
        Notice(row, [(in_words(each), anchors.get(each["item"], "")) for each in changes_in(row, reading)])
        for row in publications
    ]
    further = Publication.Kind.of_further_agenda()
    return tuple(
        each
        for each in found
        if each.publication.reason or each.publication.how_late or each.publication.kind in further
    )


def day_counted_to(publication: Publication) -> date | None:
    """`counted_to` of one version alone."""
    meeting = publication.meeting
    return counted_to(publication, meeting, list(meeting.moves.order_by("-pk"))) if meeting.previous_on else None


def counted_to(publication: Publication, meeting: Meeting, moves: list[Move]) -> date | None:
    """When the meeting was to be as the version went out, if it is on another day now; ``moves`` are newest first."""
    since = [move.held_on for move in moves if move.moved_at > publication.published_at]
    return since[-1] if since and since[-1] != meeting.held_on else None


def with_news(items: list[dict[str, Any]], publications: list[Publication], reading: Reading) -> list[dict[str, Any]]:
    """Each item with what came to it after the agenda was out, oldest first: "Report added" and the day.

    ``late_with_all`` marks the items of a late agenda, of which the top of the page says why.
    """
    news: dict[int, list[dict[str, Any]]] = {}
    added: set[int] = set()
    for row in reversed(publications):
        for each in changes_in(row, reading):
            line = {"words": at_its_item(each), "on": row.published_at}
            if each["item"] is not None and line not in news.setdefault(each["item"], []):
                news[each["item"]].append(line)
            if each["kind"] == ITEM_ADDED:
                added.add(each["item"])
    return [
        item | {"news": news.get(item["id"], []), "late_with_all": late_as_a_whole(publications, item, added)}
        for item in items
    ]


def late_as_a_whole(publications: list[Publication], item: dict[str, Any], added: set[int]) -> bool:
    first = newest(publications, [Publication.Kind.AGENDA])
    if first is None or first.lateness != Publication.Lateness.LATE_AGENDA or item["id"] in added:
        return False
    return item.get("urgent_because") in ("", first.reason)


def contents(meeting: Meeting, publications: list[Publication], reading: Reading) -> dict[str, Any]:
    """The newest frozen ``agenda`` and ``minutes``, in one query."""
    agenda = newest(publications, Publication.Kind.of_agenda())
    minutes = newest(publications, Publication.Kind.of_minutes())
    wanted = {row.pk: name for name, row in (("agenda", agenda), ("minutes", minutes)) if row}
    if not wanted:
        return {}
    rows = meeting.publications.filter(pk__in=wanted).values_list("pk", *reading.columns)
    return {wanted[pk]: reading.content(*columns) for pk, *columns in rows}


def with_threads(
    meeting: Meeting, user, agenda: dict[str, Any], minutes: dict[str, Any], reading: Reading
) -> list[dict[str, Any]]:
    """Each item with what the minutes say of it, what other apps tie to it, and whether this reader ``reads_it``.

    What was taken without being on the agenda that was published comes last.
    """
    threads: dict[int | None, list[slots.Row]] = {}
    for section in slots.sections("meeting", user, meeting):
        for row in section.rows:
            threads.setdefault(row.key, []).append(row)
    written = {item["id"]: item for item in minutes["items"]}
    listed = {item["id"] for item in agenda["items"]}
    items = agenda["items"] + [item for pk, item in written.items() if pk not in listed]
    return [
        item
        | {
            "minutes": written.get(item["id"], {}).get("minutes", []),
            "threads": threads.get(item["id"], []),
            "reads_it": reading.reads(item["id"]),
        }
        for item in items
    ]
