"""Files that are not papers, on the form where officers add papers."""

from datetime import date

import pytest
from playwright.sync_api import expect

from meetings.operations import add_item, call_meeting
from scrutiny.models import Document, File
from tests import papers
from tests.journeys import steps

MEGABYTE = 1024 * 1024

REFUSED = [
    pytest.param(
        "report.pdf",
        lambda: b"MZ\x90\x00" + bytes(5000),
        "This is a program, not a paper. Only PDF and Word (.docx) files can be added.",
        id="a renamed exe",
    ),
    pytest.param("report.pdf", lambda: b"", "This file is empty. Choose another file.", id="an empty file"),
    pytest.param(
        "report.pdf",
        lambda: papers.locked_pdf(user="secret", owner="secret"),
        "This PDF is protected with a password. Save a copy without the password and add that.",
        id="an encrypted PDF",
    ),
    pytest.param(
        "report.pdf",
        lambda: papers.pdf() + bytes(60 * MEGABYTE),
        "This file is 60 MB; the largest that can be added is 50 MB.",
        id="60 MB",
    ),
]


@pytest.mark.upload
@pytest.mark.parametrize(("name", "data", "words"), REFUSED)
def test_a_file_that_is_no_paper_is_refused_in_words(live_server, page, tmp_path, panel, officer, name, data, words):
    meeting = call_meeting(panel=panel, held_on=date(2027, 1, 26), by=officer)
    item = add_item(meeting=meeting, title="Virtual school", by=officer)
    path = tmp_path / name
    path.write_bytes(data())
    steps.sign_in(page, live_server, officer)
    page.goto(f"{live_server.url}{meeting.get_absolute_url()}items/{item.pk}/papers/new/")

    page.get_by_label("File").set_input_files(path)
    page.get_by_label("Title", exact=True).fill("Annual report")
    steps.save(page, "Add the paper")

    expect(page.get_by_role("alert")).to_contain_text(words)
    expect(page.locator("#id_checked_error")).to_contain_text(words)
    expect(page.get_by_label("Title", exact=True)).to_have_value("Annual report")
    assert not Document.objects.exists()
    assert not File.objects.exists()
