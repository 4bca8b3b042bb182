"""Every change happens with its history row or not at all, and nobody overwrites what they have not seen."""

import json

import pytest

from scrutiny.models import Panel
from scrutiny.operations import ChangedMeanwhile, OthersRestOnIt, Refused, change, claim, correct, correct_away
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import FrameworkFactory, GradeFactory, MembershipFactory, OfficeFactory, PanelFactory
from tests.history import last_row, trace

pytestmark = pytest.mark.django_db


def test_a_change_tells_its_whole_story(panel, officer):
    office = OfficeFactory()
    with change("rename", by=officer, about=panel, words="It merged.", before=office.title) as step:
        step.save(office, title="Director of Children's Services")

    row = office.history.latest()
    story = json.loads(row.history_change_reason)
    assert (row.history_user, row.history_type, row.title) == (officer, "~", "Director of Children's Services")
    assert len(story.pop("operation")) == 32
    assert story == {
        "verb": "rename",
        "facts": {"before": office.history.earliest().title},
        "words": "It merged.",
        "parent": {"model": "scrutiny.panel", "id": panel.pk},
    }


def test_the_rows_of_one_operation_share_its_number(panel, officer):
    with change("rename", by=officer) as step:
        step.save(panel, name="Education Panel")
        step.save(panel, remit="Schools")

    numbers = {json.loads(row.history_change_reason)["operation"] for row in panel.history.filter(history_user=officer)}
    assert len(numbers) == 1


def test_a_reason_may_be_longer_than_a_hundred_characters(panel, officer):
    with change("rename", by=officer, words="Because. " * 500) as step:
        step.save(panel, name="Education Panel")

    assert last_row(panel)["words"] == "Because. " * 500


def test_a_removal_leaves_its_row_and_those_of_what_went_with_it(officer):
    framework = FrameworkFactory()
    grade = GradeFactory(framework=framework)
    gone, with_it = framework.pk, grade.pk

    with change("remove", by=officer, words="Entered twice.") as step:
        step.delete(framework)

    rows = [
        type(framework).history.get(id=gone, history_type="-"),
        type(grade).history.get(id=with_it, history_type="-"),
    ]
    assert [(trace(row)["verb"], trace(row)["words"], trace(row)["by"]) for row in rows] == [
        ("remove", "Entered twice.", officer),
        ("remove", "Entered twice.", officer),
    ]


def test_claiming_takes_the_next_version(panel):
    claim(panel, 1)

    assert panel.version == Panel.objects.get().version == 2


def test_claiming_without_a_version_takes_whatever_stands(panel):
    claim(panel, 1)
    claim(panel, None)

    assert panel.version == 3


@pytest.mark.parametrize("seen", [0, 2])
def test_a_version_that_does_not_stand_cannot_be_claimed(panel, seen):
    with pytest.raises(ChangedMeanwhile):
        claim(panel, seen)

    assert Panel.objects.get().version == 1


def test_what_was_removed_cannot_be_claimed(panel):
    Panel.objects.all().delete()

    with pytest.raises(ChangedMeanwhile):
        claim(panel, None)


def test_a_refusal_speaks_to_the_officer():
    class TooLate(Refused):
        """The day has passed. Choose another."""

    assert str(TooLate()) == "The day has passed. Choose another."
    assert str(TooLate("It was Monday.")) == "It was Monday."


def test_a_correction_is_told_to_whoever_has_the_record_open(panel, manager):
    panel.name = "Education Panel"
    correct(record=panel, by=manager, words="A slip")

    assert Panel.objects.values("name", "version").get() == {"name": "Education Panel", "version": 2}
    assert last_row(panel) == {
        "verb": "correct",
        "words": "A slip",
        "by": manager,
        "parent": ("scrutiny.panel", panel.pk),
        "type": "~",
    }


def test_a_correction_of_what_was_changed_meanwhile_is_refused(panel, manager):
    claim(panel, None)
    panel.name = "Education Panel"

    with pytest.raises(ChangedMeanwhile):
        correct(record=panel, by=manager, seen=1)

    assert Panel.objects.get().name == "Children Scrutiny Panel"


def test_a_record_may_be_entered_as_a_correction(manager):
    panel = correct(record=PanelFactory.build(), by=manager)

    assert (Panel.objects.get(), panel.version) == (panel, 1)
    assert last_row(panel)["verb"] == "correct"


def test_a_correction_may_set_what_it_is_related_to(panel, manager):
    before = PanelFactory()

    correct(record=panel, by=manager, related={"predecessors": [before]})

    assert list(panel.predecessors.all()) == [before]


def test_a_record_may_be_corrected_away(panel, manager):
    gone = panel.pk
    correct_away(record=panel, by=manager)

    assert not Panel.objects.exists()
    assert trace(Panel.history.filter(id=gone).latest())["verb"] == "correct_away"


def test_a_record_that_others_rest_on_stays(panel, manager):
    MembershipFactory(panel=panel)

    with pytest.raises(OthersRestOnIt):
        correct_away(record=panel, by=manager)

    assert Panel.objects.get() == panel


@pytest.mark.parametrize("operation", [correct, correct_away])
def test_corrections_happen_wholly_or_not_at_all(operation, panel, manager):
    happens_wholly_or_not_at_all(lambda: operation(record=Panel.objects.get(), by=manager))
