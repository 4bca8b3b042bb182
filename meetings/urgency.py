"""What the draft minutes say of an item that was not open for long enough: the special circumstances
(Local Government Act 1972, s.100B(4)(b))."""

from meetings.models import AgendaItem

Urgency = AgendaItem.Urgency

OPENINGS = {
    Urgency.PROPOSED: "This item was published late and proposed as urgent.",
    Urgency.AGREED: "The Chair agreed that this item be taken as a matter of urgency.",
    Urgency.REFUSED: "The Chair did not agree that this item was urgent, and it was not taken.",
}


def opening_of_minute(item: AgendaItem) -> str:
    """The words with which its minute begins; nothing of an item that was in time."""
    if not item.urgency:
        return ""
    why = item.chair_on_urgency or item.urgency_reason
    return f"{opening_for_all(item)} {circumstances(item)}: {why}" if why else opening_for_all(item)


def opening_for_all(item: AgendaItem) -> str:
    """What the public reads of a private item: that it was urgent, and not why."""
    return OPENINGS[Urgency(item.urgency)] if item.urgency else ""


def circumstances(item: AgendaItem) -> str:
    return "Why" if item.urgency == Urgency.REFUSED else "The special circumstances"
