from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from scrutiny.models import Address


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that a record had before leads to where it is now; any other is not found.

    A record that the reader may not see is not found either.
    """
    past = Address.objects.select_related("content_type").filter(path=request.path).first()
    if past:
        rows = past.content_type.model_class()._default_manager.all()
        record = (
            (rows.visible_to(request.user) if hasattr(rows, "visible_to") else rows).filter(pk=past.object_id).first()
        )
        if record and record.get_absolute_url() != request.path:
            return redirect(record, permanent=True)
    return render(request, "404.html", status=404)
