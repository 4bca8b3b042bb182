"""The yardstick: the site's addresses, and a bare page of 25 KB with two queries behind the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from scrutiny.models import MunicipalYear, Panel

PAGE = engines["django"].from_string(
    """<!doctype html><html lang="en"><head><title>Plain</title></head><body>
{% for number in numbers %}<p>{{ number }}: {{ panel }} meets in {{ year }}, in public, and says what has changed since.
Its papers are open five clear days before; what is private says why.</p>
{% endfor %}</body></html>"""
)


def plain(_request: HttpRequest) -> HttpResponse:
    panel, year = Panel.objects.earliest("pk"), MunicipalYear.objects.earliest("pk")
    return HttpResponse(PAGE.render({"panel": panel, "year": year, "numbers": range(120)}))


urlpatterns = [path("plain/", plain), path("", include("scrutiny.urls"))]
handler404 = "scrutiny.views.errors.not_found"
