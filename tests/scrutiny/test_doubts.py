"""Looking into files before they go out: each hidden thing is found, with the page to look at."""

import io
import json
import subprocess
import sys
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from docx import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor
from pikepdf import Array, Dictionary, Name, String

from scrutiny.models import Document, Doubt, File
from scrutiny.operations.doubts import (
    begin_looking_again,
    doubts_of,
    give_up_looking,
    look_at_doubt,
    look_over,
    look_over_the_rest,
)
from scrutiny.operations.withholding import withhold
from tests.factories import DocumentFactory, DoubtFactory, FileFactory
from tests.history import last_row
from tests.papers import pdf, word

ROOT = Path(__file__).resolve().parent.parent.parent
SECRET = "BT /F1 12 Tf 72 720 Td (Secret wren) Tj ET"


def looked(data: bytes, tmp_path) -> list[tuple]:
    """What the child process says of a file."""
    path = tmp_path / "paper"
    path.write_bytes(data)
    child = subprocess.run(
        [sys.executable, "-m", "scrutiny.documents.looking", path], capture_output=True, cwd=ROOT, check=True
    )
    return [(row["kind"], row["page"], row["words"]) for row in json.loads(child.stdout)]


def drawing(content: str) -> bytes:
    """A PDF of two pages, of which the second draws ``content``."""

    def second_page(made):
        made.pages[1].Contents = made.make_stream(content.encode())

    return pdf(2, change=second_page)


PAGES = {
    "white text": (f"1 1 1 rg {SECRET}", [("hidden_text", 2, "Secret wren")]),
    "invisible text": (SECRET.replace("/F1", "3 Tr /F1"), [("hidden_text", 2, "Secret wren")]),
    "tiny text": (SECRET.replace("12 Tf", "1 Tf"), [("hidden_text", 2, "Secret wren")]),
    "text beside the page": (SECRET.replace("72 720", "720 -90"), [("hidden_text", 2, "Secret wren")]),
    "a black box over text": (f"{SECRET} 0 g 60 715 200 20 re f", [("black_box", 2, "Secret wren")]),
    "black text on a black box": (f"0 g 60 715 200 20 re f {SECRET}", [("black_box", 2, "Secret wren")]),
    "a white heading on black": (f"0 g 60 715 200 20 re f 1 g {SECRET}", []),
    "black text on grey": (f"0.8 g 60 715 200 20 re f 0 g {SECRET}", []),
    "a black line under text": (f"{SECRET} 0 g 72 718 100 1 re f", []),
}


@pytest.mark.parametrize(("content", "found"), PAGES.values(), ids=PAGES)
def test_what_a_page_draws_and_nobody_sees(tmp_path, content, found):
    assert looked(drawing(content), tmp_path) == found


NUMBERS = {
    "4 young people moved from Quillfeather House in May": "4 young people … Quillfeather House",
    "Two children at Mill Lane School were excluded": "Two children … Mill Lane School",
    "At Wren Lodge three disabled boys were waiting": "three disabled boys … Wren Lodge",
    "63 children are out of school in Thornmere": None,
    "14 children at Mill Lane School were excluded": None,
    "Two reports were read at Mill Lane School": None,
    "One child in five waits": None,
}


@pytest.mark.parametrize(("words", "found"), NUMBERS.items())
def test_a_small_number_beside_a_place_may_point_to_a_child(tmp_path, words, found):
    expected = [("small_number", 1, found)] if found else []

    assert looked(pdf(words=words), tmp_path) == expected
    assert looked(word(words), tmp_path) == [(kind, None, told) for kind, _, told in expected]


def noted(subtype, words):
    def change(made):
        note = Dictionary(Type=Name.Annot, Subtype=Name(subtype), Rect=Array([0, 0, 9, 9]), Contents=String(words))
        made.pages[0].obj.Annots = Array([made.make_indirect(note)])

    return pdf(change=change)


def with_layer(made):
    layer = made.make_indirect(Dictionary(Type=Name.OCG, Name=String("Names of the families")))
    made.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))


def with_picture(made):
    image = made.make_stream(b"\x00" * 3, Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    image.BitsPerComponent, image.ColorSpace = 8, Name.DeviceRGB
    made.pages[0].obj.Resources.XObject = Dictionary(Im1=image)
    made.pages[0].Contents = made.make_stream(b"q 200 0 0 100 72 500 cm /Im1 Do Q")


def with_figures(made):
    """A tagged PDF with two figures, of which one is described."""
    figures = [
        made.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Figure, Pg=made.pages[0].obj, **alt))
        for alt in ({"Alt": String("A map")}, {})
    ]
    made.Root.StructTreeRoot = made.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array(figures)))


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (noted("/Text", "Ask the family first"), ("comment", 1, "Ask the family first")),
        (noted("/Redact", ""), ("redaction", 1, "A box whose text is still there")),
        (noted("/Link", "Nothing"), None),
        (pdf(change=with_layer), ("layer", None, "Names of the families")),
        (pdf(change=with_picture), ("picture", 1, "1 picture without a description")),
        (pdf(change=with_figures), ("picture", 1, "1 picture without a description")),
        (pdf(words="Plain words"), None),
    ],
    ids=["comment", "redaction", "link", "layer", "picture", "figure", "plain"],
)
def test_what_a_pdf_holds_beside_its_words(tmp_path, data, found):
    assert looked(data, tmp_path) == ([found] if found else [])


