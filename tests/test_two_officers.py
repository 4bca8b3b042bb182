"""Two officers, one record: the second's words come back beside what is saved now, and either or both can be kept."""

from typing import NamedTuple

import pytest

from inspections.models import Recommendation
from meetings.models import Action, AgendaItem, Meeting, Minute
from scrutiny.models import File, Panel, Person
from tests.factories import UserFactory
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
    Pair("{item}", "title", "Virtual school", "School at home", "Title", "Virtual school"),
    Pair("{minuted}minute/", "body", "The panel asked.", "Members asked.", "What was said", "The panel asked."),
    Pair("{minuted}minute/", "decisions", "to note", "to ask", "What was agreed", "to note"),
    Pair("{inspection}edit/", "focus", "The front door", "Care leavers", "Focus", "The front door"),
    Pair("{inspection}edit/", "authority_name", "Corvale", "Thornmere", "Authority", "Corvale"),
    Pair("{inspection}findings/", "findings", "Leaders know.", "Plans are late.", "Findings", "Leaders know."),
    Pair("{recommendation}edit/", "addressed_to", "The police", "The board", "Addressed to", "The police"),
    Pair("{person}edit/", "ward", "Park", "Hill", "Ward", "Park"),
    Pair("{panel}edit/", "default_venue", "School", "Library", "Usual venue", "School"),
]


@pytest.fixture(scope="module")
def addresses(shared):
    return worlds.world(worlds.USUAL, UserFactory(role="officer"))


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

    answer = signed_in.post(address, opened | {pair.box: pair.second})

    assert answer.status_code == 200
    clash = clash_at(answer, pair.label)
    assert clash.theirs == pair.saved
    assert "Nothing is lost" in Shown(answer.content.decode()).summary[0]
    assert versions() == before
    mine = boxes(answer) | {f"take_{clash.name}": "mine", "reason": "Snow"}
    assert signed_in.post(address, mine).status_code == 302
    assert boxes(signed_in.get(address)).get(pair.box, "") == pair.second


@pytest.mark.parametrize("pair", PAIRS, ids=[f"{pair.address} {pair.box}" for pair in PAIRS])
def test_the_second_officer_can_take_the_first_one_s_but_must_choose(signed_in, addresses, pair):
    address = pair.address.format(**addresses)
    opened = boxes(signed_in.get(address)) | {"reason": "Snow", "earlier": ""}
    signed_in.post(address, opened | {pair.box: pair.first})
    answer = signed_in.post(address, opened | {pair.box: pair.second})
    before = versions()

    again = signed_in.post(address, boxes(answer) | {"reason": "Snow"})

    assert [words.split()[0] for words in Shown(again.content.decode()).beside] in (["Choose"], ["Both"])
    first, once_more = clash_at(answer, pair.label), clash_at(again, pair.label)
    assert (once_more.mine, once_more.theirs) == (first.mine, first.theirs)
    assert versions() == before
    theirs = boxes(again) | {f"take_{first.name}": "theirs", "reason": "Snow"}
    assert signed_in.post(address, theirs).status_code == 302
    assert boxes(signed_in.get(address)).get(pair.box, "") == pair.first


def test_grades_given_twice(signed_in, addresses):
    address = f"{addresses['inspection']}judgements/"
    opened = boxes(signed_in.get(address))
    area, grade = next((name, value) for name, value in opened.items() if name.startswith("area_"))
    other = next(value for name, value in opened.items() if name.startswith("area_") and value != grade)
    assert signed_in.post(address, opened | {area: ""}).status_code == 302

    answer = signed_in.post(address, opened | {area: other})

    assert answer.status_code == 200
    assert boxes(answer)[area] == other
    assert signed_in.post(address, boxes(answer) | {f"take_{area}": "mine"}).status_code == 302
    assert boxes(signed_in.get(address))[area] == other


