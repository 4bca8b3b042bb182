"""Records in every shape that could leak, each marked by words of its own, and who may read these words.

A word belongs to a page only where it is listed for it, so that a word elsewhere is a leak, and a word
missing is a page that hides too much.
"""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from inspections.models import Progress
from inspections.operations import add_update, consider
from meetings.models import Pack
from meetings.operations import (
    add_item,
    add_section,
    attach_paper,
    call_meeting,
    decide_urgency,
    edit_decision,
    edit_item,
    mark_held,
    order_previews,
    plan_item,
    plan_running_order,
    publish_agenda,
    publish_minutes,
    record_action,
    remove_item,
    write_minute,
)
from scrutiny.models import WORD, Membership, Person, Role
from scrutiny.operations import edit_person, merge_people
from scrutiny.operations.withholding import withhold
from tests.attending import everybody_there
from tests.chores import greet, kept_row
from tests.factories import (
    EXEMPT,
    AnswerRequestFactory,
    AttendanceFactory,
    AuthorityFactory,
    ChairCommentFactory,
    CirculationFactory,
    ClosureFactory,
    DeclarationFactory,
    DocumentFactory,
    DoubtFactory,
    FileFactory,
    FindingFactory,
    InspectionFactory,
    InspectionPaperFactory,
    ItemReaderFactory,
    LetterFactory,
    OfficeFactory,
    PanelFactory,
    PaperRequestFactory,
    PersonFactory,
    RecommendationFactory,
    UpdateFactory,
    UserFactory,
    checked_file,
)

HELD, INFORMAL, TASK_GROUP, SCHEDULED = date(2021, 7, 27), date(2099, 3, 3), date(2099, 3, 4), date(2099, 4, 7)
FAR_OFF = date(2099, 1, 1)


def paper(words: str, **facts):
    """A file whose bytes and text hold these words."""
    return checked_file(f"%PDF-1.7 {words}".encode(), text=words, **facts)


def kept(words: str, **fields):
    """A document that no agenda brought, as old records and the admin site have them."""
    return DocumentFactory(title=f"{words}-title", file=kept_file(words), **fields)


def kept_file(words: str, **facts):
    return FileFactory(data=f"%PDF {words}-file".encode(), text=f"{words}-file", **facts)


def plant(panel, officer) -> SimpleNamespace:
    """All of it, by name."""
    inspections = plant_inspections()
    meetings = plant_meetings(panel, officer)
    follow(inspections, meetings, officer)
    asked = plant_asked(meetings)
    others = {"stray": kept("stray"), "failed": kept_row(greet, "Ada", status="FAILED"), "closure": ClosureFactory()}
    people = {"officer_person": person(officer), "merge": merged_person(officer)}
    gone = withheld(inspections)
    plant_packs(meetings)
    return SimpleNamespace(**vars(inspections), **vars(meetings), **asked, **people, **others, withheld=gone)


def plant_packs(meetings) -> None:
    """Every pack is made, and each for members says whose it is."""
    order_previews(meeting=meetings.held)
    names = {meetings.informal.meeting.pk: "informal-pack", meetings.task_group.meeting.pk: "task-group-pack"}
    for pack in Pack.objects.all():
        words = names.get(pack.meeting_id, "members-pack") if pack.audience == "members" else "open"
        pack.file, pack.front_sheet = (FileFactory(data=f"%PDF {words} {pack.pk} {n}".encode()) for n in range(2))
        pack.state = Pack.State.READY
        pack.save()


def chaired(meetings) -> str:
    """The address of the panel's member, who chairs it from now on."""
    seat = meetings.scheduled.panel.memberships.select_related("person").get()
    seat.role, seat.person.email = Membership.Role.CHAIR, "chair@thornmere.example"
    seat.save()
    seat.person.save()
    return seat.person.email


def plant_asked(meetings) -> dict:
    """What was asked for by links: a paper of a private item, and the chair's view of an agenda that is not out."""
    return {
        "asked": PaperRequestFactory(item=meetings.exempt, received=True),
        "sent_to_chair": ChairCommentFactory(meeting=meetings.scheduled, answer_request__email=chaired(meetings)),
        "attender": AttendanceFactory(meeting=meetings.held, capacity="officer"),
        "declaration": DeclarationFactory(meeting=meetings.held, nature="declared-nature"),
        "stopped": AnswerRequestFactory(expires_at=datetime(2026, 9, 14, tzinfo=UTC)),
    }


