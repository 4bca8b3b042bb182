"""The website and the worker beside it, as `make run` keeps them. Standard library only, like `prepare.py`."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
PR_SET_PDEATHSIG = 1


def say(sentence: str) -> None:
    print(f"prepare: {sentence}", flush=True)


class Pair:
    """The website and the worker beside it. Ends both when told to, or when the website ends; a worker that ends is
    started again, unless it does so time after time."""

    BRIEF = 10  # seconds: a worker that ends sooner has not begun
    MOST_BRIEF = 3
    PATIENCE = 45  # seconds: a worker that was told to stop ends what it has in hand

    def __init__(self, website: list[str], worker: list[str], environment: dict[str, str], answers: Callable[[], bool]):
        self.commands = {"website": website, "worker": worker}
        self.environment, self.answers = environment, answers
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.told, self.brief, self.began = False, 0, 0.0

    def start(self, name: str) -> None:
        # In a session of its own it doesn't hear a terminal's Ctrl-C: the worker would take a second call for hurry.
        self.running[name] = subprocess.Popen(
            self.commands[name], cwd=ROOT, env=self.environment, start_new_session=True, preexec_fn=end_with_parent
        )
        self.began = time.monotonic()

    def tell(self, *_signal: object) -> None:
        """The first time what is in hand is ended well, the second time at once."""
        if self.told:
            self.call_off()
        self.told = True

    def run(self) -> int:
        """The website's exit code; 1 where the worker can't be kept running."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.tell)
        try:
            self.start("website")
            while not self.told and self.running["website"].poll() is None:
                if not self.keep_worker():
                    return 1
                time.sleep(0.1)
        finally:
            self.stop()
        return 0 if self.told else self.running["website"].returncode

    def keep_worker(self) -> bool:
        """Start the worker once the website answers, so that it takes nothing from the start; and when it ended."""
        worker = self.running.get("worker")
        if worker is None:
            if self.answers() or time.monotonic() - self.began > self.BRIEF:
                self.start("worker")
            return True
        if worker.poll() is None:
            return True
        self.brief = self.brief + 1 if time.monotonic() - self.began < self.BRIEF else 0
        if self.brief == self.MOST_BRIEF:
            print(
                f"prepare: the worker ends as soon as it begins (code {worker.returncode}): see what it printed above",
                flush=True,
            )
            return False
        say("the worker ended and is started again")
        self.start("worker")
        return True

    def call_off(self) -> None:
        for process in self.running.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)

    def stop(self) -> None:
        self.call_off()
        for process in self.running.values():
            try:
                process.wait(self.PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


def end_with_parent() -> None:
    """On Linux a program can ask to be told to stop when the one that started it is gone, killed or not."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
