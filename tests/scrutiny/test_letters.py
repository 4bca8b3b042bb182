"""Letters: written with an operation, sent once each, refused, come back, written again."""

import smtplib
from email import message_from_bytes, policy

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.db import transaction

from scrutiny.letters.bounces import read_bounce
from scrutiny.letters.folder import EmailBackend
from scrutiny.models import Letter
from scrutiny.operations import NotSentYet, change, link_to, post, post_again
from scrutiny.operations.letters import begin_sending_again, give_up_sending, send_letter
from tests.factories import LetterFactory, PanelFactory

pytestmark = pytest.mark.django_db

REPORT = """\
From: postmaster@mail.example
To: scrutiny@thornmere.example
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Your message could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; ada@mail.example
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 No such person here

--b
Content-Type: text/rfc822-headers

Message-ID: <{letter}@thornmere.example>
Subject: Agenda published

--b--
"""


def posted(officer, **values):
    panel = PanelFactory()
    with change("test", by=officer) as step:
        words = {"address": "ada@mail.example", "subject": "Agenda published", "body": "It is out."}
        return panel, post(step, about=panel, **words | values)


def refusing(error):
    """A mail server that refuses every letter."""

    class Refusing(EmailMessage):
        def send(self, fail_silently=False):
            raise error

    return Refusing


def report(letter, action="failed"):
    return message_from_bytes(REPORT.format(letter=letter.public_id, action=action).encode(), policy=policy.default)


def test_a_letter_is_sent_by_the_worker_and_kept(officer):
    panel, letter = posted(officer, subject="Agenda\npublished", capacity="member")
    letter.refresh_from_db()

    assert [(sent.to, sent.subject, sent.body) for sent in mail.outbox] == [
        (["ada@mail.example"], "Agenda published", "It is out.")
    ]
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<{letter.public_id}@thornmere.example>"
    assert (letter.state, bool(letter.sent_at), letter.capacity) == ("sent", True, "member")
    assert list(Letter.objects.about(panel)) == [letter]


def test_no_letter_leaves_where_the_operation_fails(officer, queue):
    def fails_after_writing():
        with transaction.atomic():
            posted(officer)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails_after_writing()

    assert not Letter.objects.exists()


def test_a_letter_that_was_sent_is_not_sent_again_by_its_task(officer):
    _, letter = posted(officer)
    send_letter.func(letter.pk)

    assert len(mail.outbox) == 1


def test_an_address_that_is_refused_for_good_is_noted_with_the_servers_words(monkeypatch, queue, officer):
    _, letter = posted(officer)
    refusal = smtplib.SMTPRecipientsRefused({"ada@mail.example": (550, b"No such <b>person</b>\r\nhere")})
    monkeypatch.setattr("scrutiny.operations.letters.EmailMessage", refusing(refusal))
    send_letter.func(letter.pk)
    letter.refresh_from_db()

    assert (letter.state, letter.why, letter.sent_at) == ("failed", "No such person here", None)


def test_a_sender_that_is_refused_for_good_is_noted_too(monkeypatch, queue, officer):
    _, letter = posted(officer)
    refusal = smtplib.SMTPSenderRefused(553, b"Not from here", "scrutiny@thornmere.example")
    monkeypatch.setattr("scrutiny.operations.letters.EmailMessage", refusing(refusal))
    send_letter.func(letter.pk)
    letter.refresh_from_db()

    assert (letter.state, letter.why) == ("failed", "Not from here")


@pytest.mark.parametrize(
    "error",
    [
        ConnectionRefusedError(),
        smtplib.SMTPRecipientsRefused({"ada@mail.example": (451, b"Later")}),
        smtplib.SMTPDataError(421, b"Too busy"),
    ],
)
def test_a_server_that_is_busy_leaves_the_letter_for_another_try(monkeypatch, queue, officer, error):
    _, letter = posted(officer)
    monkeypatch.setattr("scrutiny.operations.letters.EmailMessage", refusing(error))
    with pytest.raises(type(error)):
        send_letter.func(letter.pk)
    letter.refresh_from_db()

    assert letter.state == "waiting"


def test_after_the_last_try_it_says_why_and_can_begin_again(queue, officer):
    _, letter = posted(officer)
    give_up_sending(letter.pk, worker_died=False)
    letter.refresh_from_db()
    given_up = (letter.state, letter.why)
    begin_sending_again(letter.pk)
    letter.refresh_from_db()

    assert given_up == ("failed", "The mail server could not be reached.")
    assert (letter.state, letter.why) == ("waiting", "")


def test_a_letter_that_came_back_says_why():
    letter = LetterFactory(state="sent", sent_at="2026-09-15T09:00Z")
    bounce = read_bounce(report(letter))

    assert (bounce.letter, bounce.why) == (letter.public_id, "550 5.1.1 No such person here")


def test_a_delay_and_an_ordinary_answer_are_no_bounce():
    answer = message_from_bytes(b"Subject: I am away\n\nUntil Monday.", policy=policy.default)

    assert read_bounce(report(LetterFactory(), action="delayed")) is None
    assert read_bounce(answer) is None


def test_the_mail_server_pipes_a_bounce_into_a_command(monkeypatch, capsys, tmp_path):
    letter = LetterFactory(state="sent", sent_at="2026-09-15T09:00Z")
    path = tmp_path / "bounce.eml"
    path.write_bytes(report(letter).as_bytes())
    with path.open() as message:
        monkeypatch.setattr("sys.stdin", message)
        call_command("bounced")
    letter.refresh_from_db()

    assert (letter.state, letter.why) == ("bounced", "550 5.1.1 No such person here")
    assert capsys.readouterr().out == "The letter is marked as come back.\n"


def test_the_command_refuses_any_other_message(monkeypatch, tmp_path):
    path = tmp_path / "answer.eml"
    path.write_text("Subject: I am away\n\nUntil Monday.")
    with path.open() as message:
        monkeypatch.setattr("sys.stdin", message)
        with pytest.raises(CommandError, match="doesn't report"):
            call_command("bounced")


def test_sending_again_writes_another_letter_with_the_same_words(officer):
    panel = PanelFactory()
    old = LetterFactory(record=panel, state="failed", why="No such person here", capacity="member")
    new = post_again(letter=old, by=officer)

    assert (new.address, new.subject, new.body, new.capacity) == (old.address, old.subject, old.body, "member")
    assert Letter.objects.about(panel).count() == 2
    assert len(mail.outbox) == 1


def test_a_letter_that_waits_is_not_sent_again(officer):
    with pytest.raises(NotSentYet):
        post_again(letter=LetterFactory(), by=officer)


def test_a_folder_keeps_each_letter_once_however_often_it_is_sent(settings, tmp_path):
    settings.LETTERS_FOLDER = str(tmp_path / "letters")
    letter = EmailMessage("Agenda", "It is out.", None, ["ada@mail.example"], headers={"Message-ID": "<a-1@x.example>"})
    EmailBackend().send_messages([letter, letter])

    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["a-1@x.example.eml"]
    assert b"It is out." in (tmp_path / "letters" / "a-1@x.example.eml").read_bytes()


def test_links_in_letters_are_whole():
    assert link_to("/meetings/") == "http://testserver/meetings/"
