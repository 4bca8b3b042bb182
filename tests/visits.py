"""Visiting an address as somebody, and saying what they got there in the words of `tests/access.py`."""

import html
import re
from typing import NamedTuple

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.access import TABLE, Gets, Row
from tests.planted_words import EVERY_WORD, WORDS, Words

ADMIN, ANY_OTHER_IN_ADMIN = "admin:", "admin:*"
LOGIN, ADMIN_LOGIN = "/accounts/login/", "/admin/login/"
STATUSES = {403: Gets.MAY_NOT, 404: Gets.NOT_FOUND, 410: Gets.GONE, 405: Gets.NOT_SO}
WORD = re.compile(r"(?<![\w-])(" + "|".join(sorted(map(re.escape, EVERY_WORD))) + r")(?![\w-])", re.IGNORECASE)
AS_PLANTED = {word.lower(): word for word in EVERY_WORD}
IN_TABLE = {row.name for row in TABLE}


class Visit(NamedTuple):
    """What somebody gets, which planted words the headers hold, and what caches are told."""

    gets: str
    in_headers: set[str]
    kept: str
    names_a_file: bool


def visit(row: Row, path: str, client: Client) -> Visit:
    """What comes back, beyond the admin site's own way to sign in; whatever a POST does is undone."""
    with transaction.atomic():
        response = client.get(path) if row.method == "GET" else client.post(path)
        if is_sent_to(response, ADMIN_LOGIN):
            response = client.get(response["Location"])
        if row.method == "POST":
            transaction.set_rollback(True)
    return Visit(
        what_it_is(row, response), words_in(headers(response)), how_it_is_kept(response), row.name == "document_file"
    )


def what_it_is(row: Row, response: HttpResponseBase) -> str:
    status, expected = response.status_code, WORDS.get(row.key, Words())
    found = words_in(body(response) + "\n" + headers(response))
    if row.stranger == Gets.WHETHER and status in (200, 500):
        return Gets.WHETHER if not found else f"{status} with {sorted(found)}"
    if row.name == ANY_OTHER_IN_ADMIN:
        return what_admin_says(response)
    if status in (301, 302):
        where = Gets.SIGN_IN if is_sent_to(response, LOGIN) else Gets.SENT_ON
        return where if found <= expected.panel else f"{where} with {sorted(found)}"
    if status != 200:
        return STATUSES.get(status, str(status)) if not found else f"{status} with {sorted(found)}"
    return Gets.READS if row.stranger == Gets.SIGN_IN else what_is_read(found, expected)


def what_admin_says(response: HttpResponseBase) -> Gets:
    """Of the many addresses of records only: whether one is let in at all."""
    if is_sent_to(response, LOGIN):
        return Gets.SIGN_IN
    return Gets.MAY_NOT if response.request["PATH_INFO"] == ADMIN_LOGIN else Gets.AS_REGISTERED  # type: ignore[attr-defined]


def is_sent_to(response: HttpResponseBase, login: str) -> bool:
    return response.status_code == 302 and response["Location"].startswith(login)


def what_is_read(found: set[str], expected: Words) -> str:
    """Everything, or the part that is planted for the panel or for everybody; where it is neither, what is wrong."""
    panel = expected.everybody | expected.panel
    if found == panel | expected.officers:
        return Gets.READS
    if found == expected.everybody:
        return Gets.PUBLIC
    if found == panel:
        return Gets.PANEL
    everything = panel | expected.officers
    return f"reads {sorted(found & everything)} and what is not its own: {sorted(found - everything)}"


def body(response: HttpResponseBase) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return html.unescape(content.decode(errors="replace"))


def headers(response: HttpResponseBase) -> str:
    return "\n".join(f"{name}: {value}" for name, value in response.items())


def words_in(text: str) -> set[str]:
    return {AS_PLANTED[word.lower()] for word in WORD.findall(text)}


def how_it_is_kept(response: HttpResponseBase) -> str:
    """What caches on the way are told."""
    told = response.get("Cache-Control", "")
    if "no-store" in told:
        return "never"
    if told == "no-cache" and "Cookie" in response.get("Vary", ""):
        return "until asked again, for each reader apart"
    return "for a day, by anybody" if told == "public, max-age=86400" else told


def site_addresses(resolver: URLResolver | None = None, space: str = "") -> dict[str, list[URLPattern]]:
    """Every pattern of the site by its name, in its name space; those without a name by their route."""
    found: dict[str, list[URLPattern]] = {}
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inside = f"{space}{entry.namespace}:" if entry.namespace else space
            for name, patterns in site_addresses(entry, inside).items():
                found.setdefault(name, []).extend(patterns)
        else:
            found.setdefault(f"{space}{entry.name or entry.pattern}", []).append(entry)
    return found


def row_name(name: str) -> str:
    """The name under which the table lists an address: those of records in the admin site have one row together."""
    name = ADMIN + name.removeprefix("admin/").strip("/") if name.startswith("admin/") else name
    return ANY_OTHER_IN_ADMIN if name.startswith(ADMIN) and name not in IN_TABLE else name
