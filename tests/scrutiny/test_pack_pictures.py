"""Pictures of papers in Word, once they are bound into a pack."""

import io
from functools import partial

import pypdfium2
import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.shared import Mm
from pikepdf import Dictionary, Name, Pdf, PdfImage, Stream
from PIL import Image

from scrutiny.documents.packs import pictures
from tests.packs import bound, kept, texts

pytestmark = pytest.mark.upload

CAMERA = "Leica of Thornmere"
NOT_PRINTED = "A picture that can’t be printed here"


@pytest.fixture
def paper(tmp_path):
    """Keeps the bytes of a paper and gives the part that they are."""
    return partial(kept, tmp_path, kind="word")


def picture(kind: str = "PNG", size=(60, 40), colour: str = "red", **saving) -> bytes:
    """Of one colour in its left half, and blue in its right."""
    made = Image.new("RGB", size, colour)
    made.paste("blue", (size[0] // 2, 0, *size))
    made.save(out := io.BytesIO(), kind, **saving)
    return out.getvalue()


def word(*contents: bytes, alt: str = "", change=None, wide: float = 60) -> bytes:
    """A paper with these pictures between two paragraphs; ``change`` is done to each drawing."""
    made = Document()
    made.add_paragraph("Before")
    for content in contents:
        paragraph = made.add_paragraph()
        paragraph.add_run().add_picture(io.BytesIO(content), width=Mm(wide))
        (drawing,) = paragraph._p.xpath(".//w:drawing")
        drawing.xpath("./wp:inline/wp:docPr")[0].set("descr", alt)
        if change:
            change(drawing)
    made.add_paragraph("After")
    made.save(out := io.BytesIO())
    return out.getvalue()


def with_bytes(content: bytes, instead: bytes) -> bytes:
    """The paper with other bytes where its picture was."""
    made = Document(io.BytesIO(word(content)))
    for part in made.part.package.iter_parts():
        if part.blob == content:
            part._blob = instead
    made.save(out := io.BytesIO())
    return out.getvalue()


def described(pdf: Pdf) -> list[str]:
    """The description of each figure of the structure."""
    return [str(each.Alt) for each in pdf.objects if isinstance(each, Dictionary) and each.get("/S") == Name.Figure]


def printed(pdf: Pdf, index: int = 1) -> list[tuple[int, int]]:
    """How many dots across and down each picture of a page has."""
    found = pdf.pages[index].obj.Resources.get("/XObject", Dictionary())
    images = [PdfImage(each) for each in found.values() if isinstance(each, Stream) and each.Subtype == Name.Image]
    return [(image.width, image.height) for image in images]


def colours(pdf: Pdf) -> set[str]:
    """The strong colours that the first paper's first page shows."""
    pdf.save(out := io.BytesIO())
    shown = pypdfium2.PdfDocument(out.getvalue())[1].render().to_pil().convert("RGB")
    names = {(255, 0, 0): "red", (0, 0, 255): "blue"}
    return {names[tone] for _, tone in shown.getcolors(100_000) or [] if tone in names}


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_is_printed_with_its_description(paper, kind):
    found, pdf, _ = bound(paper(word(picture(kind), alt="Two halves, a red and a blue")))

    assert (found.left_out, described(pdf), printed(pdf)) == ({}, ["Two halves, a red and a blue"], [(60, 40)])


def test_a_picture_stands_where_it_stood(paper):
    _, pdf, _ = bound(paper(word(picture())))

    pdf.save(out := io.BytesIO())
    page = pypdfium2.PdfDocument(out.getvalue())[1]
    words = page.get_textpage()
    before, after = (words.get_charbox(words.search(each).get_next()[0])[1] for each in ("Before", "After"))
    (image,) = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    _, bottom, _, top = image.get_bounds()
    assert before > top > bottom > after
    assert colours(pdf) == {"red", "blue"}


def test_a_picture_without_a_description_says_so(paper):
    _, pdf, _ = bound(paper(word(picture())))

    assert described(pdf) == ["Picture without a description"]


def test_a_picture_in_a_table_follows_it(paper):
    made = Document()
    made.add_table(1, 1).cell(0, 0).paragraphs[0].add_run("Map").add_picture(io.BytesIO(picture()), width=Mm(20))
    made.save(out := io.BytesIO())
    _, pdf, _ = bound(paper(out.getvalue()))

    assert ("Map" in texts(pdf)[1], printed(pdf)) == (True, [(60, 40)])


def test_what_is_cut_off_a_picture_is_not_in_the_pack(paper):
    def cut(drawing):
        fill = drawing.xpath(".//pic:blipFill")[0]
        crop = OxmlElement("a:srcRect")
        crop.set("r", "50000")
        fill.insert(1, crop)

    _, pdf, _ = bound(paper(word(picture(), change=cut)))

    assert (printed(pdf), colours(pdf)) == ([(30, 40)], {"red"})


def test_a_picture_that_is_turned_is_printed_turned(paper):
    def turn(drawing):
        drawing.xpath(".//a:xfrm")[0].set("rot", "5400000")

    _, pdf, _ = bound(paper(word(picture(), change=turn)))

    assert printed(pdf) == [(40, 60)]


def test_what_a_camera_wrote_is_not_in_the_pack(paper):
    exif = Image.Exif()
    exif[0x010F] = CAMERA
    content = picture("JPEG", exif=exif)
    _, pdf, _ = bound(paper(word(content)))

    assert CAMERA.encode() in content
    assert not any(CAMERA.encode() in each.read_raw_bytes() for each in pdf.objects if isinstance(each, Stream))


def test_a_large_picture_is_made_as_small_as_it_is_shown(paper):
    _, pdf, _ = bound(paper(word(picture(size=(3000, 1500)), wide=25.4)))

    assert printed(pdf) == [(200, 100)]


def test_a_picture_wider_than_the_page_is_printed_within_it(paper):
    _, pdf, _ = bound(paper(word(picture(size=(400, 100)), wide=400)))

    pdf.save(out := io.BytesIO())
    (image,) = pypdfium2.PdfDocument(out.getvalue())[1].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    left, _, right, _ = image.get_bounds()
    assert (round(left), round(right)) == (71, 524)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"nonsense", id="nonsense"),
        pytest.param(picture()[:60], id="half of a PNG"),
        pytest.param(picture("JPEG")[:400], id="half of a JPEG"),
        pytest.param(picture("GIF"), id="a GIF"),
        pytest.param(picture("TIFF"), id="a TIFF"),
        pytest.param(picture(size=(8000, 6000)), id="too many dots"),
    ],
)
def test_a_picture_that_can_t_be_printed_has_a_sentence_in_its_place(paper, content):
    found, pdf, _ = bound(paper(with_bytes(picture(), content)))

    assert (found.left_out, printed(pdf), NOT_PRINTED in texts(pdf)[1]) == ({}, [], True)


