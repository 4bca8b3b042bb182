"""What the monitoring officer withholds, and the list of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from scrutiny.forms.versioned import carried_out
from scrutiny.forms.withholding import RedactForm, WithholdForm
from scrutiny.models import Withholding, is_withheld
from scrutiny.operations import Refused
from scrutiny.operations.withholding import looked_for, redact, withhold
from scrutiny.templatetags.words import count_words
from scrutiny.views.access import verb
from scrutiny.views.asked import asked_page
from scrutiny.views.gone import unless_withheld
from scrutiny.withholding.above import above
from scrutiny.withholding.kinds import model_of
from scrutiny.withholding.kinds import withholdables as kinds
from scrutiny.withholding.places import scope_of_record
from scrutiny.withholding.preview import Preview, preview_of_words, what_goes
from scrutiny.withholding.whole import gone_with

REDACT, WITHHOLD = "Redact words", "Withhold"


@verb("scrutiny.read_withheld")
def withheld(request: HttpRequest) -> HttpResponse:
    """Everything that was withheld: when, by whom, why, and the digest of what went."""
    rows = Withholding.objects.select_related("withheld_by").order_by("-withheld_at", "-id")
    return render(request, "scrutiny/withheld.html", {"page_obj": asked_page(request, rows)})


@verb("scrutiny.withhold")
def withheld_of(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """What of a page can go: words of it, or a record that it shows."""
    record = find_record(label, pk)
    return render(
        request,
        "scrutiny/withheld_of.html",
        {"record": record, "groups": choices(record), "back": page_of(record).get_absolute_url()},
    )


@verb("scrutiny.withhold")
def withheld_words(request: HttpRequest) -> HttpResponse:
    return ask_for_words(request, None)


@verb("scrutiny.withhold")
def withheld_words_of(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    return ask_for_words(request, find_record(label, pk))


def ask_for_words(request: HttpRequest, record: Any) -> HttpResponse:
    """First which words and why; then where they stand, and the button."""
    form = RedactForm(request.POST or None, record=record)
    seen = None
    if form.is_valid():
        wanted = form.was_shown() and "another" not in request.POST
        if wanted and carried_out(form, redact, record=record, by=request.user, **form.wish()):
            messages.success(request, f"Words redacted in {count_words(form.outcome.places, 'place')}")
            return redirect("withheld")
        seen = looked(form, record)
    context = {"form": form, "preview": seen, "caption": record, "heading": REDACT, "back": back_of(record)}
    if seen and seen.count:
        form.show(seen.count)
        button = f"Redact them in {count_words(seen.count, 'place')}"
        context |= {"button": button, "danger": True, "another": "Look again"}
    return render(request, "scrutiny/withheld_words.html", {"button": "Look where they stand"} | context)


def looked(form: RedactForm, record: Any) -> Preview | None:
    """Where the words stand; a refusal becomes the form's own error."""
    wish = form.wish()
    try:
        return preview_of_words(looked_for(wish["words"], wish["reason"]), record, only_here=wish["only_here"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return None


@verb("scrutiny.withhold")
def withheld_whole(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """What goes with a record, and the button that takes all of it down."""
    record = find_record(label, pk)
    if not any(kind.label == label for kind in kinds()):
        raise Http404
    unless_withheld(record)
    form = WithholdForm(request.POST or None)
    if form.is_valid() and carried_out(form, withhold, record=record, by=request.user, **form.cleaned_data):
        messages.success(request, "Withheld. Its address says when and why.")
        return redirect("withheld")
    context = {"form": form, "heading": WITHHOLD, "button": "Withhold it", "danger": True, "caption": record}
    return render(
        request,
        "scrutiny/withheld_whole.html",
        context | {"groups": what_goes(gone_with(record)), "back": back_of(record)},
    )


def find_record(label: str, pk: int) -> Any:
    model = model_of(label)
    if model is None:
        raise Http404
    return get_object_or_404(model._base_manager.annotate(withheld=is_withheld(model)), pk=pk)


def back_of(record: Any) -> str:
    """What of the page that shows the record can go."""
    page = record and page_of(record)
    return reverse("withheld_of", args=[page._meta.label_lower, page.pk]) if page else reverse("withheld")


def page_of(record: Any) -> Any:
    """The record itself, where it has a page, or the nearest above it that has."""
    return next(each for each in [record, *above(record)] if hasattr(each, "get_absolute_url"))


def choices(record: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """For each kind of record that the page shows, its own first, (its words, where to withhold it)."""
    scope = scope_of_record(record)
    groups = []
    for kind in sorted(kinds(), key=lambda kind: kind.model is not type(record)):
        rows = kind.model._base_manager.filter(pk__in=scope.get(kind.model, set())).order_by("pk")
        rows = rows.exclude(is_withheld(kind.model))
        links = [(str(row), reverse("withheld_whole", args=[kind.label, row.pk])) for row in rows]
        if links:
            groups.append((f"{kind.called[:1].upper()}{kind.called[1:]}", links))
    return groups
