"""Two officers, one record: the second's words come back beside what is saved now, and can be saved then."""

from typing import NamedTuple

import pytest

from inspections.models import Recommendation
from meetings.models import Action, AgendaItem, Meeting, Minute
from scrutiny.models import Panel, Person
from tests.journeys import worlds
from tests.shown import Shown


class Pair(NamedTuple):
    """The box that both change, and what each of them types."""

    address: str
    box: str
    first: str
    second: str
    label: str
    saved: str


PAIRS = [
    Pair("{meeting}edit/", "starts_at", "2.30pm", "10.00am", "Start", "2.30pm"),
    Pair("{meeting}edit/", "held_on_day", "23", "24", "Date", "23 September 2026"),
    Pair("{item}", "title", "Virtual school", "School at home", "Title", "Virtual school"),
    Pair("{minuted}minute/", "body", "The panel asked.", "Members asked.", "What was said", "The panel asked."),
    Pair("{minuted}minute/", "decisions", "to note", "to ask", "What was agreed", "to note"),
    Pair("{inspection}edit/", "focus", "The front door", "Care leavers", "Focus", "The front door"),
    Pair("{inspection}edit/", "authority_name", "Corvale", "Thornmere", "Authority", "Corvale"),
    Pair("{inspection}findings/", "findings", "Leaders know.", "Plans are late.", "Findings", "Leaders know."),
    Pair("{recommendation}edit/", "addressed_to", "The police", "The board", "Addressed to", "The police"),
    Pair("{person}edit/", "ward", "Park", "Hill", "Ward", "Park"),
    Pair("{panel}edit/", "default_venue", "School", "Library", "Usual venue", "School"),
    Pair("{panel}edit/", "access_rules_apply", "", "on", "Meets in public", "No"),
]


@pytest.fixture
def addresses(officer):
    return worlds.world(worlds.USUAL, officer)


@pytest.fixture
def signed_in(client, manager):
    client.force_login(manager)
    return client


@pytest.mark.parametrize("pair", PAIRS, ids=[f"{pair.address} {pair.box}" for pair in PAIRS])
def test_the_second_officer_s_words_are_not_lost(signed_in, addresses, pair):
    address = pair.address.format(**addresses)
    opened = boxes(signed_in.get(address)) | {"reason": "Snow", "earlier": ""}
    assert signed_in.post(address, opened | {pair.box: pair.first}).status_code == 302
    before = versions()

    answer = signed_in.post(moved(address), opened | {pair.box: pair.second})

    assert answer.status_code == 200
    assert (pair.label, pair.saved) in answer.context["form"].saved_now
    shown = boxes(answer)
    assert shown.get(pair.box, "") == pair.second
    assert "Nothing is lost" in Shown(answer.content.decode()).summary[0]
    assert versions() == before
    assert signed_in.post(moved(address), shown | {"reason": "Snow"}).status_code == 302
    assert boxes(signed_in.get(moved(address))).get(pair.box, "") == pair.second


def test_grades_given_twice(signed_in, addresses):
    address = f"{addresses['inspection']}judgements/"
    opened = boxes(signed_in.get(address))
    area, grade = next((name, value) for name, value in opened.items() if name.startswith("area_"))
    other = next(value for name, value in opened.items() if name.startswith("area_") and value != grade)
    assert signed_in.post(address, opened | {area: ""}).status_code == 302

    answer = signed_in.post(address, opened | {area: other})

    assert answer.status_code == 200
    assert boxes(answer)[area] == other
    assert signed_in.post(address, boxes(answer)).status_code == 302
    assert boxes(signed_in.get(address))[area] == other


def test_a_minute_begun_by_both_is_saved_over_by_neither(signed_in, addresses):
    Action.objects.all().delete()
    Minute.objects.all().delete()
    address = f"{addresses['minuted']}minute/"
    opened = boxes(signed_in.get(address))
    assert signed_in.post(address, opened | {"body": "The panel asked."}).status_code == 302

    answer = signed_in.post(address, opened | {"body": "Members asked."})

    assert answer.status_code == 200
    assert ("What was said", "The panel asked.") in answer.context["form"].saved_now
    assert Minute.objects.get().body == "The panel asked."
    assert signed_in.post(address, boxes(answer)).status_code == 302
    assert Minute.objects.get().body == "Members asked."


def boxes(answer):
    """What the page's form would send."""
    return {name: value for name, value in Shown(answer.content.decode()).boxes.items() if name}


def moved(address):
    """A meeting that has a new date has a new address."""
    meeting = Meeting.objects.filter(previous_on__isnull=False).first()
    return f"{meeting.get_absolute_url()}edit/" if meeting and address.endswith("2026-09-22/edit/") else address


def versions():
    return [
        list(model._default_manager.order_by("pk").values_list("pk", "version"))
        for model in (Meeting, AgendaItem, Minute, Recommendation, Person, Panel)
    ]
