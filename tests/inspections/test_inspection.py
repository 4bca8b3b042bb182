"""Entering an inspection: its grades, findings, recommendations and sources, and who sees it before its day."""

from datetime import date

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from inspections.forms.inspection import paragraphs_of
from inspections.models import (
    Area,
    Finding,
    Framework,
    Grade,
    Inspection,
    InspectionPaper,
    Inspectorate,
    Judgement,
    Recommendation,
)
from inspections.models.inspection import day_range
from inspections.operations import (
    FrameworkInUse,
    NotOnItsScale,
    RecommendationInUse,
    add_inspection,
    add_recommendation,
    attach_source,
    edit_inspection,
    edit_recommendation,
    judge,
    remove_recommendation,
    remove_source,
    write_findings,
)
from inspections.operations.seeding import seed_frameworks
from inspections.seeds import FRAMEWORKS
from scrutiny.models import Address, Document
from scrutiny.operations import ChangedMeanwhile
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import (
    AreaFactory,
    AuthorityFactory,
    ConsiderationFactory,
    FindingFactory,
    FrameworkFactory,
    GradeFactory,
    InspectionFactory,
    InspectionPaperFactory,
    JudgementFactory,
    RecommendationFactory,
    UpdateFactory,
    checked_file,
)
from tests.history import last_row, trace

pytestmark = pytest.mark.django_db

MAY = date(2026, 5, 12)


@pytest.fixture
def inspection():
    return InspectionFactory(
        authority__name="Thornmere",
        framework__inspectorate__short_name="Ofsted",
        starts_on=MAY,
        ends_on=date(2026, 5, 13),
    )


def told(verb, by, inspection, kind="+"):
    return {"verb": verb, "words": "", "by": by, "parent": ("inspections.inspection", inspection.pk), "type": kind}


def graded(inspection):
    return {row.area: row.grade for row in inspection.judgements.select_related("area", "grade")}


def test_an_inspection_is_entered(officer):
    authority, framework = AuthorityFactory(), FrameworkFactory()
    inspection = add_inspection(authority=authority, framework=framework, starts_on=MAY, focus="Front door", by=officer)

    assert Inspection.objects.values("authority", "framework", "starts_on", "ends_on", "focus", "precision").get() == {
        "authority": authority.pk,
        "framework": framework.pk,
        "starts_on": MAY,
        "ends_on": None,
        "focus": "Front door",
        "precision": "day",
    }
    assert Address.objects.get(path=f"/inspections/{inspection.pk}/").record == inspection
    assert last_row(inspection) == told("add_inspection", officer, inspection)


def test_an_inspection_is_changed_by_who_has_seen_it(inspection, officer):
    edit_inspection(inspection=inspection, by=officer, seen=1, focus="Front door")

    with pytest.raises(ChangedMeanwhile):
        edit_inspection(inspection=inspection, by=officer, seen=1, focus="Care leavers")
    assert Inspection.objects.get().focus == "Front door"
    assert last_row(inspection) == told("edit_inspection", officer, inspection, "~")


def test_the_framework_stays_while_there_are_grades(inspection, officer):
    JudgementFactory(inspection=inspection)

    with pytest.raises(FrameworkInUse):
        edit_inspection(inspection=inspection, framework=FrameworkFactory(), by=officer)
    assert edit_inspection(inspection=inspection, framework=inspection.framework, by=officer).version == 2


def test_areas_are_judged(inspection, officer):
    areas = [AreaFactory(framework=inspection.framework) for _ in range(3)]
    good, poor = (GradeFactory(framework=inspection.framework) for _ in range(2))
    judge(inspection=inspection, grades={areas[0]: good, areas[1]: poor, areas[2]: None}, by=officer)
    kept = Judgement.objects.get(area=areas[0])
    judge(inspection=inspection, grades={areas[0]: good, areas[1]: None, areas[2]: poor}, by=officer, seen=2)

    assert graded(inspection) == {areas[0]: good, areas[2]: poor}
    assert kept.history.count() == 1
    assert last_row(kept) == told("judge", officer, inspection)
    assert Inspection.objects.get().version == 3


def test_grades_are_of_the_inspection_s_own_framework(inspection, officer):
    area, grade = AreaFactory(framework=inspection.framework), GradeFactory(framework=inspection.framework)

    for grades in ({AreaFactory(): None}, {area: GradeFactory()}, {AreaFactory(): grade}):
        with pytest.raises(NotOnItsScale):
            judge(inspection=inspection, grades={area: grade} | grades, by=officer)
    assert graded(inspection) == {}


