"""Reading a hostile file in a child process with limits, so that whatever it does, it does to nobody else."""

import json
import signal
import subprocess
import sys
import tempfile
from typing import Any

from django.conf import settings

from scrutiny.documents import looking, reading

TOO_MUCH = [{"kind": "too_much", "page": None, "words": ""}]
"""What is said of a file that takes too long to look into."""

TOLD_TO_STOP = {-signal.SIGINT, -signal.SIGTERM, -signal.SIGHUP}


class Interrupted(Exception):
    """The child was told to stop by somebody else, which says nothing about the file."""


def read_apart(path: str) -> dict[str, Any]:
    """What `reading` says of the file at ``path``: ``{"pages", "text"}`` or ``{"refused", "n"}``.

    A child that reaches a limit on time or memory makes it "slow". Raises `Interrupted`.
    """
    return told_by("scrutiny.documents.reading", path, reading.SECONDS, {"refused": "slow", "n": 0})


def look_into(path: str) -> list[dict[str, Any]]:
    """What `looking` found in the file: ``{"kind", "page", "words"}`` each. Raises `Interrupted`."""
    return told_by("scrutiny.documents.looking", path, looking.SECONDS, TOO_MUCH)


def told_by(module: str, path: str, seconds: int, at_the_limit: Any) -> Any:
    """The JSON that a module of ours prints of a file, or ``at_the_limit`` where it fails or takes too long."""
    try:
        child = subprocess.run(  # noqa: S603 (our own module, a file that we stored)
            [sys.executable, "-m", module, path],
            capture_output=True,
            check=False,
            timeout=seconds + 5,
            cwd=settings.ROOT,
            env={"TMPDIR": tempfile.gettempdir(), "PYTHONUTF8": "1"},
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        return at_the_limit
    if child.returncode in TOLD_TO_STOP:
        raise Interrupted
    return at_the_limit if child.returncode else json.loads(child.stdout)
