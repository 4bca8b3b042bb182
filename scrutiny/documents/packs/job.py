"""What is to be bound and what came of it, as the worker and the child process tell each other."""

from dataclasses import asdict, dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Part:
    """A paper of the pack. ``path`` is where its bytes lie, ``kind`` "pdf" or "word".

    ``under`` are the headings that it stands under in the outline, the outermost first. ``prefix`` stands before
    its page numbers, which run through all parts with the same prefix. ``why`` is the code of a paper that can't
    be put in (see `scrutiny.documents.refusals`): a page that says so stands in its place.
    """

    title: str
    under: list[str]
    path: str
    kind: str = "pdf"
    prefix: str = ""
    why: str = ""


@dataclass(frozen=True)
class Job:
    """``front`` is the data of ``templates/typst/front_sheet.typ``; the child adds ``ranges``, the page numbers of
    each part in words. ``dated`` is the moment that the pack bears, as a PDF writes it: never that of its making,
    so that the same papers give the same bytes."""

    title: str
    dated: str
    front: dict[str, Any]
    parts: list[Part] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    def without(self, index: int, why: str) -> "Job":
        """The same with one part left out."""
        return replace(
            self, parts=[replace(part, why=why) if n == index else part for n, part in enumerate(self.parts)]
        )

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Job":
        return cls(**data | {"parts": [Part(**part) for part in data["parts"]]})


@dataclass(frozen=True)
class Bound:
    """A pack that is done: how many pages it and its front sheet have, the first and last page number of each part,
    and by part why it was left out."""

    pages: int
    front_pages: int
    places: list[tuple[str, str]]
    left_out: dict[int, str]


def in_words(first: str, last: str) -> str:
    """ "Page 13", "Pages S1 to S10"."""
    return f"Page {first}" if first == last else f"Pages {first} to {last}"
