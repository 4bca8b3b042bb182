"""Short words beside an entry's own, by which a database finds what a reader may find before it looks at any entry.

They are only a first sieve: what a person is shown is decided by `scrutiny.search.finding.entries_for`.
"""

from dataclasses import dataclass, replace
from typing import Any

from scrutiny.models import SearchEntry
from scrutiny.permissions import scope_of

PUBLIC, OFFICERS = "public", "officers"


@dataclass(frozen=True)
class Sieve:
    """An entry passes with one of ``any_of``, if there are any, none of ``none_of`` and all of ``all_of``."""

    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()

    def narrowed(self, filters: dict[str, Any]) -> "Sieve":
        """To entries of a kind, a panel, a year: columns of `SearchEntry` and what they must be."""
        return replace(self, all_of=tuple(mark(name, value) for name, value in sorted(filters.items())))


def marks_of(entry: SearchEntry) -> list[str]:
    """``members7`` may find it as members of panel 7; ``others7`` stands on what only others find so."""
    audiences = {
        PUBLIC: entry.for_public,
        OFFICERS: entry.for_officers,
        f"members{entry.panel_id}": entry.panel_id and entry.for_members,
        f"others{entry.panel_id}": entry.panel_id and entry.for_public and not entry.for_members,
    }
    places = {"kind": entry.kind, "panel": entry.panel_id, "year": entry.year_id}
    found = [mark(name, value) for name, value in places.items() if value]
    return [name for name, passes in audiences.items() if passes] + found


def sieve_for(user) -> Sieve:
    """Each record once, in the fullest reading that the person may have."""
    scope = scope_of(user)
    if scope.sees_everything:
        return Sieve((OFFICERS,))
    own = sorted(scope.panel_ids)
    return Sieve((PUBLIC, *(f"members{pk}" for pk in own)), tuple(f"others{pk}" for pk in own))


def mark(name: str, value: Any) -> str:
    """Letters and digits only: ``kindagendaitem``, ``panel7``."""
    plain = str(getattr(value, "pk", value))
    return name + "".join(letter for letter in plain if letter.isalnum())
