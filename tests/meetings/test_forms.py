"""Forms of meetings: bad input keeps what was typed and says what to do."""

from datetime import date, time

import pytest

from meetings.forms.action import ActionForm
from meetings.forms.item import AddItemForm, ItemForm, PaperForm
from meetings.forms.meeting import CallMeetingForm, CallOffForm, MeetingForm, MoveForm
from meetings.forms.minute import MinuteForm
from meetings.operations import edit_meeting, move_meeting
from scrutiny.forms.versioned import carried_out
from scrutiny.history.opened import Part, place_in_history
from tests.factories import (
    EXEMPT,
    ActionFactory,
    AgendaItemFactory,
    DecisionFactory,
    MeetingFactory,
    MinuteFactory,
    OfficeFactory,
)

pytestmark = pytest.mark.django_db

DAY = {"held_on_day": "22", "held_on_month": "9", "held_on_year": "2026"}


def keeps(form, typed):
    """Whether the form, shown again, holds everything that was typed."""
    return {name: form.data[name] for name in typed} == typed and all(
        str(value) in str(form) for value in typed.values() if value not in ("on", "")
    )


def test_a_meeting_is_called_with_the_panel_s_usual_ways(panel):
    form = CallMeetingForm(DAY | {"panel": panel.pk, "is_formal": "on", "attendance": "in_person", "standing": "on"})

    assert form.is_valid(), form.errors
    assert form.particulars() == {
        "panel": panel,
        "held_on": date(2026, 9, 22),
        "is_formal": True,
        "attendance": "in_person",
        "standing": True,
    }


def test_a_bad_meeting_keeps_what_was_typed(panel):
    typed = {
        "panel": str(panel.pk),
        "held_on_day": "31",
        "held_on_month": "2",
        "held_on_year": "2026",
        "starts_at": "teatime",
        "venue": "The Old Hall",
        "livestream": "no address",
        "attendance": "in_person",
    }
    form = CallMeetingForm(typed)

    assert form.errors == {
        "held_on": ["Date must be a real date, like 27 7 2021"],
        "starts_at": ["Start must be a time, like 4.00pm"],
        "livestream": ["Enter a valid URL."],
    }
    assert keeps(form, typed)


def test_an_address_without_a_scheme_is_https(panel):
    form = CallMeetingForm(DAY | {"panel": panel.pk, "attendance": "virtual", "livestream": "video.example.org/1"})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["livestream"] == "https://video.example.org/1"


def test_a_conflict_keeps_what_was_typed_beside_what_is_saved(officer):
    meeting = MeetingFactory(venue="Town Hall")
    typed = {"starts_at": "4pm", "venue": "Library", "attendance": "in_person", "is_formal": "on", "seen": "1"}
    edit_meeting(meeting=meeting, by=officer, held_on=meeting.held_on, venue="School")
    form = MeetingForm(typed, instance=meeting)

    assert form.is_valid()
    assert not carried_out(form, edit_meeting, meeting=meeting, by=officer, **form.cleaned_data)
    assert [(each.label, each.theirs, each.mine) for each in form.clashes.values()] == [("Venue", "School", "Library")]
    assert keeps(form, typed | {"seen": place_in_history(type(meeting).objects.get(), (Part(type(meeting)),))})

    again = MeetingForm(form.data, instance=type(meeting).objects.get())
    assert again.is_valid()
    assert carried_out(again, edit_meeting, meeting=meeting, by=officer, **again.cleaned_data)
    assert again.outcome.venue == "Library"
    assert again.outcome.starts_at == time(16)


def test_a_refusal_is_the_form_s_own_error(officer):
    meeting = MeetingFactory(called_off=True)
    typed = DAY | {"held_on_day": "29", "starts_at": "4pm", "venue": "Hall", "reason": "Snow", "seen": "1"}
    form = MoveForm(typed, instance=meeting)

    assert form.is_valid()
    assert not carried_out(form, move_meeting, meeting=meeting, by=officer, **form.particulars())
    assert form.non_field_errors() == ["This meeting is cancelled. Reinstate it first, then move it."]
    assert keeps(form, typed)


@pytest.mark.parametrize(
    ("state", "label"), [("cancelled", "Why it is cancelled"), ("postponed", "Why it is postponed")]
)
def test_a_meeting_that_is_off_is_asked_why(state, label):
    form = MeetingForm(instance=MeetingFactory(state=state, reason="Snow"))

    assert (form["reason"].label, form["reason"].value()) == (label, "Snow")
    assert "reason" not in MeetingForm(instance=MeetingFactory()).fields


