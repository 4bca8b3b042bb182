"""Two people's words, put together from the text that both began with."""

from hypothesis import given
from hypothesis import strategies as st

from scrutiny.history.merging import Together, is_marked, put_together

BEGAN = "The panel asked how many children wait. The Director answered. Members thanked the team."
TEXTS = st.lists(st.sampled_from(["panel", "asked", "children", "\n\nThe", "wait."]), max_size=12).map(" ".join)


def test_changes_in_different_places_are_both_kept():
    theirs, mine = BEGAN.replace("how many", "why 20"), BEGAN.replace("thanked", "praised")

    both = "The panel asked why 20 children wait. The Director answered. Members praised the team."
    assert put_together(BEGAN, theirs, mine, "Mina Kaur") == Together(both, whole=True)


def test_changes_of_the_same_words_stand_one_after_the_other():
    theirs, mine = BEGAN.replace("answered", "replied"), BEGAN.replace("answered", "was away")

    marked = BEGAN.replace("answered.", "«Mina Kaur wrote:» replied. «You wrote:» was away. «End»")
    assert put_together(BEGAN, theirs, mine, "Mina Kaur") == Together(marked, whole=False)


def test_the_same_change_by_both_is_made_once():
    assert put_together("to note", "to note it", "to note it", "Mina") == Together("to note it", whole=True)


def test_paragraphs_stay_apart():
    theirs, mine = "First of all.\n\nSecond.", "First.\n\nSecond.\n\nThird."

    assert put_together("First.\n\nSecond.", theirs, mine, "Mina").text == "First of all.\n\nSecond.\n\nThird."


def test_without_the_beginning_what_stands_in_either_is_kept():
    assert put_together(None, "The panel asked.", "The panel asked. It thanked.", "Mina") == Together(
        "The panel asked. It thanked.", whole=True
    )


def test_a_very_long_text_is_put_together_line_by_line():
    lines = [f"Line {number} of the long minute." for number in range(4000)]
    theirs, mine = ["Theirs.", *lines], [*lines, "Mine."]

    both = put_together("\n".join(lines), "\n".join(theirs), "\n".join(mine), "Mina")

    assert both == Together("\n".join(["Theirs.", *lines, "Mine."]), whole=True)


def test_marks_are_known_from_usual_writing():
    assert is_marked("asked «Mina Kaur wrote:» why")
    assert is_marked("why «End»")
    assert not is_marked("She said «the end» and wrote: no more.")


@given(TEXTS, TEXTS)
def test_a_change_by_one_alone_is_taken_as_it_is(began, changed):
    expected = Together(" ".join(changed.split()), whole=True)

    for both in (put_together(began, changed, began, "Mina"), put_together(began, began, changed, "Mina")):
        assert both._replace(text=" ".join(both.text.split())) == expected


@given(TEXTS, TEXTS, TEXTS)
def test_no_new_word_of_either_is_lost(began, theirs, mine):
    both = put_together(began, theirs, mine, "Mina").text.split()

    assert (set(theirs.split()) | set(mine.split())) - set(began.split()) <= set(both)
