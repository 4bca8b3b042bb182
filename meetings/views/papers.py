"""What officers do with the papers under an item beyond adding them and taking them off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from meetings.forms.item import ReplacePaperForm
from meetings.models import ItemPaper
from meetings.operations import make_actions_paper, reorder_papers, replace_paper
from meetings.views.agenda import asked_order
from meetings.views.finding import find_item
from meetings.views.items import about, item_address, to_item
from scrutiny.forms.files import added_words
from scrutiny.forms.versioned import carried_out
from scrutiny.operations import Refused
from scrutiny.views.access import verb


@require_POST
@verb("meetings.change_meeting")
def papers_order(request: HttpRequest, item: int, **address: str) -> HttpResponse:
    """One paper a place up or down."""
    found = find_item(request, item, **address)
    papers = list(found.papers.select_related("document").order_by("position"))
    order, moved = asked_order([paper.pk for paper in papers], request.POST)
    try:
        reorder_papers(item=found, order=order, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return to_item(found)
    if moved:
        title = next(paper.document.title for paper in papers if paper.pk == moved)
        messages.success(request, f"{title} is now paper {order.index(moved) + 1}")
    return redirect(f"{item_address(found)}#papers")


@verb("meetings.change_meeting")
def paper_replace(request: HttpRequest, item: int, paper: int, **address: str) -> HttpResponse:
    """A new version in place of a paper; the one before stays in what was published."""
    found = find_item(request, item, **address)
    rows = ItemPaper.objects.select_related("document__panel", "document__file")
    row = get_object_or_404(rows, pk=paper, item=found)
    row.item = found
    form = ReplacePaperForm(request.POST or None, request.FILES or None, document=row.document)
    if form.is_valid() and carried_out(form, replace_paper, paper=row, by=request.user, **form.cleaned_data):
        messages.success(request, added_words(form.outcome).replace(" added", " replaced", 1))
        return to_item(found)
    heading = f"Replace “{row.document.title}” by a new version"
    return render(request, "form_page.html", about(found, heading, button="Replace it", upload=True) | {"form": form})


@require_POST
@verb("meetings.change_meeting")
def actions_paper(request: HttpRequest, item: int, **address: str) -> HttpResponse:
    """The paper of open actions, made or made again."""
    found = find_item(request, item, **address)
    try:
        document = make_actions_paper(item=found, by=request.user)
        messages.success(request, f"“{document}” made, version {document.edition}")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return to_item(found)
