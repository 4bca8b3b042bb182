"""Reading what a mail server sends back when a letter can't be delivered (RFC 3464)."""

import re
import uuid
from dataclasses import dataclass
from email.message import EmailMessage

OURS = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@", re.IGNORECASE)


@dataclass(frozen=True)
class Bounce:
    """``letter`` is the left half of the Message-ID of the letter that came back."""

    letter: uuid.UUID
    why: str


def read_bounce(message: EmailMessage) -> Bounce | None:
    """None for a message that doesn't report a failure of a letter: a delay, an answer, an out-of-office note."""
    report = next(message_parts(message, "message/delivery-status"), None)
    returned = OURS.search(returned_headers(message))
    if report is None or returned is None:
        return None
    fields = [block for block in report.get_payload() if isinstance(block, EmailMessage)]
    failed = [block for block in fields if str(block.get("Action", "")).strip().lower() == "failed"]
    if not failed:
        return None
    said = failed[0].get("Diagnostic-Code") or failed[0].get("Status") or ""
    return Bounce(uuid.UUID(returned[1]), str(said).partition(";")[2].strip() or str(said))


def message_parts(message: EmailMessage, media_type: str):
    return (part for part in message.walk() if part.get_content_type() == media_type)


def returned_headers(message: EmailMessage) -> str:
    """The Message-ID of the letter that the report returns, whole or its headers alone."""
    for part in message_parts(message, "message/rfc822"):
        inner = part.get_payload(0) if part.is_multipart() else None
        if isinstance(inner, EmailMessage):
            return str(inner.get("Message-ID", ""))
    return "\n".join(str(part.get_payload()) for part in message_parts(message, "text/rfc822-headers"))
