"""Papers to upload: good ones, and each kind that is refused."""

import io
import zipfile

import pikepdf
from docx import Document as WordDocument
from pikepdf import Array, Dictionary, Name, String

MEGABYTE = 1024 * 1024


def pdf(pages: int = 1, words: str = "", change=None, **saving) -> bytes:
    """A PDF with ``words`` on each page; ``change`` is done to it before it is saved."""
    made = pikepdf.new()
    font = made.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for _ in range(pages):
        page = made.add_blank_page(page_size=(595, 842))
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = made.make_stream(f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode())
    if change:
        change(made)
    made.save(out := io.BytesIO(), **saving)
    return out.getvalue()


def locked_pdf(**passwords) -> bytes:
    return pdf(encryption=pikepdf.Encryption(**{"owner": "", "user": ""} | passwords))


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def at_opening(made) -> None:
    made.Root.OpenAction = script()


def by_name(made) -> None:
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), made.make_indirect(script())])))


def of_a_page(made) -> None:
    made.pages[0].obj.AA = Dictionary(O=script())


def of_a_link(made) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=script())
    made.pages[0].obj.Annots = Array([made.make_indirect(link)])


def of_a_field(made) -> None:
    field = Dictionary(
        FT=Name.Tx, T=String("a"), Subtype=Name.Widget, Rect=Array([0, 0, 9, 9]), AA=Dictionary(K=script())
    )
    made.Root.AcroForm = Dictionary(Fields=Array([made.make_indirect(field)]))


def of_a_program(made) -> None:
    made.Root.OpenAction = Dictionary(S=Name.Launch, F=String("cmd.exe"))


def attached(made) -> None:
    made.attachments["figures.xlsx"] = b"PK"


ACTIVE = [at_opening, by_name, of_a_page, of_a_link, of_a_field, of_a_program, attached]


def word(*paragraphs: str) -> bytes:
    """A Word paper with these paragraphs, a list of one and a small table."""
    made = WordDocument()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    made.add_paragraph("a point", style="List Bullet")
    cells = made.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "Year", "2026"
    made.save(out := io.BytesIO())
    return out.getvalue()


def word_with(name: str, size: int) -> bytes:
    """A Word paper that holds another part, of zeros."""
    out = io.BytesIO(word("Report"))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as parts, parts.open(name, "w") as part:
        for _ in range(0, size, MEGABYTE):
            part.write(bytes(min(size, MEGABYTE)))
    return out.getvalue()


def spreadsheet() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()