def test_calling_off_asks_what_and_why():
    form = CallOffForm({"state": "held", "reason": ""})

    assert list(form.errors) == ["state", "reason"]


def test_an_exempt_item_says_on_what_ground():
    item = AgendaItemFactory()
    typed = {"title": "The home", "number": "7", "text": "Some words", "openness": "exempt"}
    form = ItemForm(typed, instance=item)

    assert form.errors == {
        "exempt_paragraph": ["Select the paragraph under which it is exempt"],
        "public_interest": ["Say why the public interest is in keeping it private"],
    }
    assert keeps(form, typed)


@pytest.mark.parametrize("openness", ["open", "confidential"])
def test_only_an_exempt_item_has_a_paragraph(openness):
    form = ItemForm(
        {"title": "A", "openness": openness, "exempt_paragraph": "2", "public_interest": "x"},
        instance=AgendaItemFactory(),
    )

    assert form.is_valid(), form.errors
    assert (form.cleaned_data["exempt_paragraph"], form.cleaned_data["public_interest"]) == (None, "")


def test_a_heading_has_no_number():
    form = ItemForm({"title": "A", "openness": "open", "number": "4", "is_heading": "on"}, instance=AgendaItemFactory())

    assert form.is_valid(), form.errors
    assert form.cleaned_data["number"] == ""


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "Enter the next item"),
        (" / Imran Sadiq", "Enter a title before the slash"),
        ("a" * 301, "The title and the presenter must each be 300 characters or fewer"),
    ],
)
def test_a_bad_line_of_an_agenda(line, words):
    form = AddItemForm({"line": line})

    assert not form.is_valid()
    assert words in form["line"].problems


def test_a_line_of_an_agenda():
    form = AddItemForm({"line": "Inspection / Imran Sadiq", "is_heading": ""})

    assert form.is_valid()
    assert form.particulars() == {"title": "Inspection", "presenters": "Imran Sadiq", "is_heading": False}


def test_a_paper_without_a_file_keeps_its_title():
    typed = {"title": "Report", "author": "I Sadiq", "openness": "open", "kind": "report"}
    form = PaperForm(typed, {})

    assert list(form.errors) == ["checked"]
    assert keeps(form, typed)
    assert "openness" not in PaperForm(typed, {}, private_item=True).fields


def test_minutes_show_their_decisions_again():
    minute = MinuteFactory(heading="Inspection")
    DecisionFactory(minute=minute, number=1, text="to note")
    DecisionFactory(minute=minute, number=2, text="to ask")

    assert "to note\nto ask" in str(MinuteForm(instance=minute))
    form = MinuteForm({"heading": "", "body": "What was said", "decisions": "to note\n\n to ask "}, instance=minute)
    assert list(form.errors) == ["heading"]
    assert keeps(form, {"body": "What was said"})
    assert form.cleaned_data["decisions"] == ["to note", "to ask"]


def test_only_a_private_item_has_a_public_summary():
    minute = MinuteFactory()
    private = MinuteFactory(item=AgendaItemFactory(meeting=minute.item.meeting, **EXEMPT))

    assert {"public_summary", "open_record"} & set(MinuteForm(instance=minute).fields) == set()
    assert {"public_summary", "open_record"} <= set(MinuteForm(instance=private).fields)


def test_an_action_suggests_the_offices():
    OfficeFactory(title="Head of Virtual School")
    form = ActionForm({"text": "", "owner": "", "due_on_day": "3"}, instance=ActionFactory(), published=False)

    assert "Head of Virtual School" in str(form)
    assert list(form.errors) == ["text", "due_on"]
    assert keeps(form, {"owner": "", "due_on_day": "3"})


def test_an_action_that_is_published_asks_why_it_changes():
    action = ActionFactory()

    assert "reason" not in ActionForm(instance=action, published=False).fields
    assert ActionForm({"text": "To send"}, instance=action, published=True).errors.keys() == {"reason"}


def test_pasted_parts_become_lines_of_their_own():
    form = MinuteForm(
        {"heading": "Review", "decisions": "AGREED that:\n(1) it be noted; and\n(2) it be sent."},
        instance=MinuteFactory(),
    )

    assert form.is_valid()
    assert form.cleaned_data["decisions"] == ["AGREED that it be noted", "AGREED that it be sent."]
