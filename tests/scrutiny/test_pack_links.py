"""Links and outlines of papers, once they are bound into a pack."""

import io
from functools import partial

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, NameTree, OutlineItem, Pdf, String

from scrutiny.documents import typesetting
from scrutiny.documents.packs import links
from tests import papers
from tests.packs import bound, kept, outline

pytestmark = pytest.mark.upload

HERE = [0, 0, 9, 9]


@pytest.fixture
def paper(tmp_path):
    """Keeps the bytes of a paper and gives the part that they are."""
    return partial(kept, tmp_path)


def annotated(*facts: dict, pages: int = 3, change=None, kind=Name.Link) -> bytes:
    """A paper with these annotations on its first page; what is a function is called with the paper."""

    def annotate(made: Pdf) -> None:
        if change:
            change(made)
        each = [{key: value(made) if callable(value) else value for key, value in fact.items()} for fact in facts]
        made.pages[0].obj.Annots = Array(
            [made.make_indirect(Dictionary(Type=Name.Annot, Subtype=kind, Rect=Array(HERE), **fact)) for fact in each]
        )

    return papers.pdf(pages, change=annotate)


def page(index: int, *view):
    """A place in the paper, by its page."""
    return lambda made: Array([made.pages[index].obj, *(view or [Name.Fit])])


def going(where):
    """The action of going there."""
    return lambda made: Dictionary(S=Name.GoTo, D=where(made) if callable(where) else where)


def named(**places: int):
    """Names the pages of a paper, as a program does that saves it with its links."""

    def name(made: Pdf) -> None:
        tree = NameTree.new(made)
        for each, index in places.items():
            tree[each] = Array([made.pages[index].obj, Name.XYZ, 72, 700, None])
        made.Root.Names = Dictionary(Dests=tree.obj)

    return name


def named_of_old(**places: int):
    def name(made: Pdf) -> None:
        made.Root.Dests = Dictionary({f"/{each}": Dictionary(D=page(at)(made)) for each, at in places.items()})

    return name


def led_to(pdf: Pdf, index: int) -> list[int | str]:
    """Where the annotations of a page lead: the index of a page of the pack, an address, or "" for nowhere."""
    found: list[int | str] = []
    for each in pdf.pages[index].obj.get("/Annots", []):
        if "/Dest" in each:
            found.append(pdf.pages.index(pikepdf.Page(each.Dest[0])))
        else:
            found.append(str(each.A.URI) if "/A" in each else "")
    return found


@pytest.mark.parametrize(
    ("fact", "change"),
    [
        ({"Dest": page(2)}, None),
        ({"A": going(page(2))}, None),
        ({"Dest": Array([2, Name.Fit])}, None),
        ({"Dest": String("costs")}, named(costs=2)),
        ({"A": going(String("costs"))}, named(costs=2)),
        ({"A": going(String("costs & gains €"))}, named(**{"costs & gains €": 2})),
        ({"Dest": Name.costs}, named_of_old(costs=2)),
        ({"A": going(Name.costs)}, named_of_old(costs=2)),
    ],
)
def test_a_link_leads_to_the_same_page_in_the_pack(paper, fact, change):
    _, pdf, _ = bound(paper(papers.pdf(4)), paper(annotated(fact, change=change)))

    assert led_to(pdf, 5) == [7]


def test_a_link_leads_to_the_same_spot_of_the_page(paper):
    _, pdf, _ = bound(paper(annotated({"Dest": page(1, Name.XYZ, 72, 500, None)})))

    assert list(pdf.pages[1].obj.Annots[0].Dest)[1:] == [Name.XYZ, 72, 500, None]


def test_papers_that_name_their_places_alike_keep_them_apart(paper):
    first, second = named(summary=1), named(summary=2)
    link = {"Dest": String("summary")}
    _, pdf, _ = bound(paper(annotated(link, change=first)), paper(annotated(link, change=second)))

    assert (led_to(pdf, 1), led_to(pdf, 4)) == ([2], [6])
    assert "/Names" not in pdf.Root


@pytest.mark.parametrize("address", ["https://www.thornmere.example/a?b=1#c", "mailto:democracy@thornmere.example"])
def test_a_link_to_the_web_stays(paper, address):
    action = Dictionary(S=Name.URI, URI=String(address), Next=papers.script())
    _, pdf, _ = bound(paper(annotated({"A": action})))

    assert led_to(pdf, 1) == [address]
    assert pdf.pages[1].obj.Annots[0].A.keys() == {"/S", "/URI"}


