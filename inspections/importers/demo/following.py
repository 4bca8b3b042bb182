"""What came of recommendations: where they were considered, and what their owners said."""

from datetime import date, timedelta
from functools import partial

from inspections.importers.demo.papers import Papers
from inspections.importers.demo.story import Moment, Moments, Row, Story, day, item_key, on
from inspections.models import Inspection, Recommendation
from inspections.operations import add_update, consider
from meetings.models import AgendaItem
from scrutiny.models import Office, Person


def moments(story: Story, papers: Papers) -> Moments:
    """What an item considers is said once its agenda is out, and updates are entered after their meeting."""
    meetings = {row["key"]: row for row in story.rows("meetings")}
    for row in story.rows("considerations"):
        published = on(meetings[row["meeting"]]["agenda_published_on"], "17:00")
        yield Moment(published, partial(tie, story, row))
    for row in story.rows("updates"):
        over = on(row["date"], meetings[row["meeting"]]["start"]) + timedelta(hours=3)
        yield Moment(over, partial(update, story, papers, row))


def tie(story: Story, row: Row) -> None:
    consider(
        item=story.find(AgendaItem, item_key(row["meeting"], row["item"])),
        inspection=story.find(Inspection, row["inspection"]) if row["inspection"] else None,
        recommendation=story.find(Recommendation, row["recommendation"]) if row["recommendation"] else None,
        by=story.officer,
    )


def update(story: Story, papers: Papers, row: Row) -> None:
    titles = {paper["key"]: paper["title"] for paper in story.rows("papers")}
    add_update(
        recommendation=story.find(Recommendation, row["recommendation"]),
        office=story.find(Office, row["by"]),
        made_on=date.fromisoformat(row["date"]),
        progress=row["progress"],
        text=row["text"],
        reason=row["reason"],
        revised_due_on=day(row["revised_due"]),
        cleared_by=story.find(Person, row["cleared_by"]).name if row["cleared_by"] else "",
        item=story.find(AgendaItem, item_key(row["meeting"], row["item"])),
        checked=papers.get(row["evidence"]),
        evidence_title=titles.get(row["evidence"], ""),
        by=story.officer,
    )
