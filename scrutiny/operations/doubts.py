"""What was found in a file, and that somebody has looked at it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from scrutiny.documents.apart import TOO_MUCH, look_into
from scrutiny.models import Document, Doubt, File
from scrutiny.operations.change import change

AN_HOUR = timedelta(hours=1)
A_FEW = 200
"""How many files a worker takes up in one round of tidying."""

ORDER = [*Doubt.Kind.values]


@task(priority=-1)
def look_over(file_id: int) -> None:
    """Look into a file's bytes, once however often it is asked. Raises `Interrupted`, and ``OSError`` where the bytes
    are gone."""
    file = File.objects.filter(pk=file_id).first()
    if file is None or file.looked_into_at or file.withheld_at or file.state != File.State.READ:
        return
    note_doubts(file_id, look_into(file.content.path))


def note_doubts(file_id: int, found: list[dict[str, Any]]) -> None:
    with transaction.atomic():
        mine = File.objects.filter(pk=file_id, looked_into_at=None, withheld_at=None)
        if mine.update(looked_into_at=timezone.now()):
            Doubt.objects.bulk_create(Doubt(file_id=file_id, **row) for row in found)


def give_up_looking(file_id: int, *, worker_died: bool) -> None:
    """A file that could not be looked into is one to be read by a person."""
    note_doubts(file_id, TOO_MUCH)


def begin_looking_again(file_id: int) -> None:
    with transaction.atomic():
        Doubt.objects.filter(file=file_id, kind=Doubt.Kind.TOO_MUCH).delete()
        File.objects.filter(pk=file_id).update(looked_into_at=None)


def look_over_the_rest(older_than: timedelta = AN_HOUR) -> None:
    """Files that came from an importer, or before files were looked into: a few at a time. Newer ones have a task of
    their own, unless it is an importer that asks."""
    older = File.objects.filter(kept_at__lt=timezone.now() - older_than)
    rest = older.filter(state=File.State.READ, looked_into_at=None, withheld_at=None)
    for file_id in rest.order_by("-pk").values_list("pk", flat=True)[:A_FEW]:
        look_over.enqueue(file_id)


def doubts_of(documents: Iterable[Document]) -> list[tuple[Document, Doubt]]:
    """What is to be looked at in these papers, the worst first, in one query; what somebody has looked at comes too."""
    papers = list(documents)
    rows: dict[int, list[Doubt]] = {}
    found = Doubt.objects.filter(file__in={paper.file_id for paper in papers}).select_related("looked_by")
    for doubt in found.order_by("page", "pk"):
        rows.setdefault(doubt.file_id, []).append(doubt)
    pairs = [(paper, doubt) for paper in papers for doubt in rows.get(paper.file_id, [])]
    return sorted(pairs, key=lambda pair: ORDER.index(pair[1].kind))


def look_at_doubt(*, doubt: Doubt, document: Document, by) -> Doubt:
    """Somebody has looked at the page. Said twice, the first time stands."""
    if doubt.looked_at:
        return doubt
    with change("look_at_doubt", by=by, about=document, what=doubt.get_kind_display(), page=doubt.page) as step:
        return step.save(doubt, looked_at=step.at, looked_by=by)
