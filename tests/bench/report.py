"""Figures beside their budgets, as a table in plain text."""

import time
from collections.abc import Callable, Iterable, Sequence
from statistics import quantiles
from typing import Any

Row = Sequence[str]


def table(headings: Row, rows: Sequence[Row]) -> str:
    """Columns as wide as their widest cell; the first to the left, the others to the right."""
    lines = [headings, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headings))]
    ruled = ["-" * width for width in widths]
    return "\n".join(_line(line, widths) for line in [headings, ruled, *rows])


def verdict(value: float, *, least: float | None = None, most: float | None = None) -> str:
    """Whether a figure keeps its budget."""
    kept = (least is None or value >= least) and (most is None or value <= most)
    return "kept" if kept else "MISSED"


def percentile(do: Callable[[Any], object], each: Iterable[Any]) -> float:
    """The 95th percentile, in milliseconds, of doing it to each of them."""
    return quantiles([taken(do, one) for one in each], n=20, method="inclusive")[-1]


def taken(do: Callable[[Any], object], one: Any) -> float:
    """How many milliseconds it takes to do it once."""
    began = time.perf_counter()
    do(one)
    return 1000 * (time.perf_counter() - began)


def _line(cells: Row, widths: list[int]) -> str:
    first, *others = (
        cell.rjust(width) if column else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join([first, *others]).rstrip()
