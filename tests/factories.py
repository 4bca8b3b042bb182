"""A factory for each record: the least that is valid. Titles and names are invented and numbered."""

import hashlib
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory import LazyAttribute, LazyFunction, Sequence, SubFactory
from factory.django import DjangoModelFactory

from inspections.models import (
    Area,
    Consideration,
    Finding,
    Framework,
    Grade,
    Inspection,
    InspectionPaper,
    Inspectorate,
    Judgement,
    Progress,
    Recommendation,
    Update,
)
from meetings.models import (
    Action,
    AgendaItem,
    Attendance,
    ChairComment,
    Circulation,
    Decision,
    Declaration,
    ItemPaper,
    ItemReader,
    Meeting,
    Minute,
    MinutesToApprove,
    Move,
    Pack,
    PaperRequest,
    PlannedItem,
    Publication,
    TakenOff,
)
from scrutiny.documents.checks import CheckedFile
from scrutiny.models import (
    PDF,
    Address,
    AnswerRequest,
    Authority,
    Closure,
    DeskPanel,
    Document,
    DocumentBackground,
    Doubt,
    Draft,
    File,
    Holding,
    Letter,
    Membership,
    Merge,
    MunicipalYear,
    Office,
    Open,
    Panel,
    Person,
    Role,
    User,
    Withholding,
    Worker,
)
from scrutiny.models.answer import digest_of, new_seed

EXEMPT: dict[str, Any] = {
    "openness": Open.EXEMPT,
    "exempt_paragraph": 2,
    "public_interest": "A child could be recognised.",
}
"""What makes an item or a document private."""

PASSWORD = "three-words-for-tests"

PUBLISHED_AT = datetime(2026, 9, 14, 9, tzinfo=UTC)


class AuthorityFactory(DjangoModelFactory):
    class Meta:
        model = Authority

    name = Sequence(lambda n: f"Authority {n}")


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    name = Sequence(lambda n: f"Ada Person{n}")
    sort_name = Sequence(lambda n: f"Person{n}, Ada")


class PanelFactory(DjangoModelFactory):
    class Meta:
        model = Panel

    name = Sequence(lambda n: f"Panel {n}")
    code = Sequence(lambda n: f"P{n}")
    slug = Sequence(lambda n: f"panel-{n}")


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = Sequence(lambda n: f"user{n}@thornmere.example")
    name = Sequence(lambda n: f"User {n}")
    role = Role.OFFICER
    password = factory.django.Password(PASSWORD)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    person = SubFactory(PersonFactory)
    panel = SubFactory(PanelFactory)
    from_on = date(2020, 5, 20)


class MergeFactory(DjangoModelFactory):
    class Meta:
        model = Merge

    kept = SubFactory(PersonFactory)
    gone = SubFactory(PersonFactory)
    merged_at = PUBLISHED_AT
    merged_by = SubFactory(UserFactory)
    moved = LazyAttribute(lambda _: {"records": [], "particulars": {"before": {}, "after": {}}, "addresses": []})


class ClosureFactory(DjangoModelFactory):
    class Meta:
        model = Closure

    day = Sequence(lambda n: date(2026, 12, 29) + timedelta(days=n))
    title = "Offices closed"


class DeskPanelFactory(DjangoModelFactory):
    class Meta:
        model = DeskPanel

    user = SubFactory(UserFactory)
    panel = SubFactory(PanelFactory)
    from_on = date(2020, 5, 20)


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = Office

    title = Sequence(lambda n: f"Head of Service {n}")


class HoldingFactory(DjangoModelFactory):
    class Meta:
        model = Holding

    office = SubFactory(OfficeFactory)
    person = SubFactory(PersonFactory, kind=Person.Kind.OFFICER)
    from_on = date(2020, 5, 20)


class MunicipalYearFactory(DjangoModelFactory):
    class Meta:
        model = MunicipalYear
        django_get_or_create = ["starts_on"]

    starts_on = date(2026, 5, 15)
    ends_on = LazyAttribute(lambda year: date(year.starts_on.year + 1, 5, 14))