def withheld(inspections):
    """A source that everybody read, until the monitoring officer withheld it."""
    source = InspectionPaperFactory(inspection=inspections.inspection, document=kept("withheld"))
    by = UserFactory(role=Role.MONITORING_OFFICER, name="Mo Officer")
    withhold(record=source.document, reason="it names a child.", ground="child", by=by)
    source.document.refresh_from_db()
    return source.document


def person(officer):
    found = PersonFactory(name="Officer-person", kind=Person.Kind.OFFICER, party="Independent")
    return edit_person(person=found, party="", by=officer)


def merged_person(officer):
    """Somebody who turned out to be somebody else."""
    return merge_people(kept=PersonFactory(), gone=PersonFactory(name="merged-person"), by=officer)


def plant_inspections() -> SimpleNamespace:
    authority = AuthorityFactory(name="embargoed-authority")
    embargoed = InspectionFactory(
        authority=authority,
        focus="embargoed-focus",
        starts_on=date(2021, 6, 1),
        ends_on=None,
        hidden_until=FAR_OFF,
        addressee="embargoed-addressee",
        lead_inspector="embargoed-inspector",
    )
    FindingFactory(inspection=embargoed, text="embargoed-finding")
    inspection = InspectionFactory(framework=embargoed.framework, starts_on=date(2021, 5, 26), earlier=embargoed)
    recommend = {
        name: RecommendationFactory(inspection=inspection, text=f"{name}-point")
        for name in ("at_exempt", "at_unpublished", "closed_evidence", "at_informal", "at_task_group")
    }
    return SimpleNamespace(
        inspection=inspection,
        embargoed=embargoed,
        under_embargo=RecommendationFactory(inspection=embargoed, text="embargoed-point"),
        source=InspectionPaperFactory(inspection=inspection, document=kept("open-source")),
        closed_source=InspectionPaperFactory(inspection=inspection, document=kept("closed-source", **EXEMPT)),
        unread_source=InspectionPaperFactory(
            inspection=inspection,
            document__title="unread-source-title",
            document__file=kept_file("unread-source", state="waiting"),
        ),
        embargoed_source=InspectionPaperFactory(inspection=embargoed, document=kept("embargoed-source")),
        **recommend,
    )


def plant_meetings(panel, officer) -> SimpleNamespace:
    held = plant_held_meeting(panel, officer)
    informal = plant_other_meeting(panel, officer, INFORMAL, "informal", is_formal=False)
    task_group = plant_other_meeting(PanelFactory(access_rules_apply=False), officer, TASK_GROUP, "task-group")
    scheduled = call_meeting(panel=panel, held_on=SCHEDULED, by=officer)
    item = add_item(meeting=scheduled, title="unpublished-title", text="unpublished-text", by=officer)
    unpublished = attach_paper(item=item, checked=paper("unpublished-file"), title="unpublished-paper", by=officer)
    return SimpleNamespace(
        **vars(held), informal=informal, task_group=task_group, scheduled=scheduled, unpublished_paper=unpublished
    )


def plant_held_meeting(panel, officer) -> SimpleNamespace:
    """A meeting with an open and an exempt item, published twice, held, minuted, and changed by an officer since."""
    held = call_meeting(panel=panel, held_on=HELD, by=officer)
    item = add_item(meeting=held, title="Ofsted progress", text="An open matter.", by=officer)
    exempt = add_item(
        meeting=held,
        title="exempt-title",
        text="exempt-text",
        presenters="exempt-presenter",
        public_title="A private matter",
        by=officer,
        **EXEMPT,
    )
    papers = attach_papers(item, exempt, officer)
    first = publish_agenda(
        meeting=held, lateness="late_agenda", reason="It snowed.", urgent={exempt.pk: "exempt-urgency"}, by=officer
    )
    publish_agenda(meeting=held, reason="A date was wrong.", by=officer)
    mark_held(meeting=held, by=officer, today=HELD)
    for record in (held, item, exempt):
        record.refresh_from_db()
    minutes = write_minutes(held, item, exempt, officer)
    edit_item(item=item, title="draft-title", text="draft-text", by=officer)
    decide_urgency(item=exempt, agreed=True, words="exempt-circumstances", by=officer)
    write_minute(item=item, body="draft-body", decisions=["draft-decision"], by=officer)
    planned = plan_item(
        panel=panel, subject="planned-subject", details="planned-details", presenters="planned-presenter", by=officer
    )
    gone = add_item(meeting=held, title="gone-title", text="gone-text", by=officer)
    taken_off = remove_item(item=gone, reason="gone-reason", by=officer)
    notes = {"minutes_planned": 10, "chair_notes": "chair-notes"}
    plan_running_order(meeting=held, rows={item.pk: notes, exempt.pk: notes}, by=officer)
    late = add_item(meeting=held, title="late-title", text="late-text", by=officer)
    late_paper = attach_paper(item=late, checked=paper("late-file"), title="late-paper", by=officer)
    sent = {"letter": LetterFactory(record=first, state="failed"), "recipient": CirculationFactory(panel=panel)}
    return SimpleNamespace(
        named=ItemReaderFactory(item=exempt, reason="Ward councillor"),
        **sent,
        doubt=DoubtFactory(file=papers["exempt_paper"].file),
        held=held,
        item=item,
        exempt=exempt,
        late=late,
        first=first,
        minutes=minutes,
        late_paper=late_paper,
        planned=planned,
        taken_off=taken_off,
        **papers,
    )


