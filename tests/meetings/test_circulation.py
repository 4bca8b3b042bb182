"""Who gets a panel's papers, and the letters that they get: each address one, and nothing private in any."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from meetings.circulation import circulation_of, copies, counted, recipients
from meetings.models import Circulation, Meeting, Publication
from meetings.operations import (
    ListedAlready,
    add_item,
    add_recipient,
    attach_paper,
    call_meeting,
    edit_recipient,
    publish_agenda,
    remove_recipient,
    tell_circulation,
    who_gets,
)
from scrutiny.models import Letter
from scrutiny.operations import ChangedMeanwhile, change, dated, merge_people
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import (
    EXEMPT,
    CirculationFactory,
    LetterFactory,
    MembershipFactory,
    PersonFactory,
    checked_file,
)
from tests.history import last_row
from tests.visits import body

pytestmark = pytest.mark.django_db

IN_TIME, LATE = "2026-09-14 10:00", "2026-09-17 10:00"
SECRETS = ["Mill Road", "Kestrel", "Magpie", "Heron", "Plover"]


def moment(words):
    return datetime.fromisoformat(words).replace(tzinfo=UTC)


@pytest.fixture
def chair(panel):
    person = PersonFactory(name="Ruth Halloran", honorific="Councillor", email="ruth@thornmere.example")
    MembershipFactory(panel=panel, person=person, role="chair")
    return person


@pytest.fixture
def others(panel):
    """A substitute, a co-opted member without an address, and somebody who left."""
    substitute = PersonFactory(name="Evan Price", email="evan@thornmere.example")
    co_opted = PersonFactory(name="Bernard Ive")
    left = PersonFactory(name="Tom Bexley", email="tom@thornmere.example")
    MembershipFactory(panel=panel, person=substitute, role="substitute")
    MembershipFactory(panel=panel, person=co_opted, role="co_opted_voting")
    MembershipFactory(panel=panel, person=left, until_on=date(2021, 5, 20))
    return substitute, co_opted


@pytest.fixture
def meeting(panel, officer):
    meeting = call_meeting(panel=panel, held_on=date(2026, 9, 22), venue="Town Hall", by=officer)
    item = add_item(meeting=meeting, title="Annual report", delivery="report", by=officer)
    attach_paper(item=item, checked=checked_file(b"report"), title="Report", by=officer)
    return meeting


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def today(panel):
    return circulation_of(panel, timezone.localdate())


def those(panel):
    return [(each.name, each.capacity.value, each.email, each.copies) for each in recipients(today(panel))]


def sent(about):
    return list(Letter.objects.about(about).order_by("pk").values_list("name", "capacity", "address"))


def test_members_substitutes_and_co_opted_members_of_today_are_on_it_by_themselves(panel, chair, others):
    assert those(panel) == [
        ("Councillor Ruth Halloran", "member", "ruth@thornmere.example", 0),
        ("Evan Price", "substitute", "evan@thornmere.example", 0),
    ]
    assert [each.name for each in today(panel) if each.is_unreachable] == ["Bernard Ive"]


def test_rows_add_others(panel, chair, officer):
    add_recipient(panel=panel, name="Echo", capacity="press", email="news@echo.example", by=officer)
    row = add_recipient(panel=panel, name="Library", capacity="other", way="printed", copies=3, by=officer)

    assert those(panel)[1:] == [
        ("Library", "other", "", 3),
        ("Echo", "press", "news@echo.example", 0),
    ]
    assert last_row(row) == {
        "verb": "add_recipient",
        "words": "",
        "by": officer,
        "parent": ("meetings.circulation", row.pk),
        "type": "+",
    }


def test_a_row_says_how_a_member_gets_them_otherwise(panel, chair, others, officer):
    add_recipient(panel=panel, person=chair, capacity="other", way="printed", copies=1, by=officer)
    add_recipient(panel=panel, person=others[0], capacity="other", is_left_out=True, by=officer)
    add_recipient(panel=panel, person=others[1], capacity="other", email="b.ive@thornmere.example", by=officer)

    assert those(panel) == [
        ("Councillor Ruth Halloran", "member", "", 1),
        ("Bernard Ive", "co_opted", "b.ive@thornmere.example", 0),
    ]


def test_each_address_is_there_once_however_it_is_spelt(panel, chair, officer):
    add_recipient(panel=panel, name="Ruth H", capacity="presenter", email="RUTH@thornmere.example", by=officer)
    add_recipient(panel=panel, name="The Chair", capacity="press", email="ruth@Thornmere.example", by=officer)

    assert those(panel) == [("Councillor Ruth Halloran", "member", "ruth@thornmere.example", 0)]


def test_printed_copies_are_not_taken_for_one_address(panel, officer):
    for name in ("Library", "Reception"):
        add_recipient(panel=panel, name=name, way="printed", copies=2, by=officer)

    assert copies(recipients(today(panel))) == 4


def test_they_are_counted_in_words(panel, chair, others, officer):
    add_recipient(panel=panel, name="Echo", capacity="press", email="a@echo.example", by=officer)
    add_recipient(panel=panel, name="Post", capacity="press", email="b@post.example", by=officer)

    assert (
        counted(each for each in recipients(today(panel)) if each.email)
        == "1 member, 1 substitute and 2 press addresses"
    )
    assert counted([]) == ""


def test_nobody_is_listed_twice(panel, chair, officer):
    row = add_recipient(panel=panel, person=chair, by=officer)
    other = add_recipient(panel=panel, name="Echo", email="a@echo.example", by=officer)

    with pytest.raises(ListedAlready):
        add_recipient(panel=panel, person=chair, by=officer)
    with pytest.raises(ListedAlready):
        edit_recipient(recipient=other, person=chair, by=officer)
    assert edit_recipient(recipient=row, person=chair, email="r@thornmere.example", by=officer).email


def test_a_line_is_changed_by_whoever_saw_it(panel, officer):
    row = add_recipient(panel=panel, name="Echo", email="a@echo.example", by=officer)
    edit_recipient(recipient=row, email="b@echo.example", seen=1, by=officer)

    with pytest.raises(ChangedMeanwhile):
        edit_recipient(recipient=fresh(row), email="c@echo.example", seen=1, by=officer)
    assert fresh(row).email == "b@echo.example"


def test_a_line_is_taken_off(panel, officer):
    row = add_recipient(panel=panel, name="Echo", email="a@echo.example", by=officer)
    gone = fresh(row)
    remove_recipient(recipient=row, by=officer)

    assert not Circulation.objects.exists()
    assert last_row(gone) == {
        "verb": "remove_recipient",
        "words": "",
        "by": officer,
        "parent": ("scrutiny.panel", panel.pk),
        "type": "-",
    }


def test_lines_move_with_a_person_who_turns_out_to_be_another(panel, manager):
    kept, gone = PersonFactory(), PersonFactory()
    row = CirculationFactory(panel=panel, person=gone)
    merge_people(kept=kept, gone=gone, by=manager)

    assert fresh(row).person == kept


def test_publishing_writes_to_each_once(meeting, panel, chair, others, officer):
    add_recipient(panel=panel, name="Ruth again", capacity="presenter", email="Ruth@thornmere.example", by=officer)
    add_recipient(panel=panel, name="Echo", capacity="press", email="news@echo.example", by=officer)
    add_recipient(panel=panel, name="Library", way="printed", copies=3, by=officer)
    with time_machine.travel(IN_TIME):
        publication = publish_agenda(meeting=meeting, by=officer)

    assert sent(publication) == [
        ("Councillor Ruth Halloran", "Member", "ruth@thornmere.example"),
        ("Evan Price", "Substitute", "evan@thornmere.example"),
        ("Echo", "Press", "news@echo.example"),
    ]
    assert fresh(publication).printed_for == [
        {"name": "Library", "copies": 3, "is_private": False},
        {"name": "Bernard Ive", "copies": 0, "is_private": True},
    ]


@pytest.fixture
def without_address(panel):
    return MembershipFactory(panel=panel, person=PersonFactory(name="Dai Marsh", email="")).person


def test_who_has_no_address_is_counted_before_and_named_after(client, meeting, chair, without_address, officer):
    client.force_login(officer)
    before = body(client.get(reverse("agenda_publish", kwargs=meeting.address)))
    with time_machine.travel(IN_TIME):
        publication = publish_agenda(meeting=meeting, by=officer)
    after = body(client.get(reverse("publication_sent", kwargs=meeting.address | {"pk": publication.pk})))

    assert "E-mail to 1 member · 1 member has no address" in before
    assert f"{without_address}, no address: send by post, with the private papers" in after


def test_of_what_was_published_in_the_past_nobody_is_told(meeting, chair, officer):
    with dated(moment(IN_TIME)):
        publish_agenda(meeting=meeting, by=officer)

    assert not Letter.objects.exists()


def test_who_got_it_stays_when_the_list_changes(meeting, panel, officer):
    row = add_recipient(panel=panel, name="Echo", capacity="press", email="news@echo.example", by=officer)
    publication = publish_agenda(meeting=meeting, by=officer)
    remove_recipient(recipient=row, by=officer)

    assert sent(publication) == [("Echo", "Press", "news@echo.example")]


def test_what_a_letter_says(meeting, chair, officer, settings):
    with time_machine.travel(IN_TIME):
        publication = publish_agenda(meeting=meeting, by=officer)
    letter = Letter.objects.about(publication).get()

    assert letter.subject == "Agenda: Children Scrutiny Panel, Tuesday 22 September 2026"
    assert letter.body == (
        "Children Scrutiny Panel\n"
        "Tuesday 22 September 2026, 4.00pm\n"
        "Town Hall\n\n"
        "The agenda of this meeting is published.\n\n"
        "Read it here:\n"
        f"{settings.SITE_URL}{meeting.get_absolute_url()}\n\n"
        "You get this as: member. To change that, write to scrutiny@thornmere.example.\n"
    )


def test_what_a_letter_says_of_a_late_supplement(meeting, chair, officer):
    with dated(moment(IN_TIME)):
        publish_agenda(meeting=meeting, by=officer)
    attach_paper(item=meeting.items.get(), checked=checked_file(b"annex"), title="Figures", by=officer)
    with time_machine.travel(LATE):
        publish_agenda(meeting=fresh(meeting), kind="supplement", reason="They came on Thursday.", by=officer)
    letter = Letter.objects.get()

    assert letter.subject.startswith("Supplement: ")
    assert (
        "More papers for this meeting are published.\n\n"
        "- Report added to item 1: Figures\n\n"
        "It was published 17 September 2026, 2 clear days before instead of 5. "
        "A report follows an item already listed: They came on Thursday.\n\n"
        "Read it here:\n"
    ) in letter.body


def test_nothing_private_is_in_any_letter(meeting, panel, chair, officer):
    add_recipient(panel=panel, name="Echo", capacity="press", email="news@echo.example", by=officer)
    with time_machine.travel(IN_TIME):
        publish_agenda(meeting=meeting, by=officer)
    home = add_item(
        meeting=meeting,
        title="The home in Mill Road",
        public_title="A home",
        text="About Magpie",
        presenters="Manager of Heron",
        by=officer,
        **EXEMPT,
    )
    attach_paper(item=home, checked=checked_file(b"plan"), title="Plan for Kestrel", by=officer)
    with time_machine.travel(LATE):
        publish_agenda(meeting=fresh(meeting), kind="late_item", urgent={home.pk: "Plover leaks."}, by=officer)
        home = fresh(home)
        attach_paper(item=home, checked=checked_file(b"more"), title="More of Kestrel", by=officer)
        publish_agenda(meeting=fresh(meeting), kind="supplement", by=officer)

    texts = [f"{letter.subject}\n{letter.body}" for letter in Letter.objects.all()]
    assert len(texts) == 6
    assert [word for word in SECRETS for text in texts if word in text] == []
    assert any("Item 3 added: A home" in text for text in texts)
    members = "\n".join(str(row.changes_for_members) for row in Publication.objects.all())
    assert "Mill Road" in members
    assert "Kestrel" in members


def test_only_who_may_read_them_is_told_of_private_papers(meeting, panel, chair, officer):
    add_recipient(panel=panel, name="Echo", capacity="press", email="news@echo.example", by=officer)
    add_item(meeting=meeting, title="A home", by=officer, **EXEMPT)
    publish_agenda(meeting=meeting, by=officer)

    told = {letter.address: "read the private papers" in letter.body for letter in Letter.objects.all()}
    assert told == {"ruth@thornmere.example": True, "news@echo.example": False}


@pytest.mark.parametrize("hidden", [{"is_formal": False}, {"panel__access_rules_apply": False}])
def test_what_a_body_does_among_itself_is_told_to_nobody_outside(panel, chair, officer, hidden):
    add_recipient(panel=panel, name="Echo", capacity="press", email="news@echo.example", by=officer)
    add_recipient(panel=panel, name="Clerk", email="clerk@thornmere.example", gets_private=True, by=officer)
    meeting = call_meeting(panel=panel, held_on=date(2026, 9, 22), by=officer)
    if "is_formal" in hidden:
        meeting.is_formal = False
    else:
        meeting.panel.access_rules_apply = False

    assert [each.name for each in who_gets(meeting)] == ["Councillor Ruth Halloran", "Clerk"]


def test_everybody_is_told_that_a_meeting_moves(meeting, panel, chair, officer):
    add_recipient(panel=panel, name="Library", way="printed", copies=3, by=officer)
    with change("edit_meeting", by=officer, about=meeting) as step:
        number = tell_circulation(step, meeting, "Moved to 29 September", "The meeting moves.")

    assert number == 1
    assert sent(meeting) == [("Councillor Ruth Halloran", "Member", "ruth@thornmere.example")]


def test_publishing_and_sending_happen_wholly_or_not_at_all(meeting, chair, officer):
    happens_wholly_or_not_at_all(lambda: publish_agenda(meeting=fresh(meeting), by=officer))
    assert not Letter.objects.exists()


def test_the_list_is_kept_on_its_page(client, panel, chair, officer):
    client.force_login(officer)
    address = f"{panel.get_absolute_url()}circulation/"

    assert "Who gets the papers" in client.get(panel.get_absolute_url()).content.decode()
    added = client.post(f"{address}new/", {"name": "Echo", "capacity": "press", "way": "email", "email": "a@b.example"})
    row = Circulation.objects.get()
    left_out = {"person": str(chair.pk), "capacity": "member", "way": "email", "is_left_out": "on"}
    client.post(f"{address}new/", left_out)
    client.post(
        f"{address}{row.pk}/", {"name": "Post", "capacity": "press", "way": "printed", "copies": "2", "seen": "1"}
    )
    page = client.get(address).content.decode()

    assert added.status_code == 302
    assert "2 printed copies" in page
    assert "Gets nothing" in page
    assert client.post(f"{address}{row.pk}/remove/").status_code == 302
    assert [str(each) for each in Circulation.objects.all()] == [str(chair)]


def test_the_form_of_a_member_begins_with_how_they_get_them_now(client, panel, chair, officer):
    client.force_login(officer)
    address = f"{panel.get_absolute_url()}circulation/new/"

    page = client.get(f"{address}?person={chair.pk}").content.decode()
    assert f'<option value="{chair.pk}" selected>' in page
    assert '<option value="member" selected>' in page
    assert client.get(f"{address}?person=²").status_code == 200


def test_the_list_asks_no_more_queries_for_more_rows(client, panel, officer, django_assert_num_queries):
    client.force_login(officer)
    for rows in (1, 3):
        MembershipFactory.create_batch(rows, panel=panel)
        CirculationFactory.create_batch(rows, panel=panel, person=PersonFactory())
        with django_assert_num_queries(5):
            client.get(f"{panel.get_absolute_url()}circulation/")


def test_the_page_after_publishing_says_who_was_sent_what(client, meeting, panel, chair, officer):
    add_recipient(panel=panel, name="Library", way="printed", copies=3, gets_private=True, by=officer)
    publication = publish_agenda(meeting=meeting, by=officer)
    failed = LetterFactory(record=publication, state="failed", why="No such person", address="b@thornmere.example")
    client.force_login(officer)
    address = f"{publication.get_absolute_url()}sent/"

    page = client.get(address).content.decode()
    assert [words in page for words in (">Sent<", "No such person", "3 printed copies for Library")] == [True] * 3
    assert "1 letter not delivered" in page

    client.post(f"{address}{failed.pk}/again/")
    assert Letter.objects.about(publication).filter(address=failed.address).exclude(pk=failed.pk).count() == 1


def test_a_letter_about_something_else_is_not_sent_from_there(client, meeting, officer):
    publication = publish_agenda(meeting=meeting, by=officer)
    other = LetterFactory(state="failed")
    client.force_login(officer)

    assert client.post(f"{publication.get_absolute_url()}sent/{other.pk}/again/").status_code == 404


def test_the_notice_holds_public_titles_alone(client, meeting, officer):
    home = add_item(meeting=meeting, title="The home in Mill Road", public_title="A home", by=officer, **EXEMPT)
    attach_paper(item=home, checked=checked_file(b"plan"), title="Plan for Kestrel", by=officer)
    publication = publish_agenda(meeting=Meeting.objects.get(), by=officer)
    client.force_login(officer)

    page = client.get(f"{publication.get_absolute_url()}notice/").content.decode()

    assert "A home" in page
    assert [word for word in SECRETS if word in page] == []
