"""Whenever a worker is killed, each letter has left once."""

import os
import subprocess
import sys
from email import message_from_bytes

import pytest
from django_tasks_db.models import DBTaskResult

from scrutiny.models import Letter
from scrutiny.operations import change, post
from tests.factories import PanelFactory, UserFactory
from tests.scrutiny.test_workers_killed import ROOT, database_url

LETTERS = 12
IN_HAND = ["+1", "+2", "+3", "+4"]
MOMENTS = [*IN_HAND, "30"]


@pytest.mark.concurrency
@pytest.mark.usefixtures("transactional_db", "queue")
def test_workers_are_killed_and_each_letter_leaves_once(tmp_path):
    panel = PanelFactory()
    with change("test", by=UserFactory()) as step:
        for number in range(LETTERS):
            address = f"reader{number}@thornmere.example"
            post(step, about=panel, address=address, subject="Agenda published", body="It is out.")
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "scrutiny.settings",
        "EMAIL_URL": f"folder:{tmp_path}/letters",
    }
    command = [sys.executable, "-m", "tests.killing", *MOMENTS]
    outcome = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert outcome.returncode == 0, outcome.stderr
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}
    tries = sum(len(row.worker_ids) for row in DBTaskResult.objects.all())
    assert tries >= LETTERS + len(IN_HAND), "too few were killed with a letter in hand"
    assert set(Letter.objects.values_list("state", flat=True)) == {Letter.State.SENT}
    sent = [message_from_bytes(path.read_bytes())["To"] for path in (tmp_path / "letters").glob("*.eml")]
    assert sorted(sent) == sorted(Letter.objects.values_list("address", flat=True))
