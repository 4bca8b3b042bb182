"""What an agenda item will consider, tied and untied from the agenda."""

import pytest

from inspections.models import Consideration
from scrutiny import slots
from tests.factories import (
    AgendaItemFactory,
    ConsiderationFactory,
    InspectionFactory,
    MeetingFactory,
    RecommendationFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(panel):
    return AgendaItemFactory(meeting=MeetingFactory(panel=panel), number="5", title="Ofsted progress")


@pytest.fixture
def recommendation():
    return RecommendationFactory(inspection=InspectionFactory(), number="4", text="Count every child.")


def test_the_agenda_says_in_short_what_each_item_considers(item, recommendation, officer):
    ConsiderationFactory(item=item, recommendation=recommendation)
    ConsiderationFactory(item=item, recommendation=None, inspection=recommendation.inspection)
    ConsiderationFactory()

    (section,) = slots.sections("agenda", officer, item.meeting)
    inspection = str(recommendation.inspection)
    assert [(row.words, row.key) for row in section.rows] == [
        (f"Recommendation 4, {inspection}", item.pk),
        (inspection, item.pk),
    ]


def test_the_item_s_page_ties_and_unties(client, item, recommendation, officer):
    client.force_login(officer)
    edit = f"{item.meeting.get_absolute_url()}items/{item.pk}/"
    add = f"/considerations/new/{item.pk}/"

    assert add in client.get(edit).content.decode()
    answer = client.post(add, {"considered": f"recommendation-{recommendation.pk}"}, follow=True)
    tie = Consideration.objects.get()
    assert (tie.item, tie.recommendation) == (item, recommendation)
    page = answer.content.decode()
    assert "Item 5 will consider it" in page
    assert "Count every child." in page
    assert f"/considerations/{tie.pk}/remove/" in page


def test_an_inspection_can_be_chosen_as_a_whole(client, item, recommendation, officer):
    client.force_login(officer)
    client.post(f"/considerations/new/{item.pk}/", {"considered": f"inspection-{recommendation.inspection_id}"})

    assert Consideration.objects.values_list("inspection", "recommendation").get() == (
        recommendation.inspection_id,
        None,
    )
