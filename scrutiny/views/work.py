from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from django_tasks_db.models import DBTaskResult

from scrutiny.views.access import verb
from scrutiny.work import overview, queue
from scrutiny.work.signs import GONE_AFTER, worker_age


@verb("scrutiny.see_work")
def work(request: HttpRequest) -> HttpResponse:
    """What the site does in the background: what failed, is being done, waits and was done."""
    age = worker_age()
    context = {"groups": overview.groups(), "age": age, "is_worked_for": age is not None and age < GONE_AFTER}
    return render(request, "scrutiny/work.html", context | {"shown": overview.SHOWN})


@require_POST
@verb("scrutiny.see_work")
def work_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin something that failed once more."""
    if queue.run_again(row=get_object_or_404(DBTaskResult, pk=pk)):
        messages.success(request, "It waits for a worker again")
    else:
        messages.error(request, "This has not failed, or somebody began it again already.")
    return redirect("work")
