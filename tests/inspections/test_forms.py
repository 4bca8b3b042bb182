"""Forms of inspections: bad input keeps what was typed and says what to do."""

from datetime import date

import pytest

from inspections.forms.following import UpdateForm, meetings_since
from inspections.forms.inspection import FindingsForm, InspectionForm, JudgementsForm, RecommendationForm
from inspections.operations import judge, write_findings
from scrutiny.forms.versioned import carried_out
from tests.factories import (
    AgendaItemFactory,
    AreaFactory,
    FrameworkFactory,
    GradeFactory,
    InspectionFactory,
    MeetingFactory,
    RecommendationFactory,
)

pytestmark = pytest.mark.django_db


def day(name, *boxes):
    return {f"{name}_{part}": box for part, box in zip(("day", "month", "year"), boxes, strict=True)}


def keeps(form, typed):
    return all(str(value) in str(form) for value in typed.values())


def test_an_inspection_does_not_end_before_it_began():
    typed = {"authority_name": "Corvale", "focus": "The front door", "precision": "day"}
    typed |= day("starts_on", "12", "5", "2026") | day("ends_on", "11", "5", "2026")
    form = InspectionForm(typed | {"framework": FrameworkFactory().pk})

    assert form.errors == {"ends_on": ["Last day must be the same as or after the day it began"]}
    assert keeps(form, typed)


def test_an_inspection_is_asked_for_in_the_office_s_words():
    form = InspectionForm({"authority_name": "", "precision": "day"})

    assert set(form.errors) == {"framework", "authority_name", "starts_on"}


def test_judgements_are_offered_on_the_inspection_s_own_scale(officer):
    inspection = InspectionFactory()
    area, grade = AreaFactory(framework=inspection.framework), GradeFactory(framework=inspection.framework)
    other = GradeFactory()

    assert not JudgementsForm({f"area_{area.pk}": other.pk, "seen": "1"}, record=inspection).is_valid()
    form = JudgementsForm({f"area_{area.pk}": grade.pk, "seen": "1"}, record=inspection)
    assert form.is_valid()
    assert form.grades == {area: grade}


def test_judgements_saved_meanwhile_are_shown_beside_what_was_chosen(officer):
    inspection = InspectionFactory()
    area = AreaFactory(framework=inspection.framework, name="Leaders")
    good, poor = (GradeFactory(framework=inspection.framework, name=name) for name in ("Good", "Inadequate"))
    form = JudgementsForm({f"area_{area.pk}": good.pk, "seen": "1"}, record=inspection)
    judge(inspection=inspection, grades={area: poor}, by=officer)

    assert form.is_valid()
    assert not carried_out(form, judge, inspection=inspection, grades=form.grades, by=officer, seen=1)
    assert [(each.label, each.theirs, each.mine) for each in form.clashes.values()] == [
        ("Leaders", "Inadequate", "Good")
    ]
    assert (form.data["seen"].split(".")[0], form.data[f"area_{area.pk}"]) == ("2", good.pk)


def test_findings_saved_meanwhile_are_shown_beside_what_was_typed(officer):
    inspection = InspectionFactory()
    form = FindingsForm({"findings": "Mine.", "seen": "1"}, record=inspection)
    write_findings(inspection=inspection, texts=["Theirs."], by=officer)

    assert form.is_valid()
    assert not carried_out(form, write_findings, inspection=inspection, texts=form.texts, by=officer, seen=1)
    assert [(each.theirs, each.mine) for each in form.clashes.values()] == [("Theirs.", "Mine.")]
    assert keeps(form, {"findings": f"«{officer} wrote:» Theirs. «You wrote:» Mine. «End»"})


def test_a_recommendation_keeps_what_was_typed():
    form = RecommendationForm({"kind": "improvement", "number": "2", "text": "", "addressed_to": "The police"})

    assert list(form.errors) == ["text"]
    assert keeps(form, {"addressed_to": "The police", "number": "2"})


@pytest.fixture
def meetings():
    item = AgendaItemFactory(number="6", title="Virtual School")
    AgendaItemFactory(meeting=item.meeting, is_heading=True, title="For decision")
    return [item.meeting]


def test_a_slipped_update_says_why_and_until_when(meetings):
    typed = {"office": "Head of Virtual School", "progress": "slipped", "text": "Staff are being hired."}
    form = UpdateForm(typed | day("made_on", "22", "9", "2026"), meetings=meetings)

    assert form.errors == {
        "reason": ["Say why it has slipped"],
        "revised_due_on": ["Enter the new date; the first one is kept"],
    }
    assert keeps(form, typed | {"day": "22"})


def test_an_update_offers_items_under_their_meetings(meetings):
    item = meetings[0].items.get(number="6")
    offered = UpdateForm(meetings=meetings).fields["item"].choices

    assert offered == [
        ("", "No meeting yet"),
        (f"22 September 2026, {meetings[0].panel}", [(item.pk, "6 Virtual School")]),
    ]


def test_an_update_may_have_been_considered_at_an_item_that_is_not_offered(meetings):
    earlier = AgendaItemFactory()
    form = UpdateForm(
        {"office": "Head", "progress": "on_track", "text": "Fine.", "item": earlier.pk}
        | day("made_on", "22", "9", "2026"),
        meetings=meetings,
    )

    assert form.is_valid(), form.errors
    assert form.cleaned_data["item"] == earlier


def test_meetings_that_could_have_considered_an_inspection():
    inspection = RecommendationFactory().inspection
    offered = [MeetingFactory(held_on=on) for on in (date(2026, 5, 12), date(2026, 9, 22))]
    MeetingFactory(held_on=date(2026, 5, 11))
    MeetingFactory(held_on=date(2026, 9, 22), called_off=True)

    assert meetings_since(inspection) == offered[::-1]
    assert meetings_since(inspection, before=date(2026, 9, 22)) == offered[:1]
