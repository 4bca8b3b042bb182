from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from scrutiny import slots
from scrutiny.desk import Desk, grouped, nothing_due, work_on
from scrutiny.models import DeskPanel, Panel, council_calendar
from scrutiny.views.access import reader_of


@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """What needs doing, for officers; for everybody else who signs in, what is new on their panels."""
    if request.user.scope.is_officer:  # type: ignore[union-attr]
        return render(request, "scrutiny/desk.html", officers_desk(request))
    return render(request, "scrutiny/own_desk.html", readers_desk(request))


def officers_desk(request: HttpRequest) -> dict[str, Any]:
    """My panels first; with ``?all=1``, or where none is chosen, those of the whole team."""
    rows = DeskPanel.objects.today().filter(user=reader_of(request))
    mine = frozenset(rows.values_list("panel_id", flat=True))
    whole_team = not mine or "all" in request.GET
    today, calendar = timezone.localdate(), council_calendar()
    work = work_on(Desk(request.user, today, calendar, None if whole_team else mine))
    return {
        "today": today,
        "mine": len(mine),
        "whole_team": whole_team,
        "work": work,
        "groups": grouped(work.tasks, today, calendar),
        "nothing": nothing_due(work.cards),
    }


def readers_desk(request: HttpRequest) -> dict[str, Any]:
    """A councillor's own panels, of each what comes next; the monitoring officer's are all of them."""
    scope = request.user.scope  # type: ignore[union-attr]
    panels = Panel.objects.current().order_by("name")
    mine = list(panels if scope.sees_everything else panels.filter(pk__in=scope.panel_ids))
    return {"today": timezone.localdate(), "panels": mine, "sections": slots.sections("desk", request.user, mine)}
