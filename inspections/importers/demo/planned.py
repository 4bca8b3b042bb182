"""What is promised to panels, and what was taken off an agenda for a later one."""

from functools import partial

from inspections.importers.demo.story import Moment, Moments, Row, Story, day, on
from meetings.models import Meeting, TakenOff
from meetings.operations import add_item, plan_item, remove_item
from scrutiny.models import Panel


def moments(story: Story) -> Moments:
    for row in story.rows("planned"):
        yield Moment(on(row["on"], "12:00"), partial(plan, story, row))
    for row in story.rows("taken_off"):
        yield Moment(on(row["on"], "16:00"), partial(defer, story, row))


def plan(story: Story, row: Row) -> None:
    words = {name: row[name] for name in ("subject", "presenters", "details")}
    meeting = story.find(Meeting, row["meeting"]) if row["meeting"] else None
    panel = story.find(Panel, row["panel"])
    plan_item(panel=panel, meeting=meeting, month=day(row["month"]), by=story.officer, **words)


def defer(story: Story, row: Row) -> None:
    meeting, until = (story.find(Meeting, row[name]) for name in ("meeting", "until"))
    item = add_item(meeting=meeting, title=row["title"], presenters=row["presenters"], by=story.officer)
    why, returns = TakenOff.Why.DEFERRED, {"meeting": until}
    remove_item(item=item, why=why, reason=row["reason"], returns=returns, by=story.officer)
