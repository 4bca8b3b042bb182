from collections.abc import Callable
from datetime import timedelta
from functools import wraps

import rules
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from scrutiny.forms.drafted import place_sent, seen_in, typed_in
from scrutiny.models import User
from scrutiny.operations import Refused, keep_draft

A_WEEK = timedelta(days=7)
KEPT = "You were signed out before this was saved. What you typed is kept: sign in, and the form offers it back."

View = Callable[..., HttpResponse]


def verb(permission: str) -> Callable[[View], View]:
    """Only for those whose role has the verb: a stranger is asked to sign in, others are told that they may not."""

    def limited(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                keep_what_was_sent(request)
                return redirect_to_login(request.get_full_path())
            if not rules.has_perm(permission, request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        wrapper.permission = permission  # type: ignore[attr-defined]
        return wrapper

    return limited


def keep_what_was_sent(request: HttpRequest) -> None:
    """A form that was sent when its writer was no longer signed in becomes their draft, which it offers back.

    The page shows by its token to whom it was given.
    """
    place = place_sent(request.POST, since=A_WEEK) if request.method == "POST" else None
    user = User.objects.filter(pk=place.user_id, is_active=True).first() if place else None
    if place is None or user is None or not rules.has_perm(place.permission, user):
        return
    typed, seen = typed_in(request.POST), seen_in(request.POST)
    try:
        keep_draft(user=user, form=place.form, about=place.about, typed=typed, seen=seen)
        messages.warning(request, KEPT)
    except Refused as refusal:
        messages.warning(request, str(refusal))


def reader_of(request: HttpRequest) -> User:
    """Whoever is signed in, on a page that only the signed-in reach."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
