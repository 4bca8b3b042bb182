"""Words as search compares them, and long papers in parts."""

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from scrutiny.search.finding import marked, passage
from scrutiny.search.papers import PART, parts_of
from scrutiny.search.words import MOST_TERMS, WORD, stem, stems_of, terms_of


def test_words_of_one_stem_are_one():
    assert [stem(word) for word in ("policies", "Policy", "recommended", "recommendation")] == [
        "polici",
        "polici",
        "recommend",
        "recommend",
    ]


def test_words_that_the_stemmer_holds_apart_are_joined():
    assert stem("children") == stem("child")
    assert stem("exclusions") == stem("excluded")


def test_accents_and_capitals_do_not_matter():
    assert stem("CAFÉ") == stem("cafe")


def test_words_between_quotation_marks_are_a_phrase():
    assert terms_of('"out of school" plan') == [["out", "of", "school"], ["plan"]]
    assert terms_of('plan "out of') == [["plan"], ["out", "of"]]


@given(st.text(max_size=300))
def test_whatever_is_typed_gives_terms_and_no_error(typed):
    terms = terms_of(typed)

    assert len(terms) <= MOST_TERMS
    assert all(term and all(word.isalnum() for word in term) for term in terms)


@given(st.text(max_size=400), st.text(alphabet="abc ", max_size=20))
def test_marking_changes_nothing_but_the_marks(text, query):
    asked = set(stems_of(query))

    plain = marked(text, asked).replace("<mark>", "").replace("</mark>", "")

    assert unescape(plain) == unescape(str(marked(text, set())))


def test_a_passage_stands_around_the_first_word_that_was_asked_for():
    text = "nothing here " * 40 + "the needle " + "and more " * 60

    found = passage(text, {stem("needle")})

    assert found.startswith("… ")
    assert found.endswith(" …")
    assert "the needle" in found


def test_nothing_of_markup_survives():
    assert marked("<script>alert(1)</script> plan", {"plan"}) == (
        "&lt;script&gt;alert(1)&lt;/script&gt; <mark>plan</mark>"
    )


def test_a_long_paper_is_found_by_the_page_where_its_part_begins():
    page = "word " * 4_000
    text = "\f".join([page, page, page, page])

    assert [first for first, _ in parts_of(text)] == [1, 3]


@given(st.lists(st.integers(0, PART * 2), max_size=4))
def test_no_word_of_a_paper_is_lost(sizes):
    text = "\f".join("w " * size for size in sizes)

    words = sum(len(WORD.findall(part)) for _, part in parts_of(text))

    assert words == sum(sizes)
