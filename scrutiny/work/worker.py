"""A worker: takes one task after another until it is told to stop, and shows that it lives."""

import logging
import os
import secrets
import signal
import socket
import threading
import time
from types import FrameType

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from scrutiny.work import queue, signs
from scrutiny.work.rounds import go_round
from scrutiny.work.tidying import tidy

logger = logging.getLogger(__name__)

LOOKS_EVERY = 0.25
"""Seconds between two looks at an empty queue."""

TIDIES_EVERY = 60 * 60


class Worker:
    """``until_empty`` ends it when nothing is left to do. Times are in seconds."""

    def __init__(
        self,
        *,
        sign_every: float = signs.EVERY,
        gone_after: float = signs.GONE_AFTER,
        until_empty: bool = False,
    ) -> None:
        self.name = f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(4)}"
        self.sign_every, self.gone_after = sign_every, gone_after
        self.until_empty = until_empty
        self.stopping = False
        self.ended = threading.Event()
        self.next_look_for_lost = self.next_tidying = 0.0

    def stop(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """After the task in hand. Asked twice, at once: the task goes to another worker."""
        if self.stopping:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGTERM)
        self.stopping = True

    def stop_when_told(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.stop)

    def run(self) -> None:
        self.started_at = timezone.now()
        signs.show_sign(self.name, self.started_at)
        beating = threading.Thread(target=self.show_signs, daemon=True)
        beating.start()
        try:
            self.work()
        finally:
            self.ended.set()
            beating.join()
            signs.take_sign_away(self.name)

    def work(self) -> None:
        while not self.stopping:
            close_old_connections()
            self.keep_house()
            row = queue.take(self.name)
            if row:
                queue.perform(row)
            elif self.until_empty and queue.is_empty():
                return
            else:
                time.sleep(LOOKS_EVERY)

    def keep_house(self) -> None:
        """Now and then between two tasks: put back what dead workers had, clear away what nobody needs, and
        do what the day asks for."""
        now = time.monotonic()
        if now >= self.next_look_for_lost:
            self.next_look_for_lost = now + self.gone_after / 3
            if lost := queue.put_back_lost(self.gone_after):
                logger.warning("%s tasks of dead workers wait again", lost)
        if now >= self.next_tidying:
            self.next_tidying = now + TIDIES_EVERY
            tidy()
            go_round()

    def show_signs(self) -> None:
        """In a thread of its own, so that a long task doesn't look like death."""
        while not self.ended.wait(self.sign_every):
            try:
                signs.show_sign(self.name, self.started_at)
            except DatabaseError:
                logger.warning("The sign of life had to wait for the database")
                connection.close()
        connection.close()
