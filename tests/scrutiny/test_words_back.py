"""Putting back the words that a change took out: which, when not, and what the history says of it."""

from datetime import date

import pytest
from django.apps import apps
from django.db import models

from inspections.models import Finding, Inspection, Recommendation
from inspections.operations import edit_inspection, edit_recommendation, write_findings
from meetings.models import Action, AgendaItem, Attendance, Decision, Declaration, Meeting, Minute, PlannedItem
from meetings.operations import (
    add_item,
    call_meeting,
    call_off,
    edit_attender,
    edit_item,
    edit_meeting,
    edit_planned,
    remove_item,
    write_minute,
)
from scrutiny.history.earlier import earlier, reach
from scrutiny.history.entries import history_of
from scrutiny.history.kinds import kinds
from scrutiny.models import Panel, Person, SearchEntry
from scrutiny.operations import (
    ChangedMeanwhile,
    ClosedToWords,
    NothingToPutBack,
    WordsDontFit,
    WordsWerePrivate,
    claim,
    correct,
    edit_panel,
    edit_person,
    merge_people,
    put_words_back,
)
from tests.broken import everything_on_record, happens_wholly_or_not_at_all
from tests.factories import (
    EXEMPT,
    ActionFactory,
    AgendaItemFactory,
    AttendanceFactory,
    DeclarationFactory,
    InspectionFactory,
    MeetingFactory,
    MinuteFactory,
    PanelFactory,
    PersonFactory,
    PlannedItemFactory,
    RecommendationFactory,
)
from tests.history import last_row
from tests.rewritten import change_to, put_back, reset

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(panel, officer):
    return call_meeting(panel=panel, held_on=date(2021, 7, 27), by=officer)


@pytest.fixture
def item(meeting, officer):
    """Its title and description were changed, then who presents it."""
    found = add_item(meeting=meeting, title="School places", text="Why so few?", by=officer)
    edit_item(item=found, title="Places", text="Nothing of it.", by=officer)
    return edit_item(item=found, presenters="Dana Whitlock", by=officer)


def held(panel, **fields):
    return AgendaItemFactory(meeting=MeetingFactory(panel=panel, held=True), **fields)


def test_only_the_words_that_the_change_took_out_come_back(item, officer):
    before = AgendaItem.objects.values().get(pk=item.pk)

    put_back(item, officer, title="Places")

    now = AgendaItem.objects.values().get(pk=item.pk)
    assert now == before | {"title": "School places", "text": "Why so few?", "version": before["version"] + 1}


def test_the_history_says_who_put_them_back_why_and_as_of_when(item, officer):
    row = AgendaItem.history.filter(id=item.pk, title="Places").earliest()
    AgendaItem.history.filter(pk=row.pk).update(history_date="2021-07-12T15:12:00Z")

    put_back(item, officer, words="It was right.", title="Places")

    assert last_row(item) == {
        "verb": "put_words_back",
        "words": "It was right.",
        "by": officer,
        "parent": ("meetings.meeting", item.meeting_id),
        "type": "~",
    }
    sentence = history_of(item.meeting).entries[0].sentence
    assert sentence.startswith("Words put back by Olive Officer, ")
    assert sentence.endswith(": as they stood before Monday 12 July 2021, 4.12pm")


def test_words_can_be_put_back_and_forth(item, officer):
    put_back(item, officer, title="Places")
    rows = AgendaItem.history.filter(id=item.pk).order_by("-history_id")

    put_words_back(found=earlier("meetings.agendaitem", rows[0].history_id), by=officer)

    item.refresh_from_db()
    assert (item.title, item.text, item.presenters) == ("Places", "Nothing of it.", "Dana Whitlock")


def test_search_finds_the_words_again(officer):
    recommendation = RecommendationFactory(text="Swimming and reading")
    edit_recommendation(recommendation=recommendation, text="Nothing", by=officer)
    assert not found_by_search("Swimming")

    put_back(recommendation, officer, text="Nothing")

    assert (found_by_search("Swimming"), found_by_search("Nothing")) == (True, False)


def found_by_search(words):
    return SearchEntry.objects.filter(title__contains=words).exists()


def test_it_happens_wholly_or_not_at_all(item, officer):
    happens_wholly_or_not_at_all(lambda: put_back(item, officer, title="Places"))