def test_what_the_sentence_stood_for_is_said(paper):
    _, pdf, _ = bound(paper(word(picture("GIF"), alt="The plan of the yard")))

    assert f"[{NOT_PRINTED}: The plan of the yard]" in texts(pdf)[1]


def test_pictures_beyond_the_most_have_a_sentence_in_their_place(paper, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PICTURES", 2)
    each = [picture(colour=colour) for colour in ("red", "green", "white")]
    _, pdf, _ = bound(paper(word(*each)))

    assert (len(printed(pdf)), texts(pdf)[1].count(NOT_PRINTED)) == (2, 1)


def hide(drawing):
    drawing.getparent().get_or_add_rPr().append(OxmlElement("w:vanish"))


def strike_out(drawing):
    run = drawing.getparent()
    deleted = OxmlElement("w:del")
    run.addprevious(deleted)
    deleted.append(run)


@pytest.mark.parametrize("change", [hide, strike_out])
def test_a_picture_that_word_doesn_t_show_is_not_printed(paper, change):
    _, pdf, _ = bound(paper(word(picture(), change=change)))

    assert (printed(pdf), described(pdf)) == ([], [])


def test_a_diagram_has_its_description_in_its_place(paper):
    def draw(drawing):
        data = drawing.xpath(".//a:graphicData")[0]
        data.set("uri", "http://schemas.openxmlformats.org/drawingml/2006/chart")
        data.remove(data.xpath("./pic:pic")[0])

    _, pdf, _ = bound(paper(word(picture(), alt="Referrals rose", change=draw)))

    assert "[A diagram that can’t be printed here: Referrals rose]" in texts(pdf)[1]


def test_the_same_pictures_give_the_same_bytes(paper):
    part = paper(word(picture("JPEG"), picture(), alt="Halves"))

    first, second = (bound(part)[1] for _ in range(2))
    assert first.trailer.ID == second.trailer.ID


def test_two_papers_with_pictures_keep_their_own(paper):
    _, pdf, _ = bound(paper(word(picture(size=(60, 40)))), paper(word(picture(size=(50, 30)))))

    assert (printed(pdf, 1), printed(pdf, 2)) == ([(60, 40)], [(50, 30)])
