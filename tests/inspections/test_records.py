"""What the database itself refuses of inspections, on either engine."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from inspections.models import Judgement
from tests.factories import (
    AreaFactory,
    ConsiderationFactory,
    DocumentFactory,
    FindingFactory,
    FrameworkFactory,
    GradeFactory,
    InspectionFactory,
    InspectorateFactory,
    JudgementFactory,
    RecommendationFactory,
    UpdateFactory,
)

pytestmark = pytest.mark.django_db


def twice(make, *shared, **fields):
    """Two records of ``make`` that share the records named."""
    first = make(**fields)
    make(**{name: getattr(first, name) for name in shared}, **fields)


def two_grades_for_an_area():
    first = JudgementFactory()
    Judgement.objects.create(inspection=first.inspection, area=first.area, grade=first.grade)


def one_inspection_considered_twice():
    tie = ConsiderationFactory(recommendation=None, inspection=InspectionFactory())
    ConsiderationFactory(item=tie.item, recommendation=None, inspection=tie.inspection)


REFUSED = {
    "two inspectorates of one address": lambda: twice(InspectorateFactory, slug="ofsted"),
    "two frameworks of one address": lambda: twice(FrameworkFactory, slug="sif"),
    "a framework that ends before it begins": lambda: FrameworkFactory(from_year=2018, until_year=2017),
    "two areas of one name": lambda: twice(AreaFactory, "framework", slug="care"),
    "two grades of one name": lambda: twice(GradeFactory, "framework", slug="good"),
    "an inspection that ends before it begins": lambda: InspectionFactory(ends_on=date(2026, 5, 11)),
    "two grades for an area": two_grades_for_an_area,
    "two findings in one place": lambda: twice(FindingFactory, "inspection", position=1),
    "two recommendations in one place": lambda: twice(RecommendationFactory, "inspection", position=1),
    "two recommendations of one address": lambda: twice(RecommendationFactory, slug="thornmere-1"),
    "nothing considered": lambda: ConsiderationFactory(recommendation=None),
    "two things considered at once": lambda: ConsiderationFactory(inspection=InspectionFactory()),
    "a recommendation considered twice": lambda: twice(ConsiderationFactory, "item", "recommendation"),
    "an inspection considered twice": one_inspection_considered_twice,
    "progress that nobody knows": lambda: UpdateFactory(progress="splendid"),
    "slipped without a reason": lambda: UpdateFactory(progress="slipped", revised_due_on=date(2026, 12, 31)),
    "slipped without a new date": lambda: UpdateFactory(progress="slipped", reason="Staff left"),
    "one paper as evidence twice": lambda: twice(UpdateFactory, evidence=DocumentFactory()),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_refuses(what):
    with pytest.raises(IntegrityError), transaction.atomic():
        REFUSED[what]()


def test_what_is_whole_is_taken():
    update = UpdateFactory(progress="slipped", reason="Staff left", revised_due_on=date(2026, 12, 31))

    assert str(update) == "Slipped, 22 September 2026"
    assert str(FrameworkFactory(from_year=2018, until_year=2022)) == "Inspectorate focused visit (2018–2022)"