def test_every_record_with_words_takes_them_back(panel, officer, manager):
    minuted = held(panel)
    minute = write_minute(item=minuted, body="Said.", decisions=["that it be noted."], by=officer)
    write_minute(item=minuted, body="Other.", decisions=["that it be so."], by=officer)
    action = ActionFactory(minute=minute, text="To write.")
    correct(record=reset(action, text="To ring."), by=manager)
    inspection = InspectionFactory(focus="The front door")
    edit_inspection(inspection=inspection, focus="The back door", by=officer)
    write_findings(inspection=inspection, texts=["Good."], by=officer)
    write_findings(inspection=inspection, texts=["Bad."], by=officer)
    recommendation = RecommendationFactory(inspection=inspection, text="Do it.")
    edit_recommendation(recommendation=recommendation, text="Leave it.", by=officer)
    meeting = call_meeting(panel=panel, held_on=date(2021, 9, 7), venue="Town Hall", by=officer)
    edit_meeting(meeting=meeting, held_on=meeting.held_on, venue="Library", by=officer)
    person = edit_person(person=PersonFactory(ward="Park"), ward="Hill", by=manager)
    renamed = PanelFactory(name="Homes Panel")
    edit_panel(panel=renamed, name="Housing Panel", by=manager)
    item = edit_item(item=AgendaItemFactory(title="Places"), title="Spaces", by=officer)
    planned = edit_planned(planned=PlannedItemFactory(subject="Buses"), subject="Trains", by=officer)
    finding, decision = inspection.findings.get(), minute.decisions.get()
    guest = edit_attender(attendance=AttendanceFactory(capacity="invited", role="Guest"), role="Speaker", by=officer)
    declared = DeclarationFactory(nature="A sister works there.")
    correct(record=reset(declared, nature="A brother works there."), by=manager)

    changed = {
        Minute: put_back(minute, officer, body="Other.").body,
        Attendance: put_back(guest, officer, role="Speaker").role,
        Declaration: put_back(declared, officer, nature="A brother works there.").nature,
        Decision: put_back(decision, officer, text="that it be so.").text,
        Action: put_back(action, manager, text="To ring.").text,
        Inspection: put_back(inspection, officer, focus="The back door").focus,
        Finding: put_back(finding, officer, text="Bad.").text,
        Recommendation: put_back(recommendation, officer, text="Leave it.").text,
        Meeting: put_back(meeting, officer, venue="Library").venue,
        Person: put_back(person, manager, ward="Hill").ward,
        Panel: put_back(renamed, manager, name="Housing Panel").name,
        AgendaItem: put_back(item, officer, title="Spaces").title,
        PlannedItem: put_back(planned, officer, subject="Trains").subject,
    }

    assert changed == {
        Minute: "Said.",
        Attendance: "Guest",
        Declaration: "A sister works there.",
        Decision: "that it be noted.",
        Action: "To write.",
        Inspection: "The front door",
        Finding: "Good.",
        Recommendation: "Do it.",
        Meeting: "Town Hall",
        Person: "Park",
        Panel: "Homes Panel",
        AgendaItem: "Places",
        PlannedItem: "Buses",
    }
    assert set(changed) == {kind.model for kind in kinds() if kind.words}


def test_only_texts_are_ever_put_back():
    fields = [kind.model._meta.get_field(name) for kind in kinds() if kind.words for name in kind.words.fields]

    assert [each for each in fields if not isinstance(each, models.CharField | models.TextField)] == []
    assert [each for each in fields if each.choices or each.is_relation or isinstance(each, models.SlugField)] == []


def test_what_went_out_or_others_said_is_never_put_back():
    never = {"Publication", "Update", "Document", "File", "Merge", "User", "Consideration", "ItemPaper", "SearchEntry"}
    assert never <= {model.__name__ for model in apps.get_models()}
    assert never & {kind.model.__name__ for kind in kinds() if kind.words} == set()


def test_every_version_that_is_claimed_is_counted():
    counted = {
        kind.label: kind.model if not kind.words.version_of else kind.model._meta.get_field(kind.words.version_of)
        for kind in kinds()
        if kind.words
    }
    models_counted = [getattr(each, "related_model", None) or each for each in counted.values()]
    assert [model for model in models_counted if not hasattr(model, "version")] == []


def test_whoever_saved_meanwhile_is_not_overwritten(item, officer):
    found, before = change_to(item, title="Places"), everything_on_record()

    with pytest.raises(ChangedMeanwhile):
        put_words_back(found=found, by=officer, seen=item.version - 1)

    assert everything_on_record() == before


def test_a_decision_is_as_new_as_its_minute(panel, officer):
    minuted = held(panel)
    minute = write_minute(item=minuted, decisions=["that it be noted."], by=officer)
    minute = write_minute(item=minuted, decisions=["that it be so."], by=officer)
    decision = minute.decisions.get()
    found = change_to(decision, text="that it be so.")
    seen = minute.version
    claim(minute, None)

    with pytest.raises(ChangedMeanwhile):
        put_words_back(found=found, by=officer, seen=seen)

    put_words_back(found=found, by=officer, seen=seen + 1)
    meeting = minuted.meeting.version
    minuted.meeting.refresh_from_db()
    assert reach(decision, "minute").pk == minute.pk
    assert minuted.meeting.version > meeting


