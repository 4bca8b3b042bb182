"""Reading papers, as the managers' page speaks of it."""

from scrutiny.models import Document
from scrutiny.operations.doubts import begin_looking_again, give_up_looking, look_over
from scrutiny.operations.reading import begin_reading_again, give_up_reading, read_paper
from scrutiny.work.kinds import Kind, register


def pages_of(files: list[int]) -> dict[int, str]:
    """The page of the oldest paper that each file belongs to."""
    rows = Document.objects.filter(file__in=files).order_by("-pk").only("file_id", "public_id")
    return {document.file_id: document.url for document in rows}


def register_reading() -> None:
    register(Kind(read_paper, "Reading a paper", give_up_reading, begin_reading_again, pages_of))
    register(Kind(look_over, "Looking into a paper", give_up_looking, begin_looking_again, pages_of))
