from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from meetings.forms.schedule import DatesForm, RowsForm
from meetings.models import Meeting
from meetings.operations import call_schedule
from meetings.outlook import fingerprint, outlooks
from meetings.schedule_paper import SchedulePaper, schedule_paper, schedules_to_print
from scrutiny.documents.typesetting import pdf
from scrutiny.forms.versioned import carried_out
from scrutiny.models import MunicipalYear, Panel, council_calendar
from scrutiny.operations import drop_draft
from scrutiny.templatetags.words import count_words
from scrutiny.views.access import verb
from scrutiny.views.drafts import writing

CHANGED = "The dates or what speaks against them changed since you looked. Look once more, then add the meetings."


@verb("meetings.change_meeting")
def schedule(request: HttpRequest) -> HttpResponse:
    """A year of dates for a panel: first typed or pasted, then looked at row by row."""
    if "looked" in request.POST:
        return rows_looked_at(request, RowsForm(request.POST))
    filling = "fill" in request.POST
    asked = {"panel": request.GET.get("panel")}
    form = DatesForm(request.POST or None, filling=filling, initial=asked, writing=writing(request))
    if form.is_valid() and filling:
        form = DatesForm(initial=form.filled(), writing=form.writing)
    elif form.is_valid():
        return rows_looked_at(request, RowsForm(as_rows(form)))
    return render(
        request, "meetings/schedule.html", {"form": form, "printed": schedules_to_print(timezone.localdate())}
    )


def as_rows(form: DatesForm) -> dict[str, Any]:
    lines = {f"row_{number}": line for number, line in enumerate(form.cleaned_data["dates"], start=1)}
    return lines | {"panel": form.cleaned_data["panel"].pk}


def rows_looked_at(request: HttpRequest, form: RowsForm) -> HttpResponse:
    """What speaks against each day; the meetings are added once everything was seen as it stands."""
    is_valid, panel = form.is_valid(), form.cleaned_data.get("panel")
    if panel is None:
        return redirect("schedule")
    rows = form.proposed(panel)
    found = outlooks(panel, rows, today=timezone.localdate(), calendar=council_calendar())
    seen, now = form.data["looked"], fingerprint(found)
    if is_valid and "accept" in request.POST:
        if seen != now:
            messages.warning(request, CHANGED)
        elif carried_out(form, call_schedule, panel=panel, rows=[asdict(row) for row in rows], by=request.user):
            return added(request, form.outcome)
    form.show(now)
    context = {"form": form, "panel": panel, "rows": form.beside(found), "count": len(rows)}
    return render(request, "meetings/schedule_rows.html", context)


def added(request: HttpRequest, meetings: list[Meeting]) -> HttpResponse:
    """On to the paper; the dates that were typed are meetings now."""
    place = writing(request).place
    drop_draft(user=place.user_id, form=place.form, about=place.about)
    messages.success(request, f"{count_words(len(meetings), 'meeting')} added")
    first = meetings[0]
    if len({meeting.year_id for meeting in meetings}) > 1:
        return redirect(f"{reverse('meetings')}?{urlencode({'panel': first.panel.slug, 'when': 'to_come'})}")
    return redirect("schedule_paper", year=first.year.slug, panel=first.panel.slug)


@verb("meetings.change_meeting")
def paper(request: HttpRequest, year: str, panel: str) -> HttpResponse:
    """The schedule of a panel's year, as its members agree it."""
    return render(request, "meetings/schedule_paper.html", {"paper": find_schedule(year, panel)})


@verb("meetings.change_meeting")
def paper_pdf(request: HttpRequest, year: str, panel: str) -> HttpResponse:
    found = find_schedule(year, panel)
    name = f"proposed-schedule-{panel}-{year}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(
        pdf("paper", found.printed(timezone.localdate())), content_type="application/pdf", headers=headers
    )


def find_schedule(year: str, panel: str) -> SchedulePaper:
    """Raises ``Http404``."""
    found = next((each for each in MunicipalYear.objects.all() if each.slug == year), None)
    if found is None:
        raise Http404
    return schedule_paper(get_object_or_404(Panel.objects.select_related("contact"), slug=panel), found)
