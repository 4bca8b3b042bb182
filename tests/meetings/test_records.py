"""What the database itself refuses of meetings, on either engine."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from meetings.models import Publication
from tests.factories import (
    EXEMPT,
    PUBLISHED_AT,
    ActionFactory,
    AgendaItemFactory,
    DecisionFactory,
    DocumentFactory,
    ItemPaperFactory,
    MeetingFactory,
    MinuteFactory,
    PublicationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def twice(make, parent, **fields):
    """Two records of ``make`` that share the record named."""
    first = make(**fields)
    make(**{parent: getattr(first, parent)}, **fields)


REFUSED = {
    "two first meetings of a panel on a day": lambda: twice(MeetingFactory, "panel"),
    "published at a moment by nobody": lambda: MeetingFactory(agenda_published_at=PUBLISHED_AT),
    "published by somebody at no moment": lambda: MeetingFactory(agenda_published_by=UserFactory()),
    "published without an agenda": lambda: MeetingFactory(state="published"),
    "cancelled without a reason": lambda: MeetingFactory(state="cancelled"),
    "postponed without a reason": lambda: MeetingFactory(state="postponed"),
    "two items in one place": lambda: twice(AgendaItemFactory, "meeting", position=1),
    "a heading with a number": lambda: AgendaItemFactory(is_heading=True, number="1"),
    "an exempt item without a paragraph": lambda: AgendaItemFactory(openness="exempt"),
    "an open item with a paragraph": lambda: AgendaItemFactory(exempt_paragraph=2),
    "two papers in one place": lambda: twice(ItemPaperFactory, "item", position=1),
    "one paper twice": lambda: twice(ItemPaperFactory, "document"),
    "two minutes in one place": lambda: twice(MinuteFactory, "item"),
    "two decisions of one number": lambda: twice(DecisionFactory, "minute", number=1),
    "an answer on no day": lambda: ActionFactory(answer="Done."),
    "a day of no answer": lambda: ActionFactory(answered_on=date(2026, 10, 1)),
    "a revised agenda without a reason": lambda: PublicationFactory(kind=Publication.Kind.REVISED),
    "revised minutes without a reason": lambda: PublicationFactory(kind=Publication.Kind.REVISED_MINUTES),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_refuses(what):
    with pytest.raises(IntegrityError), transaction.atomic():
        REFUSED[what]()


def test_what_is_whole_is_taken():
    assert MeetingFactory(called_off=True).is_called_off
    assert AgendaItemFactory(**EXEMPT).is_private
    assert ActionFactory(answer="Done.", answered_on=date(2026, 10, 1)).state == "answered"
    assert ItemPaperFactory(document=DocumentFactory(title="Report")).document.title == "Report"
