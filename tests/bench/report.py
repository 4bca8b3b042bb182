"""Figures beside their budgets, as a table in plain text."""

from collections.abc import Sequence

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


def _line(cells: Row, widths: list[int]) -> str:
    first, *others = (
        cell.rjust(width) if column else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join([first, *others]).rstrip()
