"""The letters about a meeting, that something was published or that it moves: plain text, made of what the public may
read alone."""

import re
from typing import Any

from django.template.loader import render_to_string

from meetings.changes import in_words
from meetings.circulation import Recipient
from meetings.models import Meeting, Publication
from scrutiny.operations import link_to
from scrutiny.templatetags.words import day

EMPTY_LINES = re.compile(r"\n{3,}")


def letter_of(publication: Publication, recipient: Recipient) -> tuple[str, str]:
    """Its subject and body."""
    meeting = publication.meeting
    subject = f"{publication.get_kind_display()}: {meeting.panel}, {day(meeting.held_on)}"
    words: dict[str, Any] = {
        "publication": publication,
        "meeting": meeting,
        "recipient": recipient,
        "changes": [in_words(change) for change in publication.changes_for_public],
        "link": link_to(meeting.get_absolute_url()),
        "has_private": recipient.gets_private and publication.has_private,
    }
    body = render_to_string("meetings/letters/publication.txt", words).strip()
    return subject, EMPTY_LINES.sub("\n\n", body) + "\n"


def letter_about(meeting: Meeting, news: str) -> tuple[str, str]:
    """Subject and body for everybody who was sent the agenda: ``news`` is "Cancelled", or where it was moved from."""
    words: dict[str, Any] = {
        "meeting": meeting,
        "news": news,
        "link": link_to(meeting.get_absolute_url()),
    }
    body = render_to_string("meetings/letters/meeting_changed.txt", words).strip()
    return f"{news}: {meeting.panel}, {day(meeting.held_on)}", EMPTY_LINES.sub("\n\n", body) + "\n"
