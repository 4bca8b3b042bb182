"""The queue: what is asked for is done, tried again, and given up in the end, whatever happens to a worker."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from scrutiny.models import Worker
from scrutiny.work import kinds, queue, signs
from scrutiny.work.worker import Worker as Program
from tests import chores
from tests.factories import WorkerFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]


@pytest.fixture(autouse=True)
def stumbling(monkeypatch):
    monkeypatch.setitem(kinds._kinds, chores.stumble.module_path, chores.STUMBLING)
    for done in (chores.DONE, chores.GIVEN_UP, chores.BEGUN_AGAIN):
        done.clear()


def only() -> DBTaskResult:
    return DBTaskResult.objects.get()


def make_ready() -> None:
    DBTaskResult.objects.update(run_after=timezone.now())


def left_by(worker: str) -> DBTaskResult:
    """A task that the worker took and never ended."""
    row = queue.take(worker)
    assert row
    return row


def test_work_is_done_in_the_order_in_which_it_was_asked_for():
    for name in ("Ada", "Ben", "Cleo"):
        chores.greet.enqueue(name)

    chores.work_off()

    assert chores.DONE == ["Ada", "Ben", "Cleo"]
    assert chores.names(status="SUCCESSFUL") == ["Ada", "Ben", "Cleo"]


def test_work_is_asked_for_exactly_if_what_it_is_about_is_saved():
    with transaction.atomic():
        chores.greet.enqueue("Ada")
        transaction.set_rollback(True)

    assert chores.waiting() == []


def test_what_one_worker_has_no_other_takes():
    chores.greet.enqueue("Ada")

    assert queue.take("first")
    assert queue.take("second") is None


def test_what_fails_is_tried_again_later_and_each_time_after_a_longer_pause():
    chores.stumble.enqueue("Ada")
    pauses = []
    for _ in range(queue.MOST_TRIES - 1):
        make_ready()
        row = queue.take("worker")
        assert row
        queue.perform(row)
        pauses.append(round((only().run_after - timezone.now()).total_seconds()))

    assert pauses == [2, 4, 8, 16]
    assert queue.take("worker") is None
    assert chores.GIVEN_UP == []


def test_what_fails_time_after_time_is_given_up():
    chores.stumble.enqueue("Ada")
    for _ in range(queue.MOST_TRIES):
        make_ready()
        chores.work_off()

    assert (only().status, only().exception_class_path, queue.tries(only())) == ("FAILED", "builtins.ValueError", 5)
    assert chores.GIVEN_UP == [("Ada", False)]


def test_what_an_error_says_is_not_kept():
    chores.stumble.enqueue("Ada")
    for _ in range(queue.MOST_TRIES):
        make_ready()
        chores.work_off()

    assert "in stumble" in only().traceback
    assert "must not be read" not in only().traceback.replace('raise ValueError(f"{name} must not be read', "")


def test_what_a_dead_worker_had_waits_again_at_once():
    chores.greet.enqueue("Ada")
    left_by("killed")

    assert queue.put_back_lost() == 1
    chores.work_off()

    assert chores.DONE == ["Ada"]
    assert only().worker_ids == ["killed", "worker-of-tests"]


def test_what_a_living_worker_has_stays_with_it():
    WorkerFactory(name="busy")
    chores.greet.enqueue("Ada")
    left_by("busy")

    assert queue.put_back_lost() == 0
    assert only().status == "RUNNING"


def test_a_worker_without_a_sign_for_too_long_is_dead():
    WorkerFactory(name="late", seen_at=timezone.now() - timedelta(seconds=signs.GONE_AFTER + 1))
    chores.greet.enqueue("Ada")
    left_by("late")

    assert queue.put_back_lost() == 1


def test_a_living_worker_that_has_a_task_for_far_too_long_has_lost_it():
    WorkerFactory(name="stuck")
    chores.greet.enqueue("Ada")
    left_by("stuck")
    DBTaskResult.objects.update(started_at=timezone.now() - queue.LONGEST - timedelta(seconds=1))

    assert queue.put_back_lost() == 1


def test_work_that_kills_each_of_its_workers_is_given_up():
    chores.stumble.enqueue("Ada")
    for number in range(queue.MOST_TRIES):
        make_ready()
        left_by(f"killed-{number}")
        queue.put_back_lost()

    assert (only().status, chores.GIVEN_UP) == ("FAILED", [("Ada", True)])


def test_a_worker_that_was_taken_for_dead_writes_nothing_over_what_another_did():
    chores.stumble.enqueue("Ada")
    slow = left_by("slow")
    queue.put_back_lost()
    second = left_by("second")

    queue.perform(slow)

    assert (only().status, only().worker_ids, only().started_at) == ("RUNNING", ["slow", "second"], second.started_at)


def test_what_was_given_up_can_be_run_again_with_all_its_tries():
    chores.stumble.enqueue("Ada")
    for _ in range(queue.MOST_TRIES):
        make_ready()
        chores.work_off()

    assert queue.run_again(row=only())
    assert not queue.run_again(row=only())
    assert (only().status, only().worker_ids, only().traceback) == ("READY", [], "")
    assert chores.BEGUN_AGAIN == ["Ada"]


def test_a_worker_shows_that_it_lives_and_goes_without_a_trace():
    chores.greet.enqueue("Ada")
    assert signs.worker_age() is None

    program = Program(until_empty=True)
    signs.show_sign(program.name, timezone.now())
    age = signs.worker_age()
    assert age is not None
    assert age < 5
    assert signs.is_worked_for()
    signs.take_sign_away(program.name)

    assert (Worker.objects.count(), signs.is_worked_for()) == (0, False)


def test_a_sign_of_life_is_renewed():
    began = timezone.now() - timedelta(hours=1)
    WorkerFactory(name="worker", started_at=began, seen_at=began)
    signs.show_sign("worker", timezone.now())

    worker = Worker.objects.get()
    assert worker.started_at == began
    assert worker.seen_at > began


def test_the_age_is_that_of_the_worker_seen_last():
    for seconds in (100, 7, 50):
        WorkerFactory(seen_at=timezone.now() - timedelta(seconds=seconds))

    age = signs.worker_age()
    assert age is not None
    assert round(age) == 7
