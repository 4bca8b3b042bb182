"""Fetching what an address names, as far as the reader may see it."""

import re
from datetime import date

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from meetings.models import AgendaItem, Meeting
from scrutiny.forms.drafted import Writing
from scrutiny.models import is_withheld
from scrutiny.views.drafts import writing
from scrutiny.views.gone import unless_withheld

DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-([2-9]|1\d))?", re.ASCII)


def find_meeting(request: HttpRequest, year: str, panel: str, day: str) -> Meeting:
    """The meeting at ``/meetings/<year>/<panel>/<day>/``. Raises ``Http404``, from which old addresses redirect,
    and `TakenDown`."""
    parts = DAY.fullmatch(day)
    if not parts:
        raise Http404
    try:
        held_on = date.fromisoformat(parts[1])
    except ValueError as error:
        raise Http404 from error
    rows = Meeting.objects.visible_to(request.user).filter(
        panel__slug=panel, held_on=held_on, number_on_day=parts[2] or 1
    )
    found = rows.select_related("panel__contact", "year").annotate(withheld=is_withheld(Meeting)).first()
    if found is None or found.year.slug != year:
        raise Http404
    return unless_withheld(found)


def find_item(request: HttpRequest, item: int, **address: str) -> AgendaItem:
    """An item of that meeting, with its meeting in hand."""
    meeting = find_meeting(request, **address)
    found = get_object_or_404(meeting.items, pk=item)
    found.meeting = meeting
    return found


def writing_about(request: HttpRequest, meeting: Meeting) -> Writing:
    """Somebody before a form about a meeting."""
    return writing(request, meeting, private=not meeting.is_public)


def writing_at(request: HttpRequest, item: AgendaItem) -> Writing:
    """Somebody before a form about an item or what was said of it."""
    return writing(request, item, private=item.is_private or not item.meeting.is_public)
