"""Who gets a panel's papers on a day: its members of that day, and those who are listed beside them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from meetings.models import Circulation
from scrutiny.models import Membership, Panel, Person
from scrutiny.templatetags.words import count_words

Capacity = Circulation.Capacity

CAPACITIES: dict[str, Circulation.Capacity] = {
    Membership.Role.SUBSTITUTE: Capacity.SUBSTITUTE,
    Membership.Role.CO_OPTED_VOTING: Capacity.CO_OPTED,
    Membership.Role.CO_OPTED_NON_VOTING: Capacity.CO_OPTED,
}
"""Everybody else on the panel is a member."""

COUNTED: dict[str, str] = {
    Capacity.MEMBER: "member",
    Capacity.SUBSTITUTE: "substitute",
    Capacity.CO_OPTED: "co-opted member",
    Capacity.PRESENTER: "presenter",
    Capacity.PRESS: "press address,press addresses",
    Capacity.OTHER: "other",
}


@dataclass(frozen=True)
class Recipient:
    """Somebody on a panel's circulation. ``row`` is what was entered about them, ``person_id`` whom it is about."""

    name: str
    capacity: Circulation.Capacity
    email: str = ""
    copies: int = 0
    gets_private: bool = False
    is_left_out: bool = False
    person_id: int | None = None
    row: int | None = None

    @property
    def is_unreachable(self) -> bool:
        return not (self.email or self.copies or self.is_left_out)

    def may_get(self, *, is_public: bool) -> bool:
        return is_public or self.is_of_the_panel or self.gets_private

    @property
    def is_of_the_panel(self) -> bool:
        return self.capacity in Capacity.of_the_panel()


def circulation_of(panel: Panel, day: date) -> list[Recipient]:
    """Everybody listed, also those who are left out or have no address, in the order in which papers print a panel."""
    rows = list(panel.circulation.select_related("person").order_by("capacity", "name", "pk"))
    own = {row.person_id: row for row in rows if row.person_id}
    sitting = sorted(
        panel.memberships.on(day).select_related("person"), key=lambda seat: (seat.rank, seat.person.sort_name)
    )
    seated = {seat.person_id for seat in sitting}
    members = [of_the_panel(seat.person, capacity_of(seat), own.get(seat.person_id)) for seat in sitting]
    return members + [listed(row) for row in rows if row.person_id not in seated]


def capacity_of(seat: Membership) -> Circulation.Capacity:
    return CAPACITIES.get(seat.role, Capacity.MEMBER)


def of_the_panel(person: Person, capacity: Circulation.Capacity, row: Circulation | None) -> Recipient:
    if row is None:
        return Recipient(str(person), capacity, person.email, gets_private=True, person_id=person.pk)
    return listed(row, capacity)


def listed(row: Circulation, capacity: Circulation.Capacity | None = None) -> Recipient:
    by_email = row.way == Circulation.Way.EMAIL
    return Recipient(
        name=str(row),
        capacity=capacity or Capacity(row.capacity),
        email=row.email or (row.person.email if row.person else "") if by_email else "",
        copies=row.copies,
        gets_private=row.gets_private,
        is_left_out=row.is_left_out,
        person_id=row.person_id,
        row=row.pk,
    )


def recipients(everybody: Iterable[Recipient], *, is_public: bool = True) -> list[Recipient]:
    """Those who get something, each address once however it is spelt: who comes first in the list keeps it.

    What a body does among itself goes to those who sit on it, and to whoever else gets private papers.
    """
    found: dict[str, Recipient] = {}
    for place, each in enumerate(everybody):
        if each.is_left_out or each.is_unreachable:
            continue
        if each.may_get(is_public=is_public):
            found.setdefault(each.email.casefold() or f"printed {place}", each)
    return list(found.values())


def unreached(everybody: Iterable[Recipient], *, is_public: bool = True) -> list[Recipient]:
    """Those who should get it, and of whom neither an address nor a number of copies is known."""
    return [each for each in everybody if each.is_unreachable and each.may_get(is_public=is_public)]


def counted(those: Iterable[Recipient]) -> str:
    """ "8 members, 2 co-opted members and 3 presenters"."""
    capacities = [each.capacity for each in those]
    words = [count_words(capacities.count(each), COUNTED[each]) for each in Capacity if each in capacities]
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def has_no_address(those: list[Recipient]) -> str:
    """ "1 member has no address"; nothing where everybody has one."""
    return f"{counted(those)} {'has' if len(those) == 1 else 'have'} no address" if those else ""


def copies(those: Iterable[Recipient]) -> int:
    return sum(each.copies for each in those)
