from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from meetings.forms.asking import SendToChairForm
from meetings.operations import chair_comments, chair_of, chair_words, send_to_chair
from meetings.views.finding import find_meeting
from scrutiny.forms.versioned import carried_out
from scrutiny.views.access import verb


@verb("meetings.change_meeting")
def agenda_chair(request: HttpRequest, **address: str) -> HttpResponse:
    """Send the agenda as it stands to the chair, and read what the chair said."""
    found = find_meeting(request, **address)
    form = SendToChairForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(form, send_to_chair, meeting=found, by=request.user):
        messages.success(request, f"Agenda sent to {form.outcome.answer_request.name}")
        return redirect(request.path)
    comments = chair_comments(found)
    word, look = chair_words(comments)
    context = {
        "heading": "Send the agenda to the Chair",
        "caption": str(found),
        "back": reverse("agenda", kwargs=found.address),
        "button": "Send again" if comments else "Send it",
        "seat": chair_of(found),
        "comments": comments,
        "word": word,
        "look": look,
    }
    return render(request, "meetings/agenda_chair.html", context | {"form": form})
