"""Binds one pack in a process of its own, since papers are hostile until shown otherwise:
``python -m scrutiny.documents.packs.binding PACK FRONT``, two open files, with the job on standard input.

Prints ``{"part": index}`` before it turns to each part, so that whoever started it knows which one was too much, and
at the end what `Bound` holds. Nothing of Django is imported.
"""

import io
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from typing import Any, BinaryIO

from pikepdf import ObjectStreamMode, Page, PasswordError, Pdf, PdfError

from scrutiny.documents import typesetting
from scrutiny.documents.packs import links, numbering
from scrutiny.documents.packs.job import Bound, Job, Part, in_words
from scrutiny.documents.packs.outline import Place, describe, outline
from scrutiny.documents.packs.tags import Structure

SECONDS = 120
MEMORY = 2 * 1024 * 1024 * 1024
FRONT = "Agenda"

Told = Callable[[int], None]


class CantBind(Exception):
    """A part that opened and yet can't be put in."""

    def __init__(self, index: int) -> None:
        super().__init__(index)
        self.index = index


@dataclass(frozen=True)
class Opened:
    """A part with its PDF: the paper's own, what was printed of it, or the page that stands in its place."""

    part: Part
    paper: Pdf
    first: int
    entries: list[links.Entry]

    @property
    def size(self) -> int:
        return len(self.paper.pages)

    @property
    def labels(self) -> list[str]:
        return [f"{self.part.prefix}{self.first + number}" for number in range(self.size)]


def bind(job: Job, pack: BinaryIO, front: BinaryIO, told: Told) -> Bound:
    """Write the pack and its front sheet. What can't be put in is left out, with a page that says so in its place."""
    while True:
        with ExitStack() as open_files:
            opened = []
            for each in numbered(job.parts, told):
                open_files.enter_context(each.paper)
                opened.append(each)
            ranges = [in_words(each.labels[0], each.labels[-1]) for each in opened]
            sheet = job.front | {"ranges": ranges}
            try:
                made, front_pages = put_together(job, typesetting.pdf("front_sheet", sheet | {"linked": True}), opened)
            except CantBind as fault:
                job = job.without(fault.index, "damaged")
                continue
            front.write(typesetting.pdf("front_sheet", sheet))
            made.save(pack, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate, min_version="1.7")
            places = [(each.labels[0], each.labels[-1]) for each in opened]
            left_out = {index: each.part.why for index, each in enumerate(opened) if each.part.why}
            return Bound(len(made.pages), front_pages, places, left_out)


def numbered(parts: list[Part], told: Told) -> Iterator[Opened]:
    counted: Counter[str] = Counter()
    for index, part in enumerate(parts):
        told(index)
        found = opened(part, counted[part.prefix] + 1)
        counted[part.prefix] += found.size
        yield found


def opened(part: Part, first: int) -> Opened:
    if not part.why:
        try:
            paper = paper_of(part)
        except PasswordError:
            part = replace(part, why="locked")
        except MemoryError:
            part = replace(part, why="slow")
        except Exception:  # whatever a file does, it is the file that is at fault
            part = replace(part, why="damaged")
        else:
            return Opened(part, paper, first, links.entries_of(paper))
    return Opened(part, Pdf.open(io.BytesIO(typesetting.pdf("left_out", {"title": part.title}))), first, [])


def paper_of(part: Part) -> Pdf:
    if part.kind == "word":
        from scrutiny.documents.packs import word

        return Pdf.open(io.BytesIO(word.printed(part.path, part.title)))
    paper = Pdf.open(part.path)
    if paper.is_encrypted:
        raise PasswordError
    for page in paper.pages:
        numbering.mend(page)
    if not len(paper.pages):
        raise PdfError
    links.settle(paper)
    return paper


def put_together(job: Job, sheet: bytes, opened: list[Opened]) -> tuple[Pdf, int]:
    """The front sheet and the parts in order, with all that leads through them. Raises `CantBind`."""
    pack = Pdf.new()
    structure = Structure(pack)
    front = Pdf.open(io.BytesIO(sheet))
    front_pages = added(pack, front)
    structure.add(front, front_pages, FRONT)
    pages: list[Page] = []
    places, runs = [], []
    for index, each in enumerate(opened):
        runs.append((len(pack.pages), each.part.prefix, each.first))
        try:
            mine = added(pack, each.paper)
            structure.add(each.paper, mine, each.part.title)
            links.lead(mine)
            below = [links.outlined(entry, mine) for entry in each.entries]
        except Exception as error:
            raise CantBind(index) from error
        places.append(Place(each.part.under, each.part.title, len(front_pages) + len(pages), below))
        pages += mine
    links.lead_from_front(front_pages, [pack.pages[place.index] for place in places])
    numbering.stamp(pack, pages, [label for each in opened for label in each.labels])
    numbering.label(pack, runs)
    structure.finish()
    outline(pack, FRONT, places)
    describe(pack, job.title, job.dated)
    return pack, len(front_pages)


def added(pack: Pdf, paper: Pdf) -> list[Page]:
    before = len(pack.pages)
    pack.pages.extend(paper.pages)
    return [pack.pages[index] for index in range(before, len(pack.pages))]


def main(pack: str, front: str) -> None:
    job = Job.from_data(json.load(sys.stdin))
    with os.fdopen(int(pack), "wb", closefd=False) as whole, os.fdopen(int(front), "wb", closefd=False) as sheet:
        found = bind(job, whole, sheet, lambda index: say({"part": index}))
    say(asdict(found))


def say(words: dict[str, Any]) -> None:
    print(json.dumps(words), flush=True)


if __name__ == "__main__":
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    main(*sys.argv[1:])
