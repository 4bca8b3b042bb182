"""Taking an item off with its reason, back to what is planned, and putting it back as it was."""

from datetime import date

import pytest
from django.utils import timezone
from time_machine import travel

from meetings.models import AgendaItem, ItemPaper, Meeting, MinutesToApprove, PaperRequest, PlannedItem, TakenOff
from meetings.operations import (
    AgendaClosed,
    ItemInUse,
    OnAnotherAgenda,
    add_item,
    attach_paper,
    exclude_member,
    plan_item,
    plan_running_order,
    put_back,
    put_on_agenda,
    remove_item,
)
from scrutiny.models import Document, Letter
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import EXEMPT, MeetingFactory, MembershipFactory, MinuteFactory, PaperRequestFactory, checked_file
from tests.history import last_row
from tests.visits import body

pytestmark = pytest.mark.django_db

OCTOBER = date(2026, 10, 1)
WITH_IT = [
    ("1", "Apologies"),
    ("2", "Exclusion of the press and public"),
    ("3", "The home in Mill Road"),
    ("4", "Performance"),
]
"""The agenda; the item that excludes the public comes and goes with the private one."""


@pytest.fixture
def meeting(panel):
    return MeetingFactory(panel=panel)


@pytest.fixture
def later(panel):
    return MeetingFactory(panel=panel, held_on=date(2026, 10, 20))


@pytest.fixture
def item(meeting, panel, officer):
    """The one between two others, private, with a paper, minutes to approve and notes for the chair."""
    earlier = MeetingFactory(panel=panel, held=True, held_on=date(2026, 7, 14))
    add_item(meeting=meeting, title="Apologies", by=officer)
    item = add_item(
        meeting=meeting,
        title="The home in Mill Road",
        public_title="A home",
        text="What it costs.",
        presenters="Lucy Ferris",
        purpose="decision",
        approves=[earlier],
        by=officer,
        **EXEMPT,
    )
    add_item(meeting=meeting, title="Performance", by=officer)
    attach_paper(item=item, checked=checked_file(), title="Report", by=officer)
    notes = {item.pk: {"minutes_planned": 20, "chair_notes": "Let members ask first."}}
    plan_running_order(meeting=meeting, rows=notes, by=officer)
    return AgendaItem.objects.get(pk=item.pk)


def printed(meeting):
    return list(meeting.items.order_by("position").values_list("number", "title"))


def story(row):
    return {name: getattr(row, name) for name in ("state", "subject", "meeting", "month", "item", "reason")}


def test_it_stays_in_the_list_of_what_was_taken_off(meeting, item, officer):
    number = item.pk
    gone = remove_item(item=item, why="withdrawn", reason="The author is ill.", by=officer)

    assert TakenOff.objects.values("meeting", "number", "title", "why", "reason", "taken_off_by", "planned").get() == {
        "meeting": meeting.pk,
        "number": number,
        "title": "The home in Mill Road",
        "why": "withdrawn",
        "reason": "The author is ill.",
        "taken_off_by": officer.pk,
        "planned": None,
    }
    assert printed(meeting) == [("1", "Apologies"), ("2", "Performance")]
    assert last_row(gone)["verb"] == "remove_item"
    assert not PlannedItem.objects.exists()


def asked_of(item, **values):
    return PaperRequestFactory(item=item, answer_request__email="imran@thornmere.example", **values)


def subjects(asked):
    letters = Letter.objects.about(asked.answer_request).filter(address="imran@thornmere.example").order_by("pk")
    return [letter.subject for letter in letters]


def test_whoever_was_asked_for_its_paper_hears_that_it_is_off_and_is_back(item, officer):
    asked = asked_of(item, due_on=date(2026, 9, 7))
    before = PaperRequest.objects.values().get(pk=asked.pk)
    gone = remove_item(item=item, why="withdrawn", by=officer)
    there_meanwhile = PaperRequest.objects.exists()
    put_back(taken_off=gone, by=officer)

    assert not there_meanwhile
    assert PaperRequest.objects.values().get() == before
    assert subjects(asked) == [
        "Taken off the agenda: A home",
        "Back on the agenda, a paper by Monday 7 September 2026: A home",
    ]


def test_nobody_hears_of_a_paper_that_is_under_the_item_or_not_needed(item, officer):
    accepted = asked_of(item, received=True, accepted_at=timezone.now(), accepted_by=officer)
    done = [accepted, asked_of(item, state=PaperRequest.State.WITHDRAWN)]
    put_back(taken_off=remove_item(item=item, why="withdrawn", by=officer), by=officer)

    assert [subjects(asked) for asked in done] == [[], []]
    assert set(PaperRequest.objects.all()) == set(done)


