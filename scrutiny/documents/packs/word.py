"""A paper in Word, printed from what it holds: headings, paragraphs, lists, tables and pictures."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from scrutiny.documents import typesetting
from scrutiny.documents.packs.pictures import Pictures

Block = dict[str, Any]
DEEPEST = 6


def printed(path: str, title: str) -> bytes:
    """A tagged PDF of the paper at ``path``."""
    with ExitStack() as files:
        data = {"title": title, "blocks": list(in_levels(listed(blocks(path, Pictures(files)))))}
        return typesetting.pdf("word_paper", data, reads_open_files=True)


def blocks(path: str, pictures: Pictures) -> Iterator[Block]:
    """What the paper holds, in order; a list item is a block of its own here, and pictures follow the paragraph or the
    table that they stand in."""
    paper = Document(path)
    for each in paper.iter_inner_content():
        if isinstance(each, Table):
            yield table(each)
            for within in each._tbl.xpath(".//w:p[not(ancestor::w:drawing)]"):
                yield from pictures.of(within, paper.part)
            continue
        if text := " ".join(each.text.split()):
            yield paragraph(each, text)
        yield from pictures.of(each._p, paper.part)


def paragraph(each: Paragraph, text: str) -> Block:
    style = (each.style.name if each.style is not None else "") or ""
    if style == "Title":
        return {"type": "heading", "level": 1, "text": text}
    if style.startswith("Heading ") and style[8:].isdecimal():
        return {"type": "heading", "level": int(style[8:]), "text": text}
    if style.startswith("List"):
        return {"type": "numbers" if style.startswith("List Number") else "bullets", "items": [text]}
    return {"type": "paragraph", "text": text}


def table(each: Table) -> Block:
    """Rows of the same length; a cell that stretches over others says its words once."""
    seen: set[Any] = set()
    rows = []
    for row in each.rows:
        cells = []
        for cell in row.cells:
            cells.append("" if cell._tc in seen else cell.text.strip())
            seen.add(cell._tc)
        rows.append(cells)
    width = max(map(len, rows), default=1) or 1
    return {"type": "table", "width": width, "rows": [row + [""] * (width - len(row)) for row in rows]}


def listed(found: Iterator[Block]) -> Iterator[Block]:
    """List items that follow one another, as one list."""
    held: Block | None = None
    for block in found:
        if held and "items" in block and block["type"] == held["type"]:
            held["items"] += block["items"]
            continue
        if held:
            yield held
        held = block
    if held:
        yield held


def in_levels(found: Iterator[Block]) -> Iterator[Block]:
    """Headings that begin at the first level and skip none, as PDF/UA wants them."""
    level = 0
    for block in found:
        if block["type"] == "heading":
            level = max(1, min(block["level"], level + 1, DEEPEST))
            yield block | {"level": level}
        else:
            yield block
