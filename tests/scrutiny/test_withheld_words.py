"""Words are found however they are written, and nothing of them is left."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.withholding.columns import Column, retold, walked
from scrutiny.withholding.words import FOLDS, MARK, Words, fitting

LETTERS = st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x24F)
WORD = st.text(LETTERS, min_size=3, max_size=12)
AROUND = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="[]"), max_size=30)


@pytest.mark.parametrize(
    "written",
    [
        "Ada O'Neil",
        "ADA O'NEIL",
        "Ada O’Neil",
        "Ada\nO'Neil",
        "Ada \t\n  O'Neil",
        "Ada\u00a0O\u2019Neil",
        "Ada\fO'Neil",
        "Ada O'Ne-\nil",
        "A\u00adda O'Neil",
        "A\u200bda O'Neil",
        "A\ufffeda O'Neil",
        "Ada O'Néil",
        "Ada O'Ne\u0301il",
    ],
)
def test_words_are_found_however_they_are_written(written):
    assert Words("Ada O'Neil").replaced(f"We heard {written}, who spoke.") == f"We heard {MARK}, who spoke."


@pytest.mark.parametrize("other", ["Adam O'Neil", "Ada O'Neill", "Ada and O'Neil", "AdaO'Neil"])
def test_other_words_stay(other):
    assert Words("Ada O'Neil").found_in(other) == []


@pytest.mark.parametrize(
    ("words", "text", "left"),
    [
        ("oﬃce", "The office of", f"The {MARK} of"),
        ("straße", "In der STRASSE 4", f"In der {MARK} 4"),
        ("12–14", "Aged 12-14 then", f"Aged {MARK} then"),
        ("“quoted”", 'She said "quoted" twice', f"She said {MARK} twice"),
        ("one two", "one two one two", f"{MARK} {MARK}"),
        ("bar [withheld]", "bar bar [withheld]", MARK),
    ],
)
def test_odd_letters_are_compared_as_people_read_them(words, text, left):
    assert Words(words).replaced(text) == left


@given(before=AROUND, words=st.lists(WORD, min_size=1, max_size=4), after=AROUND, form=st.sampled_from(["NFC", "NFD"]))
def test_nothing_of_the_words_is_left_and_all_of_the_rest(before, words, after, form):
    wanted = Words(" ".join(words))
    written = unicodedata.normalize(form, "\n ".join(words)).upper()

    left = wanted.replaced(f"{before} {written} {after}")

    assert wanted.found_in(left) == []
    if not wanted.found_in(before) and not wanted.found_in(after) and len(words) == 1:
        assert left.startswith(f"{before} ")
        assert left.endswith(f" {after}")


@given(st.text(), st.text(max_size=40))
def test_any_words_in_any_text(text, words):
    wanted = Words(words)
    if not wanted.found_in(MARK):
        assert wanted.found_in(wanted.replaced(text)) == []


def test_no_words_stand_nowhere():
    assert Words(" \u00ad ").found_in("anything at all") == []


def test_a_column_holds_what_is_left():
    assert fitting("Ann", 3, Words("Ann")) == "…"
    assert fitting("Ann Lee of Park", 20, Words("Ann Lee")) == "[withheld] of Park"
    assert fitting("Ann Lee of Park", 15, Words("Ann Lee")) == "… of Park"


def test_json_is_read_as_what_it_says():
    told = (
        '{"operation": "ann", "verb": "ann", "facts": {"title": "Caf\\u00e9 Ann"}, "words": "Ann asked", "parent": 1}'
    )
    left = '{"operation": "ann", "verb": "ann", "facts": {"title": "[withheld]"}, "words": "Ann asked", "parent": 1}'
    assert retold(told, Words("café ann").replaced) == left
    assert retold("Café Ann", Words("café ann").replaced) == MARK
    assert walked({"a": ["Ann", 3, None], "url": "ann"}, Words("ann").replaced, frozenset({"url"})) == {
        "a": [MARK, 3, None],
        "url": "ann",
    }


def test_a_link_that_holds_the_words_goes_whole():
    link = Column("recording", is_link=True)
    assert link.redacted("https://example.org/ann", Words("Ann")) == ""
    assert link.redacted("https://example.org/anna", Words("Ann")) == "https://example.org/anna"


@given(st.text(st.sampled_from('ab- \n\\u\x02é"'), max_size=20), st.text(st.sampled_from("ab- é"), max_size=6))
def test_a_quick_no_is_never_wrong(text, words):
    wanted = Words(words)
    if wanted.surely_not_in(text):
        assert wanted.pattern.search(text.translate(FOLDS)) is None
    if wanted.surely_not_in(json.dumps({"words": text})):
        assert wanted.found_in(text) == []