def test_a_cancelled_meeting_keeps_its_agenda(item, meeting, officer):
    call_off(meeting=meeting, state="cancelled", reason="Snow.", by=officer)

    with pytest.raises(ClosedToWords):
        put_back(item, officer, title="Places")


def test_minutes_are_written_only_of_a_meeting_that_was_held(panel, officer):
    minuted = AgendaItemFactory(meeting=MeetingFactory(panel=panel))
    minute = MinuteFactory(item=minuted, body="Said.")
    correct(record=reset(minute, body="Other."), by=officer)

    with pytest.raises(ClosedToWords):
        put_back(minute, officer, body="Other.")


def test_a_meeting_that_is_called_off_again_says_why(meeting, officer):
    call_off(meeting=meeting, state="postponed", reason="Snow.", by=officer)
    edit_meeting(meeting=meeting, held_on=meeting.held_on, reason="Snow and ice.", by=officer)

    assert put_back(meeting, officer, reason="Snow and ice.").reason == "Snow."


def test_whoever_was_merged_stays_as_they_were(manager):
    gone = edit_person(person=PersonFactory(name="J Walker"), name="Walker", by=manager)
    merge_people(kept=PersonFactory(), gone=gone, by=manager)

    with pytest.raises(ClosedToWords):
        put_back(gone, manager, name="Walker")


def test_words_that_stand_already_are_not_put_back_twice(item, officer):
    put_back(item, officer, title="Places")
    before = everything_on_record()

    with pytest.raises(NothingToPutBack):
        put_back(item, officer, title="Places")

    assert everything_on_record() == before


def test_a_name_that_another_panel_has_now_is_refused(panel, manager):
    old = panel.name
    edit_panel(panel=panel, name="Families Panel", by=manager)
    PanelFactory(name=old)
    before = everything_on_record()

    with pytest.raises(WordsDontFit):
        put_back(panel, manager, name="Families Panel")

    assert everything_on_record() == before


def test_words_of_a_private_item_don_t_come_back_into_an_open_one(meeting, officer):
    secret = add_item(meeting=meeting, title="Sale of 4 Park Road", public_title="Land", by=officer, **EXEMPT)
    opened = {"openness": "open", "exempt_paragraph": None, "public_interest": ""}
    edit_item(item=secret, title="Land", by=officer, **opened)

    with pytest.raises(WordsWerePrivate):
        put_back(secret, officer, title="Land")


def test_words_of_a_private_item_come_back_while_it_is_private(meeting, officer):
    secret = add_item(meeting=meeting, title="Sale of 4 Park Road", by=officer, **EXEMPT)
    edit_item(item=secret, title="Land", by=officer)

    assert put_back(secret, officer, title="Land").title == "Sale of 4 Park Road"


def test_the_minute_of_a_private_item_follows_it(panel, officer):
    secret = held(panel, exempt=True)
    minute = write_minute(item=secret, body="The price was too low.", by=officer)
    write_minute(item=secret, body="Noted.", by=officer)
    edit_item(item=secret, by=officer, openness="open", exempt_paragraph=None, public_interest="")
    write_minute(item=secret, body="Noted in public.", by=officer)

    with pytest.raises(WordsWerePrivate):
        put_back(minute, officer, body="Noted.")


@pytest.mark.parametrize("words", ["Withheld on 3 December 2026: it names a child.", "The family of [withheld] asked."])
def test_what_was_withheld_stays_withheld(words, panel, manager):
    edit_panel(panel=panel, remit=words, default_venue="Town Hall", by=manager)
    edit_panel(panel=panel, remit="Schools", default_venue="Library", by=manager)

    assert put_back(panel, manager, remit="Schools").default_venue == "Town Hall"
    panel.refresh_from_db()
    assert panel.remit == "Schools"


def test_words_don_t_come_over_what_was_withheld_meanwhile(panel, manager):
    edit_panel(panel=panel, remit="The family of Ada", by=manager)
    edit_panel(panel=panel, remit="Schools", by=manager)
    edit_panel(panel=panel, remit="Withheld on 3 December 2026: it names a child.", by=manager)

    with pytest.raises(NothingToPutBack):
        put_back(panel, manager, remit="Schools")


def test_what_is_removed_is_not_brought_back(item, officer):
    found = change_to(item, title="Places")
    remove_item(item=AgendaItem.objects.get(pk=item.pk), by=officer)
    before = everything_on_record()

    with pytest.raises(ChangedMeanwhile):
        put_words_back(found=found, by=officer)

    assert everything_on_record() == before
    assert earlier("meetings.agendaitem", found.row.history_id) is None
