"""Binding papers into one pack: what it looks like to a reader's program, and that no paper can spoil it."""

import io
import tempfile
from functools import partial

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, NumberTree, Pdf, String

from scrutiny.documents import typesetting
from scrutiny.documents.apart import Interrupted
from scrutiny.documents.packs import apart, word
from scrutiny.documents.packs.apart import CantBeBound, bind_apart
from scrutiny.documents.packs.binding import bind
from scrutiny.documents.packs.job import Bound, Part, in_words
from tests import papers
from tests.packs import DATED, bound, job, kept, outline, texts

pytestmark = pytest.mark.upload

IN_PLACE = "This paper could not be put into the pack"


@pytest.fixture
def paper(tmp_path):
    """Keeps the bytes of a paper and gives the part that they are."""
    return partial(kept, tmp_path)


def tagged(title: str = "Report", pages: int = 2) -> bytes:
    """A paper with headings, a list and a table, as our own papers have them."""
    table = {"type": "table", "caption": "Figures", "head": ["Year", "Number"], "rows": [["2026", "12"]]}
    body = [{"type": "heading", "text": "Purpose"}, {"type": "bullets", "items": ["one", "two"]}, table]
    long = {"type": "paragraph", "text": "Words that fill a page. " * 120}
    data = {
        "title": title,
        "author": "A",
        "council": "Thornmere",
        "date": "1 May 2026",
        "blocks": body + [long] * pages,
    }
    return typesetting.pdf("paper", data)


def structure(pdf: Pdf) -> list[str]:
    """The role of every element, from the top, each once."""
    found, unseen, seen = [], [pdf.Root.StructTreeRoot.K], set()
    while unseen:
        each = unseen.pop(0)
        if isinstance(each, Array):
            unseen = list(each) + unseen
        elif isinstance(each, Dictionary) and "/S" in each and each.objgen not in seen:
            seen.add(each.objgen)
            found.append(str(each.S))
            unseen = [each.get("/K", Array()), *unseen]
    return found


def numbers_borne(pdf: Pdf) -> list[int]:
    found = []
    for each in pdf.objects:
        if isinstance(each, Dictionary | pikepdf.Stream):
            found += [int(each[key]) for key in ("/StructParents", "/StructParent") if key in each]
    return sorted(found)


def test_the_pages_are_numbered_by_what_they_are(paper):
    found, pdf, _ = bound(
        paper(papers.pdf(3), "First"), paper(papers.pdf(1), "Second"), paper(papers.pdf(2), "Price", prefix="P")
    )

    assert found == Bound(7, 1, [("1", "3"), ("4", "4"), ("P1", "P2")], {})
    assert [page.label for page in pdf.pages] == ["i", "1", "2", "3", "4", "P1", "P2"]
    assert [text.split("\r\n")[-1].strip() for text in texts(pdf)][1:] == [
        *("Page 1", "Page 2", "Page 3", "Page 4", "Page P1", "Page P2")
    ]


def test_the_front_sheet_says_on_which_pages_each_paper_is(paper):
    _, _, sheet = bound(paper(papers.pdf(3), "First"), paper(papers.pdf(1), "Price", prefix="P"))

    text = " ".join(texts(sheet)).replace("\r\n", " ")
    assert ("First Pages 1 to 3" in text, "Price Page P1" in text) == (True, True)


@pytest.mark.parametrize(
    ("first", "last", "words"), [("13", "13", "Page 13"), ("S1", "S10", "Pages S1 to S10"), ("P1", "P1", "Page P1")]
)
def test_page_numbers_in_words(first, last, words):
    assert in_words(first, last) == words


def test_a_pack_says_its_title_language_and_day(paper):
    _, pdf, _ = bound(paper(papers.pdf()))

    assert (str(pdf.Root.Lang), bool(pdf.Root.ViewerPreferences.DisplayDocTitle)) == ("en-GB", True)
    assert {name: str(pdf.docinfo[name]) for name in pdf.docinfo} == {
        "/Title": "Agenda, 22 September 2026",
        "/CreationDate": DATED,
        "/ModDate": DATED,
    }
    with pdf.open_metadata() as words:
        assert words["dc:title"] == "Agenda, 22 September 2026"


