"""Runs every check, then every test on SQLite and on PostgreSQL, and ends with a summary.

`python -m tests.everything`, or with `--checks` the quick checks alone.
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tests.environment import FOR_TESTS, LIKE_PRODUCTION

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
BIN = Path(PYTHON).parent

ON_SQLITE = "not journey or smoke or concurrency or search or upload"


class Check(NamedTuple):
    name: str
    command: tuple[str, ...]
    environment: dict[str, str]


def tool(name: str, *arguments: str) -> Check:
    return Check(" ".join((name, *arguments)), (str(BIN / name), *arguments), FOR_TESTS)


def manage(name: str, *arguments: str, environment: dict[str, str] = FOR_TESTS) -> Check:
    return Check(name, (PYTHON, "manage.py", *arguments), environment)


def tests(name: str, *arguments: str, **environment: str) -> Check:
    return Check(name, (PYTHON, "-m", "pytest", "-q", "-n", "2", *arguments), environment)


CHECKS = [
    tool("mypy"),  # the longest begins first
    tool("ruff", "check", "."),
    tool("ruff", "format", "--check", "."),
    tool("lint-imports"),
    manage("migrations are complete", "makemigrations", "--check", "--dry-run"),
    manage("ready for production", "check", "--deploy", "--fail-level", "WARNING", environment=LIKE_PRODUCTION),
]
TESTS = [
    tests("tests on SQLite", "-m", ON_SQLITE, DB="sqlite"),
    tests("tests on PostgreSQL", DB="postgres"),
]


class Outcome(NamedTuple):
    passed: bool
    seconds: float
    written: str


def outcome(check: Check, written_to: int | None = None) -> Outcome:
    started = time.monotonic()
    ended = subprocess.run(
        check.command,
        cwd=ROOT,
        env=os.environ | check.environment,
        stdout=written_to,
        stderr=written_to and subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Outcome(ended.returncode == 0, time.monotonic() - started, ended.stdout or "")


def beside_each_other(checks: list[Check]) -> dict[str, bool]:
    """What each of them writes is shown together, in the order of the list."""
    passed = {}
    with ThreadPoolExecutor(max_workers=2) as threads:
        outcomes = threads.map(outcome, checks, [subprocess.PIPE] * len(checks))
        for check, found in zip(checks, outcomes, strict=True):
            print(f"\n== {check.name}\n{found.written}", end="")
            passed[check.name] = told(found)
    return passed


def one_after_another(checks: list[Check]) -> dict[str, bool]:
    """Each takes both cores, and shows what it writes at once."""
    passed = {}
    for check in checks:
        print(f"\n== {check.name}", flush=True)
        passed[check.name] = told(outcome(check))
    return passed


def told(found: Outcome) -> bool:
    print(f"== {'passed' if found.passed else 'FAILED'} in {found.seconds:.0f} s", flush=True)
    return found.passed


def main() -> None:
    rest = [] if "--checks" in sys.argv else TESTS
    with tempfile.TemporaryDirectory(prefix="scrutiny-") as folder:
        os.environ["DATA_DIR"] = folder
        passed = beside_each_other(CHECKS) | one_after_another(rest)
    print()
    for name, well in passed.items():
        print(f"{'passed' if well else 'FAILED'}  {name}")
    failures = list(passed.values()).count(False)
    print(f"\n{len(passed) - failures} passed, {failures} failed")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
