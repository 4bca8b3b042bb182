"""Moving a meeting, calling it off, reinstating it: what stays, what is refused, and what everybody sees."""

from datetime import UTC, date, datetime, time

import pytest
from django.urls import reverse

from meetings.models import Meeting, Move
from meetings.operations import (
    CallingOffNeedsReason,
    CantBeCalledOff,
    CantBeMoved,
    MoveNeedsReason,
    NotCalledOff,
    NothingMoves,
    call_meeting,
    call_off,
    edit_meeting,
    move_meeting,
    reinstate,
)
from scrutiny.models import Address, Letter
from scrutiny.operations import ChangedMeanwhile
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import MeetingFactory, MembershipFactory, PanelFactory, PersonFactory, UserFactory
from tests.history import last_row
from tests.shown import Shown

pytestmark = pytest.mark.django_db

SEPTEMBER, OCTOBER, NEXT_YEAR = date(2026, 9, 22), date(2026, 10, 20), date(2027, 6, 15)
BEFORE = "2026-09-01T09:00Z"


def told(verb, by, meeting, words=""):
    return {"verb": verb, "words": words, "by": by, "parent": ("meetings.meeting", meeting.pk), "type": "~"}


def stands():
    return Meeting.objects.values("held_on", "previous_on", "state", "reason").get()


def old_days():
    return list(Move.objects.order_by("pk").values_list("held_on", "starts_at", "venue", "reason"))


def test_a_moved_meeting_keeps_its_old_date_and_its_old_address(panel, officer):
    meeting = call_meeting(panel=panel, held_on=SEPTEMBER, venue="Town Hall", by=officer)
    moved = move_meeting(meeting=meeting, held_on=NEXT_YEAR, reason="Elections", by=officer)

    assert stands() == {"held_on": NEXT_YEAR, "previous_on": SEPTEMBER, "state": "scheduled", "reason": "Elections"}
    assert moved.year.slug == "2027-28"
    assert old_days() == [(SEPTEMBER, time(16), "Town Hall", "Elections")]
    assert [(address.path, address.record) for address in Address.objects.order_by("pk")] == [
        ("/meetings/2026-27/children/2026-09-22/", moved),
        ("/meetings/2027-28/children/2027-06-15/", moved),
    ]
    assert last_row(moved) == told("move_meeting", officer, moved, "Elections")


def test_a_meeting_that_moves_twice_keeps_both_old_dates(panel, officer):
    meeting = call_meeting(panel=panel, held_on=SEPTEMBER, by=officer)
    for day, reason in ((OCTOBER, "Elections"), (NEXT_YEAR, "Snow")):
        meeting = move_meeting(meeting=meeting, held_on=day, reason=reason, by=officer)

    assert [(was, reason) for was, _, _, reason in old_days()] == [(SEPTEMBER, "Elections"), (OCTOBER, "Snow")]


def test_a_meeting_may_move_back(panel, officer):
    meeting = call_meeting(panel=panel, held_on=SEPTEMBER, by=officer)
    for day in (OCTOBER, SEPTEMBER):
        meeting = move_meeting(meeting=meeting, held_on=day, reason="Elections", by=officer)

    assert meeting.get_absolute_url() == "/meetings/2026-27/children/2026-09-22/"


def test_the_address_of_a_moved_meeting_is_given_to_no_other(panel, officer):
    meeting = call_meeting(panel=panel, held_on=SEPTEMBER, by=officer)
    move_meeting(meeting=meeting, held_on=OCTOBER, reason="Elections", by=officer)

    assert call_meeting(panel=panel, held_on=SEPTEMBER, by=officer).address["day"] == "2026-09-22-2"


