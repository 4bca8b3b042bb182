from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from meetings.forms.urgency import UrgencyForm
from meetings.operations import decide_urgency
from meetings.views.finding import find_item, writing_at
from meetings.views.items import about
from scrutiny.forms.versioned import carried_out
from scrutiny.views.access import verb


@verb("meetings.change_meeting")
def item_urgency(request: HttpRequest, item: int, **address: str) -> HttpResponse:
    """What the Chair decided about an item that was not open for long enough."""
    found = find_item(request, item, **address)
    if not found.urgency:
        raise Http404
    form = UrgencyForm(request.POST or None, item=found, writing=writing_at(request, found))
    if form.is_valid() and carried_out(form, decide_urgency, item=found, by=request.user, **form.particulars()):
        messages.success(request, f"{found.label}: {form.outcome.get_urgency_display()}")
        return redirect(found)
    context = about(found, "Is this item urgent?", back=found.get_absolute_url())
    return render(request, "meetings/item_urgency.html", context | {"form": form})
