"""Making packs, as the managers' page speaks of it."""

from django.urls import reverse

from meetings.models import Pack
from meetings.operations.packs import begin_building_again, build_pack, give_up_building
from scrutiny.work.kinds import Kind, register


def pages_of(packs: list[int]) -> dict[int, str]:
    """A preview's own page, else the meeting's."""
    rows = Pack.objects.filter(pk__in=packs).select_related("meeting__panel", "meeting__year")
    return {
        pack.pk: reverse("pack_preview" if pack.is_preview else "meeting", kwargs=pack.meeting.address) for pack in rows
    }


def register_packs() -> None:
    register(Kind(build_pack, "Making a pack", give_up_building, begin_building_again, pages_of))