def test_another_time_or_place_is_a_move_at_the_same_address(panel, officer):
    meeting = call_meeting(panel=panel, held_on=SEPTEMBER, venue="Town Hall", by=officer)
    moved = move_meeting(
        meeting=meeting, held_on=SEPTEMBER, starts_at=time(10), venue="Library", reason="A leak", by=officer
    )

    assert (moved.starts_at, moved.venue, moved.number_on_day) == (time(10), "Library", 1)
    assert moved.moved_words == "New time or place"
    assert old_days() == [(SEPTEMBER, time(16), "Town Hall", "A leak")]


@pytest.mark.parametrize(("trait", "state"), [("published", "published"), ("held", "held")])
def test_a_meeting_keeps_its_state_and_its_papers_when_it_moves(panel, officer, trait, state):
    meeting = MeetingFactory(panel=panel, **{trait: True})
    move_meeting(meeting=meeting, held_on=OCTOBER, reason="Elections", by=officer)

    assert stands()["state"] == state


@pytest.mark.parametrize(("published", "state"), [(False, "scheduled"), (True, "published")])
def test_a_postponed_meeting_goes_ahead_on_its_new_date(panel, officer, published, state):
    meeting = MeetingFactory(panel=panel, published=published)
    call_off(meeting=meeting, state="postponed", reason="Snow", by=officer)
    move_meeting(meeting=meeting, held_on=OCTOBER, reason="The snow has gone", by=officer)

    assert stands() == {
        "held_on": OCTOBER,
        "previous_on": SEPTEMBER,
        "state": state,
        "reason": "The snow has gone",
    }


@pytest.mark.parametrize("reason", ["", "  "])
def test_every_move_needs_a_reason(reason, officer):
    with pytest.raises(MoveNeedsReason):
        move_meeting(meeting=MeetingFactory(), held_on=OCTOBER, reason=reason, by=officer)
    assert stands()["held_on"] == SEPTEMBER


def test_a_move_moves_something(officer):
    with pytest.raises(NothingMoves):
        move_meeting(meeting=MeetingFactory(), held_on=SEPTEMBER, reason="Elections", by=officer)


def test_a_cancelled_meeting_does_not_move(officer):
    with pytest.raises(CantBeMoved):
        move_meeting(meeting=MeetingFactory(called_off=True), held_on=OCTOBER, reason="Elections", by=officer)


def test_nobody_moves_a_meeting_they_have_not_seen(panel, officer):
    meeting = MeetingFactory(panel=panel)
    edit_meeting(meeting=meeting, by=officer, seen=1, venue="Library")

    with pytest.raises(ChangedMeanwhile):
        move_meeting(meeting=meeting, held_on=OCTOBER, reason="Elections", by=officer, seen=1)
    assert old_days() == []


def test_a_changed_meeting_keeps_its_address_and_the_reason_of_its_move(panel, officer):
    meeting = call_meeting(panel=panel, held_on=SEPTEMBER, by=officer)
    move_meeting(meeting=meeting, held_on=OCTOBER, reason="Elections", by=officer)
    edited = edit_meeting(meeting=meeting, by=officer, venue="Library")

    assert edited.venue == "Library"
    assert stands() == {"held_on": OCTOBER, "previous_on": SEPTEMBER, "state": "scheduled", "reason": "Elections"}
    assert last_row(edited) == told("edit_meeting", officer, edited)


def test_nobody_overwrites_a_meeting_they_have_not_seen(panel, officer):
    meeting = MeetingFactory(panel=panel)
    edit_meeting(meeting=meeting, by=officer, seen=1, venue="Library")

    with pytest.raises(ChangedMeanwhile):
        edit_meeting(meeting=meeting, by=officer, seen=1, venue="School")
    assert Meeting.objects.get().venue == "Library"


def test_a_cancelled_meeting_keeps_saying_why(panel, officer):
    meeting = MeetingFactory(panel=panel, called_off=True)
    edit_meeting(meeting=meeting, by=officer, reason="Snow and ice")

    assert stands()["reason"] == "Snow and ice"
    with pytest.raises(CallingOffNeedsReason):
        edit_meeting(meeting=meeting, by=officer, reason=" ")


