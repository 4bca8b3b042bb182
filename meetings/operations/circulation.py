"""Who gets a panel's papers, and sending them what was published or decided about a meeting."""

from typing import Any

from django.utils import timezone

from meetings.circulation import Recipient, circulation_of, counted, recipients, unreached
from meetings.letters import letter_of
from meetings.models import Circulation, Meeting, Publication
from scrutiny.models import Panel
from scrutiny.operations import Change, Refused, change, claim, post
from scrutiny.templatetags.words import count_words


class ListedAlready(Refused):
    """This person is on the list already. Change their line instead."""


def add_recipient(*, panel: Panel, by, **fields: Any) -> Circulation:
    """Put somebody on the circulation, or say how a member gets the papers otherwise. Raises `ListedAlready`."""
    with change("add_recipient", by=by) as step:
        Panel.objects.select_for_update().get(pk=panel.pk)
        refuse_twice(panel, fields.get("person"))
        return step.save(Circulation(panel=panel, **fields))


def edit_recipient(*, recipient: Circulation, by, seen: int | None = None, **fields: Any) -> Circulation:
    """Raises `ListedAlready`, `ChangedMeanwhile`."""
    with change("edit_recipient", by=by) as step:
        claim(recipient, seen)
        refuse_twice(recipient.panel, fields.get("person"), recipient)
        return step.save(recipient, **fields)


def remove_recipient(*, recipient: Circulation, by) -> None:
    """Take somebody's line off; a member gets the papers by e-mail again."""
    with change("remove_recipient", by=by, about=recipient.panel, name=str(recipient)) as step:
        step.delete(recipient)


def refuse_twice(panel: Panel, person: Any, but: Circulation | None = None) -> None:
    others = panel.circulation.exclude(pk=but.pk) if but else panel.circulation.all()
    if person and others.filter(person=person).exists():
        raise ListedAlready


def who_gets(meeting: Meeting) -> list[Recipient]:
    """Those who are told of this meeting today."""
    return recipients(listed_today(meeting), is_public=meeting.is_public)


def listed_today(meeting: Meeting) -> list[Recipient]:
    return circulation_of(meeting.panel, timezone.localdate())


def send_publication(step: Change, publication: Publication) -> None:
    """A letter to each address, and a note of the printed copies. Nothing private stands in any letter.

    Of what was published in the past nobody is told.
    """
    if step.is_past:
        return
    meeting = publication.meeting
    everybody = listed_today(meeting)
    those = recipients(everybody, is_public=meeting.is_public)
    for each in those:
        if each.email:
            subject, body = letter_of(publication, each)
            post_to(step, each, about=publication, subject=subject, body=body)
    on_paper = [each for each in those if not each.email] + unreached(everybody, is_public=meeting.is_public)
    publication.printed_for = [
        {"name": each.name, "copies": each.copies, "is_private": each.gets_private} for each in on_paper
    ]
    publication.save(update_fields=["printed_for"])


def tell_circulation(step: Change, meeting: Meeting, subject: str, body: str) -> int:
    """Write to everybody on the circulation that the meeting moves or is called off; gives how many letters.

    ``body`` is plain text with whole addresses, and holds nothing that is private.
    """
    told = [each for each in who_gets(meeting) if each.email]
    for each in told:
        post_to(step, each, about=meeting, subject=subject, body=body)
    return len(told)


def told_of(meeting: Meeting) -> str:
    """ "9 letters go out, to 8 members and 1 press address": who hears of it when a meeting moves or is called off."""
    if not meeting.agenda_published_at:
        return "Nobody is written to, as no agenda was sent yet."
    told = [each for each in who_gets(meeting) if each.email]
    if not told:
        return "Nobody is written to: no one on the circulation has an e-mail address."
    verb = "goes" if len(told) == 1 else "go"
    return f"{count_words(len(told), 'letter')} {verb} out, to {counted(told)}."


def post_to(step: Change, recipient: Recipient, **letter: Any) -> None:
    capacity = recipient.capacity.label
    post(step, address=recipient.email, name=recipient.name, capacity=capacity, **letter)
