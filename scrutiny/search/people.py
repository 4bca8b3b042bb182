"""What search may know of people: councillors and co-opted members are public, officers of the council are not."""

from collections.abc import Iterable

from scrutiny.models import Holding, Membership, Merge, Person, SearchEntry
from scrutiny.search.sources import MEMBERS, OFFICERS, PUBLIC, Found, Source, register, touches


def read_person(person: Person) -> dict[str, list[Found]]:
    if Merge.objects.filter(gone=person).exists():
        return {}
    panels = [str(row.panel) for row in person.memberships.select_related("panel").order_by("-from_on", "pk")]
    words = "\n".join(filter(None, [person.get_kind_display(), person.party, person.ward, *panels]))
    found = Found(f"person:{person.pk}", SearchEntry.Kind.PERSON, str(person), words, person.get_absolute_url())
    audiences = [PUBLIC, MEMBERS, OFFICERS] if person.kind in Person.Kind.public() else [OFFICERS]
    return {audience: [found] for audience in audiences}


def all_people() -> Iterable[Person]:
    return Person.objects.unmerged().order_by("pk").iterator(chunk_size=100)


def register_search() -> None:
    register(Source(Person, all_people, read_person))
    touches(Membership, lambda seat: [seat.person])
    touches(Holding, lambda holding: [holding.person])
    touches(Merge, lambda merge: [merge.kept, merge.gone])
