"""Packs bound by the tests, and what a reader's program makes of them."""

import io
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Pdf

from scrutiny.documents.packs.binding import bind
from scrutiny.documents.packs.job import Bound, Job, Part

FRONT: dict[str, Any] = {
    "title": "Agenda",
    "council": "Thornmere Council",
    "panel": "Children Scrutiny Panel",
    "footer": "Agenda",
    "where": ["Tuesday 22 September 2026, 4.00pm"],
    "notices": [],
    "items": [],
    "membership": [],
    "help": ["Ask us."],
}
DATED = "D:20260914153000Z"


def kept(folder: Path, content: bytes, title: str = "Report", **facts: Any) -> Part:
    """The part that these bytes are, kept in a file of its own."""
    path = folder / f"{len(list(folder.iterdir()))}.bytes"
    path.write_bytes(content)
    return Part(title, [f"Item of {title}"], str(path), **facts)


def job(*parts: Part) -> Job:
    items = [
        {"number": "1", "is_heading": False, "title": "Item", "lines": [], "papers": [row(part, n)]}
        for n, part in enumerate(parts)
    ]
    return Job("Agenda, 22 September 2026", DATED, FRONT | {"items": items}, list(parts))


def row(part: Part, number: int) -> dict[str, Any]:
    return {"title": part.title, "note": "", "part": number}


def bound(*parts: Part) -> tuple[Bound, Pdf, bytes]:
    """What is said of the pack, the pack, and the front sheet's bytes."""
    whole, sheet = io.BytesIO(), io.BytesIO()
    found = bind(job(*parts), whole, sheet, lambda _: None)
    return found, Pdf.open(whole), sheet.getvalue()


def texts(pdf: Pdf | bytes) -> list[str]:
    if isinstance(pdf, Pdf):
        pdf.save(out := io.BytesIO())
        pdf = out.getvalue()
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


def outline(pdf: Pdf) -> list[tuple[int, str, int]]:
    """(depth, title, page) of each entry."""
    with pdf.open_outline() as tree:
        return list(entries(pdf, tree.root, 0))


def entries(pdf, items, depth):
    for item in items:
        target = pikepdf.Page(item.destination[0])
        yield depth, item.title, pdf.pages.index(target)
        yield from entries(pdf, item.children, depth + 1)
