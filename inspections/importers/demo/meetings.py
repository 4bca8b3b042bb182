"""Meetings: called for the year, agendas written and published, held or called off, minuted."""

from datetime import date, datetime, time, timedelta
from functools import partial

from inspections.importers.demo.attendance import note_attendance
from inspections.importers.demo.papers import Papers, paper_fields
from inspections.importers.demo.story import Moment, Moments, Row, Story, day, item_key, on
from meetings.models import AgendaItem, Meeting, Minute
from meetings.operations import (
    add_item,
    attach_paper,
    call_meeting,
    call_off,
    edit_item,
    mark_held,
    move_meeting,
    publish_agenda,
    publish_minutes,
    record_action,
    write_minute,
)
from meetings.operations.filling import ACTIONS, apart
from scrutiny.models import Office, Panel, Person

DRAFTED_BEFORE = timedelta(days=7)


def moments(story: Story, papers: Papers) -> Moments:
    years = {row["key"]: row for row in story.rows("years")}
    for row in story.rows("meetings"):
        yield Moment(on(years[row["year"]]["starts"], "14:00"), partial(call, story, row))
        yield Moment(drafted_at(story, row), partial(draft_agenda, story, row))
        yield from papers_moments(story, row, papers)
        yield from publishing_moments(story, row)
        if row["moved_from"]:
            yield Moment(on(row["moved_from"]["decided_on"], "15:00"), partial(move, story, row))
        if row["state"] == "cancelled":
            yield Moment(on(row["cancelled_on"], "09:00"), partial(cancel, story, row))
        if row["state"] == "held":
            yield from minutes_moments(story, row)


def drafted_at(story: Story, row: Row) -> datetime:
    """Agendas are drafted a week before they go out; those that have not gone out, two days ago or when they say."""
    if row["agenda_published_on"]:
        return on(row["agenda_published_on"]) - DRAFTED_BEFORE
    return on(row["drafted_on"]) if "drafted_on" in row else on(story.lists["today"]) - timedelta(days=2)


def papers_moments(story: Story, row: Row, papers: Papers) -> Moments:
    """A paper is attached on its own date, but not before there is an item for it."""
    dates = {paper["key"]: paper["date"] for paper in story.rows("papers")}
    for item in row["items"]:
        for key in item["papers"]:
            at = max(on(dates[key], "15:00"), drafted_at(story, row) + timedelta(hours=1))
            yield Moment(at, partial(attach, story, item_key(row["key"], item["number"]), papers, key))


def publishing_moments(story: Story, row: Row) -> Moments:
    if row["agenda_published_on"]:
        late = row["lateness"] or {"kind": "", "reason": ""}
        yield Moment(on(row["agenda_published_on"], "16:30"), partial(publish, story, row, late))
    for supplement in row["supplements"]:
        yield Moment(on(supplement["on"], "16:30"), partial(publish, story, row, supplement))


def minutes_moments(story: Story, row: Row) -> Moments:
    """Minutes are written on the day after the meeting."""
    over = on(row["date"], row["start"]) + timedelta(hours=2, minutes=30)
    yield Moment(over, partial(hold, story, row))
    yield Moment(over + timedelta(minutes=15), partial(note_attendance, story, row))
    yield Moment(on(row["date"]) + timedelta(days=1), partial(minute_items, story, row))
    if row["minutes"]["published_on"]:
        yield Moment(on(row["minutes"]["published_on"], "11:00"), partial(publish_draft_minutes, story, row))


def call(story: Story, row: Row) -> None:
    first = row["moved_from"] or row
    meeting = call_meeting(
        panel=story.find(Panel, row["panel"]),
        held_on=date.fromisoformat(first["date"]),
        starts_at=time.fromisoformat(first["start"]),
        venue=row["venue"],
        is_formal=row["formal"],
        attendance=row["attendance_mode"],
        by=story.officer,
    )
    story.enter(row["key"], meeting)


