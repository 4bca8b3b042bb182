"""The bench's own arithmetic; what it measures is never asserted."""

from tests.bench.report import table, verdict


def test_a_table_lines_up_its_figures():
    made = table(["page", "a second", ""], [["home", "90", "kept"], ["public meeting page", "1200", "MISSED"]])
    assert made.splitlines() == [
        "page                 a second",
        "-------------------  --------  ------",
        "home                       90    kept",
        "public meeting page      1200  MISSED",
    ]


def test_a_budget_is_kept_up_to_its_edge():
    assert [verdict(0.35, least=0.35), verdict(0.34, least=0.35)] == ["kept", "MISSED"]
    assert [verdict(15, most=15), verdict(15.1, most=15)] == ["kept", "MISSED"]