def attach_papers(item, exempt, officer) -> dict:
    def attach(item, words, title, **fields):
        return attach_paper(item=item, checked=words, title=title, by=officer, **fields)

    word = {"content_type": WORD, "page_count": None}
    return {
        "open_paper": attach(item, paper("Open"), "Open report"),
        "open_word": attach(item, paper("Open Word", **word), "Open Word report"),
        "closed_paper": attach(
            item, paper("closed-file"), "closed-paper", public_title="What it costs", author="closed-author", **EXEMPT
        ),
        "exempt_paper": attach(exempt, paper("exempt-file"), "exempt-paper", author="exempt-author"),
        "exempt_word": attach(exempt, paper("exempt-words", **word), "exempt-word"),
    }


def write_minutes(held, item, exempt, officer):
    write_minute(item=item, body="What was said.", decisions=["that it be noted."], by=officer)
    minute = write_minute(
        item=exempt,
        heading="exempt-heading",
        body="exempt-body",
        decisions=["exempt-decision"],
        public_summary="The panel considered a private matter.",
        by=officer,
    )
    edit_decision(
        decision=minute.decisions.get(), votes_for=5, voters="exempt-voters", refers_to="exempt-referral", by=officer
    )
    add_section(item=exempt, heading="exempt-section", body="exempt-section-body", by=officer)
    asked_by = PersonFactory(name="asked-by", kind=Person.Kind.OTHER)
    owner = OfficeFactory(title="exempt-owner")
    record_action(minute=minute, text="exempt-action", owner=owner, asked_by=asked_by, by=officer)
    return publish_minutes(meeting=everybody_there(held, officer), by=officer)


def plant_other_meeting(panel, officer, held_on, word, **fields) -> SimpleNamespace:
    """A published meeting to come that not everybody may know of."""
    meeting = call_meeting(panel=panel, held_on=held_on, venue=f"{word}-venue", by=officer, **fields)
    item = add_item(meeting=meeting, title=f"{word}-title", by=officer)
    document = attach_paper(item=item, checked=paper(f"{word}-file"), title=f"{word}-paper", by=officer)
    return SimpleNamespace(
        meeting=meeting, item=item, paper=document, version=publish_agenda(meeting=meeting, by=officer)
    )


def follow(inspections, meetings, officer) -> None:
    """Updates and ties: in the open, at an exempt item, at an unpublished one, under embargo, at hidden meetings."""

    def update(recommendation, word, **fields):
        return add_update(
            recommendation=recommendation,
            office=OfficeFactory(title=f"{word}-office"),
            made_on=HELD,
            text=f"{word}-update",
            checked=paper(f"{word}-evidence-file"),
            evidence_title=f"{word}-evidence",
            by=officer,
            **fields,
        )

    slipped = {"progress": Progress.SLIPPED, "revised_due_on": FAR_OFF}
    first, second = inspections.at_exempt, inspections.at_unpublished
    inspections.open_update = update(first, "open", progress=Progress.ON_TRACK, item=meetings.item)
    inspections.exempt_update = update(first, "exempt", item=meetings.exempt, reason="exempt-reason", **slipped)
    inspections.late_update = update(second, "late", item=meetings.late, reason="late-reason", **slipped)
    inspections.embargoed_update = update(inspections.under_embargo, "embargoed", progress=Progress.DONE)
    inspections.closed_evidence_update = UpdateFactory(
        recommendation=inspections.closed_evidence, evidence=kept("closed-evidence", **EXEMPT)
    )
    consider(item=meetings.informal.item, recommendation=inspections.at_informal, by=officer)
    consider(item=meetings.task_group.item, recommendation=inspections.at_task_group, by=officer)
    consider(item=meetings.late, recommendation=inspections.at_task_group, by=officer)
    inspections.tie = consider(item=meetings.item, inspection=inspections.embargoed, by=officer)
    consider(item=meetings.item, recommendation=inspections.under_embargo, by=officer)
