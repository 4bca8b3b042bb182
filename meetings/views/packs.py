"""Packs and front sheets at their addresses, and what officers see of them before anything is published."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django_htmx.http import HttpResponseClientRefresh

from meetings.audience import reading_of
from meetings.models import Meeting, Pack, Publication
from meetings.operations import agenda_now, order_previews
from meetings.views.finding import find_meeting
from scrutiny.documents.packs.job import in_words
from scrutiny.documents.refusals import SENTENCES
from scrutiny.models import PDF, File, is_withheld
from scrutiny.operations import Refused
from scrutiny.views.access import verb
from scrutiny.views.gone import unless_withheld

SECONDS = 5
"""After which a program may ask again for a pack that is being made."""

WHY = SENTENCES | {"unread": "It is still being read. Make the packs again when that is done."}


def agenda_pdf(request: HttpRequest, **address: str) -> HttpResponseBase:
    """The front sheet of the newest agenda, for the audience that the reader belongs to."""
    meeting = find_meeting(request, **address)
    pack = pack_of(meeting, newest_agenda(meeting), request.user)
    return served(request, pack, "front_sheet", f"agenda-{meeting.held_on}.pdf")


def pack_pdf(request: HttpRequest, **address: str) -> HttpResponseBase:
    """The newest agenda with all its papers; what followed in supplements is beside it on the meeting's page."""
    meeting = find_meeting(request, **address)
    pack = pack_of(meeting, newest_agenda(meeting), request.user)
    return served(request, pack, "file", f"all-papers-{meeting.held_on}.pdf")


def version_pack(request: HttpRequest, pk: int, **address: str) -> HttpResponseBase:
    """The pack of one version, or of a supplement."""
    meeting = find_meeting(request, **address)
    version = unless_withheld(get_object_or_404(versions(meeting), pk=pk))
    return served(
        request, pack_of(meeting, version, request.user), "file", f"papers-{meeting.held_on}-{version.pk}.pdf"
    )


def versions(meeting: Meeting) -> Any:
    rows = meeting.publications.annotate(withheld=is_withheld(Publication))
    return rows.defer("for_public", "for_members").newest_first()


def newest_agenda(meeting: Meeting) -> Publication:
    """Raises ``Http404`` and `TakenDown`."""
    found = versions(meeting).filter(kind__in=Publication.Kind.whole_agendas()).first()
    if found is None:
        raise Http404
    return unless_withheld(found)


def pack_of(meeting: Meeting, version: Publication, user) -> Pack:
    """For members of the panel and officers the members' pack; for everybody else the public's, and so for a member
    who is excluded from an item in it."""
    rows = version.packs.standing().select_related("file", "front_sheet", "meeting__panel", "meeting__year")
    return get_object_or_404(rows, audience=reading_of(meeting, user).pack)


def served(request: HttpRequest, pack: Pack, which: str, name: str) -> HttpResponseBase:
    """The file, or where there is none yet the page that says how far it is."""
    if "HX-Request" in request.headers and not pack.is_unfinished:
        return HttpResponseClientRefresh()
    if not pack.is_ready:
        return being_made(request, pack)
    file: File = getattr(pack, which)
    etag = f'"{file.sha256}"'
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    response = FileResponse(file.content.open("rb"), content_type=PDF, filename=name)
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    return response


def being_made(request: HttpRequest, pack: Pack) -> HttpResponse:
    """For people a page; a program that asks for anything but pages is told when to ask again."""
    reads_pages = "HX-Request" in request.headers or "text/html" in request.headers.get("Accept", "text/html")
    response = render(
        request,
        "meetings/pack_waiting.html",
        {"pack": pack, "meeting": pack.meeting},
        status=200 if reads_pages else 503,
    )
    response["Retry-After"] = str(SECONDS)
    return response


@verb("meetings.publish")
def pack_preview(request: HttpRequest, **address: str) -> HttpResponse:
    """What the public and the members would get if the agenda were published as it is now."""
    meeting = find_meeting(request, **address)
    if request.method == "POST":
        return preview_ordered(request, meeting)
    packs = list(meeting.packs.previews().select_related("file").order_by("-audience"))
    context = {
        "meeting": meeting,
        "packs": [preview_row(pack) for pack in packs],
        "is_unfinished": any(pack.is_unfinished for pack in packs),
        "has_changed": bool(packs) and packs[0].content != agenda_now(meeting),
        "ordered_at": packs[0].ordered_at if packs else None,
    }
    return render(request, "meetings/pack_preview.html", context)


def preview_ordered(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    try:
        order_previews(meeting=meeting)
        messages.success(request, "The packs are being made. You can leave this page.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(request.path)


def preview_row(pack: Pack) -> dict[str, Any]:
    """A pack as the page of previews shows it."""
    private = [row for row in pack.pages if row["first"].startswith("P")]
    return {
        "pack": pack,
        "link": reverse("pack_preview_file", kwargs=pack.meeting.address | {"audience": pack.audience}),
        "private": in_words(private[0]["first"], private[-1]["last"]) if private else "",
        "left_out": [{"title": row["title"], "why": WHY.get(row["why"], WHY["fault"])} for row in pack.left_out],
    }


@verb("meetings.publish")
def pack_preview_file(request: HttpRequest, audience: str, **address: str) -> Any:
    meeting = find_meeting(request, **address)
    rows = meeting.packs.previews().select_related("file", "meeting__panel", "meeting__year")
    pack = get_object_or_404(rows, audience=audience)
    return served(request, pack, "file", f"preview-{audience}-{meeting.held_on}.pdf")
