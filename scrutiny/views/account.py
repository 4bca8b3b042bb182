from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from scrutiny.accounts import browsers, second_factor
from scrutiny.forms.users import DeskForm
from scrutiny.models import DeskPanel
from scrutiny.operations import choose_panels, end_sessions
from scrutiny.permissions import is_officer
from scrutiny.views.access import reader_of, verb


@login_required
def own_account(request: HttpRequest) -> HttpResponse:
    """One's own page: what one may do, how one signs in, and where one is signed in."""
    reader = reader_of(request)
    factors = {each.type: each.wrap() for each in Authenticator.objects.filter(user=reader)}
    codes = factors.get(Authenticator.Type.RECOVERY_CODES)
    return render(
        request,
        "scrutiny/own_account.html",
        {
            "has_second_factor": Authenticator.Type.TOTP in factors,
            "is_required": second_factor.is_required_of(reader),
            "codes_left": len(codes.get_unused_codes()) if codes else None,
            "desk": DeskPanel.objects.today().filter(user=reader).select_related("panel").order_by("panel__name"),
            "works_for_panels": is_officer(reader),
            "open_sessions": open_sessions(request),
        },
    )


@verb("scrutiny.choose_panels")
def own_panels(request: HttpRequest) -> HttpResponse:
    """The panels that one's desk shows first."""
    form = DeskForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        choose_panels(user=reader_of(request), by=request.user, **form.cleaned_data)
        messages.success(request, "My panels changed")
        return redirect("own_account")
    return render(request, "scrutiny/own_panels.html", {"form": form, "heading": "My panels", "back": "/account/"})


@require_POST
@login_required
def sessions_end(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    end_sessions(user=reader_of(request), but=request.session.session_key)
    messages.success(request, "Signed out everywhere else")
    return redirect("own_account")


def open_sessions(request: HttpRequest) -> list[dict]:
    """Where one is signed in, this browser first, then the newest."""
    rows = UserSession.objects.purge_and_list(request.user)
    here = request.session.session_key
    rows.sort(key=lambda row: (row.session_key != here, -row.created_at.timestamp()))
    return [
        {
            "browser": browsers.in_words(row.user_agent),
            "address": row.ip,
            "since": row.created_at,
            "is_here": row.session_key == here,
        }
        for row in rows
    ]
