"""Page numbers: printed on each page the way it is read, and as the labels that a reader's program shows."""

import io
import math
from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, PdfError, Stream, String, parse_content_stream

from scrutiny.documents import typesetting

A4 = (0.0, 0.0, 595.0, 842.0)
LEAST = 10.0
"""A page that is narrower or lower than these points can't be shown."""

FROM_EDGE = 12.0


class Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom


def mend(page: Page) -> None:
    """Give a page that has no size, or one that can't be, the size of A4."""
    if box_of(page, "/MediaBox") is None:
        page.obj.MediaBox = Array(A4)
    if "/CropBox" in page.obj and box_of(page, "/CropBox") is None:
        del page.obj.CropBox


def box_of(page: Page, key: str) -> Box | None:
    """A box with its corners in order, whichever come first; None where it holds nothing to speak of."""
    try:
        x1, y1, x2, y2 = (float(each) for each in page.obj.get(key, ()))
    except (TypeError, ValueError):
        return None
    box = Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
    return box if all(map(math.isfinite, box)) and min(box.width, box.height) >= LEAST else None


def shown(page: Page) -> Box:
    """What is seen of a mended page."""
    whole = box_of(page, "/MediaBox") or Box(*A4)
    cut = box_of(page, "/CropBox")
    if cut is None:
        return whole
    both = Box(*map(max, whole[:2], cut[:2]), *map(min, whole[2:], cut[2:]))
    return both if min(both.width, both.height) >= LEAST else whole


def turned(page: Page) -> int:
    """By how many degrees it is turned, clockwise, when it is shown: 0, 90, 180 or 270."""
    try:
        return round(int(page.obj.get("/Rotate", 0)) / 90) * 90 % 360
    except (TypeError, ValueError):
        return 0


def place(page: Page, width: float) -> str:
    """The matrix that puts something so wide at the foot of the page as it is shown, upright, in the middle. On a page
    larger than A4 it is larger too, so that it can still be read where the pack is printed on A4."""
    box, one = shown(page), unit(page)
    scale = max(1 / one, min(box.width, box.height) / A4[2])
    angle = turned(page)
    across = box.height if angle % 180 else box.width
    u, v = (across - width * scale) / 2, FROM_EDGE * scale
    a, b, x, y = {
        0: (1, 0, box.left + u, box.bottom + v),
        90: (0, 1, box.right - v, box.bottom + u),
        180: (-1, 0, box.right - u, box.top - v),
        270: (0, -1, box.left + v, box.top - u),
    }[angle]
    return " ".join(
        f"{each:.5g}" if abs(each) < 1 else f"{each:.2f}"
        for each in (a * scale, b * scale, -b * scale, a * scale, x, y)
    )


def unit(page: Page) -> float:
    """How many points one unit of the page is."""
    try:
        found = float(page.obj.get("/UserUnit", 1))
    except (TypeError, ValueError):
        return 1.0
    return found if 0.01 < found < 10_000 else 1.0


def stamp(pack: Pdf, pages: list[Page], labels: list[str]) -> None:
    """Print a number at the foot of each page, as what is no part of its content."""
    if not pages:
        return
    printed = typesetting.pdf("page_numbers", {"labels": labels}, tagged=False)
    numbers = Pdf.open(io.BytesIO(printed))
    forms = pack.copy_foreign(numbers.make_indirect(Array([page.as_form_xobject() for page in numbers.pages])))
    saving = pack.make_stream(b"q")
    for index, page in enumerate(pages):
        put(pack, page, forms[index], f"/PackNumber{index}", saving)


def put(pack: Pdf, page: Page, form: Object, name: str, saving: Object) -> None:
    """``name`` is used once in a pack, since pages may share what they draw; ``saving`` is the one stream by which
    every page begins."""
    own = contents_of(page)
    ends = b"Q " * (left_open(page, own) + 1)
    while name in page.obj.get("/Resources", Dictionary()).get("/XObject", Dictionary()):
        name += "x"
    page.add_resource(form, Name.XObject, Name(name))
    matrix = place(page, float(form.BBox[2]) - float(form.BBox[0]))
    drawing = f"/Artifact <</Type /Pagination /Subtype /Footer>> BDC q {matrix} cm {name} Do Q EMC"
    page.obj.Contents = Array([saving, *own, pack.make_stream(ends + drawing.encode())])


def left_open(page: Page, own: list[Stream]) -> int:
    """How many saved states the page's own content leaves open: what is drawn after it would be moved by them."""
    try:
        words = b"\n".join(each.read_bytes() for each in own).split()
        if words.count(b"q") == words.count(b"Q"):
            return 0
        depth = 0
        for instruction in parse_content_stream(page, operators="q Q"):
            depth = max(0, depth + (1 if str(instruction.operator) == "q" else -1))
    except (PdfError, TypeError, ValueError, AttributeError):
        return 0
    return depth


def contents_of(page: Page) -> list[Stream]:
    found = page.obj.get("/Contents")
    several = list(found) if isinstance(found, Array) else [found]
    return [each for each in several if isinstance(each, Stream)]


def label(pack: Pdf, runs: list[tuple[int, str, int]]) -> None:
    """What a reader's program calls each page: ``runs`` are (index of its first page, prefix, first number), the
    front sheet, which comes before them, counts i, ii, iii."""
    found: list[int | Dictionary] = [0, Dictionary(S=Name.r)] if not runs or runs[0][0] else []
    for index, prefix, number in runs:
        style = Dictionary(S=Name.D, St=number)
        if prefix:
            style.P = String(prefix)
        found += [index, style]
    pack.Root.PageLabels = pack.make_indirect(Dictionary(Nums=Array(found)))
