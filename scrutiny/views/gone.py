"""What was withheld answers 410 at its address, with the reason and the day."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scrutiny.models import Withholding
from scrutiny.templatetags.words import short_day


class TakenDown(Exception):
    """The record at this address was withheld whole."""

    def __init__(self, record: Any) -> None:
        self.record = record


def unless_withheld(record: Any) -> Any:
    """The record, which was fetched with ``withheld`` (of `scrutiny.models.is_withheld`). Raises `TakenDown`."""
    if record.withheld:
        raise TakenDown(record)
    return record


class SaysSo:
    """Answers `TakenDown`, whichever view raised it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, TakenDown):
            return None
        kept = Withholding.objects.whole().of(exception.record).latest("withheld_at")
        context = {"reason": f"The monitoring officer withheld it: {kept.reason}", "when": short_day(kept.withheld_at)}
        return render(request, "410.html", context, status=410)