def test_the_outline_leads_to_each_item_and_paper(paper):
    parts = [paper(papers.pdf(2), "First"), paper(papers.pdf(), "Second")]
    price = paper(papers.pdf(), "Price")
    _, pdf, _ = bound(*parts, Part("Price", ["Private papers", "8 Homes"], price.path, prefix="P"))

    assert outline(pdf) == [
        (0, "Agenda", 0),
        *((0, "Item of First", 1), (1, "First", 1)),
        *((0, "Item of Second", 3), (1, "Second", 3)),
        *((0, "Private papers", 4), (1, "8 Homes", 4), (2, "Price", 4)),
    ]


def test_papers_under_one_item_share_its_entry(paper):
    first, second = paper(papers.pdf()), paper(papers.pdf())
    _, pdf, _ = bound(Part("A", ["5 Visit"], first.path), Part("B", ["5 Visit"], second.path))

    assert [(depth, title) for depth, title, _ in outline(pdf)] == [(0, "Agenda"), (0, "5 Visit"), (1, "A"), (1, "B")]


def test_tagged_papers_keep_every_tag(paper):
    contents = [tagged("First"), tagged("Second", 5)]
    _, pdf, sheet = bound(*map(paper, contents))

    own = [structure(Pdf.open(io.BytesIO(each))) for each in [sheet, *contents]]
    links_to_papers = ["/Link", "/Span"] * len(contents)
    assert sorted(structure(pdf)) == sorted(
        ["/Document", *links_to_papers, *(role for roles in own for role in ["/Part", *roles] if role != "/Document")]
    )
    assert bool(pdf.Root.MarkInfo.Marked)
    assert pdf.check_pdf_syntax() == []


def test_every_number_that_a_page_bears_leads_to_its_elements(paper):
    contents = [tagged("First"), papers.pdf(2), tagged("Second", 5)]
    _, pdf, _ = bound(*map(paper, contents))

    tree = NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    assert numbers_borne(pdf) == sorted(tree.keys()) == list(range(int(pdf.Root.StructTreeRoot.ParentTreeNextKey)))
    for page in pdf.pages:
        if "/StructParents" in page.obj:
            elements = tree[int(page.obj.StructParents)]
            assert page.obj.objgen in {each.Pg.objgen for each in elements if "/Pg" in each}


def test_the_heads_of_tables_are_found_though_papers_name_them_alike(paper):
    _, pdf, _ = bound(paper(tagged("First")), paper(tagged("Second")))

    names = pdf.Root.StructTreeRoot.IDTree.Names
    ids = [bytes(names[place]) for place in range(0, len(names), 2)]
    assert ids == sorted(set(ids))
    meant = {bytes(each) for attribute in attributes(pdf) for each in attribute.get("/Headers", [])}
    assert meant <= set(ids)


def attributes(pdf):
    for each in pdf.objects:
        if isinstance(each, Dictionary) and "/S" in each and "/A" in each:
            yield from each.A if isinstance(each.A, Array) else [each.A]


def with_roles(means: str):
    def change(made):
        element = made.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Special, K=0, Pg=made.pages[0].obj))
        made.pages[0].obj.StructParents = 0
        numbers = Dictionary(Nums=Array([0, made.make_indirect(Array([element]))]))
        made.Root.StructTreeRoot = made.make_indirect(
            Dictionary(Type=Name.StructTreeRoot, K=element, ParentTree=numbers, RoleMap={"/Special": Name(means)})
        )

    return change