def word_with(change) -> bytes:
    made = WordDocument()
    change(made)
    made.save(out := io.BytesIO())
    return out.getvalue()


def deleted(made):
    run = made.add_paragraph("").add_run()._r
    wrapped = parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="A"><w:r><w:delText>Wren</w:delText></w:r></w:del>')
    run.addprevious(wrapped)


def inserted(made):
    paragraph = made.add_paragraph("Before")._p
    paragraph.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="A"><w:r><w:t>Jackdaw</w:t></w:r></w:ins>'))


def vanished(made):
    made.add_paragraph("").add_run("Magpie").font.hidden = True


def whitened(made):
    made.add_paragraph("").add_run("Heron").font.color.rgb = RGBColor(255, 255, 255)


def blackened(made):
    looks = made.add_paragraph("").add_run("Kestrel")._r.get_or_add_rPr()
    looks.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="000000"/>'))


def hidden_row(made):
    row = made.add_table(1, 1).rows[0]
    row.cells[0].text = "Plover"
    row._tr.get_or_add_trPr().append(OxmlElement("w:hidden"))


def commented(made):
    run = made.add_paragraph("").add_run("Text")
    made.add_comment(runs=run, text="Dunlin", author="A")


WORDS = {
    deleted: ("tracked", None, "Wren"),
    inserted: ("tracked", None, "Jackdaw"),
    vanished: ("hidden_text", None, "Magpie"),
    whitened: ("hidden_text", None, "Heron"),
    blackened: ("black_box", None, "Kestrel"),
    hidden_row: ("hidden_row", None, "Plover"),
    commented: ("comment", None, "Dunlin"),
}


@pytest.mark.parametrize(("change", "found"), WORDS.items(), ids=[change.__name__ for change in WORDS])
def test_what_a_word_file_holds_beside_its_words(tmp_path, change, found):
    assert looked(word_with(change), tmp_path) == [found]


def test_a_file_inside_a_word_file_is_named(tmp_path):
    out = io.BytesIO(word("Text"))
    with zipfile.ZipFile(out, "a") as parts:
        parts.writestr("word/embeddings/figures.xlsx", b"PK")

    assert looked(out.getvalue(), tmp_path) == [("embedded", None, "A file lies inside: figures.xlsx")]


# What becomes of it


@pytest.fixture
def file(db):
    return FileFactory(data=pdf(words="4 young people left Quillfeather House"))


def test_a_worker_looks_into_a_file_once(file):
    look_over.func(file.pk)
    look_over.func(file.pk)
    file.refresh_from_db()

    assert [(row.kind, row.page) for row in file.doubts.all()] == [("small_number", 1)]
    assert file.looked_into_at


def test_files_that_nobody_looked_into_are_taken_up(file):
    FileFactory(data=b"%PDF waiting", state="waiting")
    File.objects.update(kept_at=timezone.now() - timedelta(hours=2))
    FileFactory(data=b"%PDF just now")
    look_over_the_rest()

    assert list(Doubt.objects.values_list("file", flat=True)) == [file.pk]


def test_a_file_that_can_t_be_looked_into_is_to_be_read(file):
    give_up_looking(file.pk, worker_died=True)
    given_up = list(file.doubts.values_list("kind", flat=True))
    begin_looking_again(file.pk)

    assert given_up == ["too_much"]
    assert not file.doubts.exists()
    assert File.objects.get(pk=file.pk).looked_into_at is None


@pytest.mark.django_db
def test_bytes_that_break_the_child_are_to_be_read():
    broken = FileFactory(data=b"%PDF-1.7 nothing of the kind")
    look_over.func(broken.pk)

    assert list(broken.doubts.values_list("kind", flat=True)) == ["too_much"]


def test_somebody_has_looked(file, officer):
    document = DocumentFactory(file=file)
    doubt = DoubtFactory(file=file)
    look_at_doubt(doubt=doubt, document=document, by=officer)
    first = doubt.looked_at
    look_at_doubt(doubt=doubt, document=document, by=officer)

    assert (doubt.looked_by, doubt.looked_at) == (officer, first)
    assert last_row(doubt)["verb"] == "look_at_doubt"
    assert Doubt.history.count() == 2


def test_the_worst_is_looked_at_first(file):
    document = DocumentFactory(file=file)
    picture, number = DoubtFactory(file=file, kind="picture"), DoubtFactory(file=file, page=7)

    assert doubts_of([document]) == [(document, number), (document, picture)]


def test_what_is_withheld_leaves_no_doubt(file, monitoring_officer):
    document = DocumentFactory(file=file)
    DoubtFactory(file=file, words="Wren")
    withhold(record=document, reason="It named a child", ground="child", by=monitoring_officer)

    assert not Doubt.objects.exists()
    assert not Doubt.history.filter(words="Wren").exists()
    assert Document.objects.get().is_withheld
