"""History as sentences: what officers read of the changes of a record."""

import ast
from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.operations import (
    add_item,
    attach_paper,
    call_meeting,
    call_off,
    edit_item,
    publish_agenda,
    remove_item,
    reorder_items,
    write_minute,
)
from scrutiny.history.entries import history_of
from scrutiny.history.kinds import OUTSIDE, kinds, known_verbs, told
from scrutiny.history.operations import A_PAGE, mark
from scrutiny.models import Panel, User
from scrutiny.operations import add_member, add_user, correct, correct_away, dated, edit_panel, edit_person
from tests.factories import MeetingFactory, OfficeFactory, PanelFactory, PersonFactory, checked_file
from tests.test_architecture import python_files

pytestmark = pytest.mark.django_db

AT = datetime(2021, 7, 19, 15, 12, tzinfo=UTC)


@pytest.fixture
def meeting(panel, officer):
    with dated(AT):
        return call_meeting(panel=panel, held_on=date(2021, 7, 27), by=officer)


def sentences(record):
    return [entry.sentence for entry in history_of(record).entries]


def newest(record):
    return history_of(record).entries[0]


def in_short(entry):
    """What became of each record: its kind, its name, and each field's pieces as "-went", "+came" or as kept."""
    signs = {"gone": "-", "come": "+", "kept": ""}
    return [
        (
            f"{change.kind.called} {change.what}: {change.named}",
            {each.label: [signs[piece.kind] + piece.text for piece in each.pieces] for each in change.fields},
        )
        for change in entry.records
    ]


def verbs_in_the_source():
    calls = (node for path in python_files() for node in ast.walk(ast.parse(path.read_text())))
    return {
        node.args[0].value
        for node in calls
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "change"
        if node.args and isinstance(node.args[0], ast.Constant)
    }


def test_every_verb_of_an_operation_has_a_sentence():
    assert {"publish_agenda", "judge", "edit_panel"} <= verbs_in_the_source()
    assert verbs_in_the_source() - known_verbs() == set()


def test_every_record_with_a_history_has_a_name_in_it():
    with_history = {model._meta.label_lower for model in apps.get_models() if hasattr(model, "history")}

    assert {kind.label for kind in kinds()} == with_history


def test_a_verb_that_no_operation_has_any_more_is_read_as_it_stands():
    assert told("approve_minutes", {}).done == "Approve minutes"


def test_a_sentence_says_what_who_and_when_in_london(meeting, officer):
    with dated(AT):
        add_item(meeting=meeting, title="School places", by=officer)
        publish_agenda(meeting=meeting, lateness="late_agenda", reason="Two dates.", by=officer)

    told = {entry.sentence: entry.words for entry in history_of(meeting).entries}

    assert told == {
        "Agenda published by Olive Officer, 19 July 2021 4.12pm: 5 clear days. "
        "The agenda is late, or an item was added late": "Two dates.",
        "Item added to the agenda by Olive Officer, 19 July 2021 4.12pm": "",
        "Meeting added by Olive Officer, 19 July 2021 4.12pm": "",
    }


def test_clear_days_are_in_the_sentence_where_the_operation_counted_them():
    assert told("publish_agenda", {"clear_days": 5, "lateness": ""}) == ("Agenda published", "5 clear days")
    assert told("publish_agenda", {"clear_days": 1, "lateness": "correction"}) == (
        "Agenda published",
        "1 clear day. It corrects an error",
    )


def test_what_one_operation_did_to_many_records_is_one_entry(meeting, officer):
    first = add_item(meeting=meeting, title="Apologies", by=officer)
    second = add_item(meeting=meeting, title="School places", by=officer)
    reorder_items(meeting=meeting, order=[second.pk, first.pk], by=officer)

    assert [sentence.partition(" by ")[0] for sentence in sentences(meeting)] == [
        "Items put into another order",
        "Item added to the agenda",
        "Item added to the agenda",
        "Meeting added",
    ]
    assert in_short(newest(meeting)) == [
        ("item changed: School places", {"Position": ["-2", "+1"], "Number": ["-2", "+1"]}),
        ("item changed: Apologies", {"Position": ["-1", "+2"], "Number": ["-1", "+2"]}),
    ]


