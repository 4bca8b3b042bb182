"""The invented council as the tests read it: two sample papers, and the demonstration records."""

import json
from functools import cache
from pathlib import Path

SAMPLES = Path(__file__).parent / "samples"
DEMO = Path(__file__).parents[1] / "inspections" / "demo"


def read(path):
    return json.loads(path.read_text())


def sample(name):
    """What a careful officer would read out of the paper of this name."""
    return read(SAMPLES / f"{name}.expected.json")


@cache
def demo_records():
    """Every demonstration list by name, from all the files. Do not change it."""
    lists = {}
    for path in DEMO.glob("*.json"):
        lists |= read(path)
    return lists


def document(pack, kind):
    return next(document for document in pack["documents"] if document["kind"] == kind)


def keys(rows):
    return {row["key"] for row in rows}


def recommendations(demo):
    return [rec for inspection in demo["inspections"] for rec in inspection["recommendations"]]


def items(demo):
    return [(meeting, item) for meeting in demo["meetings"] for item in meeting["items"] if not item["is_heading"]]


def item_keys(demo):
    return {(meeting["key"], item["number"]) for meeting, item in items(demo)}


def minutes(demo):
    written = [item["minute"] for _, item in items(demo) if item["minute"]]
    return written + [extra for meeting in demo["meetings"] for extra in meeting["extra_minutes"]]
