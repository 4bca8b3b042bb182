from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from scrutiny import slots
from scrutiny.documents.flowing import flowing
from scrutiny.models import PDF, Document, is_withheld
from scrutiny.permissions import scope_of
from scrutiny.views.gone import unless_withheld

UUID = str


def find_document(request: HttpRequest, public_id: UUID) -> Document:
    rows = Document.objects.visible_to(request.user).select_related("file", "panel")
    return unless_withheld(get_object_or_404(rows.annotate(withheld=is_withheld(Document)), public_id=public_id))


def document(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A paper as a web page: its text, with the file beside it."""
    found = find_document(request, public_id)
    pages = [flowing(text) for text in found.file.text.split("\f")]
    newer = Document.objects.visible_to(request.user).filter(replaces=found).only("public_id", "title").first()
    return render(
        request,
        "scrutiny/document.html",
        {
            "document": found,
            "pages": pages,
            "has_text": any(page.strip() for page in pages),
            "may_download": may_download(request, found),
            "newer": newer,
            "background": found.background.order_by("position"),
            "sections": slots.sections("document", request.user, found),
        },
    )


def document_file(request: HttpRequest, public_id: UUID, name: str) -> HttpResponse | FileResponse:
    """The bytes. The name is only looked at once the reader may see the paper."""
    found = find_document(request, public_id)
    if not may_download(request, found):
        raise Http404
    if name != found.file_name:
        return redirect(found.file_url)
    response = FileResponse(
        found.file.content.open("rb"),
        content_type=found.file.content_type,
        as_attachment=found.file.content_type != PDF,
        filename=found.file_name,
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def may_download(request: HttpRequest, found: Document) -> bool:
    """Nobody opens what was not read. A Word file may carry what its text doesn't show, so the public reads its
    text only."""
    if not found.file.is_read:
        return False
    return found.file.content_type == PDF or scope_of(request.user).sees_everything
