"""Pages that fail, for what is written about failures; the site's own besides."""

import logging
import warnings

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from scrutiny.urls import handler404, handler429, handler500

__all__ = ["handler404", "handler429", "handler500", "urlpatterns"]


def fails(request: HttpRequest, words: str) -> HttpResponse:
    """As code fails that was given what it didn't expect: the error repeats it."""
    typed = request.POST.get("text", request.GET.get("text", ""))
    try:
        int(words)
    except ValueError:
        raise LookupError(f"nothing is known of {words} {typed}") from None
    return HttpResponse()


def fails_in_database(request: HttpRequest, words: str) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{words}" FROM nowhere')  # noqa: S608 (it is to fail)
    return HttpResponse()


def warns(request: HttpRequest, words: str) -> HttpResponse:
    warnings.warn(f"beware of {words}", RuntimeWarning, stacklevel=1)
    logging.getLogger("some.library").warning("read %s, %d times", words, 3)
    logging.getLogger("some.library").error(f"put together with {words}", extra={"facts": {"words": words, "task": 7}})  # noqa: G004
    return HttpResponse("warned")


urlpatterns = [
    path("fails/<str:words>/", fails, name="fails"),
    path("fails-in-database/<str:words>/", fails_in_database, name="fails_in_database"),
    path("warns/<str:words>/", warns, name="warns"),
    path("", include("scrutiny.urls")),
]
