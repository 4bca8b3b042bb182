"""Reads one hostile file in a process of its own: ``python -m scrutiny.documents.reading FILE``.

Prints a JSON object: ``{"pages": int | None, "text": str}`` or ``{"refused": "code", "n": int}``.
Nothing of Django is imported, so that the process starts quickly and holds no secret.
"""

import json
import sys
import zipfile

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
        locked = getattr(error, "err_code", None) == PDFIUM_PASSWORD_NEEDED or "password" in str(error).lower()
        raise Unreadable("locked" if locked else "damaged") from error
    _refuse_unwanted(pdf, pdfium.raw)
    pages = [pdf[index].get_textpage().get_text_bounded() for index in range(len(pdf))]
    return {"pages": len(pdf), "text": "\f".join(page.replace("\r\n", "\n") for page in pages)[:MAX_TEXT]}


def _refuse_unwanted(pdf, raw) -> None:
    if len(pdf) == 0:
        raise Unreadable("no_pages")
    if len(pdf) > MAX_PAGES:
        raise Unreadable("too_many_pages", len(pdf))
    if raw.FPDF_GetSecurityHandlerRevision(pdf) >= 0:
        raise Unreadable("locked")
    if raw.FPDFDoc_GetJavaScriptActionCount(pdf) > 0 or raw.FPDFDoc_GetAttachmentCount(pdf) > 0:
        raise Unreadable("active")


def read_word(path: str) -> dict:
    try:
        with zipfile.ZipFile(path) as parts:
            if sum(part.file_size for part in parts.infolist()) > MAX_UNPACKED:
                raise Unreadable("bomb")
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
    with open(path, "rb") as file:
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
