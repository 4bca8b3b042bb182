from collections.abc import Callable

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.openid_connect import views
from django.http import HttpRequest, HttpResponse
from requests import RequestException


def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Off to the council's own sign-in."""
    return unless_it_fails(views.login, request, provider_id)


def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from there, with an answer about who it is."""
    return unless_it_fails(views.callback, request, provider_id)


def unless_it_fails(step: Callable[..., HttpResponse], request: HttpRequest, provider_id: str) -> HttpResponse:
    """A provider that is down, or whose answers lack what they should hold, gets a sentence and no error page."""
    try:
        return step(request, provider_id)
    except (RequestException, KeyError, TypeError, AttributeError) as failure:
        asked = get_adapter().get_provider(request, provider_id)
        return render_authentication_error(request, asked, exception=failure)