def move(story: Story, row: Row) -> None:
    move_meeting(
        meeting=story.find(Meeting, row["key"]),
        held_on=date.fromisoformat(row["date"]),
        starts_at=time.fromisoformat(row["start"]),
        reason=row["moved_from"]["reason"],
        by=story.officer,
    )


def draft_agenda(story: Story, row: Row) -> None:
    for item in row["items"]:
        meeting = story.find(Meeting, row["key"])
        entered = add_item(
            meeting=meeting,
            presenters=", ".join(str(story.find(Person, key)) for key in item["presenters"]),
            origin=origin_of(item, meeting),
            approves=[story.find(Meeting, item["approves"])] if "approves" in item else [],
            by=story.officer,
            **item_fields(item),
        )
        if item["number"]:
            story.enter(item_key(row["key"], item["number"]), entered)


def origin_of(item: Row, meeting: Meeting) -> str:
    """Whether the agenda would have filled itself with it."""
    if "approves" in item:
        return AgendaItem.Origin.MINUTES
    if item["title"] == ACTIONS:
        return AgendaItem.Origin.ACTIONS
    opening, closing = apart(meeting.panel.standing_titles)
    if item["title"] in closing:
        return AgendaItem.Origin.CLOSING
    return AgendaItem.Origin.STANDING if item["title"] in opening else ""


def item_fields(item: Row) -> Row:
    names = ["number", "title", "is_heading", "purpose", "delivery", "text"]
    private = item["openness"]["kind"] != "open"
    return {name: item[name] for name in names} | {
        "public_title": item["public_title"] if private else "",
        "openness": item["openness"]["kind"],
        "exempt_paragraph": item["openness"].get("paragraph"),
        "public_interest": item["openness"].get("public_interest_reason", ""),
    }


def attach(story: Story, item: str, papers: Papers, key: str) -> None:
    fields = paper_fields(story, key)
    attach_paper(item=story.find(AgendaItem, item), checked=papers[key], by=story.officer, **fields)


def publish(story: Story, row: Row, late: Row) -> None:
    meeting = story.find(Meeting, row["key"])
    publish_agenda(meeting=meeting, lateness=late["kind"], reason=late["reason"], by=story.officer)


def cancel(story: Story, row: Row) -> None:
    meeting = story.find(Meeting, row["key"])
    call_off(meeting=meeting, state=Meeting.State.CANCELLED, reason=row["reason"], by=story.officer)


def hold(story: Story, row: Row) -> None:
    mark_held(meeting=story.find(Meeting, row["key"]), today=date.fromisoformat(row["date"]), by=story.officer)
    for item in row["items"]:
        if item["outcome"]:
            found = story.find(AgendaItem, item_key(row["key"], item["number"]))
            edit_item(item=found, outcome=item["outcome"], by=story.officer)


def minute_items(story: Story, row: Row) -> None:
    for item in row["items"]:
        if item["minute"]:
            write(story, item_key(row["key"], item["number"]), item["minute"])
    for extra in row["extra_minutes"]:
        write(story, item_key(row["key"], extra["after_item"]), extra, position=2)


def write(story: Story, item: str, row: Row, position: int = 1) -> None:
    minute = write_minute(
        item=story.find(AgendaItem, item),
        position=position,
        number=str(row["number"]),
        heading=row["heading"],
        body=row["body"],
        public_summary=row["public_summary"],
        decisions=[decision["text"] for decision in row["decisions"]],
        by=story.officer,
    )
    for action in row["actions"]:
        record(story, minute, action)


def record(story: Story, minute: Minute, row: Row) -> None:
    owner = story.find(Office, row["owner"])
    record_action(minute=minute, text=row["text"], owner=owner, due_on=day(row["due"]), by=story.officer)


def publish_draft_minutes(story: Story, row: Row) -> None:
    publish_minutes(meeting=story.find(Meeting, row["key"]), by=story.officer)
