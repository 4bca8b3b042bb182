"""Reads one hostile file in a process of its own: ``python -m scrutiny.documents.reading FILE``.

Prints a JSON object: ``{"pages": int | None, "text": str}`` or ``{"refused": "code", "n": int}``.
Nothing of Django is imported, so that the process starts quickly and holds no secret.
"""

import json
import sys
import zipfile
from pathlib import Path

MAX_PAGES = 800
MAX_UNPACKED = 400 * 1024 * 1024
MAX_TEXT = 5_000_000
SECONDS = 30
MEMORY = 2 * 1024 * 1024 * 1024
PDFIUM_PASSWORD_NEEDED = 4


class Unreadable(Exception):
    """``code`` names what is wrong; ``n`` is the number that goes with it, where there is one."""

    def __init__(self, code: str, n: int = 0) -> None:
        super().__init__(code)
        self.code, self.n = code, n


def read_pdf(path: str) -> dict:
    import pypdfium2 as pdfium

    try:
        pdf = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == PDFIUM_PASSWORD_NEEDED or "password" in str(error).lower():
            raise Unreadable("locked") from error
        raise Unreadable("no_pages" if _has_no_pages(path) else "damaged") from error
    _refuse_unwanted(pdf, pdfium.raw)
    _refuse_active(path)
    pages = [pdf[index].get_textpage().get_text_bounded() for index in range(len(pdf))]
    return {"pages": len(pdf), "text": "\f".join(page.replace("\r\n", "\n") for page in pages)[:MAX_TEXT]}


def _refuse_unwanted(pdf, raw) -> None:
    if len(pdf) > MAX_PAGES:
        raise Unreadable("too_many_pages", len(pdf))
    if raw.FPDF_GetSecurityHandlerRevision(pdf) >= 0:
        raise Unreadable("locked")


def _has_no_pages(path: str) -> bool:
    """PDFium takes a PDF without pages for a damaged one."""
    import pikepdf

    try:
        with pikepdf.open(path, attempt_recovery=False) as pdf:
            return len(pdf.pages) == 0
    except pikepdf.PdfError:
        return False


def _refuse_active(path: str) -> None:
    """No script, attached file or start of a program, wherever in the PDF it hangs: page, field, link or opening."""
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            if any(_is_active(part, pikepdf) for part in pdf.objects):
                raise Unreadable("active")
    except pikepdf.PdfError as error:
        raise Unreadable("damaged") from error


def _is_active(part, pikepdf) -> bool:
    """``part`` is one object of the PDF; those that it names by number are looked at in their own turn."""
    unseen = [part]
    while unseen:
        found = unseen.pop()
        if isinstance(found, pikepdf.Array):
            unseen += [inner for inner in found if not getattr(inner, "is_indirect", True)]
        elif isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            if any(key in found for key in ("/JS", "/EF")) or found.get("/S") in ("/JavaScript", "/Launch"):
                return True
            inside = found.stream_dict if isinstance(found, pikepdf.Stream) else found
            unseen += [inner for inner in inside.values() if not getattr(inner, "is_indirect", True)]
    return False


def read_word(path: str) -> dict:
    try:
        with zipfile.ZipFile(path) as parts:
            if sum(part.file_size for part in parts.infolist()) > MAX_UNPACKED:
                raise Unreadable("bomb")
            if "word/document.xml" not in parts.namelist():
                raise Unreadable("not_word")
            if any(part.filename.lower().endswith("vbaproject.bin") for part in parts.infolist()):
                raise Unreadable("active")
        return {"pages": None, "text": "\n".join(_lines_of_word(path))[:MAX_TEXT]}
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable("damaged") from error


def _lines_of_word(path: str):
    from docx import Document
    from docx.table import Table

    for block in Document(path).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield " | ".join(cell.text.strip() for cell in row.cells)
        elif block.style is not None and (block.style.name or "").startswith("List"):
            yield f"- {block.text}"
        else:
            yield block.text


def main(path: str) -> dict:
    with Path(path).open("rb") as file:
        is_pdf = b"%PDF-" in file.read(1024)
    try:
        return read_pdf(path) if is_pdf else read_word(path)
    except Unreadable as error:
        return {"refused": error.code, "n": error.n}


if __name__ == "__main__":
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    json.dump(main(sys.argv[1]), sys.stdout)
