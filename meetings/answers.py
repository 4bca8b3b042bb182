"""What meetings ask of people by a link: an author for a paper, the chair for a view of the agenda."""

from functools import partial
from typing import Any

from django.utils.timezone import localdate

from meetings import permissions
from meetings.agenda_content import MEMBERS, PUBLIC, agenda_data
from meetings.audience import reading_by
from meetings.forms.asking import ChairForm, SendPaperForm
from meetings.models import ChairComment, Meeting, PaperRequest, TakenOff
from meetings.operations import agenda_items, chair_of, receive_paper, requests_off, say_as_chair
from scrutiny.answers import Question, register
from scrutiny.models import AnswerRequest
from scrutiny.templatetags.words import day, moment, short_day

BETTER = "You can send a better version until then."
LEAVE_OUT = "Leave out anything that could point to a child or a family."


def papers_asked(link: AnswerRequest) -> list[Question]:
    rows = link.paper_requests.select_related("item__meeting__panel__contact", "item__meeting__year", "document__file")
    there = [paper_question(request, link) for request in rows.order_by("due_on", "pk")]
    return there + [question_off(request, gone) for request, gone in requests_off(link)]


def paper_question(request: PaperRequest, link: AnswerRequest) -> Question:
    """The item goes by its public title, and nothing of it is shown that the public would not read."""
    request.answer_request = link
    meeting = request.item.meeting
    word, look = request.status(localdate())
    facts = [("Meeting", f"{meeting.panel}, {moment(meeting.begins)}"), ("What it should cover", request.covers)]
    if request.document:
        facts.append(("You sent", f"{request.document.title}, {moment(request.received_at)}"))
    return Question(
        key=request.key,
        heading=request.item.open_title,
        asked_for="",
        due_on=request.due_on,
        word=word,
        look=look,
        form=partial(paper_form, request) if permissions.can_receive(request) else None,
        receive=partial(receive_paper, request=request),
        facts=tuple((key, value) for key, value in facts if value),
        returned=f"Something was missing: {request.missing}" if request.missing else "",
        after=what_next(request, link),
        before=BETTER if request.is_received else f"{who_reads(request)} {LEAVE_OUT}",
        is_sent=request.state != PaperRequest.State.ASKED,
        upload=True,
        button="Send the paper",
        contact=contact_of(meeting),
    )


def question_off(request: PaperRequest, gone: TakenOff) -> Question:
    """Nothing is asked unless the item comes back. The reason that an officer typed is for officers alone."""
    meeting = gone.meeting
    why = "" if gone.why == gone.Why.OTHER else f" {gone.told}."
    return Question(
        key=request.key,
        heading=request.item.open_title,
        asked_for=f"This item was taken off the agenda on {day(localdate(gone.taken_off_at))}.{why}",
        due_on=None,
        word="Taken off the agenda",
        look="muted",
        form=None,
        receive=partial(receive_paper, request=request),
        facts=(("Meeting", f"{meeting.panel}, {moment(meeting.begins)}"),),
        after="You need send nothing now. If the item comes back you get a letter, and this link takes your paper.",
        is_sent=True,
        contact=contact_of(meeting),
    )


def contact_of(meeting: Meeting) -> tuple[str, str]:
    return meeting.panel.contact_name, meeting.panel.contact_email


def paper_form(request: PaperRequest, data, files) -> SendPaperForm:
    known = request.document
    initial = {"title": known.title if known else request.item.open_title}
    if known:
        initial |= {"purpose": known.purpose, "recommendations": known.recommendations}
    return SendPaperForm(data, files, initial=initial)


def who_reads(request: PaperRequest) -> str:
    if request.item.is_private:
        return "The item is private: only the panel’s members and officers read the paper."
    return "The paper becomes public when the agenda is published."


def what_next(request: PaperRequest, link: AnswerRequest) -> str:
    if request.state == PaperRequest.State.WITHDRAWN:
        return "This paper is not needed any more."
    if request.accepted_at:
        return (
            f"{link.asked_by} put your paper under the item on {short_day(request.accepted_at)}. {who_reads(request)}"
        )
    return (
        f"Your paper has come. A letter to {link.email} says so. What happens next: {link.asked_by} reads it, and puts "
        f"it under the item or tells you what is missing. {who_reads(request)}"
    )


def agenda_asked(link: AnswerRequest) -> list[Question]:
    """The chair of today reads the agenda as they will once it is out: private items too, but for those from which
    they are excluded. Whoever chairs the panel no more reads nothing of it."""
    comment = (
        ChairComment.objects.filter(answer_request=link)
        .select_related("meeting__panel__contact", "meeting__year")
        .first()
    )
    if comment is None:
        return []
    meeting, comment.answer_request = comment.meeting, link
    is_open = comment.said_at is None and meeting.state in Meeting.State.to_come()
    items = [] if comment.said_at else read_by_chair(meeting, link)
    return [
        Question(
            key=comment.key,
            heading=f"Agenda of {short_day(meeting.held_on)}",
            asked_for="" if comment.said_at else "This is a draft. It is for you alone until it is published.",
            due_on=None,
            word="You have answered" if comment.said_at else "Waits for you",
            look="done" if comment.said_at else "neutral",
            form=chair_form if is_open else None,
            may_be_passed_on=False,
            receive=partial(say_as_chair, comment=comment),
            facts=(("Meeting", f"{meeting.panel}, {moment(meeting.begins)}, {meeting.venue}".strip(", ")),),
            after=f"Thank you. {link.asked_by} reads what you said. A copy goes to {link.email}.",
            is_sent=comment.said_at is not None,
            contact=contact_of(meeting),
            template="meetings/answers/agenda.html",
            context={"items": items},
        )
    ]


def read_by_chair(meeting: Meeting, link: AnswerRequest) -> list[dict[str, Any]]:
    seat = chair_of(meeting)
    if seat is None or seat.person.email != link.email:
        return []
    items, reading = agenda_items(meeting), reading_by(meeting, seat.person_id)
    return reading.content(agenda_data(items, MEMBERS), agenda_data(items, PUBLIC))["items"]


def chair_form(data, files) -> ChairForm:
    return ChairForm(data, files)


def register_answers() -> None:
    register(papers_asked)
    register(agenda_asked)