def test_a_role_that_means_something_else_in_another_paper_is_kept_apart(paper):
    _, pdf, _ = bound(paper(papers.pdf(change=with_roles("/H1"))), paper(papers.pdf(change=with_roles("/P"))))

    assert [role for role in structure(pdf)[-4:] if role != "/Part"] == ["/Special", "/P"]
    assert pdf.Root.StructTreeRoot.RoleMap.Special == Name.H1


def knotted(made):
    with_roles("/P")(made)
    element = made.Root.StructTreeRoot.K
    element.K = Array([element, element, 0])


def without_numbers(made):
    with_roles("/P")(made)
    del made.Root.StructTreeRoot.ParentTree


def with_nonsense(made):
    with_roles("/P")(made)
    made.Root.StructTreeRoot.K.ID = 12
    made.pages[0].obj.StructParents = String("many")


def with_a_number_too_many(made):
    with_roles("/P")(made)
    made.pages[0].obj.StructParents = 2**31


@pytest.mark.parametrize(
    ("spoil", "kept"), [(knotted, 1), (without_numbers, 0), (with_nonsense, 0), (with_a_number_too_many, 1)]
)
def test_a_broken_structure_spoils_no_other(paper, spoil, kept):
    found, pdf, _ = bound(paper(papers.pdf(change=spoil)), paper(tagged()))

    assert found.left_out == {}
    assert structure(pdf).count("/Special") == kept
    assert set(numbers_borne(pdf)) <= set(NumberTree(pdf.Root.StructTreeRoot.ParentTree).keys())
    assert "Page 1" in texts(pdf)[1]


def turn(angle: int, box=(0, 0, 595, 842), **more):
    def change(made):
        page = made.pages[0].obj
        page.Rotate, page.MediaBox = angle, Array(box)
        for key, value in more.items():
            page[f"/{key}"] = value

    return change


def number_on(pdf: Pdf, index: int) -> tuple[float, float, str]:
    """Where the words stand on the page as it is shown, in parts of its width and height, and which way they read."""
    pdf.save(out := io.BytesIO())
    page = pypdfium2.PdfDocument(out.getvalue())[index]
    picture = page.render(scale=2).to_pil().convert("L")
    foot = picture.crop((0, round(picture.height * 0.9), *picture.size)).point(lambda tone: 255 if tone < 128 else 0)
    left, top, right, bottom = foot.getbbox() or (0, 0, 0, 0)
    way = "across" if right - left > 2 * (bottom - top) else "down"
    return round((left + right) / 2 / picture.width, 2), round((foot.height - bottom) / picture.height, 2), way


@pytest.mark.parametrize("angle", [0, 90, 180, 270, -90, 450])
@pytest.mark.parametrize("box", [(0, 0, 595, 842), (100, -50, 695, 792), (595, 842, 0, 0)])
def test_page_numbers_stand_upright_at_the_foot(paper, angle, box):
    _, pdf, _ = bound(paper(papers.pdf(change=turn(angle, box))))

    across, up, way = number_on(pdf, 1)
    assert (across, way) == (0.5, "across")
    assert 0 < up < 0.05
    assert "Page 1" in texts(pdf)[1]


@pytest.mark.parametrize(("size", "larger"), [((595, 842), 1), ((842, 1191), 1.4), ((1191, 842), 1.4), ((400, 300), 1)])
def test_numbers_are_larger_on_larger_pages(paper, size, larger):
    _, pdf, _ = bound(paper(papers.pdf()), paper(papers.pdf(change=turn(0, (0, 0, *size)))))

    pdf.save(out := io.BytesIO())
    usual, this = (letter_height(page) for page in list(pypdfium2.PdfDocument(out.getvalue()))[1:])
    assert round(this / usual, 1) == larger


def letter_height(page) -> float:
    """That of the P of "Page"."""
    words = page.get_textpage()
    at, _ = words.search("Page").get_next()
    _, bottom, _, top = words.get_charbox(at)
    return top - bottom