def test_a_removed_item_is_still_seen_on_its_meeting(meeting, officer):
    item = add_item(meeting=meeting, title="School places", text="Why so few?", by=officer)
    remove_item(item=item, reason="Not ready.", by=officer)

    entry = newest(meeting)

    assert entry.sentence.startswith("Item taken off the agenda by Olive Officer")
    assert entry.sentence.endswith(": School places")
    assert entry.words == "Not ready."
    assert in_short(entry) == [
        (
            "item removed: School places",
            {"Position": ["-1"], "Number": ["-1"], "Title": ["-School places"], "Description": ["-Why so few?"]},
        ),
        ("item taken off added: School places", {}),
    ]


def test_papers_and_minutes_of_a_removed_item_stay_with_the_meeting(meeting, officer):
    item = add_item(meeting=meeting, title="School places", by=officer)
    attach_paper(item=item, checked=checked_file(), title="Forecast", by=officer)
    remove_item(item=item, by=officer)

    assert [sentence.partition(" by ")[0] for sentence in sentences(meeting)][:2] == [
        "Item taken off the agenda",
        "Paper added to an item",
    ]
    assert {what for what, _ in in_short(newest(meeting))} == {
        "item removed: School places",
        "paper's place removed: Forecast",
        "item taken off added: School places",
    }


def test_a_text_shows_which_words_went_and_came(meeting, officer):
    item = add_item(meeting=meeting, title="School places", text="The panel noted the report.", by=officer)
    edit_item(item=item, text="The panel welcomed the report.", purpose="note", by=officer)

    assert in_short(newest(meeting)) == [
        (
            "item changed: School places",
            {
                "Description": ["The panel", "- noted", "+ welcomed", " the report."],
                "Purpose": ["+To note"],
            },
        )
    ]


def test_choices_dates_and_other_records_are_in_words(meeting, officer):
    call_off(meeting=meeting, state="cancelled", reason="Snow.", by=officer)
    contact = PersonFactory(name="Dana Whitlock")
    edit_panel(
        panel=meeting.panel, contact=contact, abolished_on=date(2021, 5, 1), access_rules_apply=False, by=officer
    )

    ((_, fields),) = in_short(newest(meeting))
    assert fields == {"State": ["-Scheduled", "+Cancelled"], "Why it was moved or called off": ["+Snow."]}
    ((_, fields),) = in_short(newest(meeting.panel))
    assert fields == {
        "Contact": ["+Dana Whitlock"],
        "Meets in public": ["-Yes", "+No"],
        "Abolished on": ["+1 May 2021"],
    }


def test_a_record_that_is_gone_is_called_as_it_was(panel, officer):
    contact = PersonFactory(name="Dana Whitlock")
    edit_panel(panel=panel, contact=contact, by=officer)
    correct_away(record=contact, by=officer)

    assert in_short(history_of(panel).entries[-2])[0][1] == {"Contact": ["+Dana Whitlock"]}


def test_a_row_without_an_operation_says_so(officer):
    panel = PanelFactory()
    panel.name = "Renamed"
    panel.save()

    assert [sentence.partition(",")[0] for sentence in sentences(panel)] == [OUTSIDE, OUTSIDE]


def test_a_corrected_minute_is_found_on_its_meeting(panel, officer, manager):
    meeting = MeetingFactory(held=True, panel=panel)
    item = add_item(meeting=meeting, title="School places", by=officer)
    minute = write_minute(item=item, body="Said.", decisions=["that it be noted."], by=officer)
    correct(record=minute, by=manager, words="A slip.")

    entries = history_of(meeting).entries
    assert [entry.sentence.partition(" by ")[0] for entry in entries[:2]] == ["Record corrected", "Minute written"]
    assert [what for what, _ in in_short(entries[1])] == [
        "minute added: 1 School places",
        "decision added: 1",
    ]


