"""Items that were not open for long enough: proposed as urgent, agreed or refused by the Chair."""

from collections.abc import Mapping

from meetings import permissions
from meetings.models import AgendaItem, Meeting, Publication
from scrutiny.dates import CLEAR_DAYS
from scrutiny.operations import Change, Refused, change, claim


class UrgencyNeedsReason(Refused):
    """Say why each late item can't wait. Your words are printed on the agenda."""


class NotProposedAsUrgent(Refused):
    """This item was open for long enough, so nobody has to agree that it is urgent."""


class UrgencyNotYetDecided(Refused):
    """The Chair decides at the meeting. Record it once the agenda is published."""


def late_items(meeting: Meeting, items: list[AgendaItem], days: int, lateness: str = "") -> list[AgendaItem]:
    """The items that the Chair must agree to take: all of a late agenda, and those added to one that is out.

    An item that will be open for the days that the law asks is none of them, nor is one of a meeting that was itself
    called at short notice, nor the one at which the public is excluded (Local Government Act 1972, s.100B(4)).
    """
    if days >= CLEAR_DAYS or lateness == Publication.Lateness.SHORT_NOTICE:
        return []
    if meeting.agenda_published_at is None and lateness != Publication.Lateness.LATE_AGENDA:
        return []
    business = [item for item in items if not (item.is_heading or item.is_exclusion)]
    return [item for item in business if item.published_at is None]


def propose_urgency(step: Change, late: list[AgendaItem], reason: str, urgent: Mapping[int, str]) -> None:
    """Each says why it can't wait: in words of its own, or in those that hold for the whole publication.

    Raises `UrgencyNeedsReason`.
    """
    for item in late:
        words = urgent.get(item.pk, "").strip() or reason.strip()
        if not words:
            raise UrgencyNeedsReason
        step.save(item, urgency=AgendaItem.Urgency.PROPOSED, urgency_reason=words)


def decide_urgency(
    *, item: AgendaItem, agreed: bool, words: str, by, for_all: bool = False, seen: int | None = None
) -> AgendaItem:
    """The Chair agreed that the item is urgent, or not, and gave the special circumstances in ``words``.

    ``for_all`` records the same of every other item of the meeting that is not decided yet: of a late agenda.
    Raises `NotProposedAsUrgent`, `UrgencyNotYetDecided`, `ChangedMeanwhile`.
    """
    if not item.urgency:
        raise NotProposedAsUrgent
    if not permissions.can_decide_urgency(item.meeting):
        raise UrgencyNotYetDecided
    decided = AgendaItem.Urgency.AGREED if agreed else AgendaItem.Urgency.REFUSED
    with change("decide_urgency", by=by, about=item.meeting, words=words, decided=decided) as step:
        claim(item.meeting, None)
        claim(item, seen)
        for each in undecided(item) if for_all else ():
            claim(each, None)
            step.save(each, urgency=decided, chair_on_urgency=words, outcome=outcome_of(each, agreed))
        return step.save(item, urgency=decided, chair_on_urgency=words, outcome=outcome_of(item, agreed))


def undecided(item: AgendaItem) -> list[AgendaItem]:
    """The meeting's other items about which the Chair has said nothing yet."""
    others = AgendaItem.objects.filter(meeting=item.meeting, urgency=AgendaItem.Urgency.PROPOSED).exclude(pk=item.pk)
    return list(others.order_by("position"))


def outcome_of(item: AgendaItem, agreed: bool) -> str:
    """An item that isn't urgent isn't taken; one that was refused by mistake has no outcome yet."""
    if not agreed:
        return AgendaItem.Outcome.URGENCY_REFUSED
    return "" if item.outcome == AgendaItem.Outcome.URGENCY_REFUSED else item.outcome
