"""Papers that are asked for: the letter with its link, reminders, what the author sends, and what becomes of it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils.timezone import localdate

from meetings import permissions
from meetings.models import AgendaItem, ItemPaper, PaperRequest
from meetings.operations.agenda import open_agenda, openness_of
from scrutiny.dates import papers_due
from scrutiny.documents.checks import CheckedFile
from scrutiny.models import AnswerRequest, File, Office, council_calendar
from scrutiny.models.answer import LINK
from scrutiny.operations import (
    Change,
    LinkStopped,
    Refused,
    change,
    claim,
    keep_document,
    moment,
    open_link,
    post,
    renew_link,
    stop_link,
)

AT_LEAST = timedelta(days=7)
"""How long a link works, however near the meeting is."""


class NothingToAskFor(Refused):
    """Papers can be asked for while the meeting is still to come."""


class DueTooLate(Refused):
    """The paper must be due before the meeting. Choose an earlier day."""


class RemindedToday(Refused):
    """They were reminded today already. Call them, or try again tomorrow."""


class NotWaitingForIt(Refused):
    """Nobody waits for this paper any more: it has come, or was withdrawn."""


class NothingToReceive(Refused):
    """This paper is not asked for any more. What you sent before is safe."""


class NothingReceived(Refused):
    """No paper has come that could be put under the item or returned."""


class MissingNotSaid(Refused):
    """Say what is missing. The author reads it on the page of their link."""


def ask_for_paper(
    *,
    item: AgendaItem,
    due_on: date,
    by,
    office: Office | None = None,
    name: str = "",
    email: str,
    covers: str = "",
) -> PaperRequest:
    """Write to an author with a link by which they send the paper of an item.

    ``name`` is the person who holds the office today, or whoever is asked where there is no office.
    Raises `NothingToAskFor`, `DueTooLate`.
    """
    meeting = item.meeting
    if not permissions.can_ask(meeting):
        raise NothingToAskFor
    if due_on >= meeting.held_on:
        raise DueTooLate
    with change("ask_for_paper", by=by, about=meeting, title=item.open_title) as step:
        link = open_link(
            step=step,
            owner=office,
            name=name or (office.title if office else email),
            email=email,
            expires_at=works_until(item, step.at),
            by=by,
        )
        request = step.save(PaperRequest(item=item, answer_request=link, covers=covers, due_on=due_on))
        write(step, "paper_asked", request)
    return request


def works_until(item: AgendaItem, now: datetime) -> datetime:
    """The link works until the meeting begins."""
    return max(item.meeting.begins, now + AT_LEAST)


def letter(template: str, request: PaperRequest, link: AnswerRequest, **more: Any) -> tuple[str, str]:
    """Subject and body. The item goes by the title that the public reads, since letters are read by many."""
    words = {
        "request": request,
        "asked": link,
        "item": request.item,
        "meeting": request.item.meeting,
        "link": LINK,
        "by": link.asked_by,
        "COUNCIL_NAME": settings.COUNCIL_NAME,
        "COUNCIL_PHONE": settings.COUNCIL_PHONE,
    } | more
    subject = render_to_string(f"meetings/letters/{template}_subject.txt", words)
    return " ".join(subject.split()), render_to_string(f"meetings/letters/{template}.txt", words).strip()


def preview_of(*, item: AgendaItem, by, office: Office | None, name: str, email: str, due_on: date, covers: str) -> str:
    """The letter as it would be written, without sending it."""
    link = AnswerRequest(owner=office, name=name or (office.title if office else email), email=email, asked_by=by)
    return letter("paper_asked", PaperRequest(item=item, due_on=due_on, covers=covers), link)[1]


def write(step: Change, template: str, request: PaperRequest, **more: Any) -> None:
    link = request.answer_request
    subject, body = letter(template, request, link, **more)
    post(step, about=link, address=link.email, name=link.name, capacity="author", subject=subject, body=body)


def bring_back(step: Change, request: PaperRequest, item: AgendaItem) -> None:
    """Ask again for the paper of an item that was taken off and is on an agenda again, by the same link.

    Where that is another meeting's, the paper is due anew.
    """
    elsewhere = item.pk != request.item_id
    if elsewhere and not request.is_unfinished:
        return
    request.item = item
    if elsewhere:
        due_on = max(papers_due(item.meeting.held_on, council_calendar()), localdate(step.at))
        anew = {"due_on": due_on, "reminders": 0, "first_reminder_on": None, "last_reminder_on": None}
        step.save(request, **anew)
    else:
        step.save(request)
    link = request.answer_request
    if request.is_unfinished:
        if not link.revoked_at:
            renew_link(step=step, request=link, expires_at=works_until(item, step.at))
        write(step, "paper_back", request)


def remind(*, request: PaperRequest, by, today: date, seen: int | None = None) -> PaperRequest:
    """Ask once more, at most once on a day. The link is the one of the first letter, unless it was stopped.

    ``by`` is None for the site's own reminders. Raises `NotWaitingForIt`, `RemindedToday`, `ChangedMeanwhile`.
    """
    if not permissions.can_remind(request):
        raise NotWaitingForIt
    if request.last_reminder_on == today:
        raise RemindedToday
    with change("remind", by=by, about=request.item.meeting, title=request.item.open_title) as step:
        claim(request, seen)
        renew_link(step=step, request=request.answer_request, expires_at=works_until(request.item, step.at))
        step.save(
            request,
            reminders=request.reminders + 1,
            first_reminder_on=request.first_reminder_on or today,
            last_reminder_on=today,
        )
        write(step, "paper_reminded", request, late=request.days_late(today))
    return request


def receive_paper(
    *,
    request: PaperRequest,
    checked: File | CheckedFile,
    title: str,
    stage: str,
    purpose: str = "",
    recommendations: Sequence[str] = (),
    background: Sequence[str] = (),
    cleared_by: str = "",
) -> PaperRequest:
    """What an author sends by the link: ``stage`` is "draft" or "final", as they say. Only officers know of it yet.

    Raises `LinkStopped`, `NothingToReceive`, `FileGone`, `FileRefused`, `PaperWithheld`, `ChangedMeanwhile`.
    """
    link = request.answer_request
    if link.state_at(moment()) != link.State.OPEN:
        raise LinkStopped
    if not permissions.can_receive(request):
        raise NothingToReceive
    item = request.item
    private = openness_of(item) if item.is_private else {}
    with change("receive_paper", by=None, about=item.meeting, title=item.open_title, name=link.whom) as step:
        claim(request, request.version)
        before = request.document
        document = keep_document(
            step=step,
            checked=checked,
            title=title,
            panel=item.meeting.panel,
            author=link.owner.title if link.owner else link.name,
            purpose=purpose,
            recommendations="\n".join(recommendations),
            background=background,
            replaces=before,
            edition=before.edition + 1 if before else 1,
            **private,
        )
        state = stage_of(stage, cleared_by)
        step.save(request, document=document, state=state, received_at=step.at, cleared_by=cleared_by, missing="")
        write(step, "paper_received", request)
    return request


def stage_of(stage: str, cleared_by: str) -> PaperRequest.State:
    if stage == "final":
        return PaperRequest.State.FINAL
    return PaperRequest.State.CLEARED if cleared_by else PaperRequest.State.DRAFT


def accept_paper(*, request: PaperRequest, by, seen: int | None = None) -> ItemPaper:
    """Put what came under its item, as it came: it is the author's paper. A private item's is private with it.

    Raises `NothingReceived`, `AgendaClosed`, `ChangedMeanwhile`.
    """
    document, item = request.document, request.item
    if document is None or not permissions.can_accept(request):
        raise NothingReceived
    with change("accept_paper", by=by, about=item.meeting, title=document.title) as step:
        open_agenda(item.meeting, None)
        claim(item, None)
        claim(request, seen)
        if item.is_private and openness_of(document) != openness_of(item):
            step.save(document, **openness_of(item))
        last = item.papers.aggregate(last=Max("position"))["last"] or 0
        paper = step.save(ItemPaper(item=item, document=document, position=last + 1))
        step.save(request, accepted_at=step.at, accepted_by=by)
    return paper


def return_paper(*, request: PaperRequest, missing: str, by, seen: int | None = None) -> PaperRequest:
    """Ask for it once more, and say what is missing. What came stays on record.

    Raises `NothingReceived`, `MissingNotSaid`, `ChangedMeanwhile`.
    """
    if not permissions.can_return(request):
        raise NothingReceived
    if not missing.strip():
        raise MissingNotSaid
    with change("return_paper", by=by, about=request.item.meeting, title=request.item.open_title) as step:
        claim(request, seen)
        renew_link(step=step, request=request.answer_request, expires_at=works_until(request.item, step.at))
        step.save(request, state=PaperRequest.State.ASKED, missing=missing)
        write(step, "paper_returned", request)
    return request


def withdraw_request(*, request: PaperRequest, by, reason: str = "", seen: int | None = None) -> PaperRequest:
    """The paper is not needed any more. The author is told, and the link says so.

    Raises `NotWaitingForIt`, `ChangedMeanwhile`.
    """
    if not permissions.can_withdraw(request):
        raise NotWaitingForIt
    about = request.item.meeting
    with change("withdraw_request", by=by, about=about, words=reason, title=request.item.open_title) as step:
        claim(request, seen)
        step.save(request, state=PaperRequest.State.WITHDRAWN)
        write(step, "paper_withdrawn", request, reason=reason)
    return request


def send_link_again(*, request: PaperRequest, by) -> PaperRequest:
    """Write once more with the link, which works again until the meeting. One that was stopped is replaced.

    Raises `NotWaitingForIt`.
    """
    if not permissions.can_receive(request):
        raise NotWaitingForIt
    with change("send_link_again", by=by, about=request.item.meeting, title=request.item.open_title) as step:
        renew_link(step=step, request=request.answer_request, expires_at=works_until(request.item, step.at))
        write(step, "paper_asked", request)
    return request


def stop_paper_link(*, request: PaperRequest, by, words: str = "") -> AnswerRequest:
    """The letter reached the wrong person, or the link was passed on too far. Raises `StoppedAlready`."""
    return stop_link(request=request.answer_request, by=by, about=request.item.meeting, words=words)
