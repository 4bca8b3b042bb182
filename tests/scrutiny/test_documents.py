"""Papers: what an upload is, told from its content, and who gets its bytes."""

import hashlib
import re
import subprocess
from types import SimpleNamespace

import pytest
from django import forms
from django.core.files.base import ContentFile
from django.core.files.base import File as DjangoFile
from django.core.files.uploadedfile import SimpleUploadedFile

from scrutiny.documents import reading
from scrutiny.documents.checks import check
from scrutiny.documents.refusals import SENTENCES, BadFile
from scrutiny.forms.files import PaperField
from scrutiny.models import PDF, WORD, Document, File
from scrutiny.operations import change, keep_document
from tests import papers
from tests.factories import EXEMPT, DocumentFactory, FileFactory, checked_file

pytestmark = pytest.mark.upload

EMPTY = "This file is empty. Choose another file."
PROGRAM = "This is a program, not a paper. Only PDF and Word (.docx) files can be added."
OLD = "This is an old or password-protected Office file. Save it as Word (.docx) or PDF and add that."
WEB_PAGE = "This is a web page, not a PDF, whatever its name says. Print the page to PDF and add that."
UNKNOWN = "This is not a PDF or Word (.docx) file, whatever its name says. Save the paper as one of these and add that."
TOO_LARGE = (
    "This file is 60 MB; the largest that can be added is 50 MB. "
    "Make it smaller, for example by saving its pictures at a lower resolution."
)
TOO_LONG = "This PDF has 801 pages; the most that can be added is 800. Split it into parts."