@pytest.mark.parametrize("state", ["postponed", "cancelled"])
def test_a_meeting_is_called_off(panel, officer, state):
    meeting = MeetingFactory(panel=panel, published=True)
    call_off(meeting=meeting, state=state, reason="Snow", by=officer, seen=1)

    assert stands() == {"held_on": SEPTEMBER, "previous_on": None, "state": state, "reason": "Snow"}
    assert last_row(meeting) == told("call_off_meeting", officer, meeting, "Snow")
    assert not Meeting.objects.going_ahead().exists()


@pytest.mark.parametrize("trait", ["held", "called_off"])
def test_what_is_past_or_off_cannot_be_called_off(trait, officer):
    with pytest.raises(CantBeCalledOff):
        call_off(meeting=MeetingFactory(**{trait: True}), state="cancelled", reason="Snow", by=officer)


@pytest.mark.parametrize("reason", ["", "  "])
def test_calling_off_needs_a_reason(reason, officer):
    with pytest.raises(CallingOffNeedsReason):
        call_off(meeting=MeetingFactory(), state="cancelled", reason=reason, by=officer)


@pytest.mark.parametrize(("published", "state"), [(False, "scheduled"), (True, "published")])
@pytest.mark.parametrize("off", ["postponed", "cancelled"])
def test_a_meeting_that_was_called_off_is_reinstated(panel, officer, off, published, state):
    meeting = MeetingFactory(panel=panel, published=published)
    call_off(meeting=meeting, state=off, reason="Snow", by=officer)
    reinstated = reinstate(meeting=meeting, words="No snow", by=officer)

    assert stands() == {"held_on": SEPTEMBER, "previous_on": None, "state": state, "reason": ""}
    assert last_row(reinstated) == told("reinstate_meeting", officer, reinstated, "No snow")


@pytest.fixture
def member(panel):
    return MembershipFactory(panel=panel, person=PersonFactory(email="ruth@thornmere.example")).person


def letters():
    return [(letter.address, letter.subject, letter.body) for letter in Letter.objects.order_by("pk")]


def test_whoever_was_sent_the_agenda_is_told_of_each_turn(panel, officer, member):
    meeting = MeetingFactory(panel=panel, held_on=SEPTEMBER, starts_at=time(16), published=True)
    moved = move_meeting(meeting=meeting, held_on=OCTOBER, reason="Elections", by=officer)
    off = call_off(meeting=moved, state="cancelled", reason="Snow", by=officer)
    reinstate(meeting=off, by=officer)

    assert [(address, subject) for address, subject, _ in letters()] == [
        ("ruth@thornmere.example", f"{news}: {panel}, Tuesday 20 October 2026")
        for news in ("Moved from Tuesday 22 September 2026, 4.00pm", "Cancelled", "It takes place after all")
    ]
    first, second, _ = (body for _, _, body in letters())
    assert "It is on Tuesday 20 October 2026, 4.00pm" in first
    assert "Why: Elections" in first
    assert f"http://testserver{moved.get_absolute_url()}" in first
    assert "It was called for Tuesday 20 October 2026, 4.00pm\n\nWhy: Snow" in second


def test_nobody_is_told_of_a_meeting_whose_agenda_is_not_out(panel, officer, member):
    meeting = MeetingFactory(panel=panel, held_on=SEPTEMBER)
    move_meeting(meeting=meeting, held_on=OCTOBER, reason="Elections", by=officer)

    assert letters() == []


def test_a_reinstated_meeting_still_says_why_it_was_moved(panel, officer):
    meeting = move_meeting(meeting=MeetingFactory(panel=panel), held_on=OCTOBER, reason="Elections", by=officer)
    call_off(meeting=meeting, state="cancelled", reason="Snow", by=officer)
    reinstate(meeting=meeting, by=officer)

    assert stands() == {"held_on": OCTOBER, "previous_on": SEPTEMBER, "state": "scheduled", "reason": "Elections"}


