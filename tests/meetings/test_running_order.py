"""The running order: times, and notes for the chair that nobody else ever reads."""

import json
from datetime import date, time

import pytest
from django.test import Client

from meetings.models import AgendaItem, Publication
from meetings.operations import AgendaClosed, NotTheseItems, add_item, edit_item, plan_running_order, publish_agenda
from meetings.views.running_order import timetable
from scrutiny.search.finding import find
from scrutiny.templatetags.words import clock
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import AgendaItemFactory, MeetingFactory
from tests.history import last_row
from tests.test_admin import exported

pytestmark = pytest.mark.django_db

SECRET = "quillfeather"


@pytest.fixture
def meeting(panel):
    return MeetingFactory(panel=panel, held_on=date(2099, 9, 22))


@pytest.fixture
def items(meeting, officer):
    """Apologies, a heading, Inspection, Performance."""
    return [
        add_item(meeting=meeting, title="Apologies", by=officer),
        add_item(meeting=meeting, title="For decision", is_heading=True, by=officer),
        add_item(meeting=meeting, title="Inspection", by=officer),
        add_item(meeting=meeting, title="Performance", by=officer),
    ]


def planned(minutes, notes=""):
    return {"minutes_planned": minutes, "chair_notes": notes}


@pytest.fixture
def address(meeting):
    return f"{meeting.get_absolute_url()}agenda/running-order/"


def test_minutes_and_notes_are_kept(meeting, items, officer):
    rows = {items[0].pk: planned(5), items[2].pk: planned(40, "Let members ask first.")}
    plan_running_order(meeting=meeting, rows=rows, by=officer)

    kept = meeting.items.order_by("position").values_list("minutes_planned", "chair_notes")
    assert list(kept) == [(5, ""), (None, ""), (40, "Let members ask first."), (None, "")]
    assert last_row(items[2])["verb"] == "plan_running_order"


def test_what_reads_as_before_leaves_no_trace(meeting, items, officer):
    before = AgendaItem.history.count()
    plan_running_order(meeting=meeting, rows={items[0].pk: planned(None)}, by=officer)

    assert AgendaItem.history.count() == before


def test_items_of_another_meeting_are_refused(meeting, officer):
    with pytest.raises(NotTheseItems):
        plan_running_order(meeting=meeting, rows={AgendaItemFactory().pk: planned(5)}, by=officer)


def test_a_cancelled_meeting_has_none(officer):
    with pytest.raises(AgendaClosed):
        plan_running_order(meeting=MeetingFactory(called_off=True), rows={}, by=officer)


def test_it_happens_wholly_or_not_at_all(meeting, items, officer):
    rows = {item.pk: planned(5) for item in items}

    happens_wholly_or_not_at_all(lambda: plan_running_order(meeting=type(meeting).objects.get(), rows=rows, by=officer))


def test_an_item_that_was_fetched_before_keeps_its_notes(meeting, items, officer):
    fetched = AgendaItem.objects.get(pk=items[0].pk)
    plan_running_order(meeting=meeting, rows={items[0].pk: planned(5, "Short.")}, by=officer)
    edit_item(item=fetched, title="Welcome", by=officer)

    now = AgendaItem.objects.get(pk=items[0].pk)
    assert (now.title, now.minutes_planned, now.chair_notes) == ("Welcome", 5, "Short.")


def test_the_clock_runs_from_the_start(meeting, items):
    for item, minutes in zip(items, (5, None, 40, None), strict=True):
        item.minutes_planned = minutes
    rows, ends = timetable(meeting, items)

    assert [clock(row["begins"]) for row in rows] == ["4.00pm", "", "4.05pm", "4.45pm"]
    assert clock(ends) == "4.45pm"


def test_without_minutes_there_are_no_times(meeting, items):
    rows, ends = timetable(meeting, items)

    assert ({row["begins"] for row in rows}, ends) == ({None}, None)


def test_it_runs_past_midnight(items):
    meeting = MeetingFactory.build(panel=None, year=None, starts_at=time(23, 50))
    for item in items:
        item.minutes_planned = 15
    rows, ends = timetable(meeting, items)

    assert (clock(rows[2]["begins"]), clock(ends)) == ("12.20am", "12.50am")


def test_one_form_changes_all(client, meeting, items, address, officer):
    client.force_login(officer)
    page = client.get(address)
    seen = page.context["form"]["seen"].value()
    typed = {f"minutes_{items[0].pk}": "5", f"notes_{items[3].pk}": "Ask for the figures.", "seen": seen}
    answer = client.post(address, typed, follow=True)

    assert "Running order saved" in answer.content.decode()
    kept = meeting.items.order_by("position").values_list("minutes_planned", "chair_notes")
    assert list(kept) == [(5, ""), (None, ""), (None, ""), (None, "Ask for the figures.")]


def test_what_somebody_else_wrote_meanwhile_is_not_lost(client, meeting, items, address, officer):
    client.force_login(officer)
    seen = client.get(address).context["form"]["seen"].value()
    plan_running_order(meeting=meeting, rows={items[0].pk: planned(5, "Welcome them.")}, by=officer)
    typed = {f"notes_{items[3].pk}": "Ask for the figures.", "seen": seen}

    form = client.post(address, typed).context["form"]
    again = {name: form[name].value() or "" for name in form.fields}
    assert (again[f"notes_{items[0].pk}"], again[f"notes_{items[3].pk}"]) == ("Welcome them.", "Ask for the figures.")
    client.post(address, again)
    assert set(meeting.items.values_list("chair_notes", flat=True)) == {"", "Welcome them.", "Ask for the figures."}


def test_the_monitoring_officer_reads_and_does_not_write(client, items, address, monitoring_officer):
    client.force_login(monitoring_officer)

    assert client.get(address).context["form"] is None
    client.post(address, {f"minutes_{items[0].pk}": "5"})
    assert AgendaItem.objects.exclude(minutes_planned=None).count() == 0


def test_nobody_else_reads_the_notes_anywhere(meeting, items, address, everyone, officer, manager):
    plan_running_order(meeting=meeting, rows={items[2].pk: planned(5, SECRET)}, by=officer)
    publish_agenda(meeting=type(meeting).objects.get(), by=officer)
    version = Publication.objects.get()
    page = meeting.get_absolute_url()

    assert SECRET not in json.dumps([version.for_public, version.for_members])
    for role, user in everyone.items():
        client = Client()
        if user.is_authenticated:
            client.force_login(user)
        open_to = role in ("officer", "manager", "monitoring officer")
        read = {
            name: SECRET in client.get(path, follow=True).content.decode()
            for name, path in {
                "the meeting": page,
                "the version": version.get_absolute_url(),
                "the running order": address,
                "the history": f"{page}history/",
            }.items()
        }
        assert read == {
            "the meeting": False,
            "the version": False,
            "the running order": open_to,
            "the history": open_to,
        }
        assert find(user, SECRET).count == 0
    as_manager = Client()
    as_manager.force_login(manager)
    assert SECRET not in str(exported(as_manager, AgendaItem)[1])
