"""Previews of packs: what the public and the members would get if the agenda were published as it is."""

from django.db import transaction
from django.utils import timezone

from meetings.agenda_content import MEMBERS, PUBLIC, agenda_data
from meetings.models import Meeting, Pack
from meetings.operations.packs import drop_previews, facts_of, order
from meetings.operations.publishing import NothingToPublish, agenda_items


def order_previews(*, meeting: Meeting) -> None:
    """Have both packs made of the agenda as it stands now; earlier previews go. Raises `NothingToPublish`."""
    content = agenda_now(meeting)
    if not content[MEMBERS]["items"]:
        raise NothingToPublish
    with transaction.atomic():
        Meeting.objects.select_for_update().get(pk=meeting.pk)
        drop_previews(Pack.objects.filter(meeting=meeting))
        for audience in (PUBLIC, MEMBERS):
            order(meeting, audience, facts_of(meeting), timezone.now(), content=content)


def agenda_now(meeting: Meeting) -> dict[str, dict]:
    """The live agenda for both audiences."""
    items = agenda_items(meeting)
    return {audience: agenda_data(items, audience) for audience in (PUBLIC, MEMBERS)}
