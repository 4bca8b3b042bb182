"""What one page of a PDF draws and nobody sees."""

from collections.abc import Iterator
from ctypes import POINTER, byref, c_int, c_uint, c_ushort, cast, create_string_buffer
from typing import Any, NamedTuple

from scrutiny.documents.looking.doubts import Doubt, small_numbers, without_words

TINY = 2
"""Points; nobody reads smaller print."""

PICTURE = 40
"""Points; smaller pictures are rules and bullets."""

DARK, LIGHT = 60, 245
"""Of 255."""

INVISIBLE = 3
"""The render mode of text that is there to be searched and copied (ISO 32000-1, table 106)."""


class Drawn(NamedTuple):
    """An object of a page: where it lies (left, bottom, right, top) and its colour (red, green, blue)."""

    box: tuple[float, float, float, float]
    colour: tuple[int, int, int]
    text: str = ""
    is_seen: bool = True
    is_box: bool = False


def doubts_of_page(raw: Any, page: Any, number: int, *, tagged: bool) -> Iterator[Doubt]:
    texts = page.get_textpage()
    drawn = [one for each in page.get_objects() if (one := drawn_as(raw, each, texts))]
    width, height = page.get_size()
    grounds = [one for one in drawn if one.is_box and max(one.colour) < LIGHT]
    boxes = [(place, one) for place, one in enumerate(drawn) if one.is_box and max(one.colour) < DARK]
    hidden = [one.text for one in drawn if one.text and is_hidden(one, grounds, width, height)]
    covered = [one.text for place, one in enumerate(drawn) if one.text and is_covered(one, place, boxes)]
    if hidden:
        yield Doubt("hidden_text", number, " ".join(hidden))
    if covered:
        yield Doubt("black_box", number, " ".join(covered))
    if not tagged and (count := sum(is_picture(raw, each) for each in page.get_objects())):
        yield without_words(count, number)
    yield from small_numbers(" ".join(texts.get_text_bounded().split()), number)


def is_picture(raw: Any, each: Any) -> bool:
    if each.type != raw.FPDF_PAGEOBJ_IMAGE:
        return False
    left, bottom, right, top = each.get_bounds()
    return right - left > PICTURE and top - bottom > PICTURE


def drawn_as(raw: Any, each: Any, texts: Any) -> Drawn | None:
    if each.type == raw.FPDF_PAGEOBJ_TEXT:
        text = text_of(raw, each, texts)
        mode = raw.FPDFTextObj_GetTextRenderMode(each)
        return Drawn(each.get_bounds(), colour_of(raw, each), text, mode != INVISIBLE) if text.strip() else None
    if each.type == raw.FPDF_PAGEOBJ_PATH and is_filled(raw, each):
        return Drawn(each.get_bounds(), colour_of(raw, each), is_box=True)
    return None


def text_of(raw: Any, each: Any, texts: Any) -> str:
    """PDFium gives UTF-16 with a zero at its end, and its length in bytes."""
    length = raw.FPDFTextObj_GetText(each, texts, None, 0)
    if length <= 2:
        return ""
    buffer = create_string_buffer(length)
    raw.FPDFTextObj_GetText(each, texts, cast(buffer, POINTER(c_ushort)), length)
    return buffer.raw[:length].decode("utf-16-le", errors="replace").rstrip("\0")


def colour_of(raw: Any, each: Any) -> tuple[int, int, int]:
    red, green, blue, clear = c_uint(), c_uint(), c_uint(), c_uint()
    raw.FPDFPageObj_GetFillColor(each, byref(red), byref(green), byref(blue), byref(clear))
    return red.value, green.value, blue.value


def is_filled(raw: Any, each: Any) -> bool:
    mode, stroke = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(each, byref(mode), byref(stroke))
    return mode.value != raw.FPDF_FILLMODE_NONE


def is_hidden(one: Drawn, grounds: list[Drawn], width: float, height: float) -> bool:
    """Invisible, tiny, outside the page, or white upon none of the coloured ``grounds``."""
    left, bottom, right, top = one.box
    outside = right < 0 or top < 0 or left > width or bottom > height
    is_white = min(one.colour) >= LIGHT and not any(holds(ground, one) for ground in grounds)
    return not one.is_seen or top - bottom < TINY or outside or is_white


def is_covered(one: Drawn, place: int, boxes: list[tuple[int, Drawn]]) -> bool:
    """Under a dark box that was drawn over it, or dark upon a dark box."""
    return any(holds(box, one) and (at > place or max(one.colour) < DARK) for at, box in boxes)


def holds(box: Drawn, one: Drawn) -> bool:
    """Whether the middle of a text lies in a box that is at least half as high."""
    left, bottom, right, top = one.box
    across, up = (left + right) / 2, (bottom + top) / 2
    inside = box.box[0] <= across <= box.box[2] and box.box[1] <= up <= box.box[3]
    return inside and (box.box[3] - box.box[1]) * 2 >= top - bottom
