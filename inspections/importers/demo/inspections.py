"""Inspections: their particulars, grades, findings, recommendations and sources."""

from datetime import date, datetime
from functools import partial

from inspections.importers.demo.papers import Papers, paper_fields
from inspections.importers.demo.story import Moment, Moments, Row, Story, day, on
from inspections.models import Area, Framework, Grade, Inspection
from inspections.operations import add_inspection, add_recommendation, attach_source, judge, write_findings
from scrutiny.models import Authority


def moments(story: Story, papers: Papers) -> Moments:
    """An inspection is entered when its letter is published, or arrives; its sources on their own dates."""
    dates = {paper["key"]: paper["date"] for paper in story.rows("papers")}
    for row in story.rows("inspections"):
        at = entered_at(story, row)
        yield Moment(at, partial(enter, story, row))
        for key in row["papers"]:
            yield Moment(max(at, on(dates[key], "11:30")), partial(attach, story, row["key"], papers, key))


def entered_at(story: Story, row: Row) -> datetime:
    begins = story.rows("years")[0]["starts"]
    return on(max(row["published"] or row["received"], begins), "15:30")


def enter(story: Story, row: Row) -> None:
    inspection = add_inspection(
        authority=story.find(Authority, row["subject"]),
        framework=Framework.objects.get(slug=row["framework"]),
        earlier=story.find(Inspection, row["earlier"]) if row["earlier"] else None,
        by=story.officer,
        **particulars(row),
    )
    story.enter(row["key"], inspection)
    judge(inspection=inspection, grades=grades(inspection, row["judgements"]), by=story.officer)
    write_findings(inspection=inspection, texts=row["findings"], by=story.officer)
    for recommendation in row["recommendations"]:
        enter_recommendation(story, inspection, recommendation)


def particulars(row: Row) -> Row:
    return {
        "focus": row["focus"],
        "starts_on": date.fromisoformat(row["start"]),
        "ends_on": day(row["end"]),
        "precision": row["precision"],
        "received_on": day(row["received"]),
        "published_on": day(row["published"]),
        "hidden_until": day(row["hidden_until"]),
        "addressee": row["addressee"],
        "lead_inspector": row["lead_inspector"],
        "inspectors": "\n".join(row["inspectors"]),
    }


def grades(inspection: Inspection, rows: list[Row]) -> dict[Area, Grade | None]:
    areas = {area.slug: area for area in inspection.framework.areas.all()}
    scale = {grade.slug: grade for grade in inspection.framework.grades.all()}
    return {areas[row["area"]]: scale[row["grade"]] for row in rows}


def enter_recommendation(story: Story, inspection: Inspection, row: Row) -> None:
    """Whom it is addressed to is said only where that is not the council inspected."""
    own = f"{inspection.authority.name} Council"
    recommendation = add_recommendation(
        inspection=inspection,
        number=row["number"],
        kind=row["kind"],
        text=row["text"],
        addressed_to="" if row["addressed_to"] == own else row["addressed_to"],
        by=story.officer,
    )
    story.enter(row["key"], recommendation)


def attach(story: Story, inspection: str, papers: Papers, key: str) -> None:
    fields = paper_fields(story, key)
    attach_source(inspection=story.find(Inspection, inspection), checked=papers[key], by=story.officer, **fields)
