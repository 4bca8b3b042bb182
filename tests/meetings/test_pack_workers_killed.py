"""Whenever a worker is killed, the packs that it had in hand are made in the end, once."""

import hashlib
import os
import subprocess
import sys

import pytest
from django.core.files.base import ContentFile
from django_tasks_db.models import DBTaskResult

from meetings.models import Pack
from meetings.operations.packs import order_packs
from scrutiny.models import File
from tests import papers
from tests.factories import (
    AgendaItemFactory,
    DocumentFactory,
    FileFactory,
    ItemPaperFactory,
    MeetingFactory,
    PublicationFactory,
)
from tests.scrutiny.test_workers_killed import ROOT, database_url

IN_HAND = ["+1", "+2", "+3", "+4", "+5", "+6", "+8"]
MOMENTS = ["3", "6", *IN_HAND, "0.4s", "0.8s", "1.2s"]


def ordered() -> int:
    """An agenda with two papers, whose packs nobody has made yet."""
    item = AgendaItemFactory(meeting=MeetingFactory(published=True))
    documents = []
    for number in range(2):
        data = papers.pdf(2, f"Paper {number}")
        file = FileFactory(data=data, content=ContentFile(data, hashlib.sha256(data).hexdigest()))
        documents.append(ItemPaperFactory(item=item, document=DocumentFactory(file=file)).document)
    content = {"items": [{**shown(item), "papers": [{"title": each.title, "url": each.url} for each in documents]}]}
    order_packs(PublicationFactory(meeting=item.meeting, for_public=content, for_members=content, documents=documents))
    return len(documents)


def shown(item) -> dict:
    words = ("presenters", "delivery", "purpose", "why_private")
    return {"id": item.pk, "number": "1", "title": "Item", "is_heading": False, "is_private": False} | dict.fromkeys(
        words, ""
    )


@pytest.mark.concurrency
@pytest.mark.usefixtures("transactional_db", "queue")
def test_workers_are_killed_and_each_pack_is_made_once():
    uploaded = ordered()
    environment = os.environ | {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "scrutiny.settings"}
    command = [sys.executable, "-m", "tests.killing", *MOMENTS]
    outcome = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert outcome.returncode == 0, outcome.stderr
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}
    tries = [len(row.worker_ids) for row in DBTaskResult.objects.all()]
    assert sum(tries) >= len(tries) + len(IN_HAND), "too few were killed with a pack in hand"
    packs = Pack.objects.select_related("file", "front_sheet")
    assert [(pack.state, pack.file.page_count, len(pack.pages)) for pack in packs] == [("ready", 5, 2)] * 2
    # Nothing in them is private, so that both audiences have the same bytes, which are kept once.
    assert File.objects.count() == uploaded + 2
    for file in File.objects.all():
        with file.content.open("rb") as content:
            assert hashlib.sha256(content.read()).hexdigest() == file.sha256
