"""Reading papers in the background: an upload waits for a worker, and who knows of it meanwhile."""

import signal
import subprocess
import time
from types import SimpleNamespace

import pytest
from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.datastructures import MultiValueDict
from django_tasks_db.models import DBTaskResult

from scrutiny.documents.apart import Interrupted
from scrutiny.documents.checks import look_at
from scrutiny.documents.refusals import SENTENCES, BadFile
from scrutiny.forms.files import TAKEN_AWAY, PaperField, added_words, awaited
from scrutiny.models import Document, File, SearchEntry
from scrutiny.operations import FileGone, FileRefused, change, discard_file, keep_document, receive_file
from scrutiny.operations.reading import BytesDiffer, begin_reading_again, give_up_reading, read_paper
from tests import chores, papers
from tests.factories import DocumentFactory, FileFactory, InspectionPaperFactory, WorkerFactory, checked_file

pytestmark = [pytest.mark.upload, pytest.mark.django_db, pytest.mark.usefixtures("queue")]

State = File.State


def received(data: bytes | None = None) -> File:
    return receive_file(seen=look_at(ContentFile(data or papers.pdf(2, "Plans are late"))))


def published(file: File) -> Document:
    """A paper of an inspection, which everybody reads."""
    return InspectionPaperFactory(document=DocumentFactory(file=file, title="Letter")).document


def now(file: File) -> tuple[str, str, int | None, str]:
    file.refresh_from_db()
    return file.state, file.refused_code, file.page_count, file.text


def stored(file: File) -> bool:
    return file.content.storage.exists(file.content.name)


def test_an_upload_waits_to_be_read():
    file = received()

    assert now(file) == (State.WAITING, "", None, "")
    assert DBTaskResult.objects.get().args_kwargs == {"args": [file.pk, file.sha256], "kwargs": {}}


def test_an_upload_that_is_taken_back_is_not_read():
    with transaction.atomic():
        received()
        transaction.set_rollback(True)

    assert (File.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_the_same_bytes_are_kept_and_read_once():
    data = papers.pdf(2, "Plans are late")
    assert received(data) == received(data)
    assert len(chores.waiting()) == 1


def test_a_worker_reads_it():
    file = received()
    chores.work_off()

    assert now(file) == (State.READ, "", 2, "Plans are late\fPlans are late")


def test_a_worker_finds_what_can_t_be_opened():
    long, locked = received(papers.pdf(801)), received(papers.locked_pdf(user="secret"))
    chores.work_off()

    assert now(long) == (State.REFUSED, "too_many_pages", None, "")
    assert long.why_refused == "This PDF has 801 pages; the most that can be added is 800. Split it into parts."
    assert now(locked) == (State.REFUSED, "locked", None, "")
    assert locked.why_refused == SENTENCES["locked"]


def test_a_null_byte_in_the_text_is_left_out(monkeypatch):
    file = received()
    found = {"pages": 1, "text": "Words\x00 here"}
    monkeypatch.setattr("scrutiny.operations.reading.read_apart", lambda path: found)
    chores.work_off()

    assert now(file) == (State.READ, "", 1, "Words here")


def test_reading_twice_changes_nothing():
    file = received()
    read_paper.call(file.pk, file.sha256)
    File.objects.update(text="As it was read first")
    read_paper.call(file.pk, file.sha256)
    read_paper.call(file.pk, "another digest")
    read_paper.call(file.pk + 1, file.sha256)

    assert file.sha256
    assert now(file) == (State.READ, "", 2, "As it was read first")


def test_search_is_told_when_the_text_arrives():
    document = published(received())
    with change("look", by=None) as step:
        step.touch(document)
    assert not SearchEntry.objects.filter(kind=SearchEntry.Kind.PAPER).exists()

    chores.work_off()

    entry = SearchEntry.objects.get(kind=SearchEntry.Kind.PAPER)
    assert (entry.title, "Plans are late" in entry.text, entry.for_public) == ("Letter", True, True)


def test_search_is_told_again_where_a_worker_died_between():
    file = received()
    published(file)
    File.objects.update(state=State.READ, text="Plans are late", page_count=1)

    chores.work_off()

    assert SearchEntry.objects.filter(kind=SearchEntry.Kind.PAPER).count() == 1


@pytest.mark.parametrize(
    ("state", "code", "sees"),
    [
        (State.WAITING, "", ["officer", "manager", "monitoring officer"]),
        (State.REFUSED, "locked", ["officer", "manager", "monitoring officer"]),
        (
            State.READ,
            "",
            ["stranger", "other councillor", "councillor", "officer", "manager", "monitoring officer"],
        ),
    ],
)
def test_only_officers_know_of_a_paper_that_was_not_read(everyone, state, code, sees):
    published(FileFactory(state=state, refused_code=code))

    assert [role for role, user in everyone.items() if Document.objects.visible_to(user).exists()] == sees


@pytest.mark.parametrize(("state", "code"), [(State.WAITING, ""), (State.REFUSED, "active")])
def test_nobody_opens_a_file_that_was_not_read(client, everyone, state, code):
    document = published(FileFactory(state=state, refused_code=code))
    for role, user in everyone.items():
        if role != "stranger":
            client.force_login(user)
        assert client.get(document.file_url).status_code == 404


def test_its_page_says_that_it_is_being_read(client, officer):
    document = published(received())
    client.force_login(officer)

    page = client.get(document.url).content.decode()
    assert "This paper is being read." in page
    assert "Open the file" not in page

    chores.work_off()
    assert "Plans are late" in client.get(document.url).content.decode()


def test_its_page_says_why_it_can_t_be_opened(client, officer):
    document = published(received(papers.locked_pdf(user="secret")))
    chores.work_off()
    client.force_login(officer)

    page = client.get(document.url).content.decode()
    assert SENTENCES["locked"] in page
    assert "Take this paper off where it was added, and add another copy." in page


def test_a_child_that_somebody_stopped_says_nothing_about_the_file(monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=-signal.SIGTERM))
    file = received()

    with pytest.raises(Interrupted):
        read_paper.call(file.pk, file.sha256)
    assert now(file)[0] == State.WAITING


