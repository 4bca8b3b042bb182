"""The desk: what needs doing, oldest deadline first, of my panels or the whole team's."""

import re
from datetime import date, time

import pytest
import time_machine
from django.test import Client

from meetings.models import Meeting
from meetings.operations import drop_planned, remove_item
from meetings.views.asking import address_of
from scrutiny.dates import england
from scrutiny.desk import Card, Group, Task, grouped, nothing_due
from tests.factories import (
    EXEMPT,
    ActionFactory,
    AgendaItemFactory,
    DeskPanelFactory,
    ItemPaperFactory,
    MeetingFactory,
    PaperRequestFactory,
    PlannedItemFactory,
    PublicationFactory,
    UserFactory,
)

TODAY = date(2026, 9, 10)


def task(words, due_on):
    return Task(words, "/", "Do it", due_on)


def test_tasks_stand_under_their_deadlines():
    late, today, soon = task("a", date(2026, 9, 9)), task("b", TODAY), task("c", date(2026, 9, 17))
    this_month, later, whenever = task("d", date(2026, 9, 30)), task("e", date(2026, 10, 1)), task("f", None)

    assert grouped([late, today, soon, this_month, later, whenever], TODAY, england()) == [
        Group("Late", [late]),
        Group("By Thursday 17 September 2026", [today, soon]),
        Group("By the end of September", [this_month]),
        Group("Later", [later]),
        Group("When there is time", [whenever]),
    ]


def test_nothing_due_says_until_when():
    card = Card("Panel", "/", "Open", date(2026, 9, 14), "2 working days left", "warning")

    assert nothing_due([card]) == "Nothing is due before Monday 14 September 2026."
    assert nothing_due([]) == "Nothing is due."


@pytest.fixture
def at_the_desk(officer, panel):
    DeskPanelFactory(user=officer, panel=panel, from_on=date(2026, 1, 1))
    client = Client()
    with time_machine.travel("2026-09-10T09:00+01:00", tick=False):
        client.force_login(officer)
        yield client


def shown(client, address="/desk/"):
    return " ".join(client.get(address).text.split())


