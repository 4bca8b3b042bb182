"""For whom a page of a meeting is: the public or the panel's members, but for items that a reader reads otherwise."""

from dataclasses import dataclass
from typing import Any

from meetings.agenda_content import MEMBERS, PUBLIC
from meetings.models import ItemReader, Meeting
from scrutiny.permissions import scope_of

COLUMNS = {PUBLIC: "for_public", MEMBERS: "for_members"}
OTHER = {PUBLIC: MEMBERS, MEMBERS: PUBLIC}


@dataclass(frozen=True)
class Reading:
    """``otherwise`` are the ids of items that the reader reads as the other audience does: a member who is excluded
    from an item as the public, somebody who is named for one as a member."""

    audience: str
    otherwise: frozenset[int] = frozenset()

    @property
    def columns(self) -> list[str]:
        """The columns of a publication that it takes: its own first."""
        names = [COLUMNS[self.audience]]
        return [*names, COLUMNS[OTHER[self.audience]]] if self.otherwise else names

    @property
    def reads_all(self) -> bool:
        """Whether the members' pack may be given out whole."""
        return self.audience == MEMBERS and not self.otherwise

    @property
    def pack(self) -> str:
        """Whose pack the reader gets: a pack is given out whole, so the members' only to who reads all of it."""
        return MEMBERS if self.reads_all else PUBLIC

    def reads(self, item: int) -> bool:
        """Whether a private item is open to this reader."""
        return (self.audience == MEMBERS) != (item in self.otherwise)

    def content(self, own: dict[str, Any], other: dict[str, Any] | None = None) -> dict[str, Any]:
        """What the reader reads of a publication, from the values of its ``columns``."""
        if other is None:
            return own
        instead = {item["id"]: item for item in other["items"] if item["id"] in self.otherwise}
        return own | {"items": [instead.get(item["id"], item) for item in own["items"]]}


def reading_of(meeting: Meeting, user) -> Reading:
    """One query for those who sign in as a councillor or a co-opted member, none for anybody else."""
    scope = scope_of(user)
    if scope.sees_everything:
        return Reading(MEMBERS)
    audience = MEMBERS if meeting.panel_id in scope.panel_ids else PUBLIC
    if scope.person_id is None:
        return Reading(audience)
    return reading_by(meeting, scope.person_id, audience)


def reading_by(meeting: Meeting, person: int, audience: str = MEMBERS) -> Reading:
    """As somebody reads it who is one of that audience, by the number of their person: signed in, or by a link."""
    kind = ItemReader.Kind.EXCLUDED if audience == MEMBERS else ItemReader.Kind.NAMED
    mine = ItemReader.objects.filter(person=person, item__meeting=meeting, kind=kind)
    return Reading(audience, frozenset(mine.values_list("item_id", flat=True)))


def read_by_some(meeting: Meeting) -> Reading:
    """As the panel's members who are excluded from nothing: what search may show to all of them."""
    closed = ItemReader.objects.filter(item__meeting=meeting, kind=ItemReader.Kind.EXCLUDED)
    return Reading(MEMBERS, frozenset(closed.values_list("item_id", flat=True)))
