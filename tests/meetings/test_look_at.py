"""The check before publication: what was found in the papers, and that somebody has looked."""

import pytest
from django.test import Client
from django.utils import timezone

from meetings.operations import add_item, attach_paper
from tests.factories import DoubtFactory, MeetingFactory, checked_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(panel):
    return MeetingFactory(panel=panel)


@pytest.fixture
def paper(meeting, officer):
    item = add_item(meeting=meeting, title="Inspection", by=officer)
    document = attach_paper(item=item, checked=checked_file(b"report"), title="Annual report", by=officer)
    document.file.looked_into_at = timezone.now()
    document.file.save()
    return document


@pytest.fixture
def check(meeting, officer):
    """Gives the page as it stands, in one line."""
    client = Client()
    client.force_login(officer)
    address = f"{meeting.get_absolute_url()}agenda/"
    return lambda posted="": " ".join(
        (client.post(address + posted, follow=True) if posted else client.get(f"{address}publish/")).text.split()
    )


def test_it_points_to_the_page_to_look_at(paper, check):
    DoubtFactory(file=paper.file, page=23)
    page = check()

    assert "“Annual report”, page 23. A small number beside the name of a place" in page
    assert "“4 young people … Quillfeather House”" in page
    assert f'href="{paper.file_url}#page=23"' in page
    assert "Hidden text" not in page.partition("Looked for, and not found")[0]


def test_what_was_looked_for_in_vain_is_named(paper, check):
    DoubtFactory(file=paper.file, page=23)
    found = check().partition("Looked for, and not found")[2]

    assert "hidden text, text under black boxes, tracked changes and comments, pictures without a description" in found
    assert "small numbers beside places" not in found


def test_somebody_says_that_they_have_looked(paper, check, officer):
    doubt = DoubtFactory(file=paper.file, kind="picture", page=31, words="2 pictures without a description")
    page = check(f"doubts/{doubt.pk}/looked/")

    assert "Noted that you have looked" in page
    assert "Looked at already (1)" in page
    assert f"{officer}, " in page.partition("Looked at already")[2]
    assert "I have looked" not in page


def test_a_paper_that_no_worker_has_looked_into_says_so(paper, check):
    paper.file.looked_into_at = None
    paper.file.save()
    page = check()

    assert "“Annual report” has not been looked into yet" in page
    assert "hidden text" not in page


def test_a_doubt_about_another_meeting_is_not_there(paper, meeting, officer, client):
    other = DoubtFactory()
    client.force_login(officer)

    assert client.post(f"{meeting.get_absolute_url()}agenda/doubts/{other.pk}/looked/").status_code == 404
