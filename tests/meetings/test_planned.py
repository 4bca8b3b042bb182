"""What is promised to a panel: for when, late, moved, dropped, and put on an agenda in one tick."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from time_machine import travel

from meetings.forms.planned import PlanForm, TakeOffForm, months_from
from meetings.models import PlannedItem
from meetings.operations import (
    AgendaClosed,
    DroppingNeedsReason,
    MovingNeedsReason,
    NotDropped,
    NothingTicked,
    NotPlannedAnyMore,
    drop_planned,
    edit_planned,
    move_planned,
    plan_again,
    plan_item,
    put_on_agenda,
)
from scrutiny.models import Panel
from scrutiny.operations import ChangedMeanwhile
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import AgendaItemFactory, MeetingFactory, PanelFactory, PlannedItemFactory
from tests.history import last_row
from tests.roles import table

pytestmark = pytest.mark.django_db

TODAY = date(2026, 9, 10)
OCTOBER, AUGUST = date(2026, 10, 1), date(2026, 8, 1)


@pytest.fixture
def meeting(panel):
    return MeetingFactory(panel=panel)


@pytest.fixture
def planned(panel, meeting, officer):
    return plan_item(panel=panel, subject="Short breaks", presenters="Lucy Ferris", meeting=meeting, by=officer)


def told(verb, by, panel, kind="~", words=""):
    return {"verb": verb, "words": words, "by": by, "parent": ("scrutiny.panel", panel.pk), "type": kind}


def test_something_is_planned(panel, meeting, planned, officer):
    assert (planned.panel, planned.meeting, planned.month, planned.state) == (panel, meeting, None, "planned")
    assert last_row(planned) == told("plan_item", officer, panel, "+")


def test_its_words_are_changed(panel, planned, officer):
    edit_planned(planned=planned, subject="Respite", by=officer, seen=1)

    assert PlannedItem.objects.get().subject == "Respite"
    assert last_row(planned) == told("edit_planned", officer, panel)
    with pytest.raises(ChangedMeanwhile):
        edit_planned(planned=planned, subject="Breaks", by=officer, seen=1)


def test_it_is_moved_with_a_reason(panel, planned, officer):
    move_planned(planned=planned, month=OCTOBER, reason="The figures are late.", by=officer, seen=1)

    row = PlannedItem.objects.get()
    assert (row.state, row.meeting, row.month, row.reason) == ("moved", None, OCTOBER, "The figures are late.")
    assert last_row(planned) == told("move_planned", officer, panel, words="The figures are late.")
    with pytest.raises(MovingNeedsReason):
        move_planned(planned=row, reason=" ", by=officer)
    with pytest.raises(ChangedMeanwhile):
        move_planned(planned=row, reason="Again.", by=officer, seen=1)


def test_it_is_dropped_with_a_reason(panel, planned, officer):
    with pytest.raises(DroppingNeedsReason):
        drop_planned(planned=planned, reason="", by=officer)
    drop_planned(planned=planned, reason="The board took it.", by=officer, seen=1)

    assert PlannedItem.objects.values_list("state", "reason").get() == ("dropped", "The board took it.")
    assert last_row(planned) == told("drop_planned", officer, panel, words="The board took it.")


def test_several_become_items_at_once(meeting, planned, officer, panel):
    other = plan_item(panel=panel, subject="Attendance", details="By school.", by=officer)
    items = put_on_agenda(planned=[planned, other], meeting=meeting, by=officer, seen=1)

    assert [(item.number, item.title, item.presenters, item.text) for item in items] == [
        ("1", "Short breaks", "Lucy Ferris", ""),
        ("2", "Attendance", "", ""),
    ]
    rows = PlannedItem.objects.order_by("pk").values_list("state", "item")
    assert list(rows) == [("on_agenda", item.pk) for item in items]
    assert last_row(planned)["verb"] == "put_on_agenda"


def test_nothing_ticked_is_refused(meeting, officer):
    with pytest.raises(NothingTicked):
        put_on_agenda(planned=[], meeting=meeting, by=officer)


def test_what_was_dropped_is_planned_again_for_when_it_was(panel, officer):
    planned = PlannedItemFactory(panel=panel, month=OCTOBER)
    with pytest.raises(NotDropped):
        plan_again(planned=planned, by=officer)
    drop_planned(planned=planned, reason="The board took it.", by=officer)
    plan_again(planned=planned, by=officer)

    planned.refresh_from_db()
    assert (planned.state, planned.month, planned.reason) == ("planned", OCTOBER, "")
    assert last_row(planned) == told("plan_again", officer, panel)


STATES = {"planned": True, "moved": True, "on_agenda": False, "dropped": False}


@pytest.mark.parametrize("state", STATES)
def test_only_what_waits_is_moved_dropped_or_put_on_an_agenda(state, panel, meeting, officer):
    assert set(STATES) == set(PlannedItem.State.values)
    for operation in (
        lambda row: move_planned(planned=row, reason="Later.", by=officer),
        lambda row: drop_planned(planned=row, reason="No.", by=officer),
        lambda row: put_on_agenda(planned=[row], meeting=meeting, by=officer),
    ):
        item = AgendaItemFactory() if state == "on_agenda" else None
        row = PlannedItemFactory(panel=panel, state=state, reason="Why", item=item)
        if STATES[state]:
            assert operation(row)
            continue
        with pytest.raises(NotPlannedAnyMore):
            operation(row)


def test_a_cancelled_meeting_takes_none(planned, officer):
    with pytest.raises(AgendaClosed):
        put_on_agenda(planned=[planned], meeting=MeetingFactory(called_off=True), by=officer)
    assert PlannedItem.objects.get().state == "planned"


@pytest.mark.parametrize(
    "fields",
    [
        {"meeting": True, "month": OCTOBER},
        {"month": date(2026, 10, 2)},
        {"state": "on_agenda"},
        {"state": "moved"},
        {"state": "dropped"},
    ],
)
def test_the_database_keeps_half_facts_out(fields, panel, meeting):
    fields |= {"meeting": meeting} if fields.get("meeting") else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedItemFactory(panel=panel, **fields)


def test_what_is_late(panel):
    passed = MeetingFactory(panel=panel, held_on=date(2026, 9, 9), number_on_day=2)
    to_come, out = (
        MeetingFactory(panel=panel, number_on_day=n, **fields) for n, fields in ((3, {}), (4, {"published": True}))
    )
    item = AgendaItemFactory(meeting=passed)
    rows = {
        "its meeting passed": PlannedItemFactory(panel=panel, meeting=passed),
        "its month passed": PlannedItemFactory(panel=panel, month=AUGUST),
        "the agenda went out without it": PlannedItemFactory(panel=panel, meeting=out),
        "moved to a month that passed": PlannedItemFactory(panel=panel, month=AUGUST, state="moved", reason="Why"),
        "its meeting is to come": PlannedItemFactory(panel=panel, meeting=to_come),
        "its month is this one": PlannedItemFactory(panel=panel, month=date(2026, 9, 1)),
        "when there is room": PlannedItemFactory(panel=panel),
        "on an agenda": PlannedItemFactory(panel=panel, meeting=passed, state="on_agenda", item=item),
        "dropped": PlannedItemFactory(panel=panel, month=AUGUST, state="dropped", reason="Why"),
    }
    late = list(rows)[:4]

    assert [name for name, row in rows.items() if row in PlannedItem.objects.late(TODAY)] == late
    told = dict(PlannedItem.objects.with_late(TODAY).values_list("pk", "is_late"))
    assert [name for name, row in rows.items() if told[row.pk]] == late


def test_what_an_agenda_is_offered(panel, meeting):
    elsewhere = {"panel": PanelFactory()}
    rows = {
        "for this meeting": PlannedItemFactory(panel=panel, meeting=meeting),
        "for this month": PlannedItemFactory(panel=panel, month=date(2026, 9, 1)),
        "late": PlannedItemFactory(panel=panel, month=AUGUST),
        "for another month": PlannedItemFactory(panel=panel, month=OCTOBER),
        "when there is room": PlannedItemFactory(panel=panel),
        "another panel's": PlannedItemFactory(month=date(2026, 9, 1), **elsewhere),
        "dropped": PlannedItemFactory(panel=panel, meeting=meeting, state="dropped", reason="Why"),
    }
    offered = PlannedItem.objects.offered_to(meeting, TODAY)

    assert [name for name, row in rows.items() if row in offered] == ["for this meeting", "for this month", "late"]


def test_who_knows_of_it(panel, everyone):
    PlannedItemFactory(panel=panel)

    known = {role: PlannedItem.objects.visible_to(user).count() for role, user in everyone.items()}
    assert known == table(public=0, member=1, officer=1)


def test_for_when_it_was_promised(panel, meeting):
    made = (PlannedItemFactory(panel=panel, **when) for when in ({"meeting": meeting}, {"month": OCTOBER}, {}))

    assert [row.promised_for for row in made] == ["22 September 2026", "October 2026", "when there is room"]


OPERATIONS = {
    "plan_item": lambda row, meeting, by: plan_item(panel=row.panel, subject="More", by=by),
    "edit_planned": lambda row, meeting, by: edit_planned(planned=row, subject="Other", by=by),
    "move_planned": lambda row, meeting, by: move_planned(planned=row, reason="Later.", by=by),
    "drop_planned": lambda row, meeting, by: drop_planned(planned=row, reason="No.", by=by),
    "put_on_agenda": lambda row, meeting, by: put_on_agenda(planned=[row], meeting=meeting, by=by),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_happens_wholly_or_not_at_all(name, planned, meeting, officer):
    happens_wholly_or_not_at_all(
        lambda: OPERATIONS[name](PlannedItem.objects.get(pk=planned.pk), type(meeting).objects.get(), officer)
    )


def test_planning_again_happens_wholly_or_not_at_all(panel, officer):
    dropped = PlannedItemFactory(panel=panel, state="dropped", reason="No.")
    happens_wholly_or_not_at_all(lambda: plan_again(planned=PlannedItem.objects.get(pk=dropped.pk), by=officer))


@travel(TODAY)
def test_a_form_offers_meetings_whose_agenda_is_not_out_and_months(panel, meeting):
    MeetingFactory(panel=panel, held_on=date(2026, 9, 1))
    MeetingFactory(panel=panel, number_on_day=2, published=True)
    MeetingFactory(panel=panel, number_on_day=3, called_off=True)
    MeetingFactory()
    form = PlanForm({"subject": "Short breaks", "when": f"meeting-{meeting.pk}"}, panel=panel)

    assert form.is_valid(), form.errors
    assert form.particulars() == {
        "subject": "Short breaks",
        "presenters": "",
        "details": "",
        "meeting": meeting,
        "month": None,
    }
    assert list(form.fields["when"].meetings.values()) == [meeting]
    assert list(form.fields["when"].months)[:2] == ["2026-09", "2026-10"]
    assert PlanForm({"subject": "X", "when": ""}, panel=panel).errors == {"when": ["This field is required."]}


@travel(TODAY)
@pytest.mark.parametrize(
    ("typed", "returns"),
    [
        ({"why": "withdrawn", "returns": "never"}, None),
        ({"why": "deferred", "returns": "later"}, {"meeting": None, "month": None}),
        ({"why": "deferred", "returns": "2026-10"}, {"meeting": None, "month": OCTOBER}),
    ],
)
def test_what_is_taken_off_comes_again_or_not(typed, returns, panel):
    form = TakeOffForm(typed, panel=panel)

    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"why": typed["why"], "reason": "", "returns": returns}


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            {"why": "deferred", "returns": "never"},
            {"returns": ["Choose when it comes again, or say that it is withdrawn"]},
        ),
        ({"why": "other", "returns": "never"}, {"reason": ["Say why it is taken off"]}),
    ],
)
def test_taking_off_asks_again_what_does_not_fit(typed, errors, panel):
    assert TakeOffForm(typed, panel=panel).errors == errors


def test_months_run_into_the_next_years():
    months = months_from(date(2026, 11, 30))

    assert (months[0], months[1], months[2], len(months)) == (
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
        18,
    )


def test_the_panel_s_page_lists_them_late_first(client, panel, officer):
    client.force_login(officer)
    PlannedItemFactory(panel=panel, subject="Some day")
    PlannedItemFactory(panel=panel, subject="Long ago", month=date(2020, 1, 1))
    PlannedItemFactory(panel=panel, subject="Next year", month=date(timezone.localdate().year + 1, 1, 1))
    PlannedItemFactory(panel=panel, subject="Nothing of it", state="dropped", reason="The board took it.")

    page = client.get(f"/panels/{panel.slug}/planned/")

    context = page.context
    shown = {name: [row.subject for row in context[name]] for name in ("late", "dated", "undated", "page_obj")}
    assert shown == {
        "late": ["Long ago"],
        "dated": ["Next year"],
        "undated": ["Some day"],
        "page_obj": ["Nothing of it"],
    }
    assert b"The board took it." in page.content


def test_members_do_not_read_of_it_on_the_panel_s_page_yet(client, panel, councillor, officer):
    PlannedItemFactory(panel=panel, subject="Some day")
    seen = {}
    for user in (councillor, officer):
        client.force_login(user)
        seen[user.role] = b"Some day" in client.get(Panel.objects.get().get_absolute_url()).content

    assert seen == {"councillor": False, "officer": True}