def test_a_minute_begun_by_both_is_saved_over_by_neither(signed_in, addresses):
    Action.objects.all().delete()
    Minute.objects.all().delete()
    address = f"{addresses['minuted']}minute/"
    opened = boxes(signed_in.get(address))
    assert signed_in.post(address, opened | {"body": "The panel asked."}).status_code == 302

    answer = signed_in.post(address, opened | {"body": "Members asked."})

    assert answer.status_code == 200
    clash = clash_at(answer, "What was said")
    assert (clash.theirs, clash.mine) == ("The panel asked.", "Members asked.")
    assert Minute.objects.get().body == "The panel asked."
    assert signed_in.post(address, boxes(answer) | {"take_body": "mine"}).status_code == 302
    assert Minute.objects.get().body == "Members asked."


LONG = "The panel asked how many children wait. The Director answered. Members thanked the team for its work."


@pytest.fixture
def minuted(signed_in, addresses):
    """A long minute, and its form as both officers have opened it."""
    minute = Minute.objects.earliest("pk")
    address = f"{minute.item.meeting.get_absolute_url()}items/{minute.item_id}/minute/"
    signed_in.post(address, boxes(signed_in.get(address)) | {"body": LONG, "number": "41"})
    return address, boxes(signed_in.get(address))


def test_changes_that_do_not_touch_are_put_together(signed_in, minuted):
    address, opened = minuted
    signed_in.post(address, opened | {"body": LONG.replace("how many", "why 20")})

    answer = signed_in.post(address, opened | {"body": LONG + " They will come back."})

    together = LONG.replace("how many", "why 20") + " They will come back."
    assert boxes(answer)["body"] == together
    assert clash_at(answer, "What was said").whole
    assert "The two changes don’t touch each other" in answer.content.decode()
    assert signed_in.post(address, boxes(answer)).status_code == 302
    assert Minute.objects.earliest("pk").body == together


def test_changes_of_the_same_words_are_marked_until_they_are_tidied(signed_in, minuted, manager):
    address, opened = minuted
    signed_in.post(address, opened | {"body": LONG.replace("how many", "why 20")})

    answer = signed_in.post(address, opened | {"body": LONG.replace("how many", "which")})

    marked = f"The panel asked «{manager} wrote:» why 20 «You wrote:» which «End» children wait."
    assert boxes(answer)["body"].startswith(marked)
    untidy = signed_in.post(address, boxes(answer))
    assert Shown(untidy.content.decode()).beside == [
        "Both of you changed the places marked with « and ». Tidy them and take the marks out."
    ]
    assert boxes(untidy)["body"] == boxes(answer)["body"]
    assert signed_in.post(address, boxes(untidy) | {"body": "The panel asked why."}).status_code == 302
    assert Minute.objects.earliest("pk").body == "The panel asked why."


def test_what_only_the_first_officer_changed_is_not_undone(signed_in, minuted):
    address, opened = minuted
    signed_in.post(address, opened | {"number": "42", "decisions": "to note\nto thank the team"})

    answer = signed_in.post(address, opened | {"body": "The panel asked."})

    assert answer.context["form"].taken_over == [
        ("Minute number", "42"),
        ("What was agreed", "to note\nto thank the team"),
    ]
    assert answer.context["form"].clashes == {}
    assert "nothing that you typed is touched" in Shown(answer.content.decode()).summary[0]
    assert signed_in.post(address, boxes(answer)).status_code == 302
    minute = Minute.objects.earliest("pk")
    assert (minute.number, minute.body) == ("42", "The panel asked.")
    assert [row.text for row in minute.decisions.order_by("number")] == ["to note", "to thank the team"]


def test_a_box_that_only_the_first_officer_unticked_stays_so(signed_in, addresses):
    address = f"{addresses['panel']}edit/"
    opened = boxes(signed_in.get(address))
    signed_in.post(address, {name: value for name, value in opened.items() if name != "access_rules_apply"})

    answer = signed_in.post(address, opened | {"default_venue": "Library"})

    assert answer.context["form"].taken_over == [("Meets in public", "No")]
    assert "access_rules_apply" not in boxes(answer)
    assert signed_in.post(address, boxes(answer)).status_code == 302
    assert Panel.objects.values_list("access_rules_apply", "default_venue").earliest("pk") == (False, "Library")