class FileFactory(DjangoModelFactory):
    class Meta:
        model = File

    class Params:
        data = Sequence(lambda n: f"%PDF-1.7 {n}".encode())

    sha256 = LazyAttribute(lambda file: hashlib.sha256(file.data).hexdigest())
    content = LazyAttribute(lambda file: ContentFile(file.data, file.sha256))
    size = LazyAttribute(lambda file: len(file.data))
    content_type = PDF
    page_count = 1
    state = File.State.READ


class WorkerFactory(DjangoModelFactory):
    class Meta:
        model = Worker

    name = Sequence(lambda n: f"worker-{n}")
    started_at = LazyFunction(timezone.now)
    seen_at = LazyFunction(timezone.now)


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    file = SubFactory(FileFactory)
    title = Sequence(lambda n: f"Paper {n}")


class AddressFactory(DjangoModelFactory):
    class Meta:
        model = Address

    path = Sequence(lambda n: f"/was-here/{n}/")
    record = SubFactory(PanelFactory)


class WithholdingFactory(DjangoModelFactory):
    class Meta:
        model = Withholding

    about = "a paper of the meeting of 22 September 2026"
    how = Withholding.How.WORDS
    ground = Withholding.Ground.PERSONAL
    reason = "It named a child."
    digest = LazyAttribute(lambda row: hashlib.sha256(row.about.encode()).hexdigest())
    places = 3
    withheld_at = PUBLISHED_AT
    withheld_by = SubFactory(UserFactory, role=Role.MONITORING_OFFICER)


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    class Params:
        published = factory.Trait(
            state=Meeting.State.PUBLISHED,
            agenda_published_at=PUBLISHED_AT,
            agenda_published_by=SubFactory(UserFactory),
        )
        held = factory.Trait(published=True, state=Meeting.State.HELD, minutes_state=Meeting.Minutes.DRAFTING)
        called_off = factory.Trait(state=Meeting.State.CANCELLED, reason="There is no business.")

    panel = SubFactory(PanelFactory)
    year = SubFactory(MunicipalYearFactory)
    held_on = date(2026, 9, 22)
    starts_at = time(16, 0)


class MoveFactory(DjangoModelFactory):
    class Meta:
        model = Move

    meeting = SubFactory(MeetingFactory, previous_on=date(2026, 9, 15), reason="The hall is closed.")
    held_on = date(2026, 9, 15)
    starts_at = time(16, 0)
    reason = "The hall is closed."
    moved_at = PUBLISHED_AT


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = AgendaItem

    class Params:
        published = factory.Trait(published_at=PUBLISHED_AT)
        exempt = factory.Trait(**EXEMPT, public_title="A private matter")

    meeting = SubFactory(MeetingFactory)
    position = Sequence(lambda n: n + 1)
    title = Sequence(lambda n: f"Subject {n}")


class ItemPaperFactory(DjangoModelFactory):
    class Meta:
        model = ItemPaper

    item = SubFactory(AgendaItemFactory)
    document = SubFactory(DocumentFactory)
    position = Sequence(lambda n: n + 1)


class ItemReaderFactory(DjangoModelFactory):
    class Meta:
        model = ItemReader

    item = SubFactory(AgendaItemFactory, exempt=True)
    person = SubFactory(PersonFactory)
    kind = ItemReader.Kind.NAMED


class MinutesToApproveFactory(DjangoModelFactory):
    class Meta:
        model = MinutesToApprove

    item = SubFactory(AgendaItemFactory)
    meeting = SubFactory(MeetingFactory, held=True, held_on=date(2026, 7, 14))


class PlannedItemFactory(DjangoModelFactory):
    class Meta:
        model = PlannedItem

    panel = SubFactory(PanelFactory)
    subject = Sequence(lambda n: f"Promise {n}")


class TakenOffFactory(DjangoModelFactory):
    class Meta:
        model = TakenOff

    meeting = SubFactory(MeetingFactory)
    number = Sequence(lambda n: 900_000 + n)
    title = Sequence(lambda n: f"Subject that went {n}")
    taken_off_at = PUBLISHED_AT
    taken_off_by = SubFactory(UserFactory)


