"""Drafts of long forms: what a form's page needs to keep one, and the addresses that keep it and throw it away."""

from typing import Any

import rules
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from scrutiny.forms.drafted import Place, Writing, number_sent, place_sent, seen_in, typed_in
from scrutiny.models import Draft
from scrutiny.models.draft import named
from scrutiny.operations import DraftGone, DraftTooLong, Refused, WrittenElsewhere, drop_draft, keep_draft
from scrutiny.templatetags.words import clock
from scrutiny.views.access import reader_of

STATES: dict[type[Refused], tuple[str, int]] = {
    WrittenElsewhere: ("elsewhere", 409),
    DraftGone: ("gone", 410),
    DraftTooLong: ("too long", 413),
}


def writing(request: HttpRequest, record: Any = None, *, private: bool = False) -> Writing:
    """The reader before a form about ``record``, or about one that is new; where it is shown, with its draft."""
    match = request.resolver_match
    assert match is not None  # noqa: S101 (a view has its address)
    place = Place(reader_of(request).pk, str(match.url_name), named(record), getattr(match.func, "permission", ""))
    if request.method == "POST":
        return Writing(place, number=number_sent(request.POST), private=private)
    own = Draft.objects.visible_to(request.user)
    found = own.filter(form=place.form, about=place.about).first()
    goes_on = found is not None and "draft" in request.GET
    return Writing(place, found, goes_on, found.number if found and goes_on else 0, private)


def place_of_reader(request: HttpRequest) -> Place:
    """The place that the page sent, if it was given to this reader, who may still write there."""
    place = place_sent(request.POST)
    if place is None or place.user_id != request.user.pk or not rules.has_perm(place.permission, request.user):
        raise PermissionDenied
    return place


@require_POST
@login_required
def draft_keep(request: HttpRequest) -> HttpResponse:
    """Keep what is typed; the page's script asks for it at each pause."""
    place = place_of_reader(request)
    try:
        draft = keep_what_was_sent(request, place)
    except Refused as refusal:
        state, status = STATES[type(refusal)]
        now = Draft.objects.visible_to(request.user).filter(form=place.form, about=place.about).first()
        answer = {"state": state, "words": str(refusal), "number": now.number if now else 0}
        return JsonResponse(answer, status=status)
    return JsonResponse({"state": "kept", "number": draft.number, "at": clock(timezone.now())})


def keep_what_was_sent(request: HttpRequest, place: Place) -> Draft:
    """Keep what a form holds, for the reader to go on with later. Raises what `keep_draft` raises."""
    return keep_draft(
        user=reader_of(request),
        form=place.form,
        about=place.about,
        typed=typed_in(request.POST),
        seen=seen_in(request.POST),
        number=number_sent(request.POST),
    )


@require_POST
@login_required
def draft_drop(request: HttpRequest) -> HttpResponse:
    """Throw a draft away, and show the form as it is saved."""
    place = place_of_reader(request)
    drop_draft(user=request.user, form=place.form, about=place.about)
    back = request.POST.get("next", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "home")
