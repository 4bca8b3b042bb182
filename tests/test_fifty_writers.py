"""Fifty officers write at once, in the same records and in different ones, on a server with two workers.

Nobody sees an error, whatever somebody was told is saved is in the record's history, and whatever was refused came
back in the answer. `WRITING_SECONDS=60` writes for a whole minute, as quality.md asks; `make test` writes for twelve
seconds on each database, which is long enough for some hundred conflicts, and short enough for every day.
"""

import os
import time
from tempfile import TemporaryFile

import pytest
from django.conf import settings
from django.db import connection
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client

from meetings.models import AgendaItem, Meeting, Minute
from tests.bench.server import serving
from tests.environment import FOR_TESTS
from tests.factories import AgendaItemFactory, MeetingFactory, MinuteFactory, UserFactory
from tests.writers import Target, Writer, all_at_once

SECONDS = float(os.environ.get("WRITING_SECONDS", "12"))
WRITERS = 50
HISTORIES = {"text": AgendaItem, "body": Minute, "venue": Meeting, "presenters": AgendaItem}

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def meeting(panel):
    held = MeetingFactory(panel=panel, held=True)
    for position in range(1, 13):
        item = AgendaItemFactory(meeting=held, position=position, number=str(position))
    MinuteFactory(item=item)
    return held


@pytest.fixture
def targets(meeting):
    """One item, one minute and one meeting that everybody writes in, and items that few do."""
    items = list(meeting.items.order_by("position"))
    at = meeting.get_absolute_url()
    shared = [
        Target(f"{at}items/{items[0].pk}/", "text"),
        Target(f"{at}items/{items[-1].pk}/minute/", "body"),
        Target(f"{at}edit/", "venue", lines=1),
    ]
    return shared + [Target(f"{at}items/{item.pk}/", "text") for item in items[1:]]


def test_fifty_writers_lose_nothing_and_see_no_error(meeting, targets):
    cookies = [cookie_of(UserFactory(role="officer", name=f"Writer {number}")) for number in range(WRITERS)]
    with TemporaryFile() as log, serving(as_this_test(), log) as server:
        until = time.monotonic() + SECONDS
        tales = all_at_once(
            [
                Writer(
                    number,
                    port=server.port,
                    cookie=cookie,
                    targets=targets,
                    order=f"{meeting.get_absolute_url()}agenda/",
                    until=until,
                )
                for number, cookie in enumerate(cookies)
            ]
        )

    saved = [one for tale in tales for one in tale.saved]
    refused = sum(tale.refused for tale in tales)
    print(f"\n{SECONDS:g} s, {WRITERS} writers: {len(saved)} saved, {refused} refused and given back")
    assert [error for tale in tales for error in tale.errors] == []
    assert [word for tale in tales for word in tale.lost] == []
    assert missing(saved) == []
    assert saved
    assert refused
    assert sorted(meeting.items.values_list("position", flat=True)) == list(range(1, 13))


def cookie_of(user):
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={_get_new_csrf_string()}"


def as_this_test():
    """The settings of a server on the database of this test."""
    return FOR_TESTS | {"DATA_DIR": str(settings.DATA_DIR), "DATABASE_URL": database_url()}


def database_url():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    address, _, asked = os.environ["DATABASE_URL"].partition("?")
    return f"{address.rpartition('/')[0]}/{name}?{asked}"


def missing(saved):
    """The words that somebody was told are saved, and that no history row holds."""
    kept = {box: "\n".join(model.history.values_list(box, flat=True)) for box, model in HISTORIES.items()}
    words = {box: set(text.split()) for box, text in kept.items()}
    return [(box, word) for box, word in saved if word not in words[box]]
