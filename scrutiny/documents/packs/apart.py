"""Binding a pack in a child process with limits, from the worker's side. Files have no name, so that nothing of a
private paper stays on the disk whoever is killed."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any, BinaryIO

from scrutiny.documents.apart import TOLD_TO_STOP, Interrupted
from scrutiny.documents.packs import binding
from scrutiny.documents.packs.job import Bound, Job

ROOT = Path(__file__).resolve().parents[3]
COMMAND = ["-m", "scrutiny.documents.packs.binding"]
PATIENCE = 2 * binding.SECONDS


class CantBeBound(Exception):
    """The child ended before it had turned to any paper, so that no paper is to blame."""


def bind_apart(job: Job, pack: BinaryIO, front: BinaryIO, told: Callable[[int], None]) -> Bound:
    """Bind a pack into two open files. A paper with which the child reaches a limit on time or memory is left out
    and the rest begun again. ``told`` gets the number of each part before it is turned to.

    Raises `CantBeBound` and `Interrupted`.
    """
    while True:
        code, last, found = run(job, pack, front, told)
        if code in TOLD_TO_STOP:
            raise Interrupted
        if code == 0 and found:
            places = [(first, last) for first, last in found["places"]]
            left_out = {int(index): why for index, why in found["left_out"].items()}
            return Bound(found["pages"], found["front_pages"], places, left_out)
        if last is None or job.parts[last].why:
            raise CantBeBound(f"The child ended with {code} at part {last}.")
        job = job.without(last, "slow")


def run(
    job: Job, pack: BinaryIO, front: BinaryIO, told: Callable[[int], None]
) -> tuple[int, int | None, dict[str, Any] | None]:
    """The child's exit code, the last part that it turned to, and what it said at the end."""
    for file in (pack, front):
        file.seek(0)
        file.truncate()
    files = (pack.fileno(), front.fileno())
    last, found = None, None
    with tempfile.TemporaryFile() as asked:
        asked.write(json.dumps(job.as_data()).encode())
        asked.seek(0)
        child = subprocess.Popen(  # noqa: S603 (our own module, files that we stored)
            [sys.executable, *COMMAND, *map(str, files)],
            stdin=asked,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={"TMPDIR": tempfile.gettempdir(), "PYTHONUTF8": "1"},
            pass_fds=files,
            start_new_session=True,
        )
    with child, killed_after(child, PATIENCE):
        for line in child.stdout or ():
            words = json.loads(line)
            if "part" in words:
                last = words["part"]
                told(last)
            else:
                found = words
    return child.returncode, last, found


@contextmanager
def killed_after(child: subprocess.Popen[str], seconds: float) -> Iterator[None]:
    """At the latest then, and at once where we can't go on ourselves."""
    watch = Timer(seconds, child.kill)
    watch.start()
    try:
        yield
    except BaseException:
        child.kill()
        raise
    finally:
        watch.cancel()
