"""Records for pages that are looked at in several states: next to nothing, a usual amount, and far too much."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import cycle, islice
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db.models import Model
from django.utils import timezone

from inspections.models import Framework, Grade, Inspection, Recommendation
from inspections.operations import consider, edit_recommendation
from inspections.operations.seeding import seed_frameworks
from meetings.models import AgendaItem, Circulation, Meeting, Pack, Publication
from meetings.operations import edit_item, publish_agenda, publish_minutes
from scrutiny.models import Office, Person, Role, User
from scrutiny.models.draft import named
from scrutiny.operations import year_of
from scrutiny.operations.reading import read_paper
from scrutiny.operations.withholding import withhold
from tests import factories as make
from tests.attending import everybody_there
from tests.chores import kept_row

ENDLESS = "Kinderundjugendhilfeweiterentwicklungsgesetzgebungskommission"
WORDS = "The panel asked what has changed for children since the visit, and who looks at it each month."


@dataclass(frozen=True)
class Amount:
    """How much there is of everything. ``endless`` puts words without a break into every text."""

    rows: int
    threads: int
    endless: bool = False

    def words(self, most: int) -> str:
        text = " ".join([ENDLESS, WORDS] * 40) if self.endless else WORDS
        return text[:most].strip()


USUAL = Amount(rows=4, threads=2)
LONG = Amount(rows=60, threads=30, endless=True)


def next_to_nothing() -> dict[str, str]:
    """A site on its first day: the records whose pages exist, with nothing in them."""
    panel = make.PanelFactory(name="Children Scrutiny Panel")
    meeting = make.MeetingFactory(panel=panel)
    inspection = make.InspectionFactory()
    return {
        "panel": panel.get_absolute_url(),
        "person": make.PersonFactory().get_absolute_url(),
        "meeting": meeting.get_absolute_url(),
        "draft": meeting.get_absolute_url(),
        "inspection": inspection.get_absolute_url(),
        "recommendation": make.RecommendationFactory(inspection=inspection).get_absolute_url(),
        "paper": make.InspectionPaperFactory(inspection=inspection).document.get_absolute_url(),
        "schedule": schedule_of(meeting),
    }


def world(amount: Amount, officer: User) -> dict[str, str]:
    """The addresses of a council's records, by what they are."""
    panel = make.PanelFactory(name=amount.words(200), remit=amount.words(1500), default_venue=amount.words(200))
    member = members(panel, amount)
    meeting = held_meeting(panel, amount, officer)
    inspection = full_inspection(amount)
    recommendation = inspection.recommendations.earliest("position")
    follow(recommendation, meeting, amount, officer)
    draft = make.MeetingFactory(panel=panel, held_on=date(2027, 3, 16))
    item = items(draft, amount)[0]
    planned = plans(draft, meeting, amount)
    under_item = paper(item, amount)
    unread, refused = paper(item, amount, state="waiting"), paper(item, amount, state="refused", refused_code="locked")
    work(amount, under_item.document)
    make.DraftFactory(
        user=officer, form="findings_edit", about=named(inspection), typed={"findings": [amount.words(900)]}
    )
    previews(draft, amount)
    publications = meeting.publications.earliest("pk"), meeting.publications.latest("pk")
    minuted = meeting.items.filter(is_heading=False).earliest("position")
    return {
        "panel": panel.get_absolute_url(),
        "member": f"{panel.get_absolute_url()}members/{member.pk}/",
        "person": member.person.get_absolute_url(),
        **namesakes(panel, amount),
        "office": f"/offices/{Office.objects.latest('pk').pk}/",
        "meeting": meeting.get_absolute_url(),
        "circulation": circulation(panel, amount),
        **late_agendas(panel, amount, officer),
        "line": f"{panel.get_absolute_url()}circulation/{panel.circulation.earliest('pk').pk}/",
        "sent": f"{meeting.get_absolute_url()}versions/{publications[0].pk}/",
        "late_item": f"{meeting.get_absolute_url()}items/{minuted.pk}/",
        "agenda_version": f"{meeting.get_absolute_url()}versions/{publications[0].pk}/",
        "minutes_version": f"{meeting.get_absolute_url()}versions/{publications[1].pk}/",
        "attender": attender(meeting),
        "minuted": f"{meeting.get_absolute_url()}items/{minuted.pk}/",
        **minutes_of(minuted, amount),
        "draft": draft.get_absolute_url(),
        "planned": f"{panel.get_absolute_url()}planned/{planned.pk}/",
        "copying": f"{draft.get_absolute_url()}agenda/copy/?source={meeting.pk}",
        "considers": f"/considerations/new/{item.pk}/",
        "item": f"{draft.get_absolute_url()}items/{item.pk}/",
        "item_paper": f"{draft.get_absolute_url()}items/{item.pk}/papers/{under_item.pk}/",
        **asked_for(item, draft, amount),
        "called_off": called_off(panel, amount).get_absolute_url(),
        "moved": moved(panel, amount).get_absolute_url(),
        "schedule": schedule_of(meeting),
        "closure": f"/closures/{closures(amount)[0].pk}/",
        "inspection": inspection.get_absolute_url(),
        "source": f"{inspection.get_absolute_url()}papers/{inspection.papers.earliest('pk').pk}/",
        "recommendation": recommendation.get_absolute_url(),
        "consideration": f"/considerations/{recommendation.considerations.earliest('pk').pk}/",
        "paper": inspection.papers.earliest("pk").document.get_absolute_url(),
        "private_paper": under_item.document.get_absolute_url(),
        "unread_paper": unread.document.get_absolute_url(),
        "refused_paper": refused.document.get_absolute_url(),
        "user": account(amount, panel).get_absolute_url(),
        "withholdable": f"/withheld/of/meetings.meeting/{meeting.pk}/",
        "withheld": withheld(amount).get_absolute_url(),
        **words_to_put_back(item, recommendation, officer),
    }


