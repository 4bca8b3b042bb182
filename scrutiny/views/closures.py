from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from scrutiny import slots
from scrutiny.dates import FIRST_YEAR, LAST_YEAR, england
from scrutiny.forms.closures import ClosureForm, RemoveClosureForm
from scrutiny.forms.versioned import carried_out
from scrutiny.models import Closure, council_calendar
from scrutiny.operations import add_closure, remove_closure
from scrutiny.slots import Section
from scrutiny.templatetags.words import day as in_words
from scrutiny.views.access import verb
from scrutiny.views.asked import asked_day, asked_year


@verb("scrutiny.read_closures")
def closures(request: HttpRequest) -> HttpResponse:
    """The days of a year that no deadline counts; after a change with ``?day=``, which deadlines moved by it."""
    day = asked_day(request, "day")
    year = asked_year(request, day.year if day else timezone.localdate().year)
    known = england()
    context = {
        "year": year,
        "earlier": year - 1 if FIRST_YEAR < year <= LAST_YEAR else None,
        "later": year + 1 if FIRST_YEAR <= year < LAST_YEAR else None,
        "closures": Closure.objects.filter(day__year=year).order_by("day"),
        "holidays": sorted((day, title) for day, title in known.holidays.items() if day.year == year),
        "known": known,
        "is_known": known.knows(date(year, 1, 1)),
        "moved": moved_by(request.user, day) if day else [],
    }
    return render(request, "scrutiny/closures.html", context)


@verb("scrutiny.change_closures")
def closure_new(request: HttpRequest) -> HttpResponse:
    form = ClosureForm(request.POST or None)
    if form.is_valid() and carried_out(form, add_closure, by=request.user, **form.cleaned_data):
        return told(request, form.outcome.day, "added")
    context = {"form": form, "heading": "Add a closure", "back": reverse("closures"), "button": "Add the closure"}
    return render(request, "form_page.html", context)


@verb("scrutiny.change_closures")
def closure_remove(request: HttpRequest, pk: int) -> HttpResponse:
    closure = get_object_or_404(Closure, pk=pk)
    form = RemoveClosureForm(request.POST or None)
    day = closure.day
    if form.is_valid() and carried_out(form, remove_closure, closure=closure, by=request.user, **form.cleaned_data):
        return told(request, day, "removed")
    context = {
        "form": form,
        "heading": f"Remove “{closure}”?",
        "caption": "Deadlines will count this day again.",
        "back": reverse("closures"),
        "button": "Remove the closure",
        "danger": True,
    }
    return render(request, "form_page.html", context)


def told(request: HttpRequest, day: date, done: str) -> HttpResponse:
    """Back to the list, which shows the deadlines that moved."""
    messages.success(request, f"{in_words(day)} {done}")
    return redirect(f"{reverse('closures')}?day={day.isoformat()}")


def moved_by(user: Any, day: date) -> list[Section]:
    """What the apps have to say of one day that counts or counts no more."""
    return slots.sections("closure", user, slots.OneDay(day, council_calendar()))