class PublicationFactory(DjangoModelFactory):
    class Meta:
        model = Publication
        skip_postgeneration_save = True

    meeting = SubFactory(MeetingFactory)
    kind = Publication.Kind.AGENDA
    published_at = PUBLISHED_AT
    published_by = SubFactory(UserFactory)
    for_public = LazyAttribute(lambda _: {"items": []})
    for_members = LazyAttribute(lambda _: {"items": []})

    @factory.post_generation
    def documents(publication, create, papers):  # noqa: N805 (factory-boy hands over the record)
        publication.documents.set(papers or [])


class PackFactory(DjangoModelFactory):
    class Meta:
        model = Pack

    class Params:
        ready = factory.Trait(
            state=Pack.State.READY,
            file=SubFactory(FileFactory),
            front_sheet=SubFactory(FileFactory),
            sha256=LazyAttribute(lambda pack: pack.file.sha256),
        )

    publication = SubFactory(PublicationFactory)
    meeting = LazyAttribute(lambda pack: pack.publication.meeting)
    audience = Pack.Audience.PUBLIC
    ordered_at = PUBLISHED_AT


class CirculationFactory(DjangoModelFactory):
    class Meta:
        model = Circulation

    panel = SubFactory(PanelFactory)
    name = Sequence(lambda n: f"Newspaper {n}")
    email = Sequence(lambda n: f"news{n}@thornmere.example")


class MinuteFactory(DjangoModelFactory):
    class Meta:
        model = Minute

    item = SubFactory(AgendaItemFactory)


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = Decision

    minute = SubFactory(MinuteFactory)
    number = Sequence(lambda n: n + 1)
    text = "that the report be noted."


class ActionFactory(DjangoModelFactory):
    class Meta:
        model = Action

    minute = SubFactory(MinuteFactory)
    text = "To send the figures."
    owner = SubFactory(OfficeFactory)


class InspectorateFactory(DjangoModelFactory):
    class Meta:
        model = Inspectorate

    name = Sequence(lambda n: f"Office for Inspection {n}")
    short_name = "Inspectorate"
    slug = Sequence(lambda n: f"inspectorate-{n}")


class FrameworkFactory(DjangoModelFactory):
    class Meta:
        model = Framework

    inspectorate = SubFactory(InspectorateFactory)
    name = "focused visit"
    slug = Sequence(lambda n: f"framework-{n}")
    from_year = 2018


class AreaFactory(DjangoModelFactory):
    class Meta:
        model = Area

    framework = SubFactory(FrameworkFactory)
    slug = Sequence(lambda n: f"area-{n}")
    name = Sequence(lambda n: f"Area {n}")
    position = Sequence(lambda n: n + 1)


class GradeFactory(DjangoModelFactory):
    class Meta:
        model = Grade

    framework = SubFactory(FrameworkFactory)
    slug = Sequence(lambda n: f"grade-{n}")
    name = Sequence(lambda n: f"Grade {n}")
    position = Sequence(lambda n: n + 1)


class InspectionFactory(DjangoModelFactory):
    class Meta:
        model = Inspection

    authority = SubFactory(AuthorityFactory)
    framework = SubFactory(FrameworkFactory)
    starts_on = date(2026, 5, 12)
    ends_on = date(2026, 5, 13)


class InspectionPaperFactory(DjangoModelFactory):
    class Meta:
        model = InspectionPaper

    inspection = SubFactory(InspectionFactory)
    document = SubFactory(DocumentFactory)


class JudgementFactory(DjangoModelFactory):
    class Meta:
        model = Judgement

    inspection = SubFactory(InspectionFactory)
    area = LazyAttribute(lambda judgement: AreaFactory(framework=judgement.inspection.framework))
    grade = LazyAttribute(lambda judgement: GradeFactory(framework=judgement.inspection.framework))


