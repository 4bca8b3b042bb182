"""Packs at their addresses: the file for whoever may have it, and a page that says how far it is before that."""

import pytest
from django.urls import reverse

from meetings.models import ItemReader, Pack
from meetings.operations import add_item, call_meeting, publish_agenda
from scrutiny.operations.withholding import withhold
from tests.factories import FileFactory, MeetingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(panel, officer):
    meeting = MeetingFactory(panel=panel)
    add_item(meeting=meeting, title="Inspection", by=officer)
    publish_agenda(meeting=meeting, by=officer)
    return meeting


@pytest.fixture
def made(meeting):
    """Both packs, each saying whose it is."""
    for pack in meeting.packs.all():
        pack.file = FileFactory(data=f"%PDF {pack.audience} pack".encode(), page_count=58)
        pack.front_sheet = FileFactory(data=f"%PDF {pack.audience} front sheet".encode())
        pack.state = Pack.State.READY
        pack.save()
    return meeting


def at(name, meeting, **more):
    return reverse(name, kwargs=meeting.address | more)


def content(response) -> str:
    return b"".join(response.streaming_content).decode()


@pytest.mark.parametrize(
    ("role", "gets"),
    [
        ("stranger", "public"),
        ("other councillor", "public"),
        ("councillor", "members"),
        ("officer", "members"),
        ("manager", "members"),
        ("monitoring officer", "members"),
    ],
)
def test_each_reader_gets_the_pack_of_their_own(client, everyone, made, role, gets):
    if role != "stranger":
        client.force_login(everyone[role])
    version = made.publications.get()

    assert content(client.get(at("pack_pdf", made))) == f"%PDF {gets} pack"
    assert content(client.get(at("version_pack", made, pk=version.pk))) == f"%PDF {gets} pack"
    assert content(client.get(at("agenda_pdf", made))) == f"%PDF {gets} front sheet"


def test_a_member_who_is_excluded_from_an_item_gets_the_public_s_pack(client, councillor, made):
    ItemReader.objects.create(item=made.items.get(), person=councillor.person, kind=ItemReader.Kind.EXCLUDED)
    client.force_login(councillor)

    assert content(client.get(at("pack_pdf", made))) == "%PDF public pack"
    assert content(client.get(at("agenda_pdf", made))) == "%PDF public front sheet"


def test_it_opens_in_the_browser_under_a_name_and_nothing_else(client, made):
    response = client.get(at("pack_pdf", made))

    assert content(response)
    assert {name: response[name] for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options")} == {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'inline; filename="all-papers-2026-09-22.pdf"',
        "X-Content-Type-Options": "nosniff",
    }


