"""What happened to a record, and to all of them."""

from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import Truncator

from scrutiny.forms.earlier import WordsBackForm
from scrutiny.forms.versioned import carried_out
from scrutiny.history.earlier import Earlier, earlier, offer_words
from scrutiny.history.entries import history_of
from scrutiny.history.everything import page_of, whole_history
from scrutiny.history.families import all_rows
from scrutiny.history.filters import HistoryFilter
from scrutiny.history.operations import mark
from scrutiny.models import Office, Panel, Person
from scrutiny.operations import Refused, put_words_back, refuse_words
from scrutiny.views.access import verb


def record_history(request: HttpRequest, record: Any, back: str = "") -> HttpResponse:
    """The page that each app shows at its records' ``history/``."""
    page = history_of(record, mark(request.GET.get("before", "")))
    offer_words(page.entries, request.user)
    context = {"record": record, "page": page, "back": back or record.get_absolute_url()}
    return render(request, "scrutiny/record_history.html", context)


@verb("scrutiny.read_history")
def panel_history(request: HttpRequest, slug: str) -> HttpResponse:
    return record_history(request, get_object_or_404(Panel, slug=slug))


@verb("scrutiny.read_history")
def person_history(request: HttpRequest, pk: int) -> HttpResponse:
    return record_history(request, get_object_or_404(Person.objects.visible_to(request.user), pk=pk))


@verb("scrutiny.read_history")
def office_history(request: HttpRequest, pk: int) -> HttpResponse:
    return record_history(request, get_object_or_404(Office, pk=pk), back="/people/")


@verb("scrutiny.read_whole_history")
def history(request: HttpRequest) -> HttpResponse:
    """Everything that anybody did, for managers."""
    found = HistoryFilter(request.GET, queryset=Panel.history.none(), request=request)
    found.is_valid()
    rows = {label: found.filter_queryset(each) if found.is_bound else each for label, each in all_rows().items()}
    page = whole_history(rows, mark(request.GET.get("before", "")))
    return render(request, "scrutiny/history.html", {"filter": found, "page": page})


@verb("scrutiny.put_words_back")
def words_back(request: HttpRequest, label: str, row: int) -> HttpResponse:
    """What stands now beside the words that a change took out; then these stand again."""
    found = find_earlier(request, label, row)
    form = WordsBackForm(request.POST if request.method == "POST" else None, found=found)
    if form.is_valid() and carried_out(form, put_words_back, found=found, by=request.user, **form.cleaned_data):
        messages.success(request, "Words put back")
        return redirect(page_of(found.kind, form.outcome))
    return render(request, "scrutiny/words_back.html", shown(find_earlier(request, label, row), form))


def find_earlier(request: HttpRequest, label: str, row: int) -> Earlier:
    """A change of a record that is still there, for whoever may change the record on its own form."""
    found = earlier(label, row)
    if found is None:
        raise Http404
    if not rules.has_perm(found.words.permission, request.user):
        raise PermissionDenied
    return found


def shown(found: Earlier, form: WordsBackForm) -> dict[str, Any]:
    """What the page says of the words; where they can't be put back, the sentence that says why and no form."""
    about = {
        "found": found,
        "caption": Truncator(str(found.record)).words(40),
        "back": f"{page_of(found.kind, found.record)}#op-{found.row.operation}",
    }
    try:
        refuse_words(found)
    except Refused as refusal:
        return about | {"heading": "These words can’t be put back", "refusal": str(refusal)}
    return about | {"heading": "Put these words back?", "button": "Put the words back", "form": form}
