from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from inspections.forms.inspection import (
    FindingsForm,
    InspectionForm,
    JudgementsForm,
    RecommendationForm,
    RemoveForm,
    SourceForm,
)
from inspections.models import Inspection, InspectionPaper, Recommendation
from inspections.operations import (
    add_inspection,
    add_recommendation,
    attach_source,
    edit_inspection,
    edit_recommendation,
    judge,
    remove_recommendation,
    remove_source,
    write_findings,
)
from inspections.views.inspections import find_inspection, writing_about
from inspections.views.recommendations import find_recommendation, writing_of
from scrutiny.forms.files import added_words
from scrutiny.forms.versioned import carried_out
from scrutiny.operations import authority_named
from scrutiny.views.access import verb
from scrutiny.views.drafts import writing

may_change = verb("inspections.change_inspection")


def particulars(form: InspectionForm, user) -> dict:
    """What was typed, with the authority as a record that is made with the inspection."""
    typed = dict(form.cleaned_data)
    return typed | {"authority": partial(authority_named, typed.pop("authority_name"), by=user)}


@may_change
def inspection_new(request: HttpRequest) -> HttpResponse:
    form = InspectionForm(request.POST or None, writing=writing(request))
    if form.is_valid():
        typed = particulars(form, request.user)
        del typed["seen"]
        if carried_out(form, add_inspection, by=request.user, **typed):
            messages.success(request, "Inspection added. Enter what it judged, found and recommended.")
            return redirect(form.outcome)
    return render(
        request,
        "form_page.html",
        {"form": form, "heading": "Add an inspection", "back": "/inspections/"},
    )


@may_change
def inspection_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_inspection(request, pk)
    back = found.get_absolute_url()
    form = InspectionForm(request.POST or None, instance=found, writing=writing_about(request, found))
    if form.is_valid() and carried_out(
        form, edit_inspection, inspection=found, by=request.user, **particulars(form, request.user)
    ):
        messages.success(request, "Inspection changed")
        return redirect(found)
    return render(request, "form_page.html", {"form": form, "heading": "Change the inspection", "back": back})


@may_change
def judgements_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_inspection(request, pk)
    form = JudgementsForm(request.POST or None, record=found)
    if form.is_valid() and carried_out(
        form, judge, inspection=found, grades=form.grades, by=request.user, seen=form.cleaned_data["seen"]
    ):
        messages.success(request, "Judgements saved")
        return redirect(found)
    context = about(found, "Judgements")
    return render(request, "form_page.html", context | {"form": form})


@may_change
def findings_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_inspection(request, pk)
    texts = found.findings.order_by("position").values_list("text", flat=True)
    form = FindingsForm(
        request.POST or None,
        record=found,
        initial={"findings": "\n\n".join(texts)},
        writing=writing_about(request, found),
    )
    if form.is_valid() and carried_out(
        form, write_findings, inspection=found, texts=form.texts, by=request.user, seen=form.cleaned_data["seen"]
    ):
        messages.success(request, f"{len(form.outcome)} findings saved")
        return redirect(found)
    context = about(found, "Findings")
    return render(request, "form_page.html", context | {"form": form})


@may_change
def recommendation_new(request: HttpRequest, pk: int) -> HttpResponse:
    """One recommendation after another: saving offers the next."""
    found = find_inspection(request, pk)
    form = RecommendationForm(request.POST or None, writing=writing_about(request, found))
    if form.is_valid() and carried_out(
        form, add_recommendation, inspection=found, by=request.user, **form.particulars()
    ):
        messages.success(request, f"{form.outcome.label} added")
        return redirect("recommendation_new", found.pk) if "another" in request.POST else redirect(found)
    context = about(found, "Add a recommendation", another="Save and add another")
    context["rows"] = found.recommendations.order_by("position")
    return render(request, "inspections/recommendation_form.html", context | {"form": form})


@may_change
def recommendation_edit(request: HttpRequest, slug: str) -> HttpResponse:
    found = find_recommendation(request, slug)
    form = RecommendationForm(request.POST or None, instance=found, writing=writing_of(request, found))
    if form.is_valid() and carried_out(
        form, edit_recommendation, recommendation=found, by=request.user, **form.cleaned_data
    ):
        messages.success(request, "Recommendation changed")
        return redirect(found)
    context = about(found.inspection, "Change the recommendation", recommendation=found)
    context["back"] = found.get_absolute_url()
    return render(request, "inspections/recommendation_form.html", context | {"form": form})


@may_change
def recommendation_remove(request: HttpRequest, slug: str) -> HttpResponse:
    found: Recommendation = find_recommendation(request, slug)
    form = RemoveForm(request.POST or None)
    if form.is_valid() and carried_out(form, remove_recommendation, recommendation=found, by=request.user):
        messages.success(request, "Recommendation removed")
        return redirect(found.inspection)
    context = about(found.inspection, "Remove this recommendation?", button="Remove it", danger=True)
    context |= {"caption": found.text, "back": found.get_absolute_url()}
    return render(request, "form_page.html", context | {"form": form})


@may_change
def source_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_inspection(request, pk)
    form = SourceForm(request.POST or None, request.FILES or None, initial={"kind": "letter"})
    if form.is_valid() and carried_out(form, attach_source, inspection=found, by=request.user, **form.cleaned_data):
        messages.success(request, added_words(form.outcome))
        return redirect(found)
    context = about(found, "Add a source", button="Add the paper", upload=True)
    return render(request, "form_page.html", context | {"form": form})


@may_change
def source_remove(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    found = find_inspection(request, pk)
    row = get_object_or_404(
        InspectionPaper.objects.select_related("document", "inspection"), pk=paper, inspection=found
    )
    form = RemoveForm(request.POST or None)
    if form.is_valid() and carried_out(form, remove_source, paper=row, by=request.user):
        messages.success(request, f"{row.document.title} taken off")
        return redirect(found)
    context = about(found, f"Take off “{row.document.title}”?", button="Take it off", danger=True)
    return render(request, "form_page.html", context | {"form": form})


def about(inspection: Inspection, heading: str, **more: Any) -> dict[str, Any]:
    """What each page of one inspection shows around its form."""
    return {"heading": heading, "caption": str(inspection), "back": inspection.get_absolute_url()} | more