def test_while_it_is_off_the_link_says_so_and_until_when_and_nothing_that_is_private(client, item, later, officer):
    asked = asked_of(item)
    reason = {"why": "deferred", "reason": "The price of Mill Road is not known."}
    gone = remove_item(item=item, returns={"meeting": later}, by=officer, **reason)
    off = body(client.get(asked.answer_request.path))
    put_back(taken_off=gone, by=officer)
    back = body(client.get(asked.answer_request.path))

    assert "This item was taken off the agenda on" in off
    assert "Deferred to 20 October 2026." in off
    assert "<h1>A home</h1>" in off
    assert "Mill Road" not in off
    assert "Send the paper" not in off
    assert "Send the paper" in back


def test_the_paper_is_asked_for_again_on_the_agenda_to_which_its_item_was_deferred(item, later, officer):
    with travel("2026-08-24"):
        asked = asked_of(item, reminders=1, first_reminder_on=OCTOBER, last_reminder_on=OCTOBER)
        gone = remove_item(item=item, why="deferred", returns={"meeting": later}, by=officer)
        (again,) = put_on_agenda(planned=[gone.planned], meeting=later, by=officer)

    facts = PaperRequest.objects.values_list("pk", "item", "answer_request", "due_on", "reminders").get()
    assert facts == (asked.pk, again.pk, asked.answer_request_id, date(2026, 10, 5), 0)


def test_an_item_that_goes_a_second_time_takes_its_request_along(item, later, officer):
    asked = asked_of(item)
    first = remove_item(item=item, why="deferred", returns={"meeting": later}, by=officer)
    (again,) = put_on_agenda(planned=[first.planned], meeting=later, by=officer)
    remove_item(item=again, why="deferred", returns={}, by=officer)
    first.planned.refresh_from_db()
    back = put_back(taken_off=first, by=officer)

    assert PaperRequest.objects.values_list("pk", "item").get() == (asked.pk, back.pk)


def test_deferred_it_is_planned_for_another_time(item, later, officer):
    gone = remove_item(item=item, why="deferred", returns={"meeting": later}, by=officer)

    assert story(gone.planned) == {
        "state": "moved",
        "subject": "The home in Mill Road",
        "meeting": later,
        "month": None,
        "item": None,
        "reason": "Deferred",
    }


def test_what_was_promised_goes_back_to_the_plan(panel, meeting, officer):
    planned = plan_item(panel=panel, subject="Short breaks", meeting=meeting, by=officer)
    (item,) = put_on_agenda(planned=[planned], meeting=meeting, by=officer)
    gone = remove_item(item=item, why="deferred", reason="No figures.", returns={"month": OCTOBER}, by=officer)

    assert gone.planned == planned
    assert story(PlannedItem.objects.get()) == {
        "state": "moved",
        "subject": "Short breaks",
        "meeting": None,
        "month": OCTOBER,
        "item": None,
        "reason": "Deferred. No figures.",
    }


def test_what_does_not_come_again_is_dropped(panel, meeting, officer):
    planned = plan_item(panel=panel, subject="Short breaks", meeting=meeting, by=officer)
    (item,) = put_on_agenda(planned=[planned], meeting=meeting, by=officer)
    remove_item(item=item, why="withdrawn", reason="Settled.", by=officer)

    row = PlannedItem.objects.get()
    assert (row.state, row.item, row.reason) == ("dropped", None, "Withdrawn. Settled.")


def test_put_back_it_is_what_it_was(meeting, item, officer):
    document = Document.objects.get()
    before = AgendaItem.objects.values().get(pk=item.pk) | {"version": 1}
    gone = remove_item(item=item, by=officer)
    assert not ItemPaper.objects.exists()
    back = put_back(taken_off=gone, by=officer)

    assert AgendaItem.objects.values().get(pk=back.pk) == before
    assert printed(meeting) == WITH_IT
    assert list(ItemPaper.objects.values_list("item", "document", "position")) == [(back.pk, document.pk, 1)]
    assert list(MinutesToApprove.objects.values_list("item", "meeting__held_on")) == [(back.pk, date(2026, 7, 14))]
    assert not TakenOff.objects.exists()
    assert last_row(back)["verb"] == "put_back"


