"""The page before an agenda goes out: what to put right, what to look at, and what was looked for in vain."""

from datetime import date

import pytest
import time_machine
from django.utils import timezone

from meetings.check import check_agenda
from meetings.forms.publishing import PublishForm
from meetings.look_at import LOOKED_FOR
from meetings.models import Publication
from meetings.operations import add_item, attach_paper, call_meeting
from scrutiny.models import Document, File
from scrutiny.operations.doubts import look_at_doubt
from tests.factories import EXEMPT, AgendaItemFactory, DoubtFactory, MeetingFactory, MembershipFactory, checked_file
from tests.shown import Shown

pytestmark = pytest.mark.django_db

HELD, IN_TIME, LATE = date(2026, 9, 22), date(2026, 9, 14), date(2026, 9, 15)


@pytest.fixture
def meeting(panel, officer):
    return call_meeting(panel=panel, held_on=HELD, by=officer)


def check(meeting, today=IN_TIME):
    return check_agenda(meeting, today)


def test_an_agenda_without_a_fault(meeting, officer):
    add_item(meeting=meeting, title="Report", presenters="Imran Sadiq", delivery="verbal", by=officer)
    found = check(meeting)

    assert found.nothing_found == [
        "reports without a paper",
        "papers that can’t be opened",
        "reports without a presenter",
        "numbers that stand twice",
        "links that lead nowhere on this site",
        *LOOKED_FOR,
    ]
    assert found.not_right == []


def test_what_is_missing_is_named(meeting, officer):
    report = add_item(meeting=meeting, title="Report", delivery="report", by=officer)
    follows = add_item(meeting=meeting, title="To come", delivery="to_follow", presenters="Ada", by=officer)
    paper = attach_paper(item=follows, checked=checked_file(), title="Letter", by=officer)
    File.objects.filter(documents=paper).update(state="waiting")
    found = check(meeting)

    assert (found.no_paper, found.no_presenter) == ([report], [report])
    assert [row.document for row in found.not_ready] == [paper]
    assert found.nothing_found[:2] == ["numbers that stand twice", "links that lead nowhere on this site"]
    assert found.not_right == ["Item 1 has no paper", "1 paper can’t be opened"]


def test_what_nobody_has_looked_at_is_not_right_yet(meeting, officer):
    item = add_item(meeting=meeting, title="Report", by=officer)
    papers = [attach_paper(item=item, checked=checked_file(each), title="Plan", by=officer) for each in (b"a", b"b")]
    File.objects.filter(documents=papers[1]).update(looked_into_at=timezone.now())
    doubt = DoubtFactory(file=papers[1].file)
    assert check(meeting).not_right == ["Nobody has looked at 2 things found in the papers"]

    look_at_doubt(doubt=doubt, document=papers[1], by=officer)
    File.objects.update(looked_into_at=timezone.now())

    assert check(meeting).not_right == []


def test_what_is_not_put_right_needs_a_reason_that_is_kept(client, meeting, officer):
    add_item(meeting=meeting, title="Annual report", delivery="report", by=officer)
    address = f"{meeting.get_absolute_url()}agenda/publish/"
    with time_machine.travel("2026-09-14 10:00"):
        client.force_login(officer)
        page = Shown(client.get(address).content.decode())
        refused = Shown(client.post(address, page.boxes | {"as_it_is": " "}).content.decode())
        assert not Publication.objects.exists()
        client.post(address, page.boxes | {"as_it_is": "It comes tomorrow."})
        history = client.get(f"{meeting.get_absolute_url()}history/").content.decode()

    assert refused.beside == ["Put right what is listed above, or say why the agenda goes out as it is"]
    assert "It went out as it was: It comes tomorrow." in history


def test_a_repeated_number_is_shown(meeting):
    for number in ("3", "4", "3", ""):
        AgendaItemFactory(meeting=meeting, number=number)

    assert check(meeting).repeated == ["3"]