def test_who_has_it_already_is_not_sent_it_again(client, made):
    first = client.get(at("pack_pdf", made))
    digest = made.packs.get(audience="public").file.sha256

    assert content(first)
    assert first["ETag"] == f'"{digest}"'
    assert client.get(at("pack_pdf", made), headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_the_newest_agenda_s_pack_is_the_meeting_s(client, made, officer):
    made.refresh_from_db()
    publish_agenda(meeting=made, reason="A date was wrong.", by=officer)

    assert "The pack is being made" in client.get(at("pack_pdf", made)).content.decode()
    first = made.publications.earliest("pk")
    assert content(client.get(at("version_pack", made, pk=first.pk))) == "%PDF public pack"


def test_a_page_says_how_far_it_is(client, meeting):
    meeting.packs.update(state=Pack.State.BUILDING, done=3, total=12)
    response = client.get(at("pack_pdf", meeting), headers={"Accept": "text/html,*/*"})

    assert response.status_code == 200
    assert 'max="12" value="3"' in response.content.decode()
    assert "3 of 12 papers" in response.content.decode()


def test_a_program_is_told_to_come_back(client, meeting):
    response = client.get(at("pack_pdf", meeting), headers={"Accept": "application/pdf"})

    assert (response.status_code, response["Retry-After"]) == (503, "5")
    waiting = client.get(at("pack_pdf", meeting), headers={"Accept": "*/*", "HX-Request": "true"})
    assert waiting.status_code == 200


def test_the_page_that_waits_is_told_to_begin_anew_once_it_is_ready(client, made):
    response = client.get(at("pack_pdf", made), headers={"HX-Request": "true"})

    assert (response.content, response["HX-Refresh"]) == (b"", "true")


def test_a_pack_that_could_not_be_made_sends_its_reader_to_the_papers(client, meeting):
    meeting.packs.update(state=Pack.State.FAILED)
    page = client.get(at("pack_pdf", meeting)).content.decode()

    assert "The pack could not be made" in page
    assert meeting.get_absolute_url() in page
    assert "Background work" not in page


def test_an_agenda_that_was_not_published_has_none(client, panel, officer):
    draft = call_meeting(panel=panel, held_on=MeetingFactory.build(panel=panel).held_on.replace(day=29), by=officer)
    client.force_login(officer)

    assert [client.get(at(name, draft)).status_code for name in ("pack_pdf", "agenda_pdf")] == [404, 404]


def test_what_was_withheld_says_so(client, made, monitoring_officer):
    version = made.publications.get()
    withhold(record=version, reason="it names a child.", ground="child", by=monitoring_officer)

    addresses = [at("pack_pdf", made), at("agenda_pdf", made), at("version_pack", made, pk=version.pk)]
    assert [client.get(address).status_code for address in addresses] == [410, 410, 410]


def test_the_meeting_s_page_says_what_opening_it_costs(client, made):
    page = " ".join(client.get(made.get_absolute_url()).content.decode().split())

    assert "All papers, 58 pages, PDF 1 KB" in page
    assert "The agenda alone, PDF" in page
    assert "Its papers as one PDF, 58 pages, 1 KB" in page


def test_the_meeting_s_page_says_that_it_is_being_made(client, meeting):
    assert "All papers in one PDF: being made" in client.get(meeting.get_absolute_url()).content.decode()


def test_an_officer_orders_a_preview_and_sees_both_packs(client, meeting, officer):
    client.force_login(officer)
    response = client.post(at("pack_preview", meeting), follow=True)
    page = response.content.decode()

    assert "The packs are being made. You can leave this page." in page
    assert ("The public’s pack" in page, "The members’ pack" in page) == (True, True)
    assert meeting.packs.previews().count() == 2


def test_the_preview_says_what_is_in_it_and_what_was_left_out(client, made, officer):
    client.force_login(officer)
    client.post(at("pack_preview", made))
    pages = [
        {"item": 1, "paper": "/", "first": "1", "last": "9"},
        {"item": 2, "paper": "/", "first": "P1", "last": "P4"},
    ]
    left_out = [{"paper": "/", "title": "Budget", "why": "damaged"}]
    file = FileFactory(page_count=14)
    facts = {"state": "ready", "file": file, "front_sheet": file, "pages": pages, "left_out": left_out}
    made.packs.previews().filter(audience="members").update(**facts)
    page = " ".join(client.get(at("pack_preview", made)).content.decode().split())

    assert "14 pages" in page
    assert "Pages P1 to P4, at the end: private." in page
    assert "“Budget”. This file is damaged or incomplete" in page
    assert b"".join(client.get(at("pack_preview_file", made, audience="members")).streaming_content)
    assert client.get(at("pack_preview_file", made, audience="nobody")).status_code == 404


def test_the_preview_says_when_the_agenda_has_changed(client, meeting, officer):
    client.force_login(officer)
    client.post(at("pack_preview", meeting))
    file = FileFactory()
    meeting.packs.previews().update(state="ready", file=file, front_sheet=file)
    assert "The agenda has changed" not in client.get(at("pack_preview", meeting)).content.decode()

    add_item(meeting=meeting, title="Urgent", by=officer)
    assert "The agenda has changed since these were made." in client.get(at("pack_preview", meeting)).content.decode()


def test_an_empty_agenda_has_no_preview(client, panel, officer):
    draft = MeetingFactory(panel=panel)
    client.force_login(officer)

    page = client.post(at("pack_preview", draft), follow=True).content.decode()
    assert "There is nothing on the agenda yet. Add the items first." in page
