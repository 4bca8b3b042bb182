"""What a PDF holds beside the words that its pages show: layers, notes, pictures without words."""

from collections.abc import Iterator
from typing import Any

from scrutiny.documents.looking.doubts import Doubt, without_words
from scrutiny.documents.looking.page import doubts_of_page


def doubts_of_pdf(path: str) -> Iterator[Doubt]:
    import pikepdf
    import pypdfium2 as pdfium

    pdf = pdfium.PdfDocument(path)
    with pikepdf.open(path) as structure:
        yield from layers(structure)
        undescribed = figures_without_words(structure)
        for number, page in enumerate(pdf, start=1):
            yield from doubts_of_page(pdfium.raw, page, number, tagged=undescribed is not None)
            yield from notes(structure.pages[number - 1], number)
    for number, count in sorted((undescribed or {}).items()):
        yield without_words(count, number)


def layers(structure: Any) -> Iterator[Doubt]:
    """Layers that are switched off, and can be switched on again."""
    settings = structure.Root.get("/OCProperties", {}).get("/D", {})
    for layer in settings.get("/OFF", []):
        yield Doubt("layer", None, str(layer.get("/Name", "A layer without a name")))


def notes(page: Any, number: int) -> Iterator[Doubt]:
    """Comments and speaker's notes, and boxes for blacking out that were drawn and never applied."""
    for note in page.obj.get("/Annots", []):
        kind, words = str(note.get("/Subtype", "")), str(note.get("/Contents", ""))
        if kind == "/Redact":
            yield Doubt("redaction", number, words or "A box whose text is still there")
        elif kind in ("/Text", "/FreeText", "/Highlight", "/StrikeOut", "/Popup", "/Caret") and words:
            yield Doubt("comment", number, words)


def figures_without_words(structure: Any) -> dict[int, int] | None:
    """How many figures of a tagged PDF have no description, by page; None for one without tags."""
    import pikepdf

    if "/StructTreeRoot" not in structure.Root:
        return None
    pages = {page.obj.objgen: number for number, page in enumerate(structure.pages, start=1)}
    counts: dict[int, int] = {}
    for part in structure.objects:
        if isinstance(part, pikepdf.Dictionary) and part.get("/S") == "/Figure" and not str(part.get("/Alt", "")):
            number = pages.get(part.Pg.objgen, 1) if "/Pg" in part else 1
            counts[number] = counts.get(number, 0) + 1
    return counts
