"""What happened to a record, and to all of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from scrutiny.history.entries import history_of
from scrutiny.history.everything import whole_history
from scrutiny.history.families import all_rows
from scrutiny.history.filters import HistoryFilter
from scrutiny.history.operations import mark
from scrutiny.models import Office, Panel, Person
from scrutiny.views.access import verb


def record_history(request: HttpRequest, record: Any, back: str = "") -> HttpResponse:
    """The page that each app shows at its records' ``history/``."""
    page = history_of(record, mark(request.GET.get("before", "")))
    context = {"record": record, "page": page, "back": back or record.get_absolute_url()}
    return render(request, "scrutiny/record_history.html", context)


@verb("scrutiny.read_history")
def panel_history(request: HttpRequest, slug: str) -> HttpResponse:
    return record_history(request, get_object_or_404(Panel, slug=slug))


@verb("scrutiny.read_history")
def person_history(request: HttpRequest, pk: int) -> HttpResponse:
    return record_history(request, get_object_or_404(Person.objects.visible_to(request.user), pk=pk))


@verb("scrutiny.read_history")
def office_history(request: HttpRequest, pk: int) -> HttpResponse:
    return record_history(request, get_object_or_404(Office, pk=pk), back="/people/")


@verb("scrutiny.read_whole_history")
def history(request: HttpRequest) -> HttpResponse:
    """Everything that anybody did, for managers."""
    found = HistoryFilter(request.GET, queryset=Panel.history.none(), request=request)
    found.is_valid()
    rows = {label: found.filter_queryset(each) if found.is_bound else each for label, each in all_rows().items()}
    page = whole_history(rows, mark(request.GET.get("before", "")))
    return render(request, "scrutiny/history.html", {"filter": found, "page": page})