def test_bytes_that_are_not_those_that_were_received_are_not_read():
    file = received()
    with open(file.content.path, "wb") as content:  # noqa: PTH123
        content.write(papers.pdf(1, "Something else"))

    with pytest.raises(BytesDiffer):
        read_paper.call(file.pk, file.sha256)


def test_bytes_that_are_gone_are_tried_again():
    file = received()
    file.content.storage.delete(file.content.name)
    chores.work_off()

    assert (now(file)[0], DBTaskResult.objects.get().status) == (State.WAITING, "READY")


@pytest.mark.parametrize(("worker_died", "code"), [(True, "slow"), (False, "fault")])
def test_what_was_given_up_says_why_and_can_be_begun_again(worker_died, code):
    file = received()
    give_up_reading(file.pk, file.sha256, worker_died=worker_died)
    assert now(file) == (State.REFUSED, code, None, "")

    begin_reading_again(file.pk, file.sha256)
    assert now(file) == (State.WAITING, "", None, "")


def test_giving_up_changes_nothing_that_was_read():
    file = received()
    chores.work_off()
    give_up_reading(file.pk, file.sha256, worker_died=True)
    begin_reading_again(file.pk, file.sha256)

    assert now(file)[0] == State.READ


@pytest.mark.parametrize(("code", "tasks"), [("slow", 2), ("fault", 2), ("locked", 1)])
def test_bytes_that_come_again_are_read_again_if_that_may_help(code, tasks):
    data = papers.pdf(2, "Plans are late")
    file = received(data)
    File.objects.update(state=State.REFUSED, refused_code=code)

    assert received(data) == file
    assert len(chores.waiting()) == tasks


class PaperForm(forms.Form):
    paper = PaperField(label="File")


def form_with(data: bytes) -> PaperForm:
    return PaperForm({}, MultiValueDict({"paper": [SimpleUploadedFile("report.pdf", data)]}))


def test_where_nobody_works_a_form_waits_for_nobody(settings):
    settings.UPLOAD_WAIT = 60
    began = time.monotonic()
    form = form_with(papers.pdf())

    assert form.is_valid()
    assert form.cleaned_data["paper"].state == State.WAITING
    assert time.monotonic() - began < 10


def test_a_form_waits_no_longer_than_it_was_told(settings):
    WorkerFactory()
    settings.UPLOAD_WAIT = 1
    began = time.monotonic()
    form = form_with(papers.pdf())

    assert form.is_valid()
    assert form.cleaned_data["paper"].state == State.WAITING
    assert time.monotonic() - began >= 1


def test_a_form_goes_on_as_soon_as_a_worker_has_read_it(settings, monkeypatch):
    WorkerFactory()
    settings.UPLOAD_WAIT = 60
    monkeypatch.setattr(time, "sleep", lambda _seconds: chores.work_off())
    form = form_with(papers.pdf())

    assert form.is_valid()
    assert form.cleaned_data["paper"].state == State.READ


def test_a_form_says_what_a_worker_found_and_nothing_of_the_file_stays(
    settings, monkeypatch, django_capture_on_commit_callbacks
):
    WorkerFactory()
    settings.UPLOAD_WAIT = 60
    monkeypatch.setattr(time, "sleep", lambda _seconds: chores.work_off())
    with django_capture_on_commit_callbacks(execute=True):
        form = form_with(papers.locked_pdf(user="another secret"))
        assert form.errors == {"paper": [SENTENCES["locked"]]}

    assert not File.objects.exists()


def test_a_form_whose_file_somebody_else_took_away_asks_for_it_again():
    file = received()
    File.objects.all().delete()

    with pytest.raises(BadFile, match=TAKEN_AWAY):
        awaited(file)


def test_whoever_adds_a_paper_learns_that_it_is_being_read():
    read, unread = DocumentFactory(title="Report"), DocumentFactory(title="Letter", file__state=State.WAITING)

    assert added_words(read) == "Report added"
    assert added_words(unread) == "Letter added. It is being read: until that is done only officers know of it."


def test_discarding_takes_the_bytes_away(django_capture_on_commit_callbacks):
    file = received()
    with django_capture_on_commit_callbacks(execute=True):
        discard_file(file=file)

    assert (File.objects.count(), stored(file)) == (0, False)


def test_discarding_leaves_what_belongs_to_a_paper():
    file = published(received()).file
    discard_file(file=file)

    assert (File.objects.count(), stored(file)) == (1, True)


def test_a_paper_is_not_made_of_a_file_that_was_taken_away_or_refused_meanwhile(officer):
    gone, refused = received(), received(papers.pdf(1, "Other"))
    discard_file(file=gone)
    File.objects.filter(pk=refused.pk).update(state=State.REFUSED, refused_code="locked")

    with pytest.raises(FileGone), change("keep", by=officer) as step:
        keep_document(step=step, checked=gone, title="Report")
    with pytest.raises(FileRefused, match="This PDF is protected"), change("keep", by=officer) as step:
        keep_document(step=step, checked=refused, title="Report")
    assert not Document.objects.exists()


def test_an_importer_settles_a_file_that_still_waits(officer):
    file = received()
    checked = checked_file(sha256=file.sha256)
    with change("keep", by=officer) as step:
        document = keep_document(step=step, checked=checked, title="Report")

    assert document.file == file
    assert now(file) == (State.READ, "", 1, "What it says")