def test_each_field_says_who_saved_it(signed_in, minuted, officer, client):
    address, opened = minuted
    mina = UserFactory(name="Mina Kaur", role="officer")
    for user, box in ((mina, {"body": "Hers."}), (officer, {"number": "43"})):
        signed_in.force_login(user)
        assert signed_in.post(address, boxes(signed_in.get(address)) | box).status_code == 302

    signed_in.force_login(UserFactory(role="officer"))
    answer = signed_in.post(address, opened | {"body": "Mine.", "number": "44"})

    assert {name: clash.who for name, clash in answer.context["form"].clashes.items()} == {
        "body": "Mina Kaur",
        "number": "Olive Officer",
    }
    assert Shown(answer.content.decode()).summary[0].startswith("Olive Officer saved the minute at ")


@pytest.mark.parametrize(("number", "named"), [("6a", "item 6a"), ("", "the item")])
def test_an_item_is_called_by_its_number(signed_in, addresses, number, named):
    address = addresses["item"]
    opened = boxes(signed_in.get(address))
    heading = {} if number else {"is_heading": "on"}
    signed_in.post(address, opened | {"number": number, "text": "Theirs."} | heading)

    answer = signed_in.post(address, opened | {"text": "Mine.", "title": "Another title"})

    assert f"You saved {named} at " in Shown(answer.content.decode()).summary[0]


def test_one_s_own_other_window_is_called_so(signed_in, minuted):
    address, opened = minuted
    signed_in.post(address, opened | {"body": "One window."})

    answer = signed_in.post(address, opened | {"body": "Another window."})

    sentence = Shown(answer.content.decode()).summary[0]
    assert sentence.startswith("You saved the minute at ")
    assert "in another window" in sentence


def test_a_third_writer_meets_what_stands_then(signed_in, minuted):
    address, opened = minuted
    signed_in.post(address, opened | {"body": LONG + " One."})
    answer = signed_in.post(address, opened | {"body": "Start. " + LONG})
    signed_in.post(address, boxes(signed_in.get(address)) | {"body": LONG + " Two."})

    again = signed_in.post(address, boxes(answer))

    assert clash_at(again, "What was said").theirs == LONG + " Two."
    assert boxes(again)["body"] == "Start. " + LONG + " Two."


def test_a_place_in_history_that_is_not_this_record_s_is_not_believed(signed_in, minuted, addresses):
    address, opened = minuted
    other = Minute.history.exclude(id=Minute.objects.earliest("pk").pk).latest("history_id")
    signed_in.post(address, opened | {"body": "Theirs."})

    for place in (f"1.{other.history_id}.0", "1.999999999.0", "1.x.y", "1", "1.²"):
        answer = signed_in.post(address, opened | {"body": "Mine.", "seen": place})
        assert clash_at(answer, "What was said").theirs == "Theirs."
        assert answer.context["form"].taken_over == []


def test_an_agenda_that_changed_is_looked_at_again_before_it_goes_out(signed_in, addresses, manager):
    File.objects.update(state=File.State.READ, refused_code="", refused_n=None)
    address = f"{addresses['late_draft']}agenda/publish/"
    opened = boxes(signed_in.get(address))
    signed_in.post(f"{addresses['late_draft']}agenda/", {"line": "Any other business"})

    typed = {"lateness": "short_notice", "reason": "Snow", "as_it_is": "It comes tomorrow"}
    answer = signed_in.post(address, opened | typed)

    assert Shown(answer.content.decode()).summary[0].startswith("You saved the meeting at ")
    assert boxes(answer)["reason"] == "Snow"


def clash_at(answer, label):
    return next(each for each in answer.context["form"].clashes.values() if each.label == label)


def boxes(answer):
    """What the page's form would send."""
    return {name: value for name, value in Shown(answer.content.decode()).boxes.items() if name}


def versions():
    return [
        list(model._default_manager.order_by("pk").values_list("pk", "version"))
        for model in (Meeting, AgendaItem, Minute, Recommendation, Person, Panel)
    ]
