"""Which papers meetings have disclosed: those of every publication, until they are withheld."""

from django.db.models import Exists, OuterRef, Q

from meetings.models import Meeting, Publication
from scrutiny import readers


def published_with_an_agenda(user) -> Q:
    """The papers of any publication of a meeting that the reader may know of."""
    publications = Publication.objects.filter(documents=OuterRef("pk"), meeting__in=Meeting.objects.visible_to(user))
    return Q(Exists(publications))


def register() -> None:
    readers.register(published_with_an_agenda)
