"""What was taken on at a meeting: changed, and removed."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from meetings.forms.action import ActionForm, RemoveActionForm
from meetings.models import Action, Meeting
from meetings.operations import edit_action, remove_action
from meetings.views.finding import find_item
from meetings.views.minutes import address_of
from scrutiny.forms.versioned import carried_out
from scrutiny.operations import office_titled
from scrutiny.views.access import verb
from scrutiny.views.drafts import writing

REVISE = "The published minutes don’t say this yet. Publish revised minutes, so that everybody reads it."


@verb("meetings.change_meeting")
def action_edit(request: HttpRequest, item: int, action: int, **address: str) -> HttpResponse:
    found = find_action(request, item, action, **address)
    about = writing(request, found, private=found.minute.item.is_private or not found.minute.item.meeting.is_public)
    form = ActionForm(request.POST or None, instance=found, published=is_published(found), writing=about)
    if form.is_valid():
        typed = form.cleaned_data
        owner = partial(office_titled, typed["owner"], by=request.user) if typed["owner"] else None
        if carried_out(form, edit_action, action=found, by=request.user, **typed | {"owner": owner}):
            return done(request, found, "Action changed")
    back = address_of(found.minute.item, found.minute)
    here = {"form": form, "heading": "Change the action", "caption": str(found.minute.item), "back": back}
    return render(
        request, "meetings/action_form.html", here | {"taken_on": found, "meeting": found.minute.item.meeting}
    )


@verb("meetings.change_meeting")
def action_remove(request: HttpRequest, item: int, action: int, **address: str) -> HttpResponse:
    found = find_action(request, item, action, **address)
    form = RemoveActionForm(request.POST or None, record=found, published=is_published(found))
    if form.is_valid() and carried_out(form, remove_action, action=found, by=request.user, **form.cleaned_data):
        return done(request, found, "Action removed")
    back = address_of(found.minute.item, found.minute)
    here = {"form": form, "heading": "Remove this action?", "caption": found.text, "back": back}
    return render(request, "form_page.html", here | {"button": "Remove it", "danger": True})


def find_action(request: HttpRequest, item: int, action: int, **address: str) -> Action:
    found = find_item(request, item, **address)
    row = get_object_or_404(Action.objects.select_related("minute", "owner"), pk=action, minute__item=found)
    row.minute.item = found
    return row


def is_published(action: Action) -> bool:
    return action.minute.item.meeting.minutes_state == Meeting.Minutes.PUBLISHED


def done(request: HttpRequest, action: Action, words: str) -> HttpResponse:
    messages.success(request, words)
    if is_published(action):
        messages.warning(request, REVISE)
    return redirect(address_of(action.minute.item, action.minute))
