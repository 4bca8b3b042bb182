"""A council with so many rows of everything that a page lists, to see whether more rows ask more of the database."""

from datetime import date, timedelta
from types import SimpleNamespace

from django.urls import reverse

from inspections.models import Inspection
from meetings.models import AgendaItem, Meeting
from meetings.operations import (
    add_item,
    attach_paper,
    call_meeting,
    mark_held,
    publish_agenda,
    publish_minutes,
    record_action,
    write_minute,
)
from scrutiny.models import Panel
from tests.attending import everybody_there
from tests.factories import (
    EXEMPT,
    AgendaItemFactory,
    AnswerRequestFactory,
    ChairCommentFactory,
    ClosureFactory,
    ConsiderationFactory,
    DocumentFactory,
    FindingFactory,
    HoldingFactory,
    InspectionFactory,
    InspectionPaperFactory,
    JudgementFactory,
    MembershipFactory,
    OfficeFactory,
    PanelFactory,
    PaperRequestFactory,
    PersonFactory,
    PlannedItemFactory,
    RecommendationFactory,
    TakenOffFactory,
    UpdateFactory,
    checked_file,
)

HELD, TO_COME = date(2021, 7, 27), date(2099, 3, 3)


def fill(rows: int, panel, officer) -> SimpleNamespace:
    """``rows`` of everything: items of a meeting, papers of an item, decisions of a minute, updates, seats ..."""
    person = fill_people(rows, panel)
    meeting = fill_meetings(rows, panel, officer)
    for place in range(rows):
        ClosureFactory(day=HELD + timedelta(place))
    items = list(meeting.items.order_by("position"))
    inspection, recommendation = fill_inspections(rows, items)
    return SimpleNamespace(
        panel=panel,
        person=person,
        meeting=meeting,
        to_come=panel.meetings.get(held_on=TO_COME),
        item=items[0],
        inspection=inspection,
        recommendation=recommendation,
        document=items[0].papers.order_by("position")[0].document,
        agenda=meeting.publications.get(kind="agenda"),
        minutes=meeting.publications.get(kind="minutes"),
    )


def fill_people(rows: int, panel: Panel):
    panel.reports_to, panel.contact = PanelFactory(), PersonFactory()
    panel.save()
    MembershipFactory.create_batch(rows, panel=panel)
    PanelFactory.create_batch(rows, abolished_on=date(2020, 5, 1))
    person = PersonFactory()
    MembershipFactory.create_batch(rows, person=person)
    HoldingFactory.create_batch(rows, person=person)
    return person


def fill_meetings(rows: int, panel: Panel, officer) -> Meeting:
    """One held and minuted meeting with ``rows`` items, among as many past and future ones."""
    for place in range(rows):
        call_meeting(panel=panel, held_on=TO_COME + timedelta(place), by=officer)
        call_meeting(panel=panel, held_on=HELD - timedelta(place + 1), by=officer)
    meeting = call_meeting(panel=panel, held_on=HELD, by=officer)
    for place in range(rows):
        add_item(meeting=meeting, title=f"Open {place}", by=officer)
        add_item(meeting=meeting, title=f"Private {place}", by=officer, **EXEMPT)
    for item in meeting.items.all():
        for place in range(rows):
            words = f"%PDF {item} {place}"
            attach_paper(item=item, checked=checked_file(words.encode(), text=words), title=words, by=officer)
    for item in meeting.items.all():
        link = AnswerRequestFactory()
        PaperRequestFactory.create_batch(rows, item=item, received=True, answer_request=link)
        PaperRequestFactory.create_batch(rows, item=item, answer_request=link)
    ChairCommentFactory.create_batch(rows, meeting=meeting)
    publish(meeting, rows, officer)
    fill_plans(rows, meeting)
    return meeting


def fill_plans(rows: int, meeting: Meeting) -> None:
    """What is planned for the next meeting, late, on another agenda, and taken off; earlier minutes to approve."""
    to_come = meeting.panel.meetings.get(held_on=TO_COME)
    for _ in range(rows):
        PlannedItemFactory(panel=meeting.panel, meeting=to_come)
        PlannedItemFactory(panel=meeting.panel, month=date(2020, 1, 1))
        item = AgendaItemFactory(meeting__panel=PanelFactory())
        PlannedItemFactory(panel=meeting.panel, state="on_agenda", item=item)
        for where in (meeting, to_come):
            TakenOffFactory(meeting=where, planned=PlannedItemFactory(panel=meeting.panel, meeting=to_come))
        AgendaItemFactory(meeting=to_come, origin=AgendaItem.Origin.STANDING)
    meeting.panel.meetings.filter(held_on__lt=HELD).update(state=Meeting.State.HELD)