@pytest.mark.parametrize(
    "action",
    [
        Dictionary(S=Name.GoToR, F=String("budget.pdf"), D=Array([0, Name.Fit])),
        Dictionary(S=Name.Launch, F=String("cmd.exe")),
        papers.script(),
        Dictionary(S=Name.SubmitForm, F=String("https://collect.example")),
        Dictionary(S=Name.ImportData, F=String("figures.fdf")),
        Dictionary(S=Name.URI, URI=String("file:///S:/private/budget.docx")),
        Dictionary(S=Name.URI, URI=String("javascript:alert(1)")),
        Dictionary(S=Name.URI, URI=String("http://[")),
        Dictionary(S=Name.URI),
        Dictionary(S=Name.GoTo, D=String("a place that there is not")),
        Dictionary(S=Name.GoTo, D=Array([99, Name.Fit])),
        Dictionary(S=Name.GoTo, D=Array([])),
        String("nonsense"),
    ],
)
def test_a_link_to_anything_else_goes(paper, action):
    found, pdf, _ = bound(paper(annotated({"A": action}, {"Dest": page(1)})))

    assert (found.left_out, led_to(pdf, 1)) == ({}, [2])


def test_a_note_stays_and_does_nothing(paper):
    actions = {"A": papers.script(), "AA": Dictionary(E=papers.script()), "Contents": String("See the costs")}
    _, pdf, _ = bound(paper(annotated(actions, kind=Name.Text)))

    (note,) = pdf.pages[1].obj.Annots
    assert note.keys() == {"/Type", "/Subtype", "/Rect", "/Contents"}


def test_opening_a_page_does_nothing(paper):
    _, pdf, _ = bound(paper(papers.pdf(change=papers.of_a_page)))

    assert "/AA" not in pdf.pages[1].obj


def test_the_front_sheet_leads_to_each_paper(paper):
    _, pdf, sheet = bound(
        paper(papers.pdf(3), "First"), paper(b"nothing", "Lost"), paper(papers.pdf(), "P", prefix="P")
    )

    assert led_to(pdf, 0) == [1, 4, 5]
    with Pdf.open(io.BytesIO(sheet)) as alone:
        assert "/Annots" not in alone.pages[0].obj


def with_outline(*items: OutlineItem, change=None):
    def add(made: Pdf) -> None:
        if change:
            change(made)
        with made.open_outline() as tree:
            tree.root.extend(items)

    return add


def test_a_paper_s_own_outline_stands_under_it(paper):
    costs = OutlineItem("Costs", String("costs"))
    costs.children.append(OutlineItem("By  year", action=Dictionary(S=Name.GoTo, D=Array([2, Name.Fit]))))
    outlined = papers.pdf(3, change=with_outline(OutlineItem("Purpose", 0), costs, change=named(costs=1)))
    _, pdf, _ = bound(paper(papers.pdf(4), "First"), paper(outlined, "Second"))

    assert outline(pdf)[3:] == [
        *((0, "Item of Second", 5), (1, "Second", 5)),
        *((2, "Purpose", 5), (2, "Costs", 6), (3, "By year", 7)),
    ]


def test_a_paper_s_own_outline_is_folded_up(paper):
    outlined = papers.pdf(change=with_outline(OutlineItem("Purpose", 0)))
    _, pdf, _ = bound(paper(outlined))

    with pdf.open_outline() as tree:
        (item,) = tree.root[1:]
        assert (item.is_closed, item.children[0].is_closed) == (False, True)


def test_what_leads_nowhere_is_no_part_of_the_outline(paper):
    part = OutlineItem("Part one", String("nowhere"))
    part.children.append(OutlineItem("Purpose", 1))
    outlined = papers.pdf(2, change=with_outline(OutlineItem("Lost", String("nowhere")), part, OutlineItem(" ", 0)))
    _, pdf, _ = bound(paper(outlined))

    assert outline(pdf)[2:] == [(1, "Report", 1), (2, "Part one", 2), (3, "Purpose", 2)]


def test_an_endless_outline_is_cut(paper, monkeypatch):
    monkeypatch.setattr(links, "MOST_ENTRIES", 3)
    outlined = papers.pdf(change=with_outline(*[OutlineItem(str(number), 0) for number in range(9)]))
    _, pdf, _ = bound(paper(outlined))

    assert [title for _, title, _ in outline(pdf)][2:] == ["Report", "0", "1", "2"]


def knotted(made: Pdf) -> None:
    with_outline(OutlineItem("Purpose", 0))(made)
    first = made.Root.Outlines.First
    first.Next = first.First = first


def broken(made: Pdf) -> None:
    made.Root.Outlines = Dictionary(First=Dictionary(Title=String("Purpose"), Next=12))


@pytest.mark.parametrize(("spoil", "left"), [(knotted, ["Purpose"]), (broken, [])])
def test_a_broken_outline_spoils_no_pack(paper, spoil, left):
    found, pdf, _ = bound(paper(papers.pdf(change=spoil)))

    assert found.left_out == {}
    assert [title for _, title, _ in outline(pdf)][2:] == ["Report", *left]


def test_our_own_papers_bring_their_headings(paper):
    blocks = [{"type": "heading", "text": "Purpose"}, {"type": "paragraph", "text": "Words"}]
    data = {"title": "Report", "author": "A", "council": "Thornmere", "date": "1 May 2026", "blocks": blocks}
    _, pdf, _ = bound(paper(typesetting.pdf("paper", data)))

    assert outline(pdf)[-1] == (2, "Purpose", 1)