def test_it_can_go_and_come_again(meeting, item, officer):
    for _ in range(2):
        gone = remove_item(item=AgendaItem.objects.get(pk=item.pk), by=officer)
        put_back(taken_off=gone, by=officer)

    assert printed(meeting) == WITH_IT
    assert ItemPaper.objects.count() == 1


def test_put_back_it_is_planned_no_more(meeting, item, later, officer):
    gone = remove_item(item=item, why="deferred", returns={"meeting": later}, by=officer)
    back = put_back(taken_off=gone, by=officer)

    assert PlannedItem.objects.values_list("state", "item", "reason").get() == ("on_agenda", back.pk, "")


def test_a_private_item_comes_to_the_next_agenda_as_private_as_it_was(item, later, officer):
    gone = remove_item(item=item, why="deferred", returns={"meeting": later}, by=officer)
    (again,) = put_on_agenda(planned=[gone.planned], meeting=later, by=officer)

    kept = {name: getattr(again, name) for name in ("title", "public_title", "text", "purpose", *EXEMPT)}
    assert (
        kept
        == {
            "title": "The home in Mill Road",
            "public_title": "A home",
            "text": "What it costs.",
            "purpose": "decision",
        }
        | EXEMPT
    )


def test_a_member_who_is_excluded_stays_excluded(item, later, officer, panel):
    seats = MembershipFactory.create_batch(2, panel=panel)
    for seat in seats:
        exclude_member(item=item, person=seat.person, by=officer)

    def excluded(row):
        return set(row.readers.filter(kind="excluded").values_list("person", flat=True))

    people = {seat.person_id for seat in seats}
    back = put_back(taken_off=remove_item(item=item, by=officer), by=officer)
    assert excluded(back) == people
    gone = remove_item(item=AgendaItem.objects.get(pk=back.pk), returns={"meeting": later}, by=officer)
    put_on_agenda(planned=[gone.planned], meeting=later, by=officer)
    assert excluded(later.items.get(title=item.title)) == people


def test_what_is_on_another_agenda_stays_there(item, later, officer):
    gone = remove_item(item=item, why="deferred", returns={"meeting": later}, by=officer)
    put_on_agenda(planned=[gone.planned], meeting=later, by=officer)

    with pytest.raises(OnAnotherAgenda):
        put_back(taken_off=TakenOff.objects.get(), by=officer)
    assert TakenOff.objects.exists()


def test_a_cancelled_meeting_takes_nothing_back(item, officer):
    gone = remove_item(item=item, by=officer)
    Meeting.objects.filter(pk=gone.meeting_id).update(state="cancelled", reason="Snow.")

    with pytest.raises(AgendaClosed):
        put_back(taken_off=TakenOff.objects.get(), by=officer)


def test_nothing_is_planned_where_the_record_rests_on_it(item, later, officer):
    MinuteFactory(item=item)

    with pytest.raises(ItemInUse):
        remove_item(item=item, why="deferred", returns={"meeting": later}, by=officer)
    assert not TakenOff.objects.exists()
    assert not PlannedItem.objects.exists()


def test_taking_off_happens_wholly_or_not_at_all(item, later, officer):
    happens_wholly_or_not_at_all(
        lambda: remove_item(item=AgendaItem.objects.get(pk=item.pk), returns={"meeting": later}, by=officer)
    )


def test_putting_back_happens_wholly_or_not_at_all(item, later, officer):
    remove_item(item=item, returns={"meeting": later}, by=officer)

    happens_wholly_or_not_at_all(lambda: put_back(taken_off=TakenOff.objects.get(), by=officer))


@travel(date(2026, 9, 10), tick=True)
def test_the_agenda_says_what_was_taken_off_and_puts_it_back(client, item, later, officer):
    client.force_login(officer)
    agenda = f"{item.meeting.get_absolute_url()}agenda/"
    typed = {"why": "deferred", "returns": f"meeting-{later.pk}", "reason": "The author is ill."}
    client.post(f"{item.meeting.get_absolute_url()}items/{item.pk}/remove/", typed)

    page = " ".join(client.get(agenda).content.decode().split())
    assert "Taken off this agenda (1)" in page
    assert "Deferred to 20 October 2026. The author is ill." in page
    answer = client.post(f"{agenda}taken-off/{TakenOff.objects.get().pk}/put-back/", follow=True)
    assert "3 The home in Mill Road is back on the agenda" in answer.content.decode()