REFUSED = {
    "empty": (lambda: b"", EMPTY),
    "a program": (lambda: b"MZ\x90\x00" + bytes(200), PROGRAM),
    "a program of another system": (lambda: b"\x7fELF" + bytes(200), PROGRAM),
    "an old Word file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200), OLD),
    "a web page": (lambda: b"\n<!DOCTYPE html><html><body>Report</body></html>", WEB_PAGE),
    "plain words": (lambda: b"Dear all, please find attached", UNKNOWN),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(200), UNKNOWN),
    "locked": (lambda: papers.locked_pdf(user="secret", owner="secret"), SENTENCES["locked"]),
    "locked against changes": (lambda: papers.locked_pdf(owner="secret"), SENTENCES["locked"]),
    "cut off": (lambda: papers.pdf(3, "Report")[:700], SENTENCES["damaged"]),
    "a PDF in name only": (lambda: b"%PDF-1.7 nothing more", SENTENCES["damaged"]),
    "without pages": (lambda: papers.pdf(0), SENTENCES["no_pages"]),
    "too long": (lambda: papers.pdf(801), TOO_LONG),
    "a spreadsheet": (papers.spreadsheet, SENTENCES["not_word"]),
    "half a Word file": (lambda: papers.word("Report")[:5000], SENTENCES["damaged"]),
    "with a macro": (lambda: papers.word_with("word/vbaProject.bin", 10), SENTENCES["active"]),
    "a bomb": (lambda: papers.word_with("word/media/image1.png", 420 * papers.MEGABYTE), SENTENCES["bomb"]),
} | {
    f"active {hung.__name__}": (lambda hung=hung: papers.pdf(change=hung), SENTENCES["active"])
    for hung in papers.ACTIVE
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_taken_is_named_for_what_it_is(what):
    make, sentence = REFUSED[what]

    with pytest.raises(BadFile) as refused:
        check(ContentFile(make(), "report.pdf"))
    assert str(refused.value) == sentence


def test_every_sentence_says_what_to_do():
    sentences = {sentence for _, sentence in REFUSED.values()} | {TOO_LARGE, SENTENCES["slow"]}

    assert [
        sentence for sentence in sentences if not re.search(r"\b(Choose|Save|Split|Make|Open|Print|Only)\b", sentence)
    ] == []


def test_a_file_that_is_too_large_is_refused_unread(tmp_path):
    with (tmp_path / "report.pdf").open("wb+") as sparse:
        sparse.truncate(60 * papers.MEGABYTE)
        with pytest.raises(BadFile) as refused:
            check(DjangoFile(sparse))

    assert str(refused.value) == TOO_LARGE


def test_the_limit_is_the_council_s(settings):
    settings.UPLOAD_MAX_MB = 0

    with pytest.raises(BadFile, match="the largest that can be added is 0 MB"):
        check(ContentFile(papers.pdf()))


@pytest.mark.parametrize("broken", ["takes too long", "takes too much memory"])
def test_a_file_that_takes_too_much_is_refused(broken, monkeypatch):
    def run(*args, **kwargs):
        if broken == "takes too long":
            raise subprocess.TimeoutExpired("read", 1)
        return SimpleNamespace(returncode=-9, stdout=b"")

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(BadFile) as refused:
        check(ContentFile(papers.pdf()))
    assert str(refused.value) == SENTENCES["slow"]


def test_a_pdf_is_read():
    data = papers.pdf(2, "Plans are late")
    checked = check(ContentFile(data, "virus.exe"))

    assert (checked.sha256, checked.size, checked.content_type, checked.page_count, checked.text) == (
        hashlib.sha256(data).hexdigest(),
        len(data),
        PDF,
        2,
        "Plans are late\fPlans are late",
    )
    checked.content.seek(0)
    assert checked.content.read() == data


def test_a_word_paper_is_read():
    checked = check(ContentFile(papers.word("Plans are late", "Visits happen"), "report.pdf"))

    assert (checked.content_type, checked.page_count) == (WORD, None)
    assert checked.text == "Plans are late\nVisits happen\n- a point\nYear | 2026"


def test_text_has_an_end(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MAX_TEXT", 5)
    for data in (papers.pdf(1, "Plans are late"), papers.word("Plans are late")):
        (tmp_path / "paper").write_bytes(data)
        assert reading.main(str(tmp_path / "paper"))["text"] == "Plans"


class PaperForm(forms.Form):
    paper = PaperField(label="File")


@pytest.mark.django_db
def test_a_form_says_why_a_paper_is_refused():
    for name, data, words in (
        ("renamed.pdf", b"MZ" + bytes(100), PROGRAM),
        ("empty.pdf", b"", EMPTY),
        ("locked.pdf", papers.locked_pdf(user="secret"), SENTENCES["locked"]),
    ):
        form = PaperForm({}, {"paper": SimpleUploadedFile(name, data)})
        assert form.errors == {"paper": [words]}


@pytest.mark.django_db
def test_a_form_gives_the_paper_that_was_checked():
    form = PaperForm({}, {"paper": SimpleUploadedFile("report.pdf", papers.pdf(words="Plans"))})

    assert form.is_valid()
    assert form.cleaned_data["paper"].text == "Plans"


@pytest.mark.django_db
def test_a_paper_is_kept_by_its_digest(officer, panel):
    checked = checked_file(b"%PDF-1.7 kept", page_count=3)
    with change("keep", by=officer) as step:
        document = keep_document(step=step, checked=checked, title="Report", panel=panel)

    assert File.objects.values("sha256", "size", "content_type", "page_count", "text").get() == {
        "sha256": checked.sha256,
        "size": 13,
        "content_type": PDF,
        "page_count": 3,
        "text": "What it says",
    }
    assert document.file.content.name == f"{checked.sha256[:2]}/{checked.sha256}"
    with document.file.content.open() as content:
        assert content.read() == b"%PDF-1.7 kept"
    assert document.history.get().history_user == officer


@pytest.mark.django_db
def test_a_paper_that_nobody_published_is_the_officers(everyone, panel):
    DocumentFactory()
    DocumentFactory(panel=panel, **EXEMPT)

    assert [role for role, user in everyone.items() if Document.objects.visible_to(user).exists()] == [
        "officer",
        "manager",
        "monitoring officer",
    ]


@pytest.mark.django_db
def test_a_paper_knows_its_name_and_address():
    document = DocumentFactory(title="Ofsted: 'Focused' visit, 26/27 May")
    word = DocumentFactory(title="…", file=FileFactory(content_type=WORD, page_count=None))

    assert document.file_name == "ofsted-focused-visit-2627-may.pdf"
    assert document.file_url == f"/documents/{document.public_id}/ofsted-focused-visit-2627-may.pdf"
    assert (word.file_name, word.type_words, word.page_count) == ("paper.docx", "Word", None)
