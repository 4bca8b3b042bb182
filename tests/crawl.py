"""Every page of the site that somebody's links lead to, with its headers and the bytes of its files."""

import html
import io
import re
import zipfile
from collections import deque
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from django.http import HttpResponseBase
from django.test import Client

LINK = re.compile(r'\b(?:href|src|action)="([^"]*)"')
ELSEWHERE = ("/static/",)
YEARS_ON_END = ("/meetings/calendar/", "/closures/")
"""Months and years that lead to the next, a thousand and more: those that are asked for are looked at."""

MOST = 4000
"""More pages than these records have: beyond it the links lead in a circle."""


class Answer(NamedTuple):
    """What came back; ``text`` holds the body and every header and cookie."""

    status: int
    text: str
    body: str


def crawl(client: Client, also: Iterable[str] = ()) -> dict[str, Answer]:
    """Every address that the site's first page, or one of these, leads to."""
    waiting = deque(dict.fromkeys(["/", *also]))
    known, found = set(waiting), {}
    while waiting:
        path = waiting.popleft()
        found[path] = answer_at(client, path)
        assert len(found) < MOST
        for link in links_of(path, found[path]):
            if link not in known:
                known.add(link)
                waiting.append(link)
    return found


def answer_at(client: Client, path: str) -> Answer:
    response = client.get(path)
    body = readable(content_of(response))
    return Answer(response.status_code, f"{body}\n{headers_of(response)}", body)


def content_of(response: HttpResponseBase) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]


def readable(content: bytes) -> str:
    """The words of a page or of a file; of a Word file, which is packed, those of each part."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = b"\n".join(parts.read(name) for name in parts.namelist())
    return html.unescape(content.decode(errors="replace"))


def headers_of(response: HttpResponseBase) -> str:
    return "\n".join([f"{name}: {value}" for name, value in response.items()] + [response.cookies.output()])


def links_of(path: str, answer: Answer) -> list[str]:
    sent_to = re.findall(r"^Location: (.*)$", answer.text, re.MULTILINE)
    links = [urlsplit(urljoin(f"http://testserver{path}", link)) for link in [*LINK.findall(answer.body), *sent_to]]
    own = [link for link in links if link.netloc == "testserver" and not link.path.startswith(ELSEWHERE)]
    return [link._replace(scheme="", netloc="", fragment="").geturl() for link in own if not turns(path, link.path)]


def turns(path: str, to: str) -> bool:
    return any(path.startswith(pages) and to.startswith(pages) for pages in YEARS_ON_END)
