"""What a pack takes: `python -m tests.bench.packs`. Prints, as JSON, seconds for 500 pages from 20 tagged papers, the
child process's start and end included, beside the least that the same papers could take: joined by a process that does
nothing else. Also its memory in MB of a million bytes, and milliseconds for a front sheet."""

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from scrutiny.documents import typesetting
from scrutiny.documents.packs.apart import bind_apart
from scrutiny.documents.packs.job import Job, Part
from tests.bench.report import percentile, taken

PAPERS = 20
TIMES = int(os.environ.get("BENCH_PACKS", "5"))
DATED = "D:20260914153000Z"
WORDS = "The panel heard how the new arrangements work for children and their families, and what is still to be done. "
BLOCKS: list[dict[str, Any]] = [
    {"type": "heading", "text": "What has changed"},
    *[{"type": "paragraph", "text": WORDS * 8}] * 4,
    {"type": "bullets", "items": [WORDS, WORDS]},
    {"type": "table", "caption": "Figures", "head": ["Year", "Number"], "rows": [["2025", "12"], ["2026", "9"]]},
]
JOINED = """
import io, sys, pikepdf
pack = pikepdf.new()
for path in sys.argv[1:]:
    pack.pages.extend(pikepdf.open(path).pages)
pack.save(io.BytesIO())
"""


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="scrutiny-") as folder:
        job = job_of(Path(folder))
        times = [(taken(pages_of, job) / 1000, taken(joined, job) / 1000) for _ in range(TIMES)]
        assert pages_of(job) >= 500
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1_000_000
    ranges = {"ranges": ["Pages 1 to 25"] * PAPERS}
    sheet = percentile(lambda _: typesetting.pdf("front_sheet", job.front | ranges), range(TIMES * 4))
    print(json.dumps(figures(times) | {"its memory, in MB": memory, "a front sheet": sheet}))


def figures(times: list[tuple[float, float]]) -> dict[str, float]:
    """Of each pair (the pack, its papers merely joined), since what else the machine does slows both down."""
    packs, yards = zip(*times, strict=True)
    return {
        "500 pages, in seconds": max(packs),
        "500 pages at best": min(packs),
        "the same merely joined": max(yards),
        "the same merely joined, at best": min(yards),
    }


def job_of(folder: Path) -> Job:
    """Twenty papers of a little over 25 pages, each a file of its own."""
    data = {"title": "Report", "author": "Head of Service", "council": "Thornmere", "date": "1 May 2026"}
    content = typesetting.pdf("paper", data | {"blocks": BLOCKS * 22})
    parts = []
    for number in range(PAPERS):
        path = folder / f"{number}.pdf"
        path.write_bytes(content)
        parts.append(Part(f"Report {number}", [f"{number} Item"], str(path)))
    return Job("Agenda", DATED, front(), parts)


def front() -> dict[str, Any]:
    items = [
        {
            "number": str(number),
            "is_heading": False,
            "title": f"Item {number}",
            "lines": ["Head of Service"],
            "papers": [{"title": f"Report {number}", "note": "", "part": number}],
        }
        for number in range(PAPERS)
    ]
    names = {"title": "Agenda", "council": "Thornmere Council", "panel": "Panel", "footer": "Agenda", "items": items}
    return names | {"where": ["Tuesday 22 September 2026"], "notices": [], "membership": [], "help": ["Ask us."]}


def pages_of(job: Job) -> int:
    with tempfile.TemporaryFile() as whole, tempfile.TemporaryFile() as sheet:
        return bind_apart(job, whole, sheet, lambda _: None).pages


def joined(job: Job) -> None:
    paths = [part.path for part in job.parts]
    subprocess.run([sys.executable, "-c", JOINED, *paths], check=True)


if __name__ == "__main__":
    main()
