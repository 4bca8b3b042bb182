from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scrutiny.filters import SearchFilter
from scrutiny.models import SearchEntry
from scrutiny.search import finding
from scrutiny.views.asked import MOST_PAGES, asked_number


def search(request: HttpRequest) -> HttpResponse:
    """Everything that the reader may see, by its words. Hits open at the item or minute."""
    query = request.GET.get("q", "").strip()[: finding.LONGEST_QUERY]
    asked = SearchFilter(request.GET, SearchEntry.objects.none(), request=request)
    filters = asked.asked() if asked.form.is_valid() else {}
    results = finding.find(request.user, query, page=asked_number(request, MOST_PAGES), **filters)
    return render(request, "scrutiny/search.html", {"query": query, "filter": asked, "results": results})
