"""Reminders that go by themselves: two for each paper, once a day, never twice however many workers there are."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.utils import timezone

from meetings.models import Meeting, PaperRequest
from meetings.operations import remind, remind_authors
from scrutiny.models import Letter
from scrutiny.work import rounds
from tests.factories import ClosureFactory, MeetingFactory, PaperRequestFactory, UserFactory

pytestmark = pytest.mark.django_db

DUE = date(2026, 9, 7)
BEFORE, AFTER = date(2026, 9, 4), date(2026, 9, 9)
ASKED = datetime(2026, 8, 24, 9, tzinfo=UTC)


@pytest.fixture
def asked(panel):
    meeting = MeetingFactory(panel=panel, held_on=date(2026, 9, 22))
    return PaperRequestFactory(item__meeting=meeting, due_on=DUE, answer_request__asked_at=ASKED)


def each_day(first, days):
    """The days on which a letter went."""
    found = []
    for n in range(days):
        today = first + timedelta(days=n)
        with time_machine.travel(datetime(today.year, today.month, today.day, 9, tzinfo=UTC), tick=False):
            if remind_authors(today):
                found.append(today)
    return found


def test_two_reminders_then_silence(asked):
    assert each_day(date(2026, 8, 24), 28) == [BEFORE, AFTER]
    asked.refresh_from_db()
    assert (asked.reminders, asked.first_reminder_on, asked.last_reminder_on) == (2, BEFORE, AFTER)
    assert [letter.subject for letter in mail.outbox] == [
        f"Reminder: {asked.item.title}",
        f"Late: {asked.item.title}",
    ]


def test_a_day_on_which_the_council_is_closed_is_passed_over(asked):
    ClosureFactory(day=BEFORE)
    ClosureFactory(day=AFTER)

    assert each_day(date(2026, 8, 24), 28) == [date(2026, 9, 3), date(2026, 9, 10)]


def test_many_rounds_on_a_day_write_once(asked):
    assert [remind_authors(BEFORE) for _ in range(5)] == [1, 0, 0, 0, 0]


def test_a_worker_that_was_down_makes_up_for_it(asked):
    assert each_day(date(2026, 9, 7), 14) == [date(2026, 9, 7), AFTER]


def test_who_was_asked_late_is_reminded_only_once_it_is_late(asked):
    asked.answer_request.asked_at = datetime(2026, 9, 4, 9, tzinfo=UTC)
    asked.answer_request.save()

    assert each_day(date(2026, 9, 4), 21) == [AFTER]


def test_reminders_by_hand_count(asked):
    by = UserFactory()
    for day in (date(2026, 9, 1), date(2026, 9, 2)):
        remind(request=asked, by=by, today=day)

    assert each_day(date(2026, 9, 3), 21) == []


def test_nobody_is_reminded_of_what_came_or_is_not_needed(asked):
    meeting = asked.item.meeting
    PaperRequest.objects.all().delete()
    PaperRequestFactory(item__meeting=meeting, due_on=DUE, received=True)
    PaperRequestFactory(item__meeting=meeting, due_on=DUE, state=PaperRequest.State.WITHDRAWN)
    PaperRequestFactory(item__meeting__called_off=True, due_on=DUE)
    PaperRequestFactory(
        item__meeting=meeting,
        due_on=DUE,
        answer_request__revoked_at=ASKED,
        answer_request__revoked_by=UserFactory(),
    )
    Meeting.objects.filter(pk=meeting.pk).update(held_on=date(2026, 9, 22))

    assert each_day(date(2026, 8, 24), 21) == []


def test_after_the_meeting_nobody_is_reminded(asked):
    assert each_day(date(2026, 9, 22), 5) == []


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_one_letter(asked):
    start, errors = Barrier(2), []

    def go():
        start.wait()
        try:
            remind_authors(BEFORE)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=go) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    asked.refresh_from_db()
    assert (errors, asked.reminders, Letter.objects.count()) == ([], 1, 1)


@pytest.fixture
def gone(monkeypatch):
    """What rounds were gone."""
    found = []
    monkeypatch.setattr(rounds, "_rounds", [])
    return found


def test_a_round_waits_for_the_morning_in_london(gone):
    rounds.register(gone.append)

    for hour in (0, 5, 6, 21):
        with time_machine.travel(datetime(2026, 9, 4, hour, 30, tzinfo=UTC)):
            rounds.go_round()

    assert gone == [BEFORE, BEFORE]


def test_a_round_that_fails_stops_no_other(gone, caplog):
    rounds.register(lambda _today: 1 / 0)
    rounds.register(gone.append)

    with time_machine.travel(datetime(2026, 9, 4, 9, tzinfo=UTC)):
        rounds.go_round()
        assert gone == [timezone.localdate()]

    assert "A round of the day failed" in caplog.text


def test_the_reminders_are_a_round():
    assert remind_authors in rounds._rounds
