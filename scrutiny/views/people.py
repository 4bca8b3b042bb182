import rules
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from scrutiny import slots
from scrutiny.filters import PersonFilter
from scrutiny.forms.people import PersonForm
from scrutiny.forms.versioned import carried_out
from scrutiny.models import Merge, Person
from scrutiny.operations import add_person, edit_person
from scrutiny.views.access import verb
from scrutiny.views.asked import asked_page


def people(request: HttpRequest) -> HttpResponse:
    """Councillors and co-opted members; officers see everybody."""
    found = PersonFilter(request.GET, Person.objects.visible_to(request.user).order_by("sort_name", "id"))
    return render(request, "scrutiny/people.html", {"filter": found, "page_obj": asked_page(request, found.qs)})


def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody's seats and offices, now and before."""
    found = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    return render(
        request,
        "scrutiny/person.html",
        {
            "person": found,
            "memberships": found.memberships.select_related("panel").order_by("-from_on", "-id"),
            "holdings": found.holdings.select_related("office").order_by("-from_on", "-id"),
            "merges": merges_of(found) if rules.has_perm("scrutiny.change_people", request.user) else [],
            "sections": slots.sections("person", request.user, found),
        },
    )


def merges_of(found: Person) -> QuerySet[Merge]:
    """Who turned out to be this person, the latest first: that one can be told apart again."""
    return found.merges.select_related("gone").order_by("-merged_at", "-id")


@verb("scrutiny.change_people")
def person_new(request: HttpRequest) -> HttpResponse:
    form = PersonForm(request.POST or None)
    if form.is_valid() and carried_out(form, add_person, by=request.user, **form.particulars()):
        messages.success(request, f"{form.outcome} added")
        return redirect(form.outcome)
    return render(request, "form_page.html", {"form": form, "heading": "Add a person", "back": "/people/"})


@verb("scrutiny.change_people")
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Person.objects.unmerged(), pk=pk)
    form = PersonForm(request.POST or None, instance=found)
    if form.is_valid() and carried_out(form, edit_person, person=found, by=request.user, **form.cleaned_data):
        messages.success(request, f"{found} changed")
        return redirect(found)
    return render(
        request,
        "form_page.html",
        {"form": form, "heading": "Change the person", "back": found.get_absolute_url()},
    )
