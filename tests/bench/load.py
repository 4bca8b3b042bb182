"""Asking a server as fast as it answers, and weighing what it sends."""

import gzip
import http.client
import re
import threading
import time
from typing import NamedTuple

CLIENTS = 8
SHEETS = re.compile(r'<(?:link rel="stylesheet" href|script type="module" src)="([^"]+)"')


class Answer(NamedTuple):
    status: int
    body: bytes
    etag: str


def get(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> Answer:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return Answer(answer.status, answer.read(), answer.headers.get("ETag", ""))


def connect(port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", port, timeout=30)


def rate(port: int, path: str, seconds: float, headers: dict[str, str], expect: int = 200) -> float:
    """Answers a second to eight clients that each ask again at once. Raises ``RuntimeError`` on any other status."""
    counts = [0] * CLIENTS
    wrong: list[int] = []
    until = time.monotonic() + seconds

    def ask(client: int) -> None:
        connection = connect(port)
        while time.monotonic() < until and not wrong:
            status = get(connection, path, headers).status
            counts[client] += 1
            wrong.extend([status] if status != expect else [])

    began = time.monotonic()
    clients = [threading.Thread(target=ask, args=[number]) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    if wrong:
        raise RuntimeError(f"{path} answered {wrong[0]}, not {expect}.")
    return sum(counts) / (time.monotonic() - began)


def weights(port: int, path: str) -> tuple[int, int]:
    """Bytes of a first visit, with style sheets and script, and of the page alone; all gzipped."""
    connection = connect(port)
    page = get(connection, path, {}).body
    sheets = [get(connection, found, {}).body for found in SHEETS.findall(page.decode())]
    alone = len(gzip.compress(page))
    return alone + sum(len(gzip.compress(sheet)) for sheet in sheets), alone
