from collections.abc import Callable
from functools import wraps

import rules
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from scrutiny.models import User

View = Callable[..., HttpResponse]


def verb(permission: str) -> Callable[[View], View]:
    """Only for those whose role has the verb: a stranger is asked to sign in, others are told that they may not."""

    def limited(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not rules.has_perm(permission, request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return wrapper

    return limited


def reader_of(request: HttpRequest) -> User:
    """Whoever is signed in, on a page that only the signed-in reach."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
