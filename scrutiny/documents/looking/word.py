"""What a Word file holds beside the words that it shows."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scrutiny.documents.looking.doubts import Doubt, small_numbers, without_words

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def doubts_of_word(path: str) -> Iterator[Doubt]:
    import zipfile

    from docx.oxml import parse_xml

    with zipfile.ZipFile(path) as parts:
        names = parts.namelist()
        for name in names:
            if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml", name):
                yield from doubts_of_part(parse_xml(parts.read(name)))
            elif re.fullmatch(r"word/comments\w*\.xml", name):
                yield from (Doubt("comment", None, words) for words in comments(parse_xml(parts.read(name))))
        for name in names:
            if name.startswith("word/embeddings/"):
                yield Doubt("embedded", None, f"A file lies inside: {Path(name).name}")


def comments(root: Any) -> Iterator[str]:
    for comment in root.iter(f"{WORD}comment"):
        if words := said_in(comment):
            yield words


def doubts_of_part(root: Any) -> Iterator[Doubt]:
    for tag in ("ins", "del", "moveFrom", "moveTo"):
        yield from (Doubt("tracked", None, words) for each in root.iter(f"{WORD}{tag}") if (words := said_in(each)))
    for run in root.iter(f"{WORD}r"):
        yield from doubts_of_run(run)
    for row in root.iter(f"{WORD}tr"):
        if row.find(f"{WORD}trPr/{WORD}hidden") is not None:
            yield Doubt("hidden_row", None, said_in(row))
    bare = sum(not each.get("descr") for each in root.iter(f"{DRAWING}docPr"))
    if bare:
        yield without_words(bare, None)
    yield from small_numbers(" ".join(said_in(each) for each in root.iter(f"{WORD}p")), None)


def doubts_of_run(run: Any) -> Iterator[Doubt]:
    """Text that Word hides, in white, or upon black."""
    looks, words = run.find(f"{WORD}rPr"), said_in(run)
    if looks is None or not words:
        return
    colour, shade = value(looks, "color").lower(), looks.find(f"{WORD}shd")
    ground = shade.get(f"{WORD}fill", "").lower() if shade is not None else ""
    if looks.find(f"{WORD}vanish") is not None or (colour == "ffffff" and ground in ("", "auto", "ffffff")):
        yield Doubt("hidden_text", None, words)
    elif (ground == "000000" or value(looks, "highlight") == "black") and colour in ("", "auto", "000000"):
        yield Doubt("black_box", None, words)


def value(looks: Any, name: str) -> str:
    found = looks.find(f"{WORD}{name}")
    return found.get(f"{WORD}val", "") if found is not None else ""


def said_in(part: Any) -> str:
    return "".join(each.text or "" for each in part.iter(f"{WORD}t", f"{WORD}delText")).strip()