def withheld(amount: Amount) -> Any:
    """A paper that answers 410, in a list of many others that went."""
    officer = make.UserFactory(role=Role.MONITORING_OFFICER, name=amount.words(100))
    make.WithholdingFactory.create_batch(amount.rows, reason=amount.words(160), withheld_by=officer)
    source = make.InspectionPaperFactory()
    withhold(record=source.document, reason=amount.words(160), ground="child", by=officer)
    return source.document


def with_second_factor() -> User:
    """Somebody who has set one up and has all the recovery codes."""
    user = make.UserFactory(name="Secured Elm")
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    return user


def account(amount: Amount, panel: Model) -> User:
    for n in range(amount.rows):
        make.UserFactory(name=amount.words(180) + f" {n}", is_active=n % 3 != 0)
    user = make.UserFactory(name=amount.words(190), email=f"{'long.' * 20}name@thornmere.example")
    make.DeskPanelFactory(user=user, panel=panel)
    return user


def members(panel: Model, amount: Amount) -> Any:
    rows = [
        make.MembershipFactory(panel=panel, person=make.PersonFactory(name=amount.words(60) + f" {n}", party="Labour"))
        for n in range(amount.rows)
    ]
    make.HoldingFactory(office__title=amount.words(200), person=make.PersonFactory(kind=Person.Kind.OFFICER))
    return rows[0]


def namesakes(panel: Model, amount: Amount) -> dict[str, str]:
    """Two entries with different roles on the same days, two that both have an account, and two that were merged."""
    pairs = [
        [make.PersonFactory(name=amount.words(190), ward=amount.words(90 + n), party="Labour") for n in range(2)]
        for _ in range(3)
    ]
    for person, role in zip(pairs[0], ("chair", "member"), strict=True):
        make.MembershipFactory(panel=panel, person=person, role=role)
        make.MembershipFactory(person=person, panel__name=amount.words(180) + person.ward[-1] + str(person.pk))
        make.HoldingFactory(person=person, office__title=amount.words(180) + str(person.pk))
    for person in pairs[1]:
        make.UserFactory(person=person)
    merge = make.MergeFactory(kept=pairs[2][0], gone=pairs[2][1])
    apart = {name: [str(person.pk) for person in pair] for name, pair in zip(("one", "two"), pairs, strict=False)}
    return {
        "namesakes": "/people/" + "/merge/".join(apart["one"]) + "/",
        "two_accounts": "/people/" + "/merge/".join(apart["two"]) + "/",
        "merged": merge.kept.get_absolute_url(),
        "merge": f"{merge.kept.get_absolute_url()}merges/{merge.pk}/",
    }


def items(meeting: Meeting, amount: Amount) -> list[AgendaItem]:
    """Every seventh is private, and a heading begins the list."""
    texts = {"title": amount.words(290), "text": amount.words(600), "presenters": amount.words(100)}
    make.AgendaItemFactory(meeting=meeting, position=1, title="Business", is_heading=True, number="")
    return [
        make.AgendaItemFactory(
            meeting=meeting, position=n + 1, number=str(n), exempt=n % 7 == 2, delivery="report", **texts
        )
        for n in range(1, amount.rows + 1)
    ]