def test_links_that_lead_nowhere_are_shown(meeting, officer, settings):
    item = add_item(meeting=meeting, title="Report", by=officer)
    paper = attach_paper(item=item, checked=checked_file(), title="Letter", by=officer)
    gone = "/documents/00000000-0000-4000-8000-000000000000/"
    item.text = (
        f"See {paper.url}, {settings.SITE_URL}{gone} and /meetings/no/such/thing/at/all/. "
        f"Also {meeting.get_absolute_url()}. Not ours: https://www.gov.uk/documents/1/."
    )
    item.save()

    assert [path for _, path in check(meeting).broken] == [gone, "/meetings/no/such/thing/at/all/"]
    assert Document.objects.count() == 1


def test_private_items_are_in_nothing_public(client, meeting, officer):
    add_item(meeting=meeting, title="The home in Mill Road", public_title="A home", by=officer, **EXEMPT)
    client.force_login(officer)

    page = client.get(f"{meeting.get_absolute_url()}agenda/publish/").content.decode()

    assert "Item 2 is private: what it says is in no public page, pack, search or page count." in page
    assert "The public reads “A home” and the reason." in page


# When | what the form asks
ASKED = [(IN_TIME, ["seen"]), (LATE, ["seen", "lateness", "reason"]), (HELD, ["seen", "lateness", "reason"])]


@pytest.mark.parametrize(("today", "names"), ASKED)
def test_it_asks_only_what_it_needs_to_know(meeting, today, names):
    assert list(PublishForm(check=check(meeting, today)).fields) == names


def test_lateness_needs_its_kind_and_its_reason(meeting):
    form = PublishForm({"lateness": "", "reason": " ", "seen": "1"}, check=check(meeting, LATE))

    assert form.errors == {
        "lateness": ["Choose why it is late"],
        "reason": ["Say why it is late; the words are printed on the agenda"],
    }


@pytest.mark.parametrize("lateness", ["short_notice", "late_agenda", "correction"])
def test_each_kind_of_lateness_says_its_law(meeting, lateness):
    form = PublishForm(check=check(meeting, LATE))

    assert Publication.Lateness(lateness).law.replace("’", "&#x27;").split("&")[0] in str(form).replace("’", "&")


def test_the_page_says_first_for_how_long_it_will_be_open(client, meeting, officer):
    with time_machine.travel("2026-09-15 10:00"):
        client.force_login(officer)
        page = client.get(f"{meeting.get_absolute_url()}agenda/publish/").content.decode()

    first, second = page.index("4 clear days, not 5"), page.index("What goes out")
    assert first < second
    assert "16, 17, 18 and 21 September. The last safe day was Monday 14 September." in page


def test_what_was_in_time_when_the_page_was_opened_may_be_late_when_it_is_sent(client, meeting, officer):
    add_item(meeting=meeting, title="Report", by=officer)
    with time_machine.travel("2026-09-15 00:01+01:00"):
        client.force_login(officer)
        answer = client.post(f"{meeting.get_absolute_url()}agenda/publish/", {"seen": "2"})

    assert "Choose why it is late" in answer.content.decode()
    assert not Publication.objects.exists()


def test_outside_the_known_years_it_says_so(client, panel, officer):
    meeting = MeetingFactory(panel=panel, held_on=date(2090, 9, 20))
    client.force_login(officer)

    page = client.get(f"{meeting.get_absolute_url()}agenda/publish/").content.decode()
    assert "The bank holidays of these years are not known here" in page


def test_it_says_who_will_be_written_to(client, meeting, panel, officer):
    MembershipFactory.create_batch(2, panel=panel, person__email="")
    MembershipFactory(panel=panel, person__email="ruth@thornmere.example")
    client.force_login(officer)

    page = client.get(f"{meeting.get_absolute_url()}agenda/publish/").content.decode()

    assert "E-mail to 1 member" in page
    assert page.count(": no address, send by post.") == 2
