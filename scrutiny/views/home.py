from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scrutiny import slots


def home(request: HttpRequest) -> HttpResponse:
    """The first page: what the apps have to say to anybody."""
    return render(request, "scrutiny/home.html", {"sections": slots.sections("home", request.user)})
