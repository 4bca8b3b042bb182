"""What a reader sees of a meeting: officers its live rows, everybody else what was published to them."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import timezone

from meetings.agenda_content import MEMBERS, agenda_data, minutes_data
from meetings.audience import Reading, reading_of
from meetings.deadlines import awaits_agenda, deadline_words
from meetings.models import Meeting, Move, Publication
from meetings.operations import agenda_items, meeting_minutes
from scrutiny import slots
from scrutiny.models import council_calendar
from scrutiny.permissions import scope_of


@dataclass(frozen=True)
class MeetingPage:
    """``items`` are those of `agenda_content`, each with its ``minutes`` and ``threads`` (slot rows).

    ``publications`` are all of the meeting's, newest first, with their packs' facts and without their content;
    ``moves`` too are newest first.
    ``has_changed`` is true for officers where the live agenda differs from what was last published.
    """

    meeting: Meeting
    publications: list[Publication]
    items: list[dict[str, Any]]
    has_minutes: bool
    has_changed: bool = False
    moves: list[Move] = field(default_factory=list)
    publish_words: str = ""

    @property
    def agenda(self) -> Publication | None:
        """The newest publication of the agenda."""
        return newest(self.publications, Publication.Kind.of_agenda())

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
    return replace(page, moves=moves, publish_words=publish_words(meeting, user))


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
    agenda = agenda_data(agenda_items(meeting), MEMBERS)
    minutes = minutes_data(meeting_minutes(meeting), MEMBERS)
    reading = Reading(MEMBERS)
    last = contents(meeting, publications, reading)
    has_changed = bool(last) and any(
        now != last.get(name, now) for name, now in (("agenda", agenda), ("minutes", minutes))
    )
    items = with_threads(meeting, user, agenda, minutes, reading)
    return MeetingPage(meeting, publications, items, bool(minutes["items"]), has_changed)


def published_page(meeting: Meeting, user, publications: list[Publication], reading: Reading) -> MeetingPage:
    """The newest agenda and the newest minutes, as they were frozen for this reader."""
    last = contents(meeting, publications, reading)
    agenda, minutes = last.get("agenda", {"items": []}), last.get("minutes", {"items": []})
    items = with_threads(meeting, user, agenda, minutes, reading)
    return MeetingPage(meeting, publications, items, bool(minutes["items"]))


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
