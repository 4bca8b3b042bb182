from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from meetings import permissions
from meetings.agenda_content import PUBLIC, agenda_data
from meetings.attendance import roll_of
from meetings.audience import reading_of
from meetings.changes import in_words
from meetings.check import check_agenda
from meetings.circulation import circulation_of, copies, counted, has_no_address, recipients, unreached
from meetings.forms.publishing import PublishForm, PublishMinutesForm
from meetings.meeting_page import changes_in, day_counted_to, with_news, with_threads
from meetings.models import Meeting, Publication
from meetings.operations import publish_agenda, publish_minutes
from meetings.progress import progress_of
from meetings.views.finding import find_meeting, writing_about
from scrutiny.forms.versioned import carried_out
from scrutiny.models import Document, Doubt, Letter, is_withheld
from scrutiny.operations import Refused, link_to, post_again
from scrutiny.operations.doubts import look_at_doubt
from scrutiny.templatetags.words import count_words
from scrutiny.views.access import verb
from scrutiny.views.drafts import keep_what_was_sent
from scrutiny.views.gone import unless_withheld

PRESSED_TWICE = timedelta(minutes=5)


@verb("meetings.publish")
def agenda_publish(request: HttpRequest, **address: str) -> HttpResponse:
    """What to look at before the agenda goes out, what goes out and to whom, and the button that does it."""
    found = find_meeting(request, **address)
    check = check_agenda(found, timezone.localdate())
    writing = writing_about(request, found)
    writing.private |= any(item.is_private for item in check.late)
    form = PublishForm(request.POST or None, check=check, writing=writing)
    if "another" in request.POST:
        return kept_for_later(request, form, found)
    if form.is_valid() and carried_out(form, publish_agenda, meeting=found, by=request.user, **form.particulars()):
        messages.success(request, f"{form.outcome.get_kind_display()} published")
        return redirect(sent_page(form.outcome))
    out = went_out_just_now(form, found, request.user) if form.errors else None
    if out:
        messages.info(request, f"{out.get_kind_display()} is published already. Nothing went out twice.")
        return redirect(sent_page(out))
    context = {
        "form": form,
        "heading": "Check and publish",
        "back": reverse("agenda", kwargs=found.address),
        "button": "Publish and send",
        "another": "Save and come back" if form.visible_fields() else "",
        "meeting": found,
        "check": check,
        "changes": [in_words(change) for change in check.found],
        "items": agenda_data(check.items, PUBLIC)["items"],
        **who_is_told(found),
    }
    return render(request, "meetings/agenda_publish.html", context)


@require_POST
@verb("meetings.publish")
def doubt_looked(request: HttpRequest, doubt: int, **address: str) -> HttpResponse:
    """Somebody has looked at a page of one of the agenda's papers."""
    found = find_meeting(request, **address)
    papers = Document.objects.filter(item_paper__item__meeting=found)
    row = get_object_or_404(Doubt.objects.filter(file__documents__in=papers).distinct(), pk=doubt)
    look_at_doubt(doubt=row, document=papers.filter(file=row.file_id).earliest("pk"), by=request.user)
    messages.success(request, "Noted that you have looked")
    return redirect(reverse("agenda_publish", kwargs=found.address) + "#files")


def who_is_told(meeting: Meeting) -> dict[str, Any]:
    """Who gets an e-mail, how many copies are printed, and who can't be reached."""
    everybody = circulation_of(meeting.panel, timezone.localdate())
    those = recipients(everybody, is_public=meeting.is_public)
    without = unreached(everybody, is_public=meeting.is_public)
    return {
        "sends_to": counted(each for each in those if each.email),
        "copies": copies(those),
        "without_address": without,
        "without_address_words": has_no_address(without),
    }


