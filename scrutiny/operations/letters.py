"""Letters: written with the change that they tell of, sent by a worker, each to one recipient."""

import uuid
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models
from django.utils import timezone
from django.utils.html import strip_tags
from django_tasks import task

from scrutiny.models import AnswerRequest, Letter
from scrutiny.models.answer import LINK
from scrutiny.operations.change import Change, change
from scrutiny.operations.errors import Refused

LONGEST_WHY = 300
FINAL = range(500, 600)
"""Replies of a mail server that another try won't change (RFC 5321, section 4.2.1)."""


class NotSentYet(Refused):
    """This letter still waits to be sent. Send it again once it has come back."""


def post(
    step: Change, *, about: models.Model, address: str, subject: str, body: str, name: str = "", capacity: str = ""
) -> Letter:
    """Write a letter about a record and have it sent: both with the operation under way, or neither. One of the past
    was sent then, and leaves no more.

    ``body`` is plain text with whole addresses (see `link_to`).
    """
    letter = Letter.objects.create(
        record=about,
        address=address,
        name=name,
        capacity=capacity,
        subject=" ".join(subject.split())[:300],
        body=body,
        written_at=step.at,
        **({"state": Letter.State.SENT, "sent_at": step.at} if step.is_past else {}),
    )
    if not step.is_past:
        send_letter.enqueue(letter.pk)
    return letter


def post_again(*, letter: Letter, by) -> Letter:
    """The same words to the same recipient once more. Raises `NotSentYet`."""
    if letter.state == Letter.State.WAITING:
        raise NotSentYet
    with change("post_again", by=by, about=letter.record, address=letter.address) as step:
        return post(
            step,
            about=letter.record,  # type: ignore[arg-type]
            address=letter.address,
            name=letter.name,
            capacity=letter.capacity,
            subject=letter.subject,
            body=letter.body,
        )


def link_to(path: str) -> str:
    """The whole address of a page of this site, for a letter."""
    return settings.SITE_URL + path


@task()
def send_letter(letter_id: int) -> None:
    """Hand a letter to the mail server. One that was sent, or refused for good, is not sent again.

    A worker that dies between the server's yes and our note of it sends the letter twice, under one Message-ID, by
    which mail programs show it once. Raises ``OSError`` and ``SMTPException`` where another try may help.
    """
    letter = Letter.objects.filter(pk=letter_id, state=Letter.State.WAITING).first()
    if letter is None:
        return
    try:
        as_message(letter).send()
    except SMTPRecipientsRefused as refusal:
        code, reply = next(iter(refusal.recipients.values()))
        if code not in FINAL:
            raise
        settle(letter_id, state=Letter.State.FAILED, why=told(reply))
    except SMTPResponseException as refusal:
        if refusal.smtp_code not in FINAL:
            raise
        settle(letter_id, state=Letter.State.FAILED, why=told(refusal.smtp_error))
    else:
        settle(letter_id, state=Letter.State.SENT, sent_at=timezone.now())


def as_message(letter: Letter) -> EmailMessage:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
    headers = {"Message-ID": f"<{letter.public_id}@{domain}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(letter.subject, body_of(letter), None, [letter.address], headers=headers)


def body_of(letter: Letter) -> str:
    """As it leaves: only then does it hold the link of whoever is asked, which is kept nowhere."""
    record = letter.record
    return letter.body.replace(LINK, link_to(record.path)) if isinstance(record, AnswerRequest) else letter.body


def settle(letter_id: int, **values: Any) -> None:
    Letter.objects.filter(pk=letter_id, state=Letter.State.WAITING).update(**values)


def told(reply: bytes | str) -> str:
    """What a mail server said, on one line."""
    text = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    return " ".join(strip_tags(text).split())[:LONGEST_WHY] or "The mail server gave no reason."


def give_up_sending(letter_id: int, *, worker_died: bool) -> None:
    why = "The worker stopped each time it tried." if worker_died else "The mail server could not be reached."
    settle(letter_id, state=Letter.State.FAILED, why=why)


def begin_sending_again(letter_id: int) -> None:
    Letter.objects.filter(pk=letter_id, state=Letter.State.FAILED).update(state=Letter.State.WAITING, why="")


def note_bounce(*, public_id: uuid.UUID, why: str) -> bool:
    """A letter that was sent came back. Whether it was one of ours."""
    sent = Letter.objects.filter(public_id=public_id, state=Letter.State.SENT)
    return bool(sent.update(state=Letter.State.BOUNCED, why=told(why)))
