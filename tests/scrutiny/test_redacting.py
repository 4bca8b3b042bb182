"""Redacting words: who, where, what is left, and what is refused."""

import hashlib
from datetime import date

import pytest

from meetings.models import AgendaItem
from meetings.operations import add_item, call_meeting, publish_agenda
from scrutiny.models import Office, Person, SearchWord, Withholding
from scrutiny.operations import ChangedMeanwhile, add_person, edit_person, office_titled
from scrutiny.operations.withholding import (
    NowhereFound,
    OurOwnWords,
    PlacesChanged,
    ReasonRepeatsIt,
    TooFewLetters,
    redact,
)
from tests.broken import everything_on_record, happens_wholly_or_not_at_all
from tests.history import last_row

pytestmark = pytest.mark.django_db

WHY = {"reason": "It named a child.", "ground": "personal"}


@pytest.fixture
def person(manager):
    return add_person(name="Ada Thistlewood", ward="Park", by=manager)


@pytest.fixture
def meeting(panel, officer):
    meeting = call_meeting(panel=panel, held_on=date(2026, 9, 22), by=officer)
    add_item(meeting=meeting, title="Visit", text="Ada\nThistlewood spoke of her son.", by=officer)
    publish_agenda(meeting=meeting, by=officer)
    return meeting


def redacted(by, words="Ada Thistlewood", **more):
    return redact(words=words, by=by, **WHY, **more)


def test_the_rest_of_a_text_stays(meeting, monitoring_officer):
    redacted(monitoring_officer)

    texts = [meeting.publications.get().for_public["items"][0]["text"], meeting.items.get().text]
    assert texts == ["[withheld] spoke of her son."] * 2


def test_the_log_holds_the_digest_and_never_the_words(meeting, person, monitoring_officer):
    kept = redacted(monitoring_officer, record=person)

    assert (kept.about, kept.how, kept.record) == ("everywhere on the website", "words", None)
    assert kept.digest == hashlib.sha256(b"Ada Thistlewood").hexdigest()
    assert kept.withheld_by == monitoring_officer


def test_the_log_says_where_words_were_redacted(meeting, monitoring_officer):
    kept = redacted(monitoring_officer, record=meeting, only_here=True)

    assert (kept.about, kept.record) == ("the meeting of 22 September 2026", meeting)


def test_history_says_who_took_words_away(person, monitoring_officer):
    redacted(monitoring_officer)

    assert last_row(person) == {
        "verb": "redact",
        "words": "It named a child.",
        "by": monitoring_officer,
        "parent": ("scrutiny.person", person.pk),
        "type": "~",
    }


def test_only_here_leaves_the_words_elsewhere(person, meeting, monitoring_officer):
    redacted(monitoring_officer, record=meeting, only_here=True)

    assert meeting.items.get().text == "[withheld] spoke of her son."
    assert Person.objects.get(pk=person.pk).name == "Ada Thistlewood"
    assert SearchWord.objects.filter(word="thistlewood").exists()


def test_an_open_form_can_t_bring_the_words_back(person, manager, monitoring_officer):
    seen = Person.objects.get(pk=person.pk).version
    redacted(monitoring_officer)

    with pytest.raises(ChangedMeanwhile):
        edit_person(person=person, seen=seen, name="Ada Thistlewood", by=manager)


def test_what_lies_above_moves_on_too(meeting, officer, monitoring_officer):
    seen = meeting.version
    redacted(monitoring_officer)

    meeting.refresh_from_db()
    with pytest.raises(ChangedMeanwhile):
        publish_agenda(meeting=meeting, seen=seen, reason="A date was wrong.", by=officer)


def test_what_must_be_unlike_all_others_stays_unlike(officer, monitoring_officer):
    office_titled("Thistlewood", by=officer)
    office_titled("thistlewood.", by=officer)
    first, second = Office.objects.order_by("pk")

    redacted(monitoring_officer, words="Thistlewood")

    titles = list(Office.objects.order_by("pk").values_list("title", flat=True))
    assert (titles, first == second) == (["[withheld]", "[withheld]."], False)
    office_titled("[withheld] Elm", by=officer)
    redacted(monitoring_officer, words="Elm")
    assert Office.objects.filter(title="[withheld] [withheld]").exists()


def test_two_rows_that_become_alike_are_told_apart(officer, monitoring_officer):
    first, second = (office_titled(title, by=officer) for title in ("Elm-Oak", "Elm–Oak"))

    redacted(monitoring_officer, words="elm-oak")

    titles = list(Office.objects.order_by("pk").values_list("title", flat=True))
    assert titles == ["[withheld]", f"[withheld] {second.pk}"]
    assert first.pk < second.pk


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("Al", TooFewLetters),
        ("--- a", TooFewLetters),
        ("WITHHELD", OurOwnWords),
        ("a child", ReasonRepeatsIt),
        ("Nobody Known", NowhereFound),
    ],
)
def test_a_refusal_changes_nothing(person, monitoring_officer, words, refusal):
    before = everything_on_record()
    with pytest.raises(refusal):
        redacted(monitoring_officer, words=words)
    assert everything_on_record() == before


def test_places_that_were_not_shown_are_not_redacted(person, meeting, monitoring_officer):
    with pytest.raises(PlacesChanged):
        redacted(monitoring_officer, seen=1)
    assert AgendaItem.objects.get().text == "Ada\nThistlewood spoke of her son."


def test_redacting_happens_wholly_or_not_at_all(person, meeting, monitoring_officer):
    happens_wholly_or_not_at_all(lambda: redacted(monitoring_officer))
    assert not Withholding.objects.exists()