def test_findings_are_written_and_those_that_read_as_before_stay(inspection, officer):
    first = write_findings(
        inspection=inspection, texts=["Leaders know.", "Plans are late.", "Visits happen."], by=officer
    )
    again = write_findings(inspection=inspection, texts=["Leaders know.", "Plans are clear."], by=officer, seen=2)

    assert [(row.position, row.text) for row in again] == [(1, "Leaders know."), (2, "Plans are clear.")]
    assert again == first[:2]
    assert first[0].history.count() == 1
    assert trace(Finding.history.get(history_type="-")) == told("write_findings", officer, inspection, "-")


def test_findings_may_all_go(inspection, officer):
    FindingFactory(inspection=inspection)

    assert write_findings(inspection=inspection, texts=[], by=officer) == []


def test_nobody_overwrites_findings_they_have_not_seen(inspection, officer):
    write_findings(inspection=inspection, texts=["Leaders know."], by=officer, seen=1)

    with pytest.raises(ChangedMeanwhile):
        write_findings(inspection=inspection, texts=["Leaders do not."], by=officer, seen=1)
    assert Finding.objects.get().text == "Leaders know."


def test_a_recommendation_keeps_its_address_for_ever(inspection, officer):
    recommendation = add_recommendation(inspection=inspection, text="Improve plans.", kind="improvement", by=officer)

    assert Recommendation.objects.values("inspection", "position", "number", "kind", "text", "slug").get() == {
        "inspection": inspection.pk,
        "position": 1,
        "number": "",
        "kind": "improvement",
        "text": "Improve plans.",
        "slug": "thornmere-ofsted-2026-05-12-1",
    }
    assert recommendation.label == "Area for improvement 1"
    assert Address.objects.get(path="/recommendations/thornmere-ofsted-2026-05-12-1/").record == recommendation
    assert last_row(recommendation) == told("add_recommendation", officer, inspection)


def test_recommendations_alike_have_addresses_of_their_own(inspection, officer):
    slugs = [add_recommendation(inspection=inspection, text="Improve.", number="B1", by=officer).slug for _ in range(3)]

    assert slugs == [f"thornmere-ofsted-2026-05-12-b1{again}" for again in ("", "-2", "-3")]


def test_the_address_of_a_removed_recommendation_is_given_to_no_other(inspection, officer):
    remove_recommendation(
        recommendation=add_recommendation(inspection=inspection, text="A mistake.", by=officer), by=officer
    )
    again = add_recommendation(inspection=inspection, text="Improve plans.", by=officer)

    assert (again.position, again.slug) == (1, "thornmere-ofsted-2026-05-12-1-2")


def test_a_recommendation_is_changed_by_who_has_seen_it(inspection, officer):
    recommendation = add_recommendation(inspection=inspection, text="Improve.", by=officer)
    edit_recommendation(recommendation=recommendation, text="Improve plans.", number="7", seen=1, by=officer)

    with pytest.raises(ChangedMeanwhile):
        edit_recommendation(recommendation=recommendation, text="Improve visits.", seen=1, by=officer)
    assert Recommendation.objects.values("text", "slug").get() == {
        "text": "Improve plans.",
        "slug": "thornmere-ofsted-2026-05-12-1",
    }
    assert last_row(recommendation) == told("edit_recommendation", officer, inspection, "~")


def test_a_recommendation_entered_by_mistake_is_removed(inspection, officer):
    gone = RecommendationFactory(inspection=inspection)
    number = gone.pk
    remove_recommendation(recommendation=gone, by=officer)

    assert not Recommendation.objects.exists()
    assert trace(Recommendation.history.get(id=number, history_type="-")) == told(
        "remove_recommendation", officer, inspection, "-"
    )


@pytest.mark.parametrize("make", [UpdateFactory, ConsiderationFactory])
def test_a_recommendation_about_which_something_was_done_stays(make, inspection, officer):
    recommendation = RecommendationFactory(inspection=inspection)
    make(recommendation=recommendation)

    with pytest.raises(RecommendationInUse):
        remove_recommendation(recommendation=recommendation, by=officer)
    assert Recommendation.objects.get() == recommendation


def test_a_source_is_attached_and_taken_off(inspection, officer, stranger):
    document = attach_source(inspection=inspection, checked=checked_file(), title="Letter", kind="letter", by=officer)
    paper = InspectionPaper.objects.get()

    assert (paper.inspection, paper.document, document.kind, document.panel) == (inspection, document, "letter", None)
    assert last_row(paper) == told("attach_source", officer, inspection)
    assert list(Document.objects.visible_to(stranger)) == [document]

    remove_source(paper=paper, by=officer)
    assert not Document.objects.visible_to(stranger).exists()
    assert list(Document.objects.visible_to(officer)) == [document]


