from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from meetings.agenda_content import PUBLIC, agenda_data
from meetings.audience import reading_of
from meetings.forms.meeting import PublishForm, PublishMinutesForm
from meetings.meeting_page import with_threads
from meetings.models import Publication
from meetings.operations import agenda_items, meeting_minutes, papers_not_ready, publish_agenda, publish_minutes
from meetings.views.finding import find_meeting, writing_about
from scrutiny.forms.versioned import carried_out
from scrutiny.models import is_withheld
from scrutiny.views.access import verb
from scrutiny.views.gone import unless_withheld


@verb("meetings.publish")
def agenda_publish(request: HttpRequest, **address: str) -> HttpResponse:
    """What goes out, as the public will see it, and the button that freezes it."""
    found = find_meeting(request, **address)
    form = PublishForm(request.POST or None, record=found, writing=writing_about(request, found))
    if form.is_valid() and carried_out(form, publish_agenda, meeting=found, by=request.user, **form.cleaned_data):
        messages.success(request, f"{form.outcome.get_kind_display()} published")
        return redirect(found)
    items = agenda_items(found)
    public = agenda_data(items, PUBLIC)["items"]
    private = [item for item in items if item.is_private]
    no_paper = [item for item in items if item.delivery == "report" and not item.papers.all()]
    context = {
        "form": form,
        "heading": "Check and publish",
        "back": reverse("agenda", kwargs=found.address),
        "button": "Publish",
        "meeting": found,
        "items": public,
        "private": private,
        "no_paper": no_paper,
        "not_ready": papers_not_ready(items),
    }
    return render(request, "meetings/agenda_publish.html", context)


@verb("meetings.publish")
def minutes_publish(request: HttpRequest, **address: str) -> HttpResponse:
    found = find_meeting(request, **address)
    form = PublishMinutesForm(request.POST or None, record=found, writing=writing_about(request, found))
    if form.is_valid() and carried_out(form, publish_minutes, meeting=found, by=request.user, **form.cleaned_data):
        messages.success(request, f"{form.outcome.get_kind_display()} published")
        return redirect(found)
    written = {minute.item_id for minute in meeting_minutes(found)}
    missing = [item for item in found.items.order_by("position") if not item.is_heading and item.pk not in written]
    context = {
        "form": form,
        "heading": "Publish the draft minutes",
        "back": found.get_absolute_url(),
        "button": "Publish",
        "meeting": found,
        "missing": missing,
    }
    return render(request, "meetings/minutes_publish.html", context)


def publication(request: HttpRequest, pk: int, **address: str) -> HttpResponse:
    """One version as it went out, for the audience that the reader belongs to."""
    found = find_meeting(request, **address)
    versions = found.publications.select_related("published_by").annotate(withheld=is_withheld(Publication))
    version = unless_withheld(get_object_or_404(versions, pk=pk))
    reading = reading_of(found, request.user)
    content = reading.content(*(getattr(version, column) for column in reading.columns))
    if version.kind in Publication.Kind.of_agenda():
        items = with_threads(found, request.user, content, {"items": []}, reading)
        return render(request, "meetings/publication.html", {"meeting": found, "version": version, "items": items})
    context = {"meeting": found, "version": version, "minutes": content["items"]}
    return render(request, "meetings/publication.html", context)
