"""Papers: each made as a PDF or a Word file from its blocks, and looked into like an upload."""

from datetime import UTC, date, datetime, time
from io import BytesIO

import docx
from django.core.files.base import ContentFile
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from inspections.importers.demo.story import Row, Story
from scrutiny.documents.checks import CheckedFile, check
from scrutiny.documents.typesetting import pdf
from scrutiny.models import Office

Papers = dict[str, CheckedFile]

LANGUAGE = "en-GB"


def make_papers(story: Story) -> Papers:
    """Every paper's file by its key."""
    titles = {row["key"]: row["title"] for row in story.rows("offices")}
    papers = {}
    for row in story.rows("papers"):
        printed = {
            "title": row["title"],
            "author": titles.get(row["author"]) or row["author_name"],
            "council": story.lists["council"]["name"],
            "date": in_words(date.fromisoformat(row["date"])),
            "blocks": row["body"],
        }
        made = pdf("paper", printed) if row["format"] == "pdf" else word(printed, date.fromisoformat(row["date"]))
        papers[row["key"]] = check(ContentFile(made, name=f"{row['key']}.{row['format']}"))
    return papers


def paper_fields(story: Story, key: str) -> Row:
    """What is entered with a paper's file. Only a private paper keeps a public title of its own."""
    row = next(row for row in story.rows("papers") if row["key"] == key)
    return {
        "title": row["title"],
        "public_title": row["public_title"] if row["public_title"] != row["title"] else "",
        "kind": row["kind"],
        "author": story.find(Office, row["author"]).title if row["author"] else row["author_name"],
    }


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def word(printed: Row, made_on: date) -> bytes:
    """A Word file whose headings, lists and tables are real ones, so that it can be read aloud."""
    document = docx.Document()
    document.styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), LANGUAGE)
    properties = document.core_properties
    properties.title, properties.author, properties.language = printed["title"], printed["author"], LANGUAGE
    properties.created = properties.modified = datetime.combine(made_on, time(), tzinfo=UTC)
    document.add_paragraph(printed["council"])
    document.add_heading(printed["title"], level=0)
    document.add_paragraph(f"{printed['author']}, {printed['date']}")
    for block in printed["blocks"]:
        add_block(document, block)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def add_block(document: WordDocument, block: Row) -> None:
    if block["type"] == "heading":
        document.add_heading(block["text"], level=1)
    elif block["type"] == "paragraph":
        document.add_paragraph(block["text"])
    elif block["type"] == "bullets":
        for item in block["items"]:
            document.add_paragraph(item, style="List Bullet")
    else:
        add_table(document, block)


def add_table(document: WordDocument, block: Row) -> None:
    document.add_paragraph(block["caption"], style="Caption")
    table = document.add_table(rows=0, cols=len(block["head"]), style="Table Grid")
    for row in [block["head"], *block["rows"]]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    heading = OxmlElement("w:tblHeader")
    heading.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(heading)
