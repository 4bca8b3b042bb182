"""The chair sees the agenda before it goes out, and says by a link what they would change."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core import mail

from meetings.models import ChairComment
from meetings.operations import (
    ChairWithoutAddress,
    NoChair,
    NothingOnTheAgenda,
    NothingToAskFor,
    SaidAlready,
    add_item,
    attach_paper,
    call_meeting,
    call_off,
    chair_comments,
    chair_of,
    chair_words,
    exclude_member,
    say_as_chair,
    send_to_chair,
)
from scrutiny.models import Membership
from scrutiny.operations import LinkStopped, stop_link
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import EXEMPT, MembershipFactory, checked_file
from tests.history import last_row
from tests.visits import body

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tenth_of_september():
    with time_machine.travel(datetime(2026, 9, 10, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def seat(panel):
    return MembershipFactory(
        panel=panel,
        role=Membership.Role.CHAIR,
        person__name="Ada Elm",
        person__honorific="Councillor",
        person__email="ada.elm@thornmere.example",
    )


@pytest.fixture
def meeting(panel, officer, seat):
    meeting = call_meeting(panel=panel, held_on=date(2026, 9, 22), by=officer)
    add_item(meeting=meeting, title="Virtual school", by=officer)
    add_item(meeting=meeting, title="Buying Oak House", public_title="Homes", by=officer, **EXEMPT)
    return meeting


def test_the_chair_of_today_is_written_to(meeting, seat, officer):
    comment = send_to_chair(meeting=meeting, by=officer)

    letter = mail.outbox[-1]
    assert letter.to == ["ada.elm@thornmere.example"]
    assert letter.subject == "The agenda of Tuesday 22 September 2026: what would you change?"
    assert comment.answer_request.path in letter.body
    assert "Oak House" not in letter.body + letter.subject
    assert last_row(comment) == {
        "verb": "send_to_chair",
        "words": "",
        "by": officer,
        "parent": ("meetings.meeting", meeting.pk),
        "type": "+",
    }


def test_whoever_chaired_before_is_not(meeting, seat, panel):
    seat.until_on = date(2026, 9, 1)
    seat.save()
    later = MembershipFactory(panel=panel, role=Membership.Role.CHAIR, from_on=date(2026, 9, 1))

    assert chair_of(meeting) == later


def test_sending_happens_wholly_or_not_at_all(meeting, officer):
    happens_wholly_or_not_at_all(lambda: send_to_chair(meeting=meeting, by=officer))


def test_there_must_be_a_chair_with_an_address_and_an_agenda_to_come(meeting, seat, officer):
    seat.person.email = ""
    seat.person.save()
    with pytest.raises(ChairWithoutAddress):
        send_to_chair(meeting=meeting, by=officer)
    seat.delete()
    with pytest.raises(NoChair):
        send_to_chair(meeting=meeting, by=officer)
    call_off(meeting=meeting, state="cancelled", reason="Snow", by=officer)
    with pytest.raises(NothingToAskFor):
        send_to_chair(meeting=meeting, by=officer)


def test_an_empty_agenda_is_not_sent(panel, seat, officer):
    meeting = call_meeting(panel=panel, held_on=date(2026, 10, 20), by=officer)

    with pytest.raises(NothingOnTheAgenda):
        send_to_chair(meeting=meeting, by=officer)


def test_a_chair_who_is_excluded_from_an_item_reads_what_the_public_reads(client, meeting, seat, officer):
    private = meeting.items.get(title="Buying Oak House")
    attach_paper(item=private, checked=checked_file(b"price", text="A million"), title="The price", by=officer)
    comment = send_to_chair(meeting=meeting, by=officer)
    before = body(client.get(comment.answer_request.path))
    exclude_member(item=private, person=seat.person, by=officer)
    after = body(client.get(comment.answer_request.path))

    assert [words in before for words in ("Oak House", "The price")] == [True, True]
    assert [words in after for words in ("Oak House", "The price")] == [False, False]
    assert "Homes" in after


def test_whoever_chairs_the_panel_no_more_reads_nothing_by_an_old_link(client, meeting, seat, officer):
    comment = send_to_chair(meeting=meeting, by=officer)
    seat.until_on = date(2026, 9, 10)
    seat.save()
    page = body(client.get(comment.answer_request.path))

    assert [words in page for words in ("Oak House", "Homes", "Virtual school")] == [False, False, False]


def test_the_chair_reads_private_titles_and_answers_once(client, meeting, officer):
    comment = send_to_chair(meeting=meeting, by=officer)
    path = comment.answer_request.path
    assert "Buying Oak House" in body(client.get(path))

    client.post(path, {"question": comment.key, "text": "Put item 2 first."})

    comment.refresh_from_db()
    assert (comment.text, comment.said_at) == ("Put item 2 first.", datetime(2026, 9, 10, 9, tzinfo=UTC))
    assert last_row(comment)["by"] is None
    assert "Put item 2 first." in mail.outbox[-1].body
    page = body(client.get(path))
    assert ("You have answered" in page, "Oak House" in page) == (True, False)
    with pytest.raises(SaidAlready):
        say_as_chair(comment=comment, text="And more")


def test_nothing_comes_by_a_link_that_stopped(meeting, officer):
    comment = send_to_chair(meeting=meeting, by=officer)
    stop_link(request=comment.answer_request, by=officer)

    with pytest.raises(LinkStopped):
        say_as_chair(comment=comment, text="Late")


def test_the_agenda_s_page_says_whether_the_chair_has_seen_it(client, meeting, officer):
    client.force_login(officer)
    agenda = f"{meeting.get_absolute_url()}agenda/"

    assert chair_words(chair_comments(meeting)) == ("The Chair has not seen the agenda", "neutral")
    client.post(f"{agenda}chair/", {})
    assert chair_words(chair_comments(meeting)) == ("Sent to the Chair 10 September, no answer yet", "neutral")
    say_as_chair(comment=ChairComment.objects.get(), text="")
    assert chair_words(chair_comments(meeting)) == ("The Chair has seen the agenda", "good")
    assert "Would change nothing." in body(client.get(agenda))