@pytest.mark.django_db
class TestOfAnOfficer:
    def test_an_empty_desk_says_so(self, at_the_desk):
        assert "Nothing is due." in shown(at_the_desk)

    def test_an_agenda_to_publish_says_by_when_and_what_is_in(self, at_the_desk, panel):
        meeting = MeetingFactory(panel=panel, held_on=date(2026, 9, 22), starts_at=time(16))
        item = AgendaItemFactory(meeting=meeting, delivery="report")
        AgendaItemFactory(meeting=meeting, delivery="to_follow")
        AgendaItemFactory(meeting=meeting, delivery="verbal")
        ItemPaperFactory(item=item)
        ItemPaperFactory(item=item)
        page = shown(at_the_desk)

        assert f"{panel} · Tuesday 22 September 2026, 4.00pm" in page
        assert "2 working days left" in page
        assert "Publish by Monday 14 September 2026. Papers 1 of 2 in, due Monday 7 September 2026." in page
        assert "Nothing is due before Monday 14 September 2026." in page

    @pytest.mark.parametrize(
        ("held_on", "status"),
        [(date(2026, 9, 18), "Publish today"), (date(2026, 9, 17), "The last safe day has passed")],
    )
    def test_the_last_safe_day_is_named_when_it_has_come(self, at_the_desk, panel, held_on, status):
        MeetingFactory(panel=panel, held_on=held_on)

        assert status in shown(at_the_desk)

    def test_meetings_that_are_over_wait_to_be_closed_and_minuted(self, at_the_desk, panel):
        sent = {"agenda_published_at": "2026-08-20T09:00Z", "agenda_published_by": UserFactory()}
        MeetingFactory(panel=panel, held_on=date(2026, 9, 1), state="published", **sent)
        held = MeetingFactory(panel=panel, held_on=date(2026, 9, 2), state="held", minutes_state="drafting")
        MeetingFactory(panel=panel, held_on=date(2026, 8, 4), state="held", minutes_state="published")
        page = shown(at_the_desk)

        assert f"Was the meeting held? {panel}, 1 September 2026" in page
        assert f"Draft minutes of {panel}, 2 September 2026" in page
        assert held.get_absolute_url() in page
        assert "4 August 2026" not in page

    def test_a_promise_without_an_answer_is_late(self, at_the_desk, panel):
        meeting = MeetingFactory(panel=panel, held_on=date(2026, 7, 14), state="held", minutes_state="published")
        minute = {"minute__item__meeting": meeting}
        ActionFactory(text="Send the figures", due_on=date(2026, 9, 1), **minute)
        ActionFactory(text="Not due yet", due_on=date(2026, 9, 10), **minute)
        ActionFactory(text="Told", due_on=date(2026, 9, 1), answer="Yes", answered_on=date(2026, 8, 1), **minute)
        page = shown(at_the_desk)

        assert "Late (1)" in page
        assert "Send the figures" in page
        assert "Not due yet" not in page
        assert "Told" not in page

    def test_what_was_private_for_long_enough_is_looked_at_again(self, at_the_desk, panel):
        meeting = MeetingFactory(panel=panel, held_on=date(2026, 7, 14), state="cancelled", reason="Snow")
        AgendaItemFactory(meeting=meeting, title="The price", private_until=date(2026, 9, 1), **EXEMPT)
        AgendaItemFactory(meeting=meeting, title="The lease", private_until=date(2026, 12, 1), **EXEMPT)
        page = shown(at_the_desk)

        assert "Can it be public now? The price" in page
        assert "The lease" not in page

    def test_what_went_out_this_week_is_done(self, at_the_desk, panel):
        meeting = MeetingFactory(panel=panel, held_on=date(2026, 7, 14), state="cancelled", reason="Snow")
        PublicationFactory(meeting=meeting, published_at="2026-09-08T09:00Z")
        PublicationFactory(meeting=meeting, published_at="2026-09-01T09:00Z")

        assert "Done this week (1)" in shown(at_the_desk)

    def test_each_date_says_what_it_is(self, at_the_desk, panel):
        meeting = MeetingFactory(panel=panel, held_on=date(2026, 9, 22))
        PaperRequestFactory(item__meeting=meeting, due_on=date(2026, 9, 7))
        MeetingFactory(panel=panel, held_on=date(2026, 9, 2), state="held", minutes_state="drafting")
        AgendaItemFactory(meeting=meeting, private_until=date(2026, 9, 1), **EXEMPT)
        page = shown(at_the_desk)

        for words in ("due 7 September 2026", "due 16 September 2026", "private until 1 September 2026"):
            assert words in page

    def test_what_was_asked_this_week_is_done_and_can_be_stopped(self, at_the_desk, panel):
        meeting = MeetingFactory(panel=panel, held_on=date(2026, 9, 22))
        old = PaperRequestFactory(item__meeting=meeting, answer_request__asked_at="2026-09-03T09:00Z")
        new = PaperRequestFactory(item__meeting=meeting, answer_request__asked_at="2026-09-04T09:00Z")
        page = shown(at_the_desk)

        assert f'href="{address_of("paper_withdraw", new)}">Stop asking' in page
        assert address_of("paper_withdraw", old) not in page

    def test_what_was_taken_off_this_week_can_be_put_back_from_here(self, at_the_desk, panel, officer):
        item = AgendaItemFactory(meeting=MeetingFactory(panel=panel, held_on=date(2026, 9, 22)), title="Mill Road")
        remove_item(item=item, why="withdrawn", by=officer)
        page = shown(at_the_desk)
        at_the_desk.post(re.search(r'action="([^"]+put-back/)"', page)[1])

        assert "Taken off the agenda: Mill Road" in page
        assert [each.title for each in item.meeting.items.all()] == ["Mill Road"]
        assert "Taken off the agenda: Mill Road" not in shown(at_the_desk)

    def test_what_was_dropped_this_week_can_be_planned_again_from_here(self, at_the_desk, panel, officer):
        planned = PlannedItemFactory(panel=panel, subject="Bus fares")
        drop_planned(planned=planned, reason="The board took it.", by=officer)
        page = shown(at_the_desk)
        at_the_desk.post(re.search(r'action="([^"]+plan-again/)"', page)[1])

        planned.refresh_from_db()
        assert "Dropped: Bus fares" in page
        assert planned.state == "planned"
        assert "Dropped: Bus fares" not in shown(at_the_desk)

    def test_other_panels_stand_on_the_desk_of_the_whole_team(self, at_the_desk):
        other = MeetingFactory(held_on=date(2026, 9, 22))

        assert str(other.panel) not in shown(at_the_desk)
        assert str(other.panel) in shown(at_the_desk, "/desk/?all=1")


@pytest.mark.django_db
def test_whoever_chose_no_panel_sees_the_whole_team_s(client, officer):
    meeting = MeetingFactory(held_on=date(2099, 1, 1))
    Meeting.objects.filter(pk=meeting.pk).update(state="held", minutes_state="drafting", held_on=date(2026, 1, 2))
    client.force_login(officer)

    assert str(meeting.panel) in shown(client)


@pytest.mark.django_db
def test_a_councillor_s_desk_shows_their_own_panels(client, councillor, panel):
    mine = MeetingFactory(panel=panel, held_on=date(2099, 9, 22), venue="Mill Hall")
    MeetingFactory(held_on=date(2099, 9, 23), venue="Other Hall")
    client.force_login(councillor)
    page = shown(client)

    assert str(panel) in page
    assert mine.get_absolute_url() in page
    assert "Other Hall" not in page
