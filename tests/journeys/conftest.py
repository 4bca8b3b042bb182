"""A real browser against a real server that serves its files as in production."""

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from unittest import mock

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


SOON = 8000
"""Milliseconds."""


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None, object, None]:
    """Journeys are marked before `-m` chooses, and go last: a browser leaves its event loop running in the process."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("journey")
    yield
    items.sort(key=lambda item: item.get_closest_marker("journey") is not None)


@pytest.fixture(scope="session", autouse=True)
def beside_an_event_loop() -> None:
    """Playwright's loop runs in the thread that uses the database; Django needs to be told that this is meant."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.fail("Chromium is missing: run `python3 prepare.py test`.", pytrace=False)
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": chromium, "args": [*QUIET, *as_root]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    return {**browser_context_args, "locale": "en-GB", "timezone_id": "Europe/London"}


@pytest.fixture(scope="session")
def live_server(django_db_setup: None) -> Iterator[LiveServer]:
    """The site alone, without the handlers that a test server puts in front for unhashed files.

    It stops before its database goes.
    """
    handler = "django.test.testcases._StaticFilesHandler"
    with mock.patch(handler, lambda media_handler: media_handler.application):
        server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def soon(context) -> None:
    """What a page shows, it shows within seconds; a journey that waits longer has lost its way."""
    context.set_default_timeout(SOON)
    expect.set_options(timeout=SOON)


@pytest.fixture(autouse=True)
def no_window_left_open(browser) -> Iterator[None]:
    """An open window keeps a connection to the server, and through it one to the database."""
    yield
    for context in browser.contexts:
        context.close()
