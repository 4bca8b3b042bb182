"""What is likely of something that somebody takes on at an item: whose it is, and by when."""

from datetime import date

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Length

from meetings.deadlines import deadlines
from meetings.models import AgendaItem, Meeting
from scrutiny.dates import Calendar
from scrutiny.models import Holding, Office

FEW = 3


def likely_owner(item: AgendaItem, today: date) -> str:
    """The office that its presenters name, or the one that somebody of that name holds; nothing where none is known."""
    if not item.presenters:
        return ""
    said = Value(item.presenters)
    held = Holding.objects.on(today).alias(said=said).filter(said__icontains=F("person__name")).values("office_id")
    named = Q(said__icontains=F("title"))
    offices = Office.objects.alias(said=said).filter(named | Q(pk__in=held))
    best = offices.annotate(by_title=Case(When(named, then=Length("title")), default=0)).order_by("-by_title", "title")
    return best.values_list("title", flat=True).first() or ""


def likely_day(meeting: Meeting, today: date, calendar: Calendar) -> date | None:
    """When papers are due for the panel's next meeting; None where none is called."""
    later = Meeting.objects.going_ahead().filter(panel=meeting.panel, held_on__gt=max(meeting.held_on, today))
    due = (deadlines(each, today, calendar).papers_due for each in later.order_by("held_on")[:FEW])
    return next((day for day in due if day >= today), None)
