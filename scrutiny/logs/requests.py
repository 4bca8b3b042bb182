"""A line for each request: which kind of page, not which page; how it ended, how long it took, who was signed in."""

import logging
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

log = logging.getLogger("scrutiny.requests")

HEADER = "X-Request-ID"
# Hexadecimal, as proxies make it, so that nothing can be said in it.
WELL_FORMED = re.compile(r"[0-9a-f](?:[0-9a-f]|-(?!-)){14,62}[0-9a-f]")
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}

_current: ContextVar[str] = ContextVar("request number", default="")


def current_number() -> str:
    """The number of the request under way in this thread; empty outside one."""
    return _current.get()


def written_down(get_response: "Callable[[HttpRequest], HttpResponse]") -> "Callable[[HttpRequest], HttpResponse]":
    """Give the request a number, or keep a proxy's, and write a line once it is answered."""

    def middleware(request: "HttpRequest") -> "HttpResponse":
        began = time.perf_counter()
        number = number_of(request)
        token = _current.set(number)
        try:
            response = get_response(request)
            response[HEADER] = number
            write(request, response, time.perf_counter() - began)
            return response
        finally:
            _current.reset(token)

    return middleware


def number_of(request: "HttpRequest") -> str:
    given = request.headers.get(HEADER, "")
    return given if WELL_FORMED.fullmatch(given) else secrets.token_hex(8)


def write(request: "HttpRequest", response: "HttpResponse", seconds: float) -> None:
    page = request.resolver_match and request.resolver_match.view_name
    if page == "health" and response.status_code == 200:  # asked every few seconds
        return
    given: dict[str, Any] = {
        "method": request.method if request.method in METHODS else "other",
        "page": page,
        "status": response.status_code,
        "milliseconds": round(seconds * 1000),
    }
    # Nobody is looked up for the log's sake.
    if hasattr(request, "_cached_user") and request.user.pk:
        given["user"] = request.user.pk
    log.info("Answered", extra={"facts": given})