def plans(draft: Meeting, held: Meeting, amount: Amount) -> Any:
    """Promises for the meeting, late, when there is room, on an agenda and dropped; and what was taken off."""
    texts = {"panel": draft.panel, "subject": amount.words(290), "presenters": amount.words(200)}
    why = amount.words(300)
    for _ in range(amount.rows):
        make.PlannedItemFactory(month=date(2026, 5, 1), **texts)
        make.PlannedItemFactory(state="on_agenda", item=held.items.earliest("pk"), **texts)
        make.PlannedItemFactory(state="dropped", reason=why, **texts)
        moved = make.PlannedItemFactory(state="moved", reason=why, **texts)
        make.TakenOffFactory(meeting=held, title=amount.words(290), why="deferred", reason=why, planned=moved)
    draft.items.update(minutes_planned=10, chair_notes=why)
    return make.PlannedItemFactory(meeting=draft, **texts)


def paper(item: AgendaItem, amount: Amount, **fields: Any) -> Any:
    file = make.FileFactory(text="\f".join([amount.words(900)] * 3), page_count=3, **fields)
    document = make.DocumentFactory(file=file, title=amount.words(290), panel=item.meeting.panel)
    return make.ItemPaperFactory(item=item, position=item.papers.count() + 1, document=document)


def held_meeting(panel: Model, amount: Amount, officer: User) -> Meeting:
    """Agenda and minutes published; the draft has gone on since."""
    meeting = make.MeetingFactory(
        panel=panel, venue=amount.words(200), livestream="https://example.org/live", held_on=date(2026, 9, 22)
    )
    for item in items(meeting, amount):
        paper(item, amount)
    publish_agenda(meeting=meeting, by=officer, lateness="late_agenda", reason=amount.words(300))
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.HELD, minutes_state=Meeting.Minutes.DRAFTING)
    meeting.refresh_from_db()
    for item in meeting.items.filter(is_heading=False):
        minute = make.MinuteFactory(item=item, number=item.number, heading=item.title[:200], body=amount.words(900))
        make.DecisionFactory(minute=minute, text=amount.words(300))
        make.ActionFactory(minute=minute, text=amount.words(300), due_on=date(2026, 10, 5))
    attended(meeting, amount)
    publish_minutes(meeting=everybody_there(meeting, officer), by=officer)
    Pack.objects.filter(meeting=meeting, audience="members").update(state="failed")
    letters(meeting.publications.earliest("pk"), amount)
    meeting.items.update(text="Changed since.")
    return meeting


def minutes_of(item: AgendaItem, amount: Amount) -> dict[str, str]:
    """A section after an item, what was agreed and taken on there, and the minute of an item that is private."""
    at = f"{item.meeting.get_absolute_url()}items"
    section = make.MinuteFactory(item=item, position=2, heading=amount.words(290), body=amount.words(900))
    private = item.meeting.items.exclude(openness="open").earliest("position")
    return {
        "section": f"{at}/{item.pk}/sections/{section.pk}/",
        "decision": f"{at}/{item.pk}/decisions/{item.minutes.earliest('position').decisions.earliest('pk').pk}/",
        "action": f"{at}/{item.pk}/actions/{item.minutes.earliest('position').actions.earliest('pk').pk}/",
        "private_minute": f"{at}/{private.pk}/minute/",
    }


def previews(draft: Meeting, amount: Amount) -> None:
    """One pack that is ready without some of the papers, and one that is being made."""
    left_out = [{"paper": "/", "title": amount.words(290), "why": "locked"}] * amount.rows
    make.PackFactory(ready=True, publication=None, meeting=draft, left_out=left_out)
    make.PackFactory(publication=None, meeting=draft, audience="members", state="building", done=2, total=7)


def circulation(panel: Any, amount: Amount) -> str:
    """Somebody of each kind, and a member who gets nothing."""
    for capacity in Circulation.Capacity:
        make.CirculationFactory(panel=panel, name=amount.words(190), capacity=capacity, gets_private=True)
    make.CirculationFactory(panel=panel, name=amount.words(190), way="printed", copies=3)
    make.CirculationFactory(panel=panel, person=panel.memberships.earliest("pk").person, is_left_out=True)
    return f"{panel.get_absolute_url()}circulation/"