@pytest.mark.parametrize("trait", ["published", "held"])
def test_only_what_was_called_off_is_reinstated(trait, officer):
    with pytest.raises(NotCalledOff):
        reinstate(meeting=MeetingFactory(**{trait: True}), by=officer)


OPERATIONS = {
    "edit": lambda meeting, by: edit_meeting(meeting=meeting, venue="Library", by=by),
    "move": lambda meeting, by: move_meeting(meeting=meeting, held_on=NEXT_YEAR, reason="Snow", by=by),
    "call off": lambda meeting, by: call_off(meeting=meeting, state="cancelled", reason="Snow", by=by),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_happens_wholly_or_not_at_all(name, officer):
    MeetingFactory(published=True)

    happens_wholly_or_not_at_all(lambda: OPERATIONS[name](Meeting.objects.get(), officer))


def test_reinstating_happens_wholly_or_not_at_all(officer):
    MeetingFactory(called_off=True)

    happens_wholly_or_not_at_all(lambda: reinstate(meeting=Meeting.objects.get(), by=officer))


@pytest.fixture
def browser(client, officer):
    client.force_login(officer)
    return client


def boxes(answer):
    return {name: value for name, value in Shown(answer.content.decode()).boxes.items() if name}


def day(held_on):
    return {"held_on_day": held_on.day, "held_on_month": held_on.month, "held_on_year": held_on.year}


def test_the_page_shows_what_the_new_day_brings_before_anything_moves(browser, panel, time_machine):
    time_machine.move_to(BEFORE)
    MeetingFactory(panel=panel, held_on=date(2027, 3, 29))
    meeting = MeetingFactory(panel=panel)
    address = reverse("meeting_move", kwargs=meeting.address)
    typed = boxes(browser.get(address)) | day(date(2027, 3, 29)) | {"reason": "Elections"}

    page = browser.post(address, typed)

    outlook = page.context["outlook"]
    assert outlook.deadlines.publish_by == date(2027, 3, 18)
    assert outlook.warnings == ["Easter Monday", "The same body meets on this day already, at 4.00pm"]
    assert Meeting.objects.get(pk=meeting.pk).held_on == SEPTEMBER

    answer = browser.post(address, boxes(page), follow=True)
    assert said(answer) == [
        "Meeting moved to Monday 29 March 2027, 4.00pm. Nobody is written to, as no agenda was sent yet."
    ]


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def test_once_the_agenda_is_out_the_page_says_what_becomes_of_it_and_who_hears(browser, panel, member, time_machine):
    time_machine.move_to(datetime(2026, 9, 15, 10, tzinfo=UTC))
    agenda_out = datetime(2026, 9, 14, 10, tzinfo=UTC)
    meeting = MeetingFactory(panel=panel, held_on=SEPTEMBER, published=True, agenda_published_at=agenda_out)
    address = reverse("meeting_move", kwargs=meeting.address)
    page = browser.post(address, boxes(browser.get(address)) | day(date(2026, 9, 21)) | {"reason": "Elections"})
    answer = browser.post(address, boxes(page), follow=True)

    assert (
        "The agenda stays published as it went out on Monday 14 September 2026: 4 clear days before this date, not 5. "
        "1 letter goes out, to 1 member."
    ) in page.content.decode()
    assert "Publish by" not in page.content.decode()
    assert said(answer) == ["Meeting moved to Monday 21 September 2026, 4.00pm. 1 letter goes out, to 1 member."]
    assert len(letters()) == 1


def test_who_hears_of_a_meeting_that_is_called_off(browser, panel, member):
    meeting = MeetingFactory(panel=panel, held_on=SEPTEMBER, published=True)
    address = reverse("meeting_call_off", kwargs=meeting.address)
    answer = browser.post(address, {"state": "cancelled", "reason": "Snow"}, follow=True)

    assert said(answer) == ["Meeting cancelled. 1 letter goes out, to 1 member."]


def test_another_day_than_the_one_looked_at_is_looked_at_first(browser, panel, time_machine):
    time_machine.move_to(BEFORE)
    address = reverse("meeting_move", kwargs=MeetingFactory(panel=panel).address)
    page = browser.post(address, boxes(browser.get(address)) | day(OCTOBER) | {"reason": "Elections"})

    again = browser.post(address, boxes(page) | day(date(2026, 10, 21)))

    assert again.context["outlook"].proposed.held_on == date(2026, 10, 21)
    assert stands()["held_on"] == SEPTEMBER


def test_the_second_officer_to_move_a_meeting_sees_the_first_one_s_date(browser, panel, time_machine):
    time_machine.move_to(BEFORE)
    meeting = call_meeting(panel=panel, held_on=SEPTEMBER, by=UserFactory())
    address = reverse("meeting_move", kwargs=meeting.address)
    page = browser.post(address, boxes(browser.get(address)) | day(OCTOBER) | {"reason": "Elections"})
    moved = move_meeting(meeting=meeting, held_on=date(2026, 10, 21), reason="Snow", by=UserFactory(name="Mina Kaur"))

    answer = browser.post(reverse("meeting_move", kwargs=moved.address), boxes(page))

    assert Shown(answer.content.decode()).summary[0].startswith("Mina Kaur saved the meeting")
    assert [(each.label, each.theirs) for each in answer.context["form"].clashes.values()] == [
        ("New date", "21 October 2026")
    ]
    assert stands()["held_on"] == date(2026, 10, 21)


def test_everybody_sees_where_a_meeting_was_and_why(client, panel, officer, time_machine):
    time_machine.move_to(BEFORE)
    meeting = call_meeting(panel=panel, held_on=SEPTEMBER, by=officer)
    for to, reason in ((OCTOBER, "Elections."), (date(2026, 11, 17), "Snow.")):
        meeting = move_meeting(meeting=meeting, held_on=to, reason=reason, by=officer)

    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Moved from Tuesday 20 October 2026, 4.00pm. Why: Snow." in page
    assert "Before that moved from Tuesday 22 September 2026, 4.00pm. Why: Elections." in page
    for listed in ("/meetings/", "/", panel.get_absolute_url()):
        assert "Moved from 20 October 2026" in client.get(listed).content.decode()


def test_everybody_sees_that_a_meeting_is_cancelled(client, panel, officer):
    meeting = MeetingFactory(panel=panel, called_off=True)

    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Cancelled: <s>Tuesday 22 September 2026, 4.00pm</s>" in page
    assert "<title>Cancelled: Children Scrutiny Panel, 22 September 2026" in page
    assert "<s>Tuesday 22 September 2026, 4.00pm</s>" in client.get("/meetings/").content.decode()


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-09-10T09:00Z", "Publish by Monday 14 September 2026: 2 working days left"),
        ("2026-09-14T09:00Z", "Publish today, Monday 14 September 2026: it is the last safe day"),
        ("2026-09-15T09:00Z", "The last safe day was Monday 14 September 2026"),
    ],
)
def test_officers_see_by_when_to_publish(browser, client, panel, time_machine, now, said):
    time_machine.move_to(now)
    meeting = MeetingFactory(panel=panel)

    assert [said in browser.get(at).content.decode() for at in (meeting.get_absolute_url(), "/meetings/")] == [
        True,
        True,
    ]
    client.logout()
    assert "safe day" not in client.get("/meetings/").content.decode()


def test_nobody_is_hurried_about_an_agenda_that_is_out(browser, time_machine):
    time_machine.move_to("2026-09-10T09:00Z")
    MeetingFactory(panel=PanelFactory(), published=True)

    assert "Publish by" not in browser.get("/meetings/").content.decode()
