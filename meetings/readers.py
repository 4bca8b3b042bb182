"""Which papers meetings have disclosed, and to whom: those of every publication, until they are withheld."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from meetings.models import ItemPaper, ItemReader, Meeting, Publication
from scrutiny import readers
from scrutiny.models import Open
from scrutiny.permissions import scope_of


def published_with_an_agenda(user) -> Q:
    """The papers of any publication of a meeting that the reader may know of, but for private ones of an item from
    which they are excluded."""
    publications = Publication.objects.filter(documents=OuterRef("pk"), meeting__in=Meeting.objects.visible_to(user))
    published = Q(Exists(publications))
    if scope_of(user).person_id is None:
        return published
    return published & (Q(openness=Open.OPEN) | ~Q(Exists(ever_under(user, ItemReader.Kind.EXCLUDED))))


def named_for_an_item(user) -> Q:
    """The papers of the items for which the reader is named."""
    return Q(Exists(ever_under(user, ItemReader.Kind.NAMED)))


def ever_under(user, kind: str) -> QuerySet:
    """The rows that say that the paper in hand lies, or lay, under an item for which the reader is of that kind."""
    items = ItemReader.objects.filter(person=scope_of(user).person_id, kind=kind).values("item_id")
    return ItemPaper.history.model.objects.filter(document_id=OuterRef("pk"), item_id__in=items)


def register() -> None:
    readers.register(published_with_an_agenda)
    readers.register_named(named_for_an_item)
