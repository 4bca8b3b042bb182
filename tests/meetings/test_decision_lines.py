"""Decisions as they are typed and pasted."""

import pytest

from meetings.decision_lines import decision_lines, line_of, verb_and_text

TYPED = [
    ("that the report be noted.", ["that the report be noted."]),
    ("that it be noted.\nthat it be sent.", ["that it be noted.", "that it be sent."]),
    ("1. that it be noted;\n2. that it be sent.", ["that it be noted", "that it be sent."]),
    ("(a) that it be noted\n(b) that it be sent", ["that it be noted", "that it be sent"]),
    ("• that it be noted\n- that it be sent", ["that it be noted", "that it be sent"]),
    ("AGREED that:\n1. it be noted; and\n2. it be sent.", ["AGREED that it be noted", "AGREED that it be sent."]),
    (
        "RESOLVED:\n1) That it be noted.\n2) That it be sent.",
        ["RESOLVED That it be noted.", "RESOLVED That it be sent."],
    ),
    (
        "that the Executive: (1) publish it; and (2) send it.",
        ["that the Executive publish it", "that the Executive send it."],
    ),
    ("AGREED\nthat it be noted.\nthat it be sent.", ["AGREED that it be noted.", "that it be sent."]),
    ("that the dates be approved:\nthat it be sent.", ["that the dates be approved", "that it be sent."]),
    ("that section 4 (2) of the plan be noted.", ["that section 4 (2) of the plan be noted."]),
    ("that 27 July 2021 be kept free.", ["that 27 July 2021 be kept free."]),
    ("AGREED that:\n", []),
]


@pytest.mark.parametrize(("typed", "lines"), TYPED)
def test_each_decision_gets_a_line_of_its_own(typed, lines):
    assert decision_lines([line.strip() for line in typed.splitlines() if line.strip()]) == lines


@pytest.mark.parametrize(("typed", "_"), TYPED)
def test_lines_read_once_stay_as_they_are(typed, _):
    once = decision_lines([line.strip() for line in typed.splitlines() if line.strip()])
    assert decision_lines(once) == once


def test_a_verb_is_one_of_the_council_s(settings):
    settings.DECISION_VERB, settings.DECISION_VERBS = "RESOLVED", ["RESOLVED", "RECOMMENDED TO COUNCIL", "RECOMMENDED"]

    assert verb_and_text("RECOMMENDED TO COUNCIL: that it be so.") == ("RECOMMENDED TO COUNCIL", "that it be so.")
    assert verb_and_text("RECOMMENDED that it be so.") == ("RECOMMENDED", "that it be so.")
    assert verb_and_text("RECOMMENDEDLY that it be so.") == ("", "RECOMMENDEDLY that it be so.")
    assert verb_and_text("that it be so.") == ("", "that it be so.")


def test_a_line_says_the_verb_where_it_is_not_the_usual_one(settings):
    settings.DECISION_VERB, settings.DECISION_VERBS = "RESOLVED", ["NOTED"]

    assert line_of("RESOLVED", "that it be so.") == "that it be so."
    assert line_of("NOTED", "the report.") == "NOTED the report."
    assert line_of("DETERMINED", "the appeal.") == "the appeal."