def test_the_number_stands_on_what_is_shown_of_a_page(paper):
    cut = turn(0, CropBox=Array([100, 200, 500, 700]))
    _, pdf, _ = bound(paper(papers.pdf(change=cut)))

    across, up, way = number_on(pdf, 1)
    assert (across, way) == (0.5, "across")
    assert 0 < up < 0.05


@pytest.mark.parametrize(
    ("box", "size"),
    [((0, 0, 0, 0), (595, 842)), ((0, 0, 595, 0), (595, 842)), (("a", 0, 595, 842), (612, 792)), ((), (612, 792))],
)
def test_a_page_without_a_size_gets_a_usual_one(paper, box, size):
    odd = [String(each) if isinstance(each, str) else each for each in box]
    found, pdf, _ = bound(paper(papers.pdf(change=turn(0, odd))))

    assert found.left_out == {}
    assert [float(each) for each in pdf.pages[1].mediabox] == [0, 0, *size]


def test_what_a_paper_leaves_open_does_not_move_the_number(paper):
    def leave_open(made):
        made.pages[0].Contents = made.make_stream(b"q 0.1 0 0 0.1 300 300 cm q 0.5 0 0 0.5 0 0 cm")

    _, pdf, _ = bound(paper(papers.pdf(change=leave_open)))

    assert number_on(pdf, 1)[0] == 0.5


def test_a_page_with_nothing_on_it_has_its_number(paper):
    def empty(made):
        del made.pages[0].obj.Contents
        del made.pages[0].obj.Resources

    _, pdf, _ = bound(paper(papers.pdf(change=empty)))

    assert texts(pdf)[1].strip() == "Page 1"


def test_numbers_are_no_part_of_what_is_read_aloud(paper):
    _, pdf, _ = bound(paper(tagged()))

    drawing = pdf.pages[1].Contents[-1].read_bytes()
    assert drawing.startswith(b"Q /Artifact <</Type /Pagination /Subtype /Footer>> BDC")
    assert drawing.endswith(b"EMC")


def test_the_same_papers_give_the_same_bytes(paper):
    parts = [paper(tagged()), paper(papers.pdf(3)), paper(papers.word("Report"), kind="word")]
    made = []
    for _ in range(2):
        whole, sheet = io.BytesIO(), io.BytesIO()
        bind(job(*parts), whole, sheet, lambda _: None)
        made.append((whole.getvalue(), sheet.getvalue()))

    assert made[0] == made[1]


def test_a_damaged_paper_that_can_be_mended_is_in_the_pack(paper):
    whole = papers.pdf(2, "Plans are late")
    found, pdf, _ = bound(paper(whole[: whole.rindex(b"xref")]))

    assert found.left_out == {}
    assert "Plans are late" in texts(pdf)[2]


@pytest.mark.parametrize(
    ("content", "kind", "why"),
    [
        (papers.locked_pdf(user="secret"), "pdf", "locked"),
        (papers.locked_pdf(owner="secret"), "pdf", "locked"),
        (papers.pdf()[:200], "pdf", "damaged"),
        (b"%PDF-1.7 nothing at all", "pdf", "damaged"),
        (b"PK nothing at all", "word", "damaged"),
    ],
)
def test_what_can_t_be_put_in_is_named_and_has_a_page_in_its_place(paper, content, kind, why):
    found, pdf, _ = bound(
        paper(papers.pdf(), "First"), paper(content, "Budget", kind=kind), paper(papers.pdf(), "Last")
    )

    assert (found.left_out, found.places) == ({1: why}, [("1", "1"), ("2", "2"), ("3", "3")])
    assert ("Budget" in texts(pdf)[2], IN_PLACE in texts(pdf)[2]) == (True, True)
    assert [title for _, title, _ in outline(pdf)][-4:] == ["Item of Budget", "Budget", "Item of Last", "Last"]


def test_a_paper_that_was_refused_before_is_not_opened(paper):
    found, pdf, _ = bound(Part("Budget", [], "/nowhere", why="active"))

    assert found.left_out == {0: "active"}
    assert IN_PLACE in texts(pdf)[1]