def publish(meeting: Meeting, rows: int, officer) -> None:
    publish_agenda(meeting=meeting, by=officer)
    for _ in range(rows):
        publish_agenda(meeting=meeting, reason="A date was wrong.", by=officer)
    mark_held(meeting=meeting, by=officer, today=HELD)
    for item in meeting.items.all():
        minute = write_minute(item=item, body="Said.", decisions=["that it be noted."] * rows, by=officer)
        for _ in range(rows):
            record_action(minute=minute, text="To send it.", owner=OfficeFactory(), by=officer)
    meeting = everybody_there(meeting, officer)
    publish_minutes(meeting=meeting, by=officer)
    for _ in range(rows):
        publish_minutes(meeting=meeting, reason="A name was wrong.", by=officer)


def fill_inspections(rows: int, items: list[AgendaItem]):
    """One inspection with ``rows`` of everything, and one recommendation of it likewise."""
    inspection = InspectionFactory(starts_on=date(2021, 5, 26), earlier=InspectionFactory())
    InspectionFactory.create_batch(rows, earlier=inspection)
    FindingFactory.create_batch(rows, inspection=inspection)
    JudgementFactory.create_batch(rows, inspection=inspection)
    InspectionPaperFactory.create_batch(rows, inspection=inspection)
    recommendations = RecommendationFactory.create_batch(rows + 1, inspection=inspection)
    for recommendation in recommendations:
        for item in items:
            UpdateFactory(recommendation=recommendation, item=item, evidence=DocumentFactory())
            ConsiderationFactory(item=item, recommendation=recommendation)
    for item in items:
        ConsiderationFactory(item=item, recommendation=None, inspection=inspection)
    return inspection, recommendations[0]


def pages(council: SimpleNamespace) -> dict[str, str]:
    """Where each page of the site that lists or shows records is."""
    meeting, item = council.meeting.address, council.meeting.address | {"item": council.item.pk}
    inspection: Inspection = council.inspection
    schedule = {"year": council.meeting.year.slug, "panel": council.panel.slug}
    return {
        **{
            name: reverse(name)
            for name in ("home", "desk", "panels", "people", "meetings", "inspections", "recommendations")
        },
        "papers_asked": reverse("papers_asked"),
        "agenda_chair": reverse("agenda_chair", kwargs=meeting),
        "paper_asked": reverse("paper_asked", kwargs=item | {"asked": council.item.paper_requests.earliest("pk").pk}),
        "answer": council.item.paper_requests.earliest("pk").answer_request.path,
        "panel": council.panel.get_absolute_url(),
        "person": council.person.get_absolute_url(),
        "document": council.document.url,
        "document_file": council.document.file_url,
        "calendar_month": reverse("calendar_month", args=[HELD.year, HELD.month]),
        "meeting_file": reverse("meeting_file", kwargs=meeting),
        "panel_file": reverse("panel_file", args=[council.panel.slug]),
        "closures": f"{reverse('closures')}?day={HELD}",
        "schedule": reverse("schedule"),
        "schedule_paper": reverse("schedule_paper", kwargs=schedule),
        "meeting": council.meeting.get_absolute_url(),
        "publication: agenda": reverse("publication", kwargs=meeting | {"pk": council.agenda.pk}),
        "publication: minutes": reverse("publication", kwargs=meeting | {"pk": council.minutes.pk}),
        "inspection": inspection.get_absolute_url(),
        "recommendation": council.recommendation.get_absolute_url(),
        **{name: reverse(name, kwargs=meeting) for name in OF_A_MEETING},
        "agenda: to come": reverse("agenda", kwargs=council.to_come.address),
        "planned": reverse("planned", args=[council.panel.slug]),
        "item_considers": reverse("item_considers", args=[council.item.pk]),
        **{name: reverse(name, kwargs=item) for name in ("item_edit", "item_readers", "minute_edit")},
        **{name: reverse(name, args=[inspection.pk]) for name in OF_AN_INSPECTION},
        "update_new": reverse("update_new", args=[council.recommendation.slug]),
    }


OF_A_MEETING = ("agenda", "agenda_copy", "running_order", "agenda_publish", "minutes", "minutes_publish")
OF_AN_INSPECTION = ("judgements_edit", "findings_edit", "recommendation_new", "inspection_considered")
