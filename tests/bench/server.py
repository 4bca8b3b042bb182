"""The site as a council runs it: gunicorn with two workers, over loopback."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30


class Server(NamedTuple):
    """``started_in`` are the seconds from start to first answer."""

    port: int
    process: subprocess.Popen
    started_in: float

    def memory(self) -> float:
        """The largest worker's proportional share of memory (PSS), in MB of a million bytes."""
        return max(pss(pid) for pid in children(self.process.pid)) / 1000


@contextmanager
def serving(environment: dict[str, str], log: IO[bytes]) -> Iterator[Server]:
    """Where the server writes its log is the caller's."""
    port = free_port()
    command = [str(Path(sys.executable).parent / "gunicorn")]
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment | {"PORT": str(port)}, stderr=log)
    try:
        wait_for_answer(port, process)
        yield Server(port, process, time.monotonic() - began)
    finally:
        process.terminate()
        process.wait()


def wait_for_answer(port: int, process: subprocess.Popen) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError("The server stopped before it answered.")
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
                connection.request("GET", "/accessibility/")
                connection.getresponse().read()
                return
        except ConnectionRefusedError:
            time.sleep(0.02)
    raise RuntimeError("The server does not answer.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in found.split()]


def pss(pid: int) -> int:
    """In units of 1,024 bytes, as the kernel gives it."""
    match = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(match[1]) if match else 0
