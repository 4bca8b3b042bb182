"""Fifty officers who write at once, against a real server, each as a browser would: open the form, type, send."""

import http.client
import random
import re
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.shown import Shown

MARK = re.compile(r"«[^«»]*»")
PATIENCE = 60
KEPT_LINES = 6
"""A text stays about as long as a real one: each writer takes the oldest line away."""


@dataclass
class Target:
    """A form that is written in: the box that is typed into, and how many lines it holds at most."""

    address: str
    box: str
    lines: int = KEPT_LINES


@dataclass
class Tale:
    """What one writer was told."""

    saved: list[tuple[str, str]] = field(default_factory=list)
    refused: int = 0
    lost: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Writer(threading.Thread):
    """Writes in one target after another until the time is over. Everything typed holds a word of its own."""

    def __init__(self, number: int, *, port: int, cookie: str, targets: list[Target], order: str, until: float) -> None:
        super().__init__()
        self.number, self.port, self.cookie = number, port, cookie
        self.targets, self.order, self.until = targets, order, until
        self.chance = random.Random(number)  # noqa: S311 (a test that can be repeated)
        self.count = 0
        self.tale = Tale()

    def run(self) -> None:
        try:
            self.write(self.targets[0])
            while time.monotonic() < self.until:
                if self.order and self.chance.random() < 0.1:
                    self.move_an_item()
                else:
                    self.write(self.chance.choice(self.targets))
        except (OSError, http.client.HTTPException) as error:
            self.tale.errors.append(repr(error))

    def write(self, target: Target) -> None:
        """Open, add a line, send; where somebody was quicker, keep both and send again, once."""
        self.count += 1
        word = f"word-{self.number}-{self.count}"
        boxes = self.open(target.address)
        if not boxes:
            return
        lines = [*boxes[target.box].splitlines(), f"Said {word}"][-target.lines :]
        status, page = self.send(target.address, boxes | {target.box: "\n".join(lines)})
        if status == 200:
            self.is_refused(target, word, page)
            kept = MARK.sub(" ", self.boxes_of(page)[target.box])
            again = self.boxes_of(page) | {target.box: kept, f"take_{target.box}": "together"}
            status, page = self.send(target.address, again)
            if status == 200:
                self.is_refused(target, word, page)
        if status == 302:
            self.tale.saved.append((target.box, word))

    def is_refused(self, target: Target, word: str, page: str) -> None:
        self.tale.refused += 1
        if word not in page:
            self.tale.lost.append(f"{word} at {target.address}")

    def move_an_item(self) -> None:
        page = self.ask("GET", self.order)[1]
        ids = re.findall(r'data-id="(\d+)"', page)
        token = self.boxes_of(page).get("csrfmiddlewaretoken", "")
        name = self.chance.choice(["up", "down"])
        self.send(f"{self.order}order/", {"csrfmiddlewaretoken": token, name: self.chance.choice(ids)})

    def open(self, address: str) -> dict[str, str]:
        status, page = self.ask("GET", address)
        return self.boxes_of(page) if status == 200 else {}

    def boxes_of(self, page: str) -> dict[str, str]:
        return {name: value for name, value in Shown(page).boxes.items() if name and name not in ("q", "line")}

    def send(self, address: str, boxes: dict[str, str]) -> tuple[int, str]:
        token = re.search(r"csrftoken=(\w+)", self.cookie)
        return self.ask("POST", address, urlencode(boxes | {"csrfmiddlewaretoken": token[1] if token else ""}))

    def ask(self, method: str, address: str, body: str = "") -> tuple[int, str]:
        """Status and page. Whatever is neither a page nor a redirect is an error."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, address, body.encode(), headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()
        if answer.status not in (200, 302) or urlsplit(answer.headers.get("Location", "")).path == "/accounts/login/":
            self.tale.errors.append(f"{method} {address}: {answer.status}")
        return answer.status, page


def all_at_once(writers: list[Any]) -> list[Tale]:
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    return [writer.tale for writer in writers]