def test_a_seat_is_told_on_the_panel_and_on_the_person(panel, officer):
    person = PersonFactory(name="Dana Whitlock")
    add_member(panel=panel, person=person, role="chair", from_on=date(2021, 5, 20), by=officer)

    assert in_short(newest(panel)) == [
        (
            "membership added: Dana Whitlock, Chair",
            {"Person": ["+Dana Whitlock"], "Role": ["+Chair"], "From": ["+20 May 2021"]},
        )
    ]
    assert newest(person).sentence == newest(panel).sentence


def test_no_password_is_in_any_history(manager):
    add_user(email="new@thornmere.example", name="New", role="officer", password="a-long-secret-word", by=manager)
    user = User.objects.get(name="New")
    user.set_password("another-secret-word")
    correct(record=user, by=manager)

    labels = {each.label for entry in history_of(user).entries for change in entry.records for each in change.fields}
    assert labels & {"Password", "Version", "Id", "ID"} == set()
    assert "E-mail address" in labels


def test_a_long_history_is_read_page_by_page(officer):
    person = PersonFactory()
    for number in range(A_PAGE + 3):
        edit_person(person=person, ward=f"Ward {number}", by=officer)

    first = history_of(person)
    second = history_of(person, mark(first.older))

    assert (len(first.entries), len(second.entries), second.older) == (A_PAGE, 4, "")
    shown = [entry.operation.mark for entry in first.entries + second.entries]
    assert shown == sorted(set(shown), reverse=True)
    assert in_short(first.entries[-1])[0][1] == {"Ward": ["Ward", "- 2", "+ 3"]}
    assert in_short(second.entries[0])[0][1] == {"Ward": ["Ward", "- 1", "+ 2"]}


def test_operations_of_one_moment_are_all_read(officer):
    panel = PanelFactory()
    with dated(AT):
        for number in range(A_PAGE * 2):
            edit_panel(panel=panel, remit=f"Remit {number}", by=officer)

    seen, before = [], None
    while True:
        page = history_of(panel, before)
        seen += [entry.operation.mark for entry in page.entries]
        if not page.older:
            break
        before = mark(page.older)
    assert len(seen) == len(set(seen)) == A_PAGE * 2 + 1


@pytest.mark.parametrize("nonsense", ["", "x", "~", "2021-07-19~", "2021-07-19T10:00:00~x", "9999-99-99T~\x00"])
def test_nonsense_for_a_mark_is_not_asked(nonsense):
    assert mark(nonsense) is None


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_often_for_three_operations_as_for_one(number, meeting, officer):
    item = add_item(meeting=meeting, title="School places", text="Text", by=officer)
    attach_paper(item=item, checked=checked_file(), title="Forecast", by=officer)
    for each in range(number):
        edit_item(item=item, text=f"Text {each}", by=officer)
    client = signed_in(officer)

    assert queries(client, f"{meeting.get_absolute_url()}history/") == 15


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def queries(client, path):
    connection.features.supports_json_field  # noqa: B018 (SQLite is asked once in a process)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_each_record_leads_officers_to_its_history(meeting, officer, councillor):
    office = OfficeFactory()
    for record in (meeting, meeting.panel, councillor.person):
        link = f'href="{record.get_absolute_url()}history/"'
        assert link in signed_in(officer).get(record.get_absolute_url()).content.decode()
        assert link not in signed_in(councillor).get(record.get_absolute_url()).content.decode()
    assert signed_in(officer).get(f"/offices/{office.pk}/history/").status_code == 200


def test_the_page_marks_words_that_went_and_came_and_escapes_them(panel, officer):
    edit_panel(panel=panel, remit="Schools <b>and</b> homes", by=officer)
    edit_panel(panel=panel, remit="Schools <i>and</i> homes", by=officer)

    page = signed_in(officer).get(f"{panel.get_absolute_url()}history/").content.decode()

    assert "&lt;b&gt;and&lt;/b&gt;</del>" in page
    assert "&lt;i&gt;and&lt;/i&gt;</ins>" in page
    assert Panel.objects.count() == 1
