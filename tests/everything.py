"""Runs every check, then every test on SQLite and on PostgreSQL, and ends with a summary.

`python -m tests.everything`, or with `--checks` the quick checks alone.
"""

import os
import subprocess
import sys
import tempfile
import time
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
    tool("ruff", "check", "."),
    tool("ruff", "format", "--check", "."),
    tool("lint-imports"),
    tool("mypy"),
    manage("migrations are complete", "makemigrations", "--check", "--dry-run"),
    manage("ready for production", "check", "--deploy", "--fail-level", "WARNING", environment=LIKE_PRODUCTION),
]
TESTS = [
    tests("tests on SQLite", "-m", ON_SQLITE, DB="sqlite"),
    tests("tests on PostgreSQL", DB="postgres"),
]


def passes(check: Check) -> bool:
    print(f"\n== {check.name}", flush=True)
    started = time.monotonic()
    code = subprocess.run(check.command, cwd=ROOT, env=os.environ | check.environment, check=False).returncode
    print(f"== {'passed' if code == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s", flush=True)
    return code == 0


def main() -> None:
    checks = CHECKS if "--checks" in sys.argv else CHECKS + TESTS
    with tempfile.TemporaryDirectory(prefix="scrutiny-") as folder:
        os.environ["DATA_DIR"] = folder
        outcomes = {check.name: passes(check) for check in checks}
    print()
    for name, passed in outcomes.items():
        print(f"{'passed' if passed else 'FAILED'}  {name}")
    failures = list(outcomes.values()).count(False)
    print(f"\n{len(outcomes) - failures} passed, {failures} failed")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
