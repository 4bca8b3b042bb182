"""Two rows of people who turn out to be one person."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from scrutiny.forms.merging import MergeForm, SamePersonForm
from scrutiny.forms.users import WordsForm
from scrutiny.forms.versioned import carried_out
from scrutiny.models import Merge, Person
from scrutiny.operations import Plan, merge_people, plan_of, unmerge
from scrutiny.views.access import verb


@verb("scrutiny.change_people")
def person_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose who somebody turned out to be."""
    found = get_object_or_404(Person.objects.unmerged(), pk=pk)
    form = SamePersonForm(request.POST or None, person=found)
    if form.is_valid():
        return redirect("person_merge_with", pk=pk, other=int(form.cleaned_data["other"]))
    context = {"form": form, "person": found, "heading": "Two entries, one person", "button": "Compare them"}
    return render(request, "scrutiny/person_merge.html", context | {"caption": found, "back": found.get_absolute_url()})


@verb("scrutiny.change_people")
def person_merge_with(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Both side by side, what would move and what collides; then it is done."""
    people = Person.objects.unmerged()
    kept, gone = get_object_or_404(people, pk=pk), get_object_or_404(people.exclude(pk=pk), pk=other)
    form = MergeForm(request.POST or None, plan=plan_of(kept, gone))
    if form.is_valid() and carried_out(form, merge_people, kept=kept, gone=gone, by=request.user, **form.asked()):
        messages.success(request, f"{gone} is {form.outcome.kept} now")
        return redirect(form.outcome.kept)
    return render(request, "scrutiny/person_merge_with.html", {"form": form, **shown(form.plan)})


def shown(plan: Plan) -> dict:
    """What the page says of a plan."""
    kinds = groupby(plan.moving, key=lambda each: each.record._meta)
    moving = [
        (str(rows[0].record._meta.verbose_name_plural).capitalize(), rows) for rows in (list(rows) for _, rows in kinds)
    ]
    settled = [each.ways[0].words for each in plan.collisions if len(each.ways) == 1]
    return {
        "plan": plan,
        "moving": moving,
        "settled": settled,
        "blocked": plan.blocked,
        "back": reverse("person_merge", args=[plan.kept.pk]),
        "other_way": reverse("person_merge_with", args=[plan.gone.pk, plan.kept.pk]),
    }


@verb("scrutiny.change_people")
def merge_undo(request: HttpRequest, pk: int, merge: int) -> HttpResponse:
    rows = Merge.objects.select_related("kept", "gone")
    found = get_object_or_404(rows, pk=merge, kept=pk, kept__merge=None)
    form = WordsForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(form, unmerge, merge=found, by=request.user, **form.cleaned_data):
        messages.success(request, f"{form.outcome} is a person of their own again")
        return redirect(form.outcome)
    context = {"form": form, "merge": found, "heading": "Undo the merge", "button": "Undo the merge"}
    return render(request, "scrutiny/merge_undo.html", context | {"back": found.kept.get_absolute_url()})
