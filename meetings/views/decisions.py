"""A decision: its verb, the votes, and what it sets going."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from meetings.forms.decision import DecisionForm
from meetings.models import Decision
from meetings.operations import edit_decision
from meetings.views.finding import find_item
from meetings.views.minutes import address_of
from scrutiny.forms.versioned import carried_out
from scrutiny.views.access import verb
from scrutiny.views.drafts import writing


@verb("meetings.change_meeting")
def decision_edit(request: HttpRequest, item: int, decision: int, **address: str) -> HttpResponse:
    found = find_item(request, item, **address)
    rows = Decision.objects.select_related("minute", "planned__meeting")
    row = get_object_or_404(rows, pk=decision, minute__item=found)
    row.minute.item = found
    about = writing(request, row, private=found.is_private or not found.meeting.is_public)
    form = DecisionForm(request.POST or None, record=row.minute, decision=row, writing=about)
    back = address_of(found, row.minute)
    if form.is_valid() and carried_out(form, edit_decision, decision=row, by=request.user, **form.particulars()):
        messages.success(request, f"Decision {row.number} changed")
        return redirect(back)
    here = {"form": form, "heading": f"Decision {row.number}", "caption": str(found), "back": back, "decision": row}
    return render(request, "meetings/decision_form.html", here)
