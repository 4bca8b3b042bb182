"""The chair looks at an agenda before it goes out, and says by a link what they would change."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from meetings import permissions
from meetings.models import ChairComment, Meeting
from meetings.operations.asking import AT_LEAST, NothingToAskFor
from scrutiny.models import Membership
from scrutiny.models.answer import LINK
from scrutiny.operations import Change, LinkStopped, Refused, change, claim, open_link, post


class NoChair(Refused):
    """The panel has no chair today. Ask a manager to enter who sits on it."""


class ChairWithoutAddress(Refused):
    """No e-mail address of the chair is on record. Ask a manager to enter it."""


class NothingOnTheAgenda(Refused):
    """There is nothing on the agenda yet. Add the items first."""


class SaidAlready(Refused):
    """You have answered already. Write to whoever asked you if there is more."""


def chair_of(meeting: Meeting) -> Membership | None:
    """Who chairs the panel today."""
    seats = Membership.objects.sitting().filter(panel=meeting.panel_id, role=Membership.Role.CHAIR)
    return seats.select_related("person").order_by("-from_on", "-pk").first()


def send_to_chair(*, meeting: Meeting, by) -> ChairComment:
    """Write to the panel's chair of today with a link to the agenda as it stands, and to a box for comments.

    Raises `NothingToAskFor`, `NoChair`, `ChairWithoutAddress`, `NothingOnTheAgenda`.
    """
    seat = chair_of(meeting)
    if not permissions.can_ask(meeting):
        raise NothingToAskFor
    if seat is None:
        raise NoChair
    if not seat.person.email:
        raise ChairWithoutAddress
    if not meeting.items.exists():
        raise NothingOnTheAgenda
    with change("send_to_chair", by=by, about=meeting) as step:
        link = open_link(
            step=step,
            owner=None,
            name=str(seat.person),
            email=seat.person.email,
            expires_at=max(meeting.begins, step.at + AT_LEAST),
            by=by,
        )
        comment = step.save(ChairComment(meeting=meeting, answer_request=link))
        write(step, "chair_asked", comment)
    return comment


def say_as_chair(*, comment: ChairComment, text: str) -> ChairComment:
    """What the chair would change; nothing said is nothing to change. Raises `LinkStopped`, `SaidAlready`."""
    link = comment.answer_request
    if link.state != link.State.OPEN:
        raise LinkStopped
    if comment.said_at:
        raise SaidAlready
    with change("say_as_chair", by=None, about=comment.meeting, name=link.name) as step:
        claim(comment, comment.version)
        step.save(comment, text=text, said_at=step.at)
        write(step, "chair_thanked", comment)
    return comment


def letter(template: str, comment: ChairComment) -> tuple[str, str]:
    """Subject and body."""
    link = comment.answer_request
    words = {
        "asked": link,
        "meeting": comment.meeting,
        "text": comment.text,
        "link": LINK,
        "by": link.asked_by,
        "COUNCIL_NAME": settings.COUNCIL_NAME,
        "COUNCIL_PHONE": settings.COUNCIL_PHONE,
    }
    subject = render_to_string(f"meetings/letters/{template}_subject.txt", words)
    return " ".join(subject.split()), render_to_string(f"meetings/letters/{template}.txt", words).strip()


def write(step: Change, template: str, comment: ChairComment) -> None:
    link = comment.answer_request
    subject, body = letter(template, comment)
    post(step, about=link, address=link.email, name=link.name, capacity="chair", subject=subject, body=body)


def chair_comments(meeting: Meeting) -> list[ChairComment]:
    """What was sent to the chair, newest first."""
    rows = meeting.chair_comments.select_related("answer_request").order_by("-pk")
    return list(rows)


def chair_words(comments: list[ChairComment]) -> tuple[str, str]:
    """Whether the chair has seen the agenda, with the look of it."""
    if any(comment.said_at for comment in comments):
        return "The Chair has seen the agenda", "good"
    if comments:
        asked = timezone.localdate(comments[0].answer_request.asked_at)
        return f"Sent to the Chair {asked.day} {asked:%B}, no answer yet", "neutral"
    return "The Chair has not seen the agenda", "neutral"
