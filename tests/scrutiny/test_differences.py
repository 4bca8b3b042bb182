"""Which words went and which came."""

from hypothesis import example, given
from hypothesis import strategies as st

from scrutiny.history.differences import MOST, Piece, differences, shortened

TEXTS = st.text(alphabet=st.sampled_from("ab \n\t.é"), max_size=60) | st.text(max_size=60)


def joined(pieces, *kinds):
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


@given(TEXTS, TEXTS)
@example("", "")
@example(" ", "\n")
@example("same", "same")
def test_kept_and_come_make_the_new_text_kept_and_gone_the_old_one(old, new):
    pieces = differences(old, new)

    assert joined(pieces, "kept", "come") == new
    assert joined(pieces, "kept", "gone") == old
    assert all(piece.text for piece in pieces)


@given(TEXTS)
def test_a_text_that_stays_has_no_difference(text):
    assert {piece.kind for piece in differences(text, text)} <= {"kept"}


def test_only_the_word_that_changed_goes_and_comes():
    assert differences("The panel noted the report.", "The panel welcomed the report.") == [
        Piece("kept", "The panel"),
        Piece("gone", " noted"),
        Piece("come", " welcomed"),
        Piece("kept", " the report."),
    ]


def test_two_very_different_long_texts_go_and_come_whole():
    old, new = (" ".join(f"{letter}{number}" for number in range(MOST + 1)) for letter in "ab")

    assert differences(old, new) == [Piece("gone", old), Piece("come", new)]


def test_one_new_word_in_a_long_text_is_shown_with_the_words_beside_it():
    words = [f"w{number}" for number in range(200)]
    old, new = " ".join(words), " ".join([*words[:100], "new", *words[100:]])

    assert shortened(differences(old, new)) == [
        Piece("kept", " … w88 w89 w90 w91 w92 w93 w94 w95 w96 w97 w98 w99"),
        Piece("come", " new"),
        Piece("kept", " w100 w101 w102 w103 w104 w105 w106 w107 w108 w109 w110 w111 …"),
    ]
