"""Following a recommendation: updates, considerations, the sentence, and that none of them tells too much."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from inspections.models import Consideration, Progress, Recommendation, Update
from inspections.operations import (
    ConsideredInUse,
    SlippedNeedsReason,
    UpdateBeforeInspection,
    UpdateInFuture,
    add_update,
    consider,
    forget,
)
from inspections.standing import sentence
from inspections.thread import turns_of
from meetings.operations import edit_item
from scrutiny import slots
from scrutiny.models import Document
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import (
    EXEMPT,
    AgendaItemFactory,
    ConsiderationFactory,
    DocumentFactory,
    InspectionFactory,
    MeetingFactory,
    OfficeFactory,
    PanelFactory,
    RecommendationFactory,
    UpdateFactory,
    checked_file,
)
from tests.history import last_row, trace
from tests.roles import table

pytestmark = pytest.mark.django_db

SEPTEMBER, DECEMBER = date(2026, 9, 22), date(2026, 12, 31)
FIRST = {"recommendation": None, "made_on": SEPTEMBER, "progress": "on_track", "text": "Plans are reviewed."}


@pytest.fixture
def office():
    return OfficeFactory(title="Head of Virtual School")


@pytest.fixture
def recommendation():
    return RecommendationFactory()


@pytest.fixture
def item(panel):
    return AgendaItemFactory(meeting__panel=panel, number="6", published=True)


def update(recommendation, office, by, **fields):
    return add_update(**FIRST | {"recommendation": recommendation, "office": office, "by": by} | fields)


def told(verb, by, parent, kind="+"):
    return {"verb": verb, "words": "", "by": by, "parent": (parent._meta.label_lower, parent.pk), "type": kind}


def test_an_update_is_added(recommendation, office, officer):
    made = update(recommendation, office, officer, cleared_by="Dana Whitlock")

    assert Update.objects.values(
        "recommendation", "made_on", "office", "progress", "text", "cleared_by", "item"
    ).get() == {
        "recommendation": recommendation.pk,
        "made_on": SEPTEMBER,
        "office": office.pk,
        "progress": "on_track",
        "text": "Plans are reviewed.",
        "cleared_by": "Dana Whitlock",
        "item": None,
    }
    assert last_row(made) == told("add_update", officer, recommendation)
    assert not Consideration.objects.exists()


def test_an_update_at_an_item_ties_the_item_to_the_recommendation(recommendation, office, officer, item):
    made = update(recommendation, office, officer, item=item)
    update(recommendation, office, officer, item=item)

    tie = Consideration.objects.get()
    assert (made.item, tie.item, tie.recommendation, tie.inspection) == (item, item, recommendation, None)
    assert last_row(tie) == told("add_update", officer, recommendation)


def test_an_update_brings_its_evidence(recommendation, office, officer):
    made = update(recommendation, office, officer, checked=checked_file(), evidence_title="Figures")
    unnamed = update(recommendation, office, officer, checked=checked_file(b"other"))

    assert (made.evidence.title, made.evidence.kind, unnamed.evidence.title) == ("Figures", "evidence", "Evidence")


@pytest.mark.parametrize("given", [{}, {"reason": "Staff left"}, {"revised_due_on": DECEMBER}])
def test_what_has_slipped_says_why_and_until_when(given, recommendation, office, officer):
    with pytest.raises(SlippedNeedsReason):
        update(recommendation, office, officer, progress="slipped", **given)


def test_no_update_is_older_than_its_inspection(recommendation, office, officer):
    with pytest.raises(UpdateBeforeInspection):
        update(recommendation, office, officer, made_on=date(2026, 5, 11))
    assert update(recommendation, office, officer, made_on=date(2026, 5, 12)).pk


def test_no_update_is_dated_after_today(recommendation, office, officer):
    today = timezone.localdate()

    with pytest.raises(UpdateInFuture):
        update(recommendation, office, officer, made_on=today + timedelta(days=1))
    assert update(recommendation, office, officer, made_on=today).pk


def test_an_item_considered_a_recommendation_or_an_inspection(recommendation, officer, item):
    one = consider(item=item, recommendation=recommendation, by=officer)
    other = consider(item=item, inspection=recommendation.inspection, by=officer)

    assert consider(item=item, recommendation=recommendation, by=officer) == one
    assert consider(item=item, inspection=recommendation.inspection, by=officer) == other
    assert Consideration.objects.count() == 2
    assert last_row(one) == told("consider", officer, item.meeting)


def test_a_consideration_is_taken_back(recommendation, officer, item):
    for what in ({"recommendation": recommendation}, {"inspection": recommendation.inspection}):
        forget(consideration=consider(item=item, by=officer, **what), by=officer)

    assert not Consideration.objects.exists()
    assert trace(Consideration.history.filter(history_type="-").latest()) == told("forget", officer, item.meeting, "-")


def test_a_consideration_with_an_update_stays(recommendation, office, officer, item):
    update(recommendation, office, officer, item=item)

    with pytest.raises(ConsideredInUse):
        forget(consideration=Consideration.objects.get(), by=officer)


OPERATIONS = {
    "add_update": lambda tie, by: update(
        tie.recommendation,
        OfficeFactory._meta.model.objects.get(),
        by,
        item=AgendaItemFactory._meta.model.objects.exclude(pk=tie.item_id).get(),
        checked=checked_file(),
    ),
    "consider": lambda tie, by: consider(item=tie.item, inspection=tie.recommendation.inspection, by=by),
    "forget": lambda tie, by: forget(consideration=tie, by=by),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_happens_wholly_or_not_at_all(name, office, item, officer):
    ConsiderationFactory()

    happens_wholly_or_not_at_all(lambda: OPERATIONS[name](Consideration.objects.get(), officer))


@pytest.fixture
def updates(panel):
    """Updates of one recommendation that go to items of every sort, each with evidence."""
    recommendation = RecommendationFactory()
    items = {
        "no item": None,
        "open": AgendaItemFactory(meeting__panel=panel, published=True, number="6"),
        "exempt": AgendaItemFactory(meeting=MeetingFactory(panel=panel, number_on_day=2), published=True, exempt=True),
        "unpublished": AgendaItemFactory(meeting=MeetingFactory(panel=panel, number_on_day=3)),
        "informal": AgendaItemFactory(
            meeting=MeetingFactory(panel=panel, number_on_day=4, is_formal=False), published=True
        ),
    }
    made = {}
    for place, (name, item) in enumerate(items.items()):
        made[name] = UpdateFactory(
            recommendation=recommendation,
            item=item,
            text=f"Text of {name}",
            made_on=date(2026, 9, 1 + place),
            evidence=DocumentFactory(),
        )
        if item:
            ConsiderationFactory(item=item, recommendation=recommendation)
    return made


READ = table(
    public=["no item", "open"],
    member=["no item", "open", "exempt", "informal"],
    officer=["no item", "open", "exempt", "unpublished", "informal"],
)


def test_who_reads_which_update(updates, everyone):
    seen = {
        role: [name for name, row in updates.items() if row in Update.objects.visible_to(user)]
        for role, user in everyone.items()
    }

    assert seen == READ


def test_who_reads_which_evidence(updates, everyone):
    seen = {
        role: [name for name, row in updates.items() if row.evidence in Document.objects.visible_to(user)]
        for role, user in everyone.items()
    }

    assert seen == READ


def test_who_knows_of_which_consideration(updates, everyone):
    ties = {name: Consideration.objects.get(item=row.item) for name, row in updates.items() if row.item}
    seen = {
        role: [name for name, tie in ties.items() if tie in Consideration.objects.visible_to(user)]
        for role, user in everyone.items()
    }

    members = ["open", "exempt", "informal"]
    assert seen == table(public=["open"], member=members, officer=list(ties))


def test_nothing_of_an_embargoed_inspection_shows_through_its_updates(item, stranger):
    hidden = RecommendationFactory(inspection__hidden_until=date(2999, 1, 1))
    UpdateFactory(recommendation=hidden, evidence=DocumentFactory())
    ConsiderationFactory(item=item, recommendation=hidden)
    ConsiderationFactory(item=item, recommendation=None, inspection=hidden.inspection)

    assert not Recommendation.objects.visible_to(stranger).exists()
    assert not Document.objects.visible_to(stranger).exists()
    assert not Consideration.objects.visible_to(stranger).exists()


def test_each_reader_s_sentence_is_of_the_newest_update_they_may_read(updates, everyone):
    newest = {
        role: Recommendation.objects.with_standing(user).get().newest["made_on"] for role, user in everyone.items()
    }

    assert newest == table(public="2026-09-02", member="2026-09-05", officer="2026-09-05")


def test_each_reader_s_thread_tells_what_they_may_know(updates, everyone):
    recommendation = Recommendation.objects.get()
    texts = {
        role: [
            name for name in updates if any(f"Text of {name}" in turn.words for turn in turns_of(recommendation, user))
        ]
        for role, user in everyone.items()
    }

    assert texts == READ


def test_no_private_title_stands_in_a_thread(updates, everyone):
    exempt = updates["exempt"].item
    exempt.title, exempt.number = "The home in Mill Road", ""
    exempt.save()

    words = {
        role: any("Mill Road" in turn.link_words for turn in turns_of(Recommendation.objects.get(), user))
        for role, user in everyone.items()
    }
    assert words == table(public=False, member=False, officer=True)


def test_an_item_made_private_takes_its_update_with_it(updates, officer, stranger):
    edit_item(item=updates["open"].item, by=officer, **EXEMPT)

    assert [row.text for row in Update.objects.visible_to(stranger)] == ["Text of no item"]


@pytest.mark.parametrize("where", ["unpublished", "informal"])
def test_a_panel_s_page_lists_nothing_that_only_hidden_items_considered(where, updates, panel, stranger, officer):
    Consideration.objects.exclude(item=updates[where].item).delete()

    def listed(user):
        return [row.words for section in slots.sections("panel", user, panel) for row in section.rows if row.note]

    assert Recommendation.objects.get().text in listed(officer)
    assert Recommendation.objects.get().text not in listed(stranger)


@pytest.mark.parametrize("where", ["unpublished", "informal"])
def test_what_only_hidden_items_considered_is_not_counted_as_followed(where, updates, stranger, officer):
    Consideration.objects.exclude(item=updates[where].item).delete()

    def counted(user):
        return sum(bar.count for section in slots.sections("home", user) for bar in section.bars)

    assert (counted(officer), counted(stranger)) == (1, 0)


def test_a_task_group_s_considerations_are_its_own(stranger, officer):
    tie = ConsiderationFactory(item__meeting__panel=PanelFactory(access_rules_apply=False), item__published=True)

    assert list(Consideration.objects.visible_to(officer)) == [tie]
    assert not Consideration.objects.visible_to(stranger).exists()


def test_an_inspection_keeps_its_place_in_the_tracker():
    later = RecommendationFactory(inspection=InspectionFactory(starts_on=date(2026, 6, 1), ends_on=None), position=2)
    earlier = RecommendationFactory(inspection=InspectionFactory(starts_on=date(2015, 6, 1), ends_on=None), position=1)
    first = RecommendationFactory(inspection=later.inspection, position=1)

    assert list(Recommendation.objects.in_order()) == [first, later, earlier]


NEWEST = {
    "progress": "on_track",
    "made_on": "2026-09-22",
    "owner": "Head of Virtual School",
    "reason": "",
    "revised_due_on": None,
}


@pytest.mark.parametrize(
    ("newest", "words"),
    [
        (None, "No update has been received."),
        (
            NEWEST | {"progress": "not_started"},
            "The owner (Head of Virtual School) says work has not started, as of 22 September 2026.",
        ),
        (NEWEST, "The owner (Head of Virtual School) says it is on track, as of 22 September 2026."),
        (
            NEWEST | {"progress": "slipped", "reason": "Staff left.", "revised_due_on": "2027-01-31"},
            (
                "The owner (Head of Virtual School) says it has slipped to 31 January 2027, as of 22 September 2026. "
                "The reason given: Staff left."
            ),
        ),
        (
            NEWEST | {"progress": "done"},
            "The owner (Head of Virtual School) says this is done, as of 22 September 2026. The panel has not decided.",
        ),
        (
            NEWEST | {"progress": "paused", "reason": "A review is under way."},
            (
                "The owner (Head of Virtual School) says it is paused, as of 22 September 2026. "
                "The reason given: A review is under way."
            ),
        ),
        (
            NEWEST | {"progress": "overtaken"},
            "The owner (Head of Virtual School) says it has been overtaken by events, as of 22 September 2026.",
        ),
    ],
)
def test_the_sentence(newest, words):
    assert sentence(newest) == words


def test_every_progress_has_a_sentence_of_its_own():
    said = {sentence(NEWEST | {"progress": progress, "revised_due_on": "2027-01-31"}) for progress in Progress}

    assert len(said) == len(Progress)


def test_the_sentence_of_a_record_is_that_of_its_newest_update(recommendation, office, officer, stranger):
    update(recommendation, office, officer, progress="done")
    update(recommendation, office, officer, made_on=date(2026, 6, 1))
    update(recommendation, office, officer, progress="slipped", reason="Staff left", revised_due_on=DECEMBER)

    row = Recommendation.objects.with_standing(stranger).get()
    assert sentence(row.newest) == (
        "The owner (Head of Virtual School) says it has slipped to 31 December 2026, as of 22 September 2026. "
        "The reason given: Staff left"
    )
    assert (row.newest_progress, row.newest_office) == ("slipped", office.pk)
