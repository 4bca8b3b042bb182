from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template

from scrutiny.accounts import limits
from scrutiny.logs.requests import current_number
from scrutiny.models import Address


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that a record had before leads to where it is now, and so do those below it; any other is not found.

    A record that the reader may not see is not found either.
    """
    address = now_at(request)
    if address and address != request.path:
        return redirect(address, permanent=True)
    return render(request, "404.html", status=404)


def now_at(request: HttpRequest) -> str | None:
    """What the address would be at the current one of the record that has or had it, or the part of it above."""
    if "\x00" in request.path:  # no address holds one, and PostgreSQL refuses to be asked
        return None
    known = Address.objects.select_related("content_type").filter(path__in=parts_above(request.path))
    past = max(known, key=lambda address: len(address.path), default=None)
    record = past and record_at(past, request.user)
    return record.get_absolute_url() + request.path.removeprefix(past.path) if past and record else None


def record_at(past: Address, user) -> Any:
    """The record that has or had the address, if the reader may see it."""
    model = past.content_type.model_class()
    if model is None:
        return None
    rows: Any = model._default_manager.all()
    rows = rows.visible_to(user) if hasattr(rows, "visible_to") else rows
    return rows.filter(pk=past.object_id).first()


def parts_above(path: str) -> list[str]:
    """ "/a/b/c" gives "/a/", "/a/b/" and itself."""
    return [path[: place + 1] for place in range(1, len(path)) if path[place] == "/"] + [path]


def broken(request: HttpRequest) -> HttpResponse:
    """Something failed, perhaps the database: the page asks for nothing but the number of the request's log lines."""
    return HttpResponse(get_template("500.html").render({"number": current_number()}), status=500)


def too_many(request: HttpRequest) -> HttpResponse:
    """Somebody tried something too often; the page says how long to wait."""
    action = limits.ACTIONS.get(str(request.resolver_match and request.resolver_match.url_name), "")
    seconds = limits.seconds_to_wait(request, action, request.POST.get("email", "").lower())
    response = render(request, "429.html", {"wait": limits.in_words(seconds)}, status=429)
    response["Retry-After"] = str(max(seconds, 1))
    return response
