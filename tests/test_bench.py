"""The bench's own arithmetic; what it measures is never asserted."""

import json

from tests.bench import operations
from tests.bench.report import percentile, table, verdict


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


def test_every_figure_stands_beside_its_budget_and_others_without():
    printed = {name: json.dumps(dict.fromkeys(each, 13)) for name, each in operations.BUDGETS.items()}
    _, rows = operations.rows(lambda module: printed[module.removeprefix("tests.bench.")])
    judged = {name: verdict for name, *_, verdict in rows}
    assert len(rows) == sum(map(len, operations.BUDGETS.values()))
    assert judged["search in 100,000: a rare word"] == "kept"
    assert judged["search in 100,000: within one panel"] == "MISSED"
    assert judged["admin, 100,000 rows: plain page of 25 KB"] == ""


def test_the_percentile_is_taken_of_everything_that_was_done():
    done: list[int] = []
    assert percentile(done.append, range(5)) >= 0
    assert done == [0, 1, 2, 3, 4]
