"""The item at which a meeting decides whether the press and public leave (Local Government Act 1972, s.100A)."""

import re
from collections.abc import Iterable

from django.utils.text import get_text_list

from meetings.models import AgendaItem, Meeting, TakenOff
from scrutiny.models import Open
from scrutiny.operations import Change

TITLE = "Exclusion of the press and public"
SAYS_THE_SAME = ("exclusion of the press", "exclusion of press", "exclusion of the public", "exclusion of public")
EXEMPT = (
    "That, under section 100A(4) of the Local Government Act 1972, the press and public be excluded from the meeting "
    "for {items}, because exempt information as defined in {paragraphs} of Part 1 of Schedule 12A to the Act is likely "
    "to be disclosed, and the public interest in keeping it private outweighs the public interest in disclosing it."
)
CONFIDENTIAL = (
    "For {items} the press and public must leave, because confidential information would be disclosed "
    "(section 100A(2) of the Local Government Act 1972)."
)
OURS = re.compile(
    "|".join(
        re.escape(words).replace(r"\{items\}", r"[\w ,]+").replace(r"\{paragraphs\}", r"[\w ,]+")
        for words in (f"{EXEMPT} {CONFIDENTIAL}", EXEMPT, CONFIDENTIAL)
    )
)


def needs_exclusion(meeting: Meeting, items: Iterable[AgendaItem]) -> bool:
    """A meeting to come that is held in public takes something in private."""
    in_public = meeting.is_formal and meeting.panel.access_rules_apply
    to_come = meeting.state in Meeting.State.to_come()
    return to_come and in_public and any(item.is_private for item in items)


def excludes_public(item: AgendaItem) -> bool:
    """The item that came by itself, or one that an officer typed under a title that says the same."""
    return item.is_exclusion or item.title.casefold().startswith(SAYS_THE_SAME)


def taken_off_by_hand(meeting: Meeting) -> bool:
    """Whether an officer decided that this meeting does without."""
    rows = AgendaItem.history.filter(meeting=meeting, is_exclusion=True, history_type="-")
    return TakenOff.objects.filter(meeting=meeting, number__in=rows.values("id")).exists()


def wording(items: Iterable[AgendaItem]) -> str:
    """The resolution that the meeting is asked for, by the numbers and grounds of its private items."""
    exempt = [item for item in items if item.openness == Open.EXEMPT]
    confidential = [item for item in items if item.openness == Open.CONFIDENTIAL]
    paragraphs = sorted({str(item.exempt_paragraph) for item in exempt})
    sentences = []
    if exempt:
        sentences.append(EXEMPT.format(items=named("item", numbers(exempt)), paragraphs=named("paragraph", paragraphs)))
    if confidential:
        sentences.append(CONFIDENTIAL.format(items=named("item", numbers(confidential))))
    return " ".join(sentences)


def numbers(items: Iterable[AgendaItem]) -> list[str]:
    return [item.number for item in items if item.number]


def named(noun: str, values: list[str]) -> str:
    """ "item 8", "items 8 and 9"; "the items below" where none has a number."""
    if not values:
        return f"the {noun}s below"
    return f"{noun}{'s' if len(values) > 1 else ''} {get_text_list(values, 'and')}"


def word_exclusion(step: Change, meeting: Meeting) -> None:
    """The wording follows the agenda, until an officer has written their own."""
    items = list(meeting.items.order_by("position"))
    for item in items:
        if item.is_exclusion and OURS.fullmatch(item.text) and item.text != wording(items):
            step.save(item, text=wording(items))