def test_who_sees_what_is_under_embargo(everyone):
    day = date(2026, 6, 30)
    inspections = {
        "published": InspectionFactory(),
        "embargoed": InspectionFactory(hidden_until=day),
    }
    papers = {name: InspectionPaperFactory(inspection=row).document for name, row in inspections.items()}
    recommendations = {name: RecommendationFactory(inspection=row) for name, row in inspections.items()}

    def seen(user):
        return [
            [name for name, row in rows.items() if row in type(row).objects.visible_to(user)]
            for rows in (inspections, papers, recommendations)
        ]

    with time_machine.travel(date(2026, 6, 29), tick=False):
        before = {role: seen(user) for role, user in everyone.items()}
    with time_machine.travel(day, tick=False):
        after = {role: seen(user) for role, user in everyone.items()}

    all_of_it = [["published", "embargoed"]] * 3
    officers = dict.fromkeys(["officer", "manager", "monitoring officer"], all_of_it)
    assert before == dict.fromkeys(["stranger", "other councillor", "councillor"], [["published"]] * 3) | officers
    assert after == dict.fromkeys(everyone, all_of_it)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2021, 5, 26), date(2021, 5, 26), "26 May 2021"),
        (date(2021, 5, 26), date(2021, 5, 27), "26 and 27 May 2021"),
        (date(2021, 5, 24), date(2021, 5, 28), "24 to 28 May 2021"),
        (date(2015, 10, 27), date(2015, 11, 19), "27 October to 19 November 2015"),
        (date(2015, 12, 31), date(2016, 1, 1), "31 December 2015 and 1 January 2016"),
    ],
)
def test_days_in_words(first, last, words):
    assert day_range(first, last) == words


@pytest.mark.parametrize(
    ("precision", "words"), [("day", "12 and 13 May 2026"), ("month", "May 2026"), ("year", "2026")]
)
def test_dates_are_no_more_exact_than_they_are_known(inspection, precision, words):
    inspection.precision = precision

    assert inspection.when == words
    assert str(inspection) == f"Ofsted focused visit, Thornmere, {words}"


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("", []),
        ("One.", ["One."]),
        ("One\nline.\n\nTwo.\r\n \r\n\r\n  Three. ", ["One line.", "Two.", "Three."]),
        ("\n\n\n", []),
    ],
)
def test_paragraphs_are_divided_by_empty_lines(text, paragraphs):
    assert paragraphs_of(text) == paragraphs


@given(st.text())
def test_any_text_has_paragraphs(text):
    paragraphs = paragraphs_of(text)

    assert "".join("".join(paragraphs).split()) == "".join(text.split())
    assert paragraphs_of("\n\n".join(paragraphs)) == paragraphs


def test_the_seed_enters_every_framework_once():
    assert seed_frameworks() == seed_frameworks() == len(FRAMEWORKS)


def test_the_seed_tells_its_history_once():
    seed_frameworks()
    seed_frameworks()

    rows = [row for model in (Inspectorate, Framework, Area, Grade) for row in model.history.all()]
    assert {(trace(row)["verb"], trace(row)["by"], row.history_type) for row in rows} == {
        ("seed_frameworks", None, "+"),
    }
    assert len({row.operation for row in rows}) == 1


def test_the_seed_is_entered_wholly_or_not_at_all(monkeypatch):
    monkeypatch.setattr("inspections.operations.seeding.FRAMEWORKS", FRAMEWORKS[:1])

    happens_wholly_or_not_at_all(seed_frameworks)


def test_the_seed_leaves_what_an_officer_changed():
    seed_frameworks()
    Framework.objects.filter(slug="focused-visit").update(name="short visit")
    seed_frameworks()

    assert Framework.objects.get(slug="focused-visit").name == "short visit"


OPERATIONS = {
    "add_inspection": lambda row, by: add_inspection(
        authority=row.authority, framework=row.framework, starts_on=MAY, by=by
    ),
    "edit_inspection": lambda row, by: edit_inspection(inspection=row, focus="Front door", by=by),
    "judge": lambda row, by: judge(inspection=row, grades=dict.fromkeys(row.framework.areas.all()), by=by),
    "write_findings": lambda row, by: write_findings(inspection=row, texts=["One.", "Two."], by=by),
    "add_recommendation": lambda row, by: add_recommendation(inspection=row, text="Improve.", by=by),
    "edit_recommendation": lambda row, by: edit_recommendation(
        recommendation=row.recommendations.get(), text="Improve visits.", by=by
    ),
    "remove_recommendation": lambda row, by: remove_recommendation(recommendation=row.recommendations.get(), by=by),
    "attach_source": lambda row, by: attach_source(inspection=row, checked=checked_file(), title="Letter", by=by),
    "remove_source": lambda row, by: remove_source(paper=row.papers.get(), by=by),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_happens_wholly_or_not_at_all(name, inspection, officer):
    for make in (JudgementFactory, RecommendationFactory, InspectionPaperFactory):
        make(inspection=inspection)
    for position in (1, 2, 3):
        FindingFactory(inspection=inspection, position=position)

    happens_wholly_or_not_at_all(lambda: OPERATIONS[name](Inspection.objects.get(pk=inspection.pk), officer))
