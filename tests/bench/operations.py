"""What is measured in a process of its own, after the pages, since it changes the database: what, and its budget."""

import json
from collections.abc import Callable

from tests.bench.report import verdict

ONE_SEARCH, IN_A_PANEL, ONE_SAVE = 40, 12, 40
BUDGETS: dict[str, dict[str, float | None]] = {
    "saving": {"the meeting": ONE_SAVE, "an item": ONE_SAVE, "the agenda published": ONE_SAVE},
    "papers": {
        "a rare word": ONE_SEARCH,
        "a usual word": ONE_SEARCH,
        "the commonest words": ONE_SEARCH,
        "two words": ONE_SEARCH,
        "a phrase": ONE_SEARCH,
        "a word that nobody wrote": ONE_SEARCH,
        "within one panel": IN_A_PANEL,
        "the commonest, within one panel": IN_A_PANEL,
    },
    "packs": {
        "500 pages, in seconds": 1.5,
        "500 pages at best": None,
        "the same merely joined": None,
        "the same merely joined, at best": None,
        "its memory, in MB": 300,
        "a front sheet": None,
    },
    "large": {
        "the first page": None,
        "the last page": None,
        "a search": None,
        "the private ones": None,
        "plain page of 25 KB": None,
    },
}
CALLED = {
    "saving": "saving eight items",
    "papers": "search in 100,000",
    "packs": "a pack",
    "large": "admin, 100,000 rows",
}


def rows(run: Callable[[str], str]) -> tuple[list[str], list[list[str]]]:
    """Headings and a row for each figure; ``run`` starts a module of the bench and gives what it printed."""
    found = []
    for module, budgets in BUDGETS.items():
        times: dict[str, float] = json.loads(run(f"tests.bench.{module}"))
        found += [row(f"{CALLED[module]}: {name}", times[name], most) for name, most in budgets.items()]
    return ["", "ms at p95", "budget", ""], found


def row(name: str, measured: float, most: float | None) -> list[str]:
    """What has no budget of its own is there to be compared."""
    judged = [f"{most:g}", verdict(measured, most=most)] if most else ["", ""]
    return [name, f"{measured:.1f}", *judged]
