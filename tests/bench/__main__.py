"""The figures of quality.md, measured on a throw-away database with the demonstration council: `make bench`.

Times say little on a noisy machine, so pages are compared with a plain page measured in the same run. Nothing fails.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, NamedTuple

from tests.bench import operations
from tests.bench.load import connect, get, rate, weights
from tests.bench.report import table, verdict
from tests.bench.server import ROOT, Server, serving
from tests.environment import FOR_TESTS

SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))


class Visit(NamedTuple):
    """A page, who reads it, and its budgets: at least this much of the plain page's speed, at most these queries."""

    name: str
    path: str
    reader: str = ""
    ratio: float | None = None
    queries: int | None = None


PLAIN = Visit("plain page of 25 KB", "/plain/")
VISITS = [
    Visit("public meeting page", "{meeting}", ratio=2, queries=4),
    Visit("signed-in meeting page", "{meeting}", "officer", ratio=0.35, queries=14),
    Visit("list of meetings", "/meetings/", ratio=0.7),
    Visit("tracker", "/recommendations/", ratio=0.45, queries=8),
    Visit("home", "/"),
]


def main() -> None:
    measure("SQLite", "")
    try:
        from tests.databases import start_postgres
    except ImportError:
        return
    with tempfile.TemporaryDirectory(prefix="scrutiny-") as folder:
        measure("PostgreSQL", os.environ.get("TEST_DATABASE_URL") or start_postgres(Path(folder)))


def measure(database: str, url: str) -> None:
    with tempfile.TemporaryDirectory(prefix="scrutiny-") as folder:
        environment = FOR_TESTS | {
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
            "DATA_DIR": folder,
            "DATABASE_URL": url,
            "DEMO": "1",
            "DEMO_PASSWORD": "three-words-for-the-bench",
        }
        for command in ("migrate", "load_demo"):
            run(environment, "manage.py", command)
        inside = json.loads(run(environment, "-m", "tests.bench.inside", asked=json.dumps(asked())))
        with TemporaryFile() as log, serving(environment, log) as server:
            print(f"\n{database}, 8 clients, 2 workers, {SECONDS:g} s a page\n", flush=True)
            print(table(*pages(server, inside)), end="\n\n")
            print(table(*rest(server, inside)), end="\n\n", flush=True)
        print(table(*operations.rows(lambda module: run(environment, "-m", module))), flush=True)


def asked() -> list[tuple[str, str]]:
    """The pages whose queries are counted."""
    return [(visit.path, visit.reader) for visit in VISITS]


def run(environment: dict[str, str], *arguments: str, asked: str = "") -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        input=asked,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def pages(server: Server, inside: dict[str, Any]) -> tuple[list[str], list[list[str]]]:
    """Each page beside the plain one, which is asked before and after it: machines are not steady."""
    plain = [speed(server, PLAIN, inside)]
    rows = []
    for visit in VISITS:
        measured = speed(server, visit, inside)
        plain.append(speed(server, PLAIN, inside))
        rows.append(row(visit, measured, 2 * measured / sum(plain[-2:]), inside))
    rows.append(unchanged(server, inside, plain[-1]))
    rows.append(["plain page, slowest and fastest", f"{min(plain):.0f} to {max(plain):.0f}", *[""] * 6])
    return ["page", "a second", "x plain", "budget", "", "queries", "budget", ""], rows


def speed(server: Server, visit: Visit, inside: dict[str, Any]) -> float:
    headers = {"Cookie": inside["cookie"]} if visit.reader else {}
    path = visit.path.format(**inside["paths"])
    rate(server.port, path, SECONDS / 3, headers)
    return rate(server.port, path, SECONDS, headers)


def row(visit: Visit, speed: float, ratio: float, inside: dict[str, Any]) -> list[str]:
    queries = inside["queries"][f"{visit.path} {visit.reader}"]
    of_speed = [f"{visit.ratio:g}", verdict(ratio, least=visit.ratio)] if visit.ratio else ["", ""]
    of_queries = [str(visit.queries), verdict(queries, most=visit.queries)] if visit.queries else ["", ""]
    return [visit.name, f"{speed:.0f}", f"{ratio:.2f}", *of_speed, str(queries), *of_queries]


def unchanged(server: Server, inside: dict[str, Any], yardstick: float) -> list[str]:
    """The public meeting page, asked again by those who have it."""
    path = inside["paths"]["meeting"]
    etag = get(connect(server.port), path, {}).etag
    if not etag:
        return ["public meeting page, unchanged", "no ETag", "", "304", "MISSED", "", "", ""]
    speed = rate(server.port, path, SECONDS, {"If-None-Match": etag}, expect=304)
    return ["public meeting page, unchanged", f"{speed:.0f}", f"{speed / yardstick:.2f}", "304", "kept", "", "", ""]


def rest(server: Server, inside: dict[str, Any]) -> tuple[list[str], list[list[str]]]:
    first, later = (each / 1000 for each in weights(server.port, inside["paths"]["meeting"]))
    home_first, home_later = (each / 1000 for each in weights(server.port, "/"))
    for _ in range(4):
        rate(server.port, inside["paths"]["meeting"], SECONDS, {})
    memory = server.memory()
    return ["", "measured", "budget", ""], [
        ["meeting page, first visit, gzipped", f"{first:.1f} KB", "60 KB", verdict(first, most=60)],
        ["meeting page, later, gzipped", f"{later:.1f} KB", "15 KB", verdict(later, most=15)],
        ["home, first visit, gzipped", f"{home_first:.1f} KB", "60 KB", verdict(home_first, most=60)],
        ["home, later, gzipped", f"{home_later:.1f} KB", "15 KB", verdict(home_later, most=15)],
        ["memory of a worker after this run (PSS)", f"{memory:.0f} MB", "110 MB", verdict(memory, most=110)],
        ["start to first answer", f"{server.started_in:.2f} s", "1 s", verdict(server.started_in, most=1)],
    ]


if __name__ == "__main__":
    main()
