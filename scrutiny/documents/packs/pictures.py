"""Pictures of a paper in Word, made fit to be printed. They are decoded here, in the child process with its limits."""

import io
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, NamedTuple

from PIL import Image

Block = dict[str, Any]

KINDS = {"PNG": "png", "JPEG": "jpg"}
MOST_PICTURES = 200
MOST_PIXELS = 40_000_000
SHARP = 200
"""Dots an inch: a picture with more of them is made smaller."""

WIDEST, HIGHEST = 453.0, 600.0
"""Points, between the margins of the page."""

EMU = 12_700
"""Word's units in a point."""

WITHOUT_DESCRIPTION = "Picture without a description"
NOT_PRINTED = "A picture that can’t be printed here"
DIAGRAM = "A diagram that can’t be printed here"

SHOWN = "w:r[not(w:rPr/w:vanish)]//w:drawing[not(ancestor::w:drawing)]"
DRAWINGS = f"./{SHOWN} | ./w:hyperlink/{SHOWN}"
"""Those of a paragraph; not what somebody deleted or hid, of which the words aren't printed either."""


class Look(NamedTuple):
    """How a paper shows a picture: its size in points, by how many quarters it is turned clockwise, and how much of it
    is cut off: the left, top, right and bottom parts of 1."""

    width: float
    height: float
    quarters: int
    cut: tuple[float, float, float, float]

    def fitting(self) -> tuple[float, float]:
        width, height = (self.height, self.width) if self.quarters % 2 else (self.width, self.height)
        scale = min(1, WIDEST / width, HIGHEST / height)
        return width * scale, height * scale


class Pictures:
    """The pictures of one paper, in ``files`` that have no name and are open until it is printed."""

    def __init__(self, files: ExitStack) -> None:
        self.files = files
        self.count = 0

    def of(self, paragraph: Any, part: Any) -> Iterator[Block]:
        """A block for each picture of a paragraph's XML; a sentence for one that can't be printed."""
        for drawing in paragraph.xpath(DRAWINGS):
            described = drawing.xpath("./*/wp:docPr[@descr]/@descr")
            found = drawing.xpath(".//pic:pic")
            for picture in found:
                own = picture.xpath("./pic:nvPicPr/pic:cNvPr[@descr]/@descr")
                alt = " ".join(" ".join((described if len(found) == 1 else own) or own).split())
                yield self.block(picture, drawing, part, alt)
            if not found and (described or drawing.xpath(".//a:graphicData[contains(@uri, '/chart')]")):
                yield instead(DIAGRAM, " ".join(described))

    def block(self, picture: Any, drawing: Any, part: Any, alt: str) -> Block:
        self.count += 1
        try:
            (name,) = picture.xpath("./pic:blipFill/a:blip/@r:embed")
            look = look_of(picture, drawing)
            if self.count > MOST_PICTURES:
                raise ValueError(self.count)
            kind, content = printable(part.related_parts[name].blob, look)
        except Exception:  # whatever a picture does, it is the picture that is at fault
            return instead(NOT_PRINTED, alt)
        width, height = look.fitting()
        return {
            "type": "picture",
            "file": self.opened(content),
            "format": kind,
            "alt": alt or WITHOUT_DESCRIPTION,
            "width": round(width, 2),
            "height": round(height, 2),
        }

    def opened(self, content: bytes) -> str:
        file = self.files.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 (closed with the others)
        file.write(content)
        file.flush()
        return f"/{file.fileno()}"


def instead(words: str, described: str) -> Block:
    return {"type": "paragraph", "text": f"[{words}: {described}]" if described else f"[{words}]"}


def look_of(picture: Any, drawing: Any) -> Look:
    """Raises ``ValueError`` where it has no size."""
    (size,) = (picture.xpath("./pic:spPr/a:xfrm/a:ext") or drawing.xpath("./*/wp:extent"))[:1]
    turned = picture.xpath("./pic:spPr/a:xfrm/@rot")
    cut = picture.xpath("./pic:blipFill/a:srcRect")
    sides = [int(cut[0].get(side, 0)) / 100_000 if cut else 0.0 for side in "ltrb"]
    left, top, right, bottom = (min(max(side, 0.0), 1.0) for side in sides)
    width, height = int(size.get("cx")) / EMU, int(size.get("cy")) / EMU
    if min(width, height) <= 0:
        raise ValueError(width, height)
    return Look(width, height, round(int(turned[0]) / 5_400_000) % 4 if turned else 0, (left, top, right, bottom))


def printable(content: bytes, look: Look) -> tuple[str, bytes]:
    """The picture's format and bytes as it is shown: without what is cut off, and without what a camera writes beside
    it, such as the place. Raises whatever a picture makes its decoder raise, and ``ValueError`` for one too large."""
    with Image.open(io.BytesIO(content), formats=list(KINDS)) as opened:
        kind, (width, height) = str(opened.format), opened.size
        if width * height > MOST_PIXELS:
            raise ValueError(width, height)
        left, top, right, bottom = look.cut
        box = (round(width * left), round(height * top), round(width * (1 - right)), round(height * (1 - bottom)))
        shown = opened.crop(box)
        clear = kind == "PNG" and opened.has_transparency_data
    shown = shown.convert("RGBA" if clear else "RGB")
    shown.thumbnail((look.width / 72 * SHARP, look.height / 72 * SHARP))
    shown = shown.rotate(-90 * look.quarters, expand=True)
    shown.info = {}
    out = io.BytesIO()
    shown.save(out, kind, quality=90)
    return KINDS[kind], out.getvalue()