class FindingFactory(DjangoModelFactory):
    class Meta:
        model = Finding

    inspection = SubFactory(InspectionFactory)
    position = Sequence(lambda n: n + 1)
    text = "Leaders know their services well."


class RecommendationFactory(DjangoModelFactory):
    class Meta:
        model = Recommendation

    inspection = SubFactory(InspectionFactory)
    position = Sequence(lambda n: n + 1)
    text = "The quality of plans should improve."
    slug = Sequence(lambda n: f"recommendation-{n}")


class UpdateFactory(DjangoModelFactory):
    class Meta:
        model = Update

    recommendation = SubFactory(RecommendationFactory)
    made_on = date(2026, 9, 22)
    office = SubFactory(OfficeFactory)
    progress = Progress.ON_TRACK
    text = "Plans are reviewed each month."


class ConsiderationFactory(DjangoModelFactory):
    class Meta:
        model = Consideration

    item = SubFactory(AgendaItemFactory)
    recommendation = SubFactory(RecommendationFactory)


def checked_file(data: bytes = b"%PDF-1.7 checked", **fields: Any) -> CheckedFile:
    """A file as it comes out of the checks of an upload."""
    facts: dict[str, Any] = {"content_type": PDF, "page_count": 1, "text": "What it says"}
    facts |= {"sha256": hashlib.sha256(data).hexdigest()} | fields
    return CheckedFile(content=ContentFile(data), size=len(data), **facts)


class DraftFactory(DjangoModelFactory):
    class Meta:
        model = Draft

    user = SubFactory(UserFactory, role=Role.OFFICER)
    form = "meeting_new"
    about = ""
    typed = LazyAttribute(lambda draft: {"venue": ["Library"]})
    kept_at = LazyAttribute(lambda draft: timezone.now())


class LetterFactory(DjangoModelFactory):
    class Meta:
        model = Letter

    record = SubFactory(PanelFactory)
    address = Sequence(lambda n: f"reader{n}@thornmere.example")
    subject = "Agenda published"
    body = "The agenda is on the page of the meeting."
    written_at = LazyFunction(timezone.now)


class DoubtFactory(DjangoModelFactory):
    class Meta:
        model = Doubt

    file = SubFactory(FileFactory)
    kind = Doubt.Kind.SMALL_NUMBER
    page = 1
    words = "4 young people … Quillfeather House"


class AnswerRequestFactory(DjangoModelFactory):
    class Meta:
        model = AnswerRequest

    name = "Imran Sadiq"
    email = Sequence(lambda n: f"author{n}@thornmere.example")
    token_digest = LazyAttribute(lambda request: digest_of(AnswerRequest(seed=request.seed).token))
    seed = LazyFunction(new_seed)
    asked_at = PUBLISHED_AT
    asked_by = SubFactory(UserFactory)
    expires_at = LazyFunction(lambda: timezone.now() + timedelta(days=30))


class DocumentBackgroundFactory(DjangoModelFactory):
    class Meta:
        model = DocumentBackground

    document = SubFactory(DocumentFactory)
    position = Sequence(lambda n: n + 1)
    title = Sequence(lambda n: f"Background {n}")


class PaperRequestFactory(DjangoModelFactory):
    class Meta:
        model = PaperRequest

    class Params:
        received = factory.Trait(
            state=PaperRequest.State.FINAL, document=SubFactory(DocumentFactory), received_at=PUBLISHED_AT
        )

    item = SubFactory(AgendaItemFactory)
    answer_request = SubFactory(AnswerRequestFactory)
    due_on = date(2026, 9, 7)


class ChairCommentFactory(DjangoModelFactory):
    class Meta:
        model = ChairComment

    meeting = SubFactory(MeetingFactory)
    answer_request = SubFactory(AnswerRequestFactory)


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    meeting = SubFactory(MeetingFactory)
    person = SubFactory(PersonFactory)


class DeclarationFactory(DjangoModelFactory):
    class Meta:
        model = Declaration

    meeting = SubFactory(MeetingFactory)
    person = SubFactory(PersonFactory)
    kind = "Personal interest"
