"""How often each page asks the database: the same with one row of everything and with three."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.filled import fill, pages

pytestmark = pytest.mark.django_db

READ = {
    "home": (3, 5),
    "panels": (1, 3),
    "panel": (5, 8),
    "people": (2, 4),
    "person": (3, 5),
    "document": (4, 6),
    "document_file": (1, 3),
    "meetings": (4, 7),
    "calendar_month": (2, 4),
    "meeting_file": (2, 4),
    "panel_file": (3, 5),
    "meeting": (4, 14),
    "publication: agenda": (3, 5),
    "publication: minutes": (2, 4),
    "inspections": (4, 6),
    "inspection": (8, 10),
    "recommendations": (5, 7),
    "recommendation": (4, 7),
    "answer": (4, 6),
}
"""Pages that a stranger and an officer read. Two of an officer's queries fetch the session and the account.

quality.md allows the meeting's page 4 and 14, and the tracker 8.
"""

WORKED_ON = {
    "desk": 14,
    "closures": 5,
    "schedule": 5,
    "schedule_paper": 5,
    "agenda_publish": 14,
    "agenda": 11,
    "agenda: to come": 14,
    "agenda_copy": 5,
    "running_order": 6,
    "planned": 6,
    "item_considers": 5,
    "agenda_chair": 5,
    "papers_asked": 5,
    "paper_asked": 6,
    "minutes": 9,
    "minutes_publish": 11,
    "item_edit": 9,
    "item_readers": 7,
    "minute_edit": 17,
    "judgements_edit": 7,
    "findings_edit": 6,
    "recommendation_new": 5,
    "inspection_considered": 5,
    "update_new": 9,
}
"""Pages that list records beside an officer's form; two of their queries ask for the place in history and the draft."""


@pytest.fixture
def stranger_s_browser():
    return Client()


@pytest.fixture
def officer_s_browser(officer):
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture(autouse=True)
def knows_its_database(db):
    """SQLite is asked once in a process whether it can read JSON."""
    assert connection.features.supports_json_field


@pytest.mark.parametrize("rows", [1, 3])
def test_more_rows_ask_no_more_queries(rows, stranger_s_browser, officer_s_browser, panel, officer):
    where = pages(fill(rows, panel, officer))
    assert where.keys() == READ.keys() | WORKED_ON.keys()

    read = {name: (queries(stranger_s_browser, where[name]), queries(officer_s_browser, where[name])) for name in READ}
    assert read == READ

    worked_on = {name: queries(officer_s_browser, where[name]) for name in WORKED_ON}
    assert worked_on == WORKED_ON


def queries(client, path):
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)
        b"".join(response)
    assert response.status_code == 200
    return len(asked)