def kept_for_later(request: HttpRequest, form: PublishForm, meeting: Meeting) -> HttpResponse:
    """Back to the agenda; what was typed is offered again."""
    assert form.writing  # noqa: S101 (the view gave it)
    try:
        keep_what_was_sent(request, form.writing.place)
        messages.success(request, "Saved as your draft. It is offered to you when you come back to publish.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(reverse("agenda", kwargs=meeting.address))


def went_out_just_now(form: PublishForm, meeting: Meeting, user) -> Publication | None:
    """What this form has published before: the same person pressed its button twice, and nothing else changed."""
    now, since = Meeting.objects.only("version").get(pk=meeting.pk), timezone.now() - PRESSED_TWICE
    if form.cleaned_data.get("seen") != now.version - 1:
        return None
    return meeting.publications.newest_first().filter(published_by=user, published_at__gte=since).first()


def sent_page(publication: Publication) -> str:
    return reverse("publication_sent", kwargs=publication.meeting.address | {"pk": publication.pk})


@verb("meetings.publish")
def publication_sent(request: HttpRequest, pk: int, **address: str) -> HttpResponse:
    """Who got a version and when, what to print, and what may come next."""
    found = find_meeting(request, **address)
    version = find_publication(found, pk)
    letters = list(Letter.objects.about(version).order_by("pk"))
    undelivered = [letter for letter in letters if letter.status in Letter.State.undelivered()]
    context = {
        "meeting": found,
        "version": version,
        "changes": [in_words(change) for change in version.changes_for_members],
        "letters": letters,
        "undelivered": undelivered,
        "undelivered_words": f"{count_words(len(undelivered), 'letter')} not delivered",
        "counted_to": day_counted_to(version),
        "printed": version.printed_for,
        "kinds_of_agenda": Publication.Kind.of_agenda(),
        "can_publish": permissions.can_publish_agenda(found),
    }
    return render(request, "meetings/publication_sent.html", context)


@require_POST
@verb("meetings.publish")
def letter_again(request: HttpRequest, pk: int, letter: int, **address: str) -> HttpResponse:
    """Send a letter once more that was not delivered."""
    version = find_publication(find_meeting(request, **address), pk)
    found = get_object_or_404(Letter.objects.about(version), pk=letter)
    try:
        post_again(letter=found, by=request.user)
        messages.success(request, f"Sent again to {found.address}")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(sent_page(version))


@verb("meetings.publish")
def publication_notice(request: HttpRequest, pk: int, **address: str) -> HttpResponse:
    """The public notice of the meeting, to print for the notice board (Local Government Act 1972, s.100A(6))."""
    found = find_meeting(request, **address)
    version = find_publication(found, pk)
    items = version.for_public["items"] if version.kind in Publication.Kind.of_agenda() else []
    context = {
        "meeting": found,
        "version": version,
        "items": items,
        "has_private": any(item["is_private"] for item in items),
        "link": link_to(found.get_absolute_url()),
        "counted_to": day_counted_to(version),
    }
    return render(request, "meetings/notice.html", context)


@verb("meetings.publish")
def minutes_publish(request: HttpRequest, **address: str) -> HttpResponse:
    found = find_meeting(request, **address)
    form = PublishMinutesForm(request.POST or None, record=found, writing=writing_about(request, found))
    if form.is_valid() and carried_out(form, publish_minutes, meeting=found, by=request.user, **form.cleaned_data):
        messages.success(request, f"{form.outcome.get_kind_display()} published")
        return redirect(found)
    context = {
        "form": form,
        "heading": "Publish the draft minutes",
        "back": reverse("minutes", kwargs=found.address),
        "button": "Publish",
        "meeting": found,
        "progress": progress_of(found, roll_of(found)),
    }
    return render(request, "meetings/minutes_publish.html", context)


def publication(request: HttpRequest, pk: int, **address: str) -> HttpResponse:
    """One version as it went out, for the audience that the reader belongs to."""
    found = find_meeting(request, **address)
    version = find_publication(found, pk)
    reading = reading_of(found, request.user)
    content = reading.content(*(getattr(version, column) for column in reading.columns))
    if version.kind in Publication.Kind.of_agenda():
        items = with_news(with_threads(found, request.user, content, {"items": []}, reading), [version], reading)
        changed = [in_words(change) for change in changes_in(version, reading)]
        context = {"meeting": found, "version": version, "items": items, "changes": changed}
        context["counted_to"] = day_counted_to(version)
        return render(request, "meetings/publication.html", context)
    context = {"meeting": found, "version": version, "minutes": content["items"], "record": content}
    return render(request, "meetings/publication.html", context)


def find_publication(meeting: Meeting, pk: int) -> Publication:
    """A version of the meeting's. Raises ``Http404`` and `TakenDown`."""
    versions = meeting.publications.select_related("published_by").annotate(withheld=is_withheld(Publication))
    found = unless_withheld(get_object_or_404(versions, pk=pk))
    found.meeting = meeting
    return found
