"""Reading a hostile file in a child process with limits, so that whatever it does, it does to nobody else."""

import json
import signal
import subprocess
import sys
import tempfile
from typing import Any

from django.conf import settings

from scrutiny.documents import reading

TOLD_TO_STOP = {-signal.SIGINT, -signal.SIGTERM, -signal.SIGHUP}


class Interrupted(Exception):
    """The child was told to stop by somebody else, which says nothing about the file."""


def read_apart(path: str) -> dict[str, Any]:
    """What `reading` says of the file at ``path``: ``{"pages", "text"}`` or ``{"refused", "n"}``.

    A child that reaches a limit on time or memory makes it "slow". Raises `Interrupted`.
    """
    try:
        child = subprocess.run(  # noqa: S603 (our own module, a file that we stored)
            [sys.executable, "-m", "scrutiny.documents.reading", path],
            capture_output=True,
            check=False,
            timeout=reading.SECONDS + 5,
            cwd=settings.ROOT,
            env={"TMPDIR": tempfile.gettempdir(), "PYTHONUTF8": "1"},
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        return {"refused": "slow", "n": 0}
    if child.returncode in TOLD_TO_STOP:
        raise Interrupted
    return {"refused": "slow", "n": 0} if child.returncode else json.loads(child.stdout)
