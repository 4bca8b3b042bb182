"""The managers' page of background work: what waits, runs, failed and was done, and beginning it again."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from scrutiny.models import File
from scrutiny.operations.reading import read_paper
from scrutiny.work import overview, queue
from tests import chores
from tests.factories import EXEMPT, DocumentFactory, FileFactory, WorkerFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]


@pytest.fixture
def signed_in(client, manager):
    client.force_login(manager)
    return client


def unread_paper(**fields):
    """A paper whose file can't be read because its bytes are gone."""
    document = DocumentFactory(file=FileFactory(state=File.State.WAITING), **fields)
    document.file.content.delete(save=False)
    File.objects.filter(pk=document.file.pk).update(content="gone")
    read_paper.enqueue(document.file.pk, document.file.sha256)
    return document


def work_until_given_up() -> None:
    for _ in range(queue.MOST_TRIES):
        DBTaskResult.objects.update(run_after=timezone.now())
        chores.work_off()


def groups() -> dict[str, list[tuple[str, str, int, str]]]:
    return {
        group.heading: [(entry.words, entry.link, entry.tries, entry.why) for entry in group.entries]
        for group in overview.groups()
    }


def test_each_state_has_its_list():
    document = unread_paper()
    work_until_given_up()
    for _ in range(3):
        read_paper.enqueue(0, "")
    chores.greet.enqueue("Ada")
    queue.perform(queue.take("worker") or pytest.fail("nothing to take"))
    queue.take("worker")

    fault = "A fault stopped it (FileNotFoundError). The server's log says more."
    assert groups() == {
        "Failed": [("Reading a paper", document.url, 5, fault)],
        "Being done": [("Reading a paper", "", 1, "")],
        "Waiting": [(overview.UNKNOWN, "", 0, ""), ("Reading a paper", "", 0, "")],
        "Done": [("Reading a paper", "", 1, "")],
    }


def test_work_that_killed_its_workers_says_so():
    unread_paper()
    for number in range(queue.MOST_TRIES):
        DBTaskResult.objects.update(run_after=timezone.now())
        queue.take(f"killed-{number}")
        queue.put_back_lost()

    assert groups()["Failed"][0][3] == (
        "The worker stopped each time it tried. What it works on may be too much for this server."
    )


def test_the_page_shows_no_title_no_name_and_no_error(signed_in):
    unread_paper(title="Ada's placement", author="Ben", **EXEMPT)
    chores.stumble.enqueue("Ada Person")
    work_until_given_up()

    page = signed_in.get("/background-work/").content.decode()

    assert page.count("Run again") == 2
    assert [word for word in ("placement", "Ada", "Ben", "must not be read", "Traceback") if word in page] == []


def test_an_empty_page_says_so_and_that_no_worker_runs(signed_in):
    page = signed_in.get("/background-work/").content.decode()

    said = ["No worker is running", "Nothing has failed.", "Nothing is being done.", "Nothing waits."]
    assert [words for words in [*said, "Nothing has been done yet."] if words not in page] == []


def test_the_page_says_that_a_worker_runs(signed_in):
    WorkerFactory()
    page = signed_in.get("/background-work/").content.decode()

    assert "A worker is running" in page
    assert "No worker is running" not in page


def test_the_newest_fifty_are_shown(signed_in):
    for number in range(overview.SHOWN + 1):
        read_paper.enqueue(number, "")
    page = signed_in.get("/background-work/").content.decode()

    assert page.count("Asked for") == overview.SHOWN
    assert "The newest 50 are shown." in page


@pytest.mark.parametrize("rows", [1, 3])
def test_more_rows_ask_no_more_queries(signed_in, rows, django_assert_num_queries):
    for status in ("FAILED", "RUNNING", "READY", "SUCCESSFUL"):
        for _ in range(rows):
            chores.kept_row(read_paper, DocumentFactory().file.pk, "", status=status)

    with django_assert_num_queries(8):
        signed_in.get("/background-work/")


def test_what_failed_is_run_again(signed_in):
    document = unread_paper()
    work_until_given_up()
    assert File.objects.get().state == File.State.REFUSED
    row = DBTaskResult.objects.get()

    answer = signed_in.post(reverse("work_again", args=[row.pk]), follow=True)

    assert "It waits for a worker again" in answer.content.decode()
    assert File.objects.get(pk=document.file.pk).state == File.State.WAITING
    row.refresh_from_db()
    assert (row.status, row.worker_ids) == ("READY", [])


def test_what_did_not_fail_is_not_run_again(signed_in):
    unread_paper()
    row = DBTaskResult.objects.get()

    answer = signed_in.post(reverse("work_again", args=[row.pk]), follow=True)

    assert "This has not failed, or somebody began it again already." in answer.content.decode()


def test_a_row_that_was_cleared_away_is_not_found(signed_in):
    assert signed_in.post("/background-work/00000000-0000-0000-0000-000000000000/again/").status_code == 404


def test_managers_find_the_page_beside_their_others(signed_in):
    assert '<a class="govuk-link" href="/background-work/">Background work</a>' in signed_in.get("/").content.decode()
