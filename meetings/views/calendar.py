from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from meetings.calendar_file import CONTENT_TYPE, calendar_file
from meetings.models import Meeting
from meetings.month import month_of
from meetings.views.finding import find_meeting
from scrutiny.models import Panel, is_withheld

A_YEAR = timedelta(days=366)


def calendar(request: HttpRequest) -> HttpResponse:
    """On to this month."""
    today = timezone.localdate()
    return redirect("calendar_month", year=today.year, month=today.month)


def calendar_month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The meetings of a month that the reader may know of, with the days that don't count."""
    context = {"month": month_of(request.user, year, month), "today": timezone.localdate()}
    return render(request, "meetings/calendar.html", context)


def meeting_file(request: HttpRequest, **address: str) -> HttpResponse:
    """One meeting for a calendar."""
    found = find_meeting(request, **address)
    return as_file(request, [found], str(found), f"{found.panel.slug}-{address['day']}.ics")


def panel_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The meetings of a panel from a year ago on, to subscribe to."""
    panel = get_object_or_404(Panel, slug=slug)
    rows = Meeting.objects.visible_to(request.user).annotate(withheld=is_withheld(Meeting)).filter(withheld=False)
    since = rows.filter(panel=panel, held_on__gte=timezone.localdate() - A_YEAR).select_related("panel", "year")
    return as_file(request, list(since.order_by("held_on", "starts_at", "id")), panel.name, f"{panel.slug}.ics")


def as_file(request: HttpRequest, meetings: list[Meeting], name: str, filename: str) -> HttpResponse:
    content = calendar_file(meetings, name=name, address=request.build_absolute_uri)
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)