def test_a_pack_without_papers_is_its_front_sheet():
    found, pdf, sheet = bound()

    assert (found.pages, found.front_pages, found.places) == (1, 1, [])
    assert texts(pdf) == texts(sheet)


def test_a_paper_in_word_is_printed_from_its_text(paper):
    found, pdf, _ = bound(paper(papers.word("Plans are late", "Costs (12 < 13) *rise*"), kind="word"))

    text = texts(pdf)[1]
    assert found.places == [("1", "1")]
    assert [words in text for words in ("Plans are late", "Costs (12 < 13) *rise*", "a point", "Year 2026")] == [
        True
    ] * 4


def test_headings_of_word_skip_no_level():
    found = [{"type": "heading", "level": level, "text": ""} for level in (3, 2, 4, 9, 1, 3)]

    assert [block["level"] for block in word.in_levels(iter(found))] == [1, 2, 3, 4, 1, 2]


def test_list_items_that_follow_one_another_are_one_list():
    def item(kind, words):
        return {"type": kind, "items": [words]}

    found = [item("bullets", "a"), item("bullets", "b"), item("numbers", "c"), {"type": "paragraph", "text": "d"}]
    assert list(word.listed(iter(found))) == [
        {"type": "bullets", "items": ["a", "b"]},
        {"type": "numbers", "items": ["c"]},
        {"type": "paragraph", "text": "d"},
    ]


def test_words_that_our_fonts_lack_are_printed_all_the_same(paper):
    found, pdf, _ = bound(paper(papers.word("تقرير 報告 🙂"), kind="word"))

    assert found.left_out == {}
    assert "/StructTreeRoot" in pdf.Root


def apart_from_us(*parts: Part):
    told: list[int] = []
    with tempfile.TemporaryFile() as whole, tempfile.TemporaryFile() as sheet:
        found = bind_apart(job(*parts), whole, sheet, told.append)
        whole.seek(0)
        return found, told, Pdf.open(io.BytesIO(whole.read()))


def test_a_child_process_binds_and_says_how_far_it_is(paper):
    found, told, pdf = apart_from_us(paper(papers.pdf(2)), paper(papers.locked_pdf(user="secret")))

    assert (found, told) == (Bound(4, 1, [("1", "2"), ("3", "3")], {1: "locked"}), [0, 1])
    assert len(pdf.pages) == 4


def test_a_paper_that_takes_its_process_with_it_is_left_out(paper, monkeypatch, tmp_path):
    monkeypatch.setattr(apart, "COMMAND", ["-c", CHILD])
    found, told, pdf = apart_from_us(paper(papers.pdf(2)), paper(papers.pdf(), "deadly"), paper(papers.pdf()))

    assert (found.left_out, told) == ({1: "slow"}, [0, 1, 0, 1, 2])
    assert len(pdf.pages) == 5


CHILD = """
import os, sys
from scrutiny.documents.packs import binding
real = binding.paper_of
binding.paper_of = lambda part: os._exit(9) if part.title == "deadly" else real(part)
binding.main(*sys.argv[1:])
"""


@pytest.mark.parametrize(
    ("code", "error"), [("import sys; sys.exit(3)", CantBeBound), ("import os; os.kill(os.getpid(), 15)", Interrupted)]
)
def test_a_child_that_blames_no_paper_is_no_pack(paper, monkeypatch, code, error):
    monkeypatch.setattr(apart, "COMMAND", ["-c", code])

    with pytest.raises(error):
        apart_from_us(paper(papers.pdf()))


def test_a_child_that_takes_too_long_is_ended(paper, monkeypatch):
    monkeypatch.setattr(apart, "COMMAND", ["-c", "import time; print('{\"part\": 0}', flush=True); time.sleep(60)"])
    monkeypatch.setattr(apart, "PATIENCE", 0.5)

    with pytest.raises(CantBeBound):
        apart_from_us(paper(b"", why="damaged"))