def late_agendas(panel: Model, amount: Amount, officer: User) -> dict[str, str]:
    """Of two meetings of tomorrow, one whose agenda is not out yet and one to which something was added since."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    late, added = (
        make.MeetingFactory(panel=panel, held_on=tomorrow, number_on_day=n, year=year_of(tomorrow, by=officer))
        for n in (1, 2)
    )
    for meeting in (late, added):
        items(meeting, amount)
    publish_agenda(meeting=added, lateness="short_notice", reason=amount.words(300), by=officer)
    item = make.AgendaItemFactory(meeting=added, position=900, number="900", title=amount.words(290))
    paper(item, amount, state="waiting")
    return {"late_draft": late.get_absolute_url(), "added_to": added.get_absolute_url()}


def attended(meeting: Meeting, amount: Amount) -> None:
    """Officers, guests and a group, and what was declared."""
    meeting.adjournment, meeting.started_at = amount.words(190), time(16, 2)
    meeting.save()
    item = meeting.items.filter(is_heading=False).earliest("pk")
    for _ in range(amount.rows):
        more: dict[str, Any] = {"role": amount.words(190), "came_at": item, "came_time": time(16, 20)}
        row = make.AttendanceFactory(meeting=meeting, capacity="officer", is_remote=True, **more)
        make.DeclarationFactory(meeting=meeting, person=row.person, item=item, nature=amount.words(400))
    make.AttendanceFactory(meeting=meeting, person=None, group=amount.words(190), capacity="invited")


def attender(meeting: Meeting) -> str:
    """Where a line of somebody who is no member is changed."""
    row = meeting.attendances.exclude(capacity="member").earliest("pk")
    return f"{meeting.get_absolute_url()}attendance/{row.pk}/"


def letters(publication: Publication, amount: Amount) -> None:
    """In every state."""
    at = {"sent_at": publication.published_at}
    for state, more in (("waiting", {}), ("sent", at), ("failed", {}), ("bounced", at)):
        why = amount.words(290) if state in ("failed", "bounced") else ""
        make.LetterFactory(record=publication, name=amount.words(190), capacity="Member", state=state, why=why, **more)


def asked_for(item: AgendaItem, draft: Meeting, amount: Amount) -> dict[str, str]:
    """Papers that were asked for, one of which has come, and an agenda that was sent to the chair; with their links."""
    document = make.DocumentFactory(
        title=amount.words(290), purpose=amount.words(400), recommendations=f"{amount.words(200)}\n{amount.words(300)}"
    )
    make.DocumentBackgroundFactory(document=document, title=amount.words(250), link="https://example.org/letter")
    office = make.OfficeFactory(title=f"{amount.words(190)} 3")
    link = make.AnswerRequestFactory(owner=office, name=amount.words(150))
    received = make.PaperRequestFactory(
        item=item, answer_request=link, received=True, document=document, covers=amount.words(900)
    )
    make.PaperRequestFactory(item=item, answer_request=link, missing=amount.words(300))
    for _ in range(amount.rows):
        make.PaperRequestFactory(item=item, answer_request__name=amount.words(150))
    waiting = make.PaperRequestFactory(item=item, covers=amount.words(900))
    said = make.ChairCommentFactory(meeting=draft, text=amount.words(900), said_at=link.asked_at)
    chair = make.MembershipFactory(role="chair", person__email="chair@thornmere.example")
    chaired = make.AgendaItemFactory(
        meeting__panel=chair.panel, title=amount.words(290), text=amount.words(900)
    ).meeting
    sent = make.ChairCommentFactory(meeting=chaired, answer_request__email=chair.person.email)
    stopped = make.AnswerRequestFactory(expires_at=link.asked_at)
    under = f"{draft.get_absolute_url()}items/{item.pk}/papers/asked/"
    return {
        "asked": f"{under}{received.pk}/",
        "waiting": f"{under}{waiting.pk}/",
        "link": waiting.answer_request.path,
        "link_of_two": link.path,
        "link_answered": said.answer_request.path,
        "link_chair": sent.answer_request.path,
        "link_stopped": stopped.path,
        "received_paper": document.get_absolute_url(),
    }


def work(amount: Amount, document: Any) -> None:
    """Something in every state, and a worker."""
    make.WorkerFactory()
    file = document.file
    for status in ("FAILED", "RUNNING", "READY", "SUCCESSFUL"):
        why = "scrutiny.work.queue.WorkerDied" if status == "FAILED" else ""
        for _ in range(amount.rows):
            kept_row(read_paper, file.pk, file.sha256, status=status, exception_class_path=why)


def words_to_put_back(item: AgendaItem, recommendation: Recommendation, officer: User) -> dict[str, str]:
    """Words that were changed, and some that stand again already."""
    edit_item(item=item, text="Nothing of it.", by=officer)
    said = recommendation.text
    for text in ("Something else.", said):
        edit_recommendation(recommendation=recommendation, text=text, by=officer)
    rows = {
        "words": item.history.filter(text="Nothing of it.").earliest(),
        "words_refused": recommendation.history.filter(text="Something else.").earliest(),
    }
    return {
        name: f"/history/{row.instance_type._meta.label_lower}/{row.history_id}/words/" for name, row in rows.items()
    }


def called_off(panel: Model, amount: Amount) -> Meeting:
    return make.MeetingFactory(panel=panel, called_off=True, reason=amount.words(300), held_on=date(2026, 12, 1))


def moved(panel: Model, amount: Amount) -> Meeting:
    """Twice, to a day that is to come in every test."""
    words = {"reason": amount.words(300)}
    meeting = make.MeetingFactory(panel=panel, held_on=date(2099, 3, 3), previous_on=date(2026, 12, 8), **words)
    for day in (date(2026, 12, 1), date(2026, 12, 8)):
        make.MoveFactory(meeting=meeting, held_on=day, venue=amount.words(200), **words)
    return meeting


def schedule_of(meeting: Meeting) -> str:
    return f"/meetings/schedule/{meeting.year.slug}/{meeting.panel.slug}/"


def closures(amount: Amount) -> list[Any]:
    """In spring, when nobody counts clear days here."""
    days = (date(2026, 3, 2) + timedelta(days=n) for n in range(amount.rows))
    return [make.ClosureFactory(day=day, title=amount.words(100)) for day in days]


def full_inspection(amount: Amount) -> Inspection:
    seed_frameworks()
    framework = Framework.objects.filter(areas__isnull=False).distinct().earliest("pk")
    earlier = make.InspectionFactory(framework=framework, starts_on=date(2024, 5, 1), ends_on=date(2024, 5, 2))
    inspection = make.InspectionFactory(
        framework=framework,
        earlier=earlier,
        authority=earlier.authority,
        focus=amount.words(200),
        inspectors="\n".join([amount.words(40)] * 3),
    )
    grades = cycle(Grade.objects.filter(framework=framework))
    for area, grade in zip(framework.areas.all(), grades, strict=False):
        make.JudgementFactory(inspection=inspection, area=area, grade=grade)
    for _ in range(amount.rows):
        make.FindingFactory(inspection=inspection, text=amount.words(400))
        make.RecommendationFactory(inspection=inspection, text=amount.words(600), addressed_to=amount.words(200))
    letter = make.FileFactory(text="\f".join([amount.words(900)] * 3), page_count=3)
    make.InspectionPaperFactory(inspection=inspection, document__file=letter, document__title=amount.words(290))
    return inspection


def follow(recommendation: Recommendation, meeting: Meeting, amount: Amount, officer: User) -> None:
    """Updates in every state; one item that considered many recommendations, and many that considered this one."""
    progresses = cycle(["not_started", "on_track", "slipped", "done", "paused", "overtaken"])
    discussed = list(meeting.items.filter(is_heading=False))
    office = make.OfficeFactory(title=f"{amount.words(190)} 2")
    for n, progress in enumerate(islice(progresses, amount.threads)):
        slipped = {"reason": amount.words(300), "revised_due_on": date(2027, 3, 1)} if progress == "slipped" else {}
        day = date(2026, 6, 1) + timedelta(days=n)
        update = {"progress": progress, "made_on": day, "office": office, "text": amount.words(500)}
        make.UpdateFactory(
            recommendation=recommendation, evidence_link="https://example.org/evidence", **update, **slipped
        )
    make.UpdateFactory(recommendation=recommendation, office=office, item=discussed[0], progress="on_track")
    for item in discussed[: amount.threads]:
        consider(item=item, recommendation=recommendation, by=officer)
    consider(item=discussed[0], inspection=recommendation.inspection, by=officer)
    for other in recommendation.inspection.recommendations.exclude(pk=recommendation.pk)[: amount.threads]:
        make.UpdateFactory(recommendation=other, office=office, item=discussed[0], progress="done")
        consider(item=discussed[0], recommendation=other, by=officer)
