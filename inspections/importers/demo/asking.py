"""Who gets a panel's papers, and what authors were asked for: some were reminded, some are late, one has answered."""

from datetime import date
from functools import partial

from inspections.importers.demo.papers import Papers
from inspections.importers.demo.story import Moment, Moments, Row, Story, item_key, on
from meetings.models import AgendaItem, PaperRequest
from meetings.operations import add_recipient, ask_for_paper, receive_paper, remind
from scrutiny.models import Holding, Office, Panel, Person


def moments(story: Story, papers: Papers) -> Moments:
    begins = story.rows("years")[0]["starts"]
    for row in story.rows("circulation"):
        yield Moment(on(begins, "13:00"), partial(list_recipient, story, row))
    for row in story.rows("paper_requests"):
        yield Moment(on(row["asked_on"], "11:00"), partial(ask, story, row))
        for day in row["reminded_on"]:
            yield Moment(on(day, "07:00"), partial(remind_author, story, row, day))
        if row["received"]:
            yield Moment(on(row["received"]["on"], "15:30"), partial(receive, story, row, papers))


def list_recipient(story: Story, row: Row) -> None:
    fields = {name: row[name] for name in ("name", "email", "capacity", "way", "copies", "gets_private")}
    person = story.find(Person, row["person"]) if row["person"] else None
    add_recipient(panel=story.find(Panel, row["panel"]), person=person, by=story.officer, **fields)


def ask(story: Story, row: Row) -> None:
    office = story.find(Office, row["office"])
    holder = Holding.objects.on(date.fromisoformat(row["asked_on"])).get(office=office).person
    request = ask_for_paper(
        item=story.find(AgendaItem, key_of(row)),
        office=office,
        name=holder.name,
        email=office.email,
        due_on=date.fromisoformat(row["due"]),
        covers=row["covers"],
        by=story.officer,
    )
    story.enter(key_of(row), request)


def remind_author(story: Story, row: Row, day: str) -> None:
    """By the site itself, so nobody is named."""
    remind(request=story.find(PaperRequest, key_of(row)), today=date.fromisoformat(day), by=None)


def receive(story: Story, row: Row, papers: Papers) -> None:
    sent = row["received"]
    titles = {paper["key"]: paper["title"] for paper in story.rows("papers")}
    receive_paper(
        request=story.find(PaperRequest, key_of(row)),
        checked=papers[sent["paper"]],
        title=titles[sent["paper"]],
        stage=sent["stage"],
        cleared_by=story.find(Person, sent["cleared_by"]).name,
    )


def key_of(row: Row) -> str:
    return item_key(row["meeting"], row["item"])
