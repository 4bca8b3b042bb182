#!/usr/bin/env python3
"""Makes everything that the site needs to start: `prepare.py`, `prepare.py run`, or `prepare.py test`.

Each step keeps a stamp in .prepare/, a digest of what it was made from, and is passed over while that hasn't changed.
Standard library only, because nothing is installed when it begins.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from scrutiny.environment import FLAGS, read_file
from serving import Pair, say

ROOT = Path(__file__).resolve().parent
STAMPS = ROOT / ".prepare"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCAL = ROOT / ".env"

DEMO_ACCOUNTS = {
    "officer": "officer of democratic services",
    "manager": "manager",
    "monitoring": "monitoring officer",
    "councillor": "member of the panel",
    "othercouncillor": "member of another panel",
}

FIRST_WORDS = "amber bronze cedar copper fallow golden hazel ivory linen maple mossy russet silver tawny walnut willow"
SECOND_WORDS = "badger beacon bridge curlew ferry harbour heron kestrel lantern meadow otter plover quarry sparrow weir"

LOCAL_TEXT = """\
# Made by prepare.py for this machine only; a council's server has its own values (scrutiny/settings.py names them all).
SECRET_KEY={secret_key}
DEMO=1
DEMO_PASSWORD={password}
HTTPS=0
ALLOWED_HOSTS=127.0.0.1,localhost,[::1]
COUNCIL_NAME=Thornmere Council
COUNCIL_EMAIL=scrutiny@thornmere.example
COUNCIL_PHONE=01632 960001
"""


def stop(sentence: str) -> None:
    sys.exit(f"prepare: {sentence}")


def run(*command: str | Path, failed: str) -> None:
    """Runs a tool quietly; what it wrote is kept, and its last line is part of the sentence when it fails."""
    log = STAMPS / "last.log"
    with log.open("w+") as output:
        code = subprocess.run(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, check=False).returncode
    if code:
        last = (log.read_text(errors="replace").strip().splitlines() or ["it said nothing"])[-1]
        stop(f"{failed}: {last.strip()} (all of it: {log.relative_to(ROOT)})")


def files(*patterns: str) -> list[Path]:
    return sorted(path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file())


def digest(inputs: Iterable[Path | str]) -> str:
    """Of the names and bytes of files, and of plain texts."""
    total = hashlib.sha256()
    for item in inputs:
        total.update(str(item).encode() + b"\0")
        if isinstance(item, Path):
            total.update(hashlib.sha256(item.read_bytes()).digest())
    return total.hexdigest()


def step(name: str, sentence: str, inputs: Iterable[Path | str], made: Path, work: Callable[[], None]) -> None:
    """Does the work unless its outcome is there and was made from the same inputs."""
    stamp, now = STAMPS / name, digest(inputs)
    if made.exists() and stamp.exists() and stamp.read_text() == now:
        return
    say(sentence)
    stamp.unlink(missing_ok=True)
    work()
    stamp.write_text(now)


def from_debian(what: str, *packages: str) -> None:
    """Installs what the machine lacks, where we may."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        stop(f"{what} is missing: install it first (on Debian: sudo apt-get install {' '.join(packages)}).")
    say(f"installing {what}")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    wait = ("-o", "DPkg::Lock::Timeout=300")
    run("apt-get", *wait, "-qq", "update", failed="apt-get could not refresh its lists")
    run(
        "apt-get",
        *wait,
        "-qq",
        "install",
        "--no-install-recommends",
        *packages,
        failed=f"{what} could not be installed",
    )


# The environment and its packages


def make_environment() -> None:
    if not importlib.util.find_spec("ensurepip"):
        from_debian("Python's venv", "python3-venv")
    run(sys.executable, "-m", "venv", "--clear", VENV, failed="the Python environment could not be made")
    # The tools find the apps, whatever folder they are started in.
    packages = next((VENV / "lib").glob("python3*/site-packages"))
    (packages / "scrutiny.pth").write_text(f"{ROOT}\n")


def install(lock: str) -> None:
    step(
        f"pins-{lock}",
        f"installing the packages of requirements/{lock}.txt",
        [ROOT / "requirements" / f"{lock}.txt", str((VENV / "pyvenv.cfg").stat().st_mtime_ns)],
        PYTHON,
        lambda: pip(lock),
    )


def pip(lock: str) -> None:
    options = ("--quiet", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:")
    command = (PYTHON, "-m", "pip", "install", *options, "-r", f"requirements/{lock}.txt")
    run(*command, failed=f"the packages of requirements/{lock}.txt could not be installed")


# Style sheets and scripts


def node() -> None:
    """Puts a Node with npm on the path: the machine's, else one from a Python package."""
    if not (shutil.which("node") and shutil.which("npm")):
        install("node")
        os.environ["PATH"] = f"{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}"


def install_front_end() -> None:
    node()
    run(
        "npm",
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        failed="the front-end packages could not be installed",
    )


def build_front_end() -> None:
    node()
    run("npm", "run", "build", failed="the style sheet could not be built")


def make_assets() -> None:
    packages = files("package.json", "package-lock.json", ".npmrc")
    modules, built = ROOT / "node_modules" / "govuk-frontend", ROOT / "static" / "build" / "site.css"
    step("front-end", "installing the front-end packages", packages, modules, install_front_end)
    sources = [*packages, *files("static/build.mjs", "static/src/**/*")]
    step("build", "building the style sheet and scripts", sources, built, build_front_end)
    collected = [*files("static/build/*", "requirements/run.txt", "scrutiny/static_files.py")]
    manifest = ROOT / ".static" / "staticfiles.json"
    step("static", "collecting static files", collected, manifest, lambda: manage("collectstatic", "--no-input"))


# The installation on this machine


def write_local_file() -> None:
    """Values for this machine only, with secrets of its own; an existing file is left as it is."""
    if LOCAL.exists():
        return
    say("writing the local settings file .env")
    words = [secrets.choice(words.split()) for words in (FIRST_WORDS, SECOND_WORDS)]
    password = f"{'-'.join(words)}-{secrets.randbelow(900) + 100}"
    LOCAL.touch(mode=0o600)
    LOCAL.write_text(LOCAL_TEXT.format(secret_key=secrets.token_urlsafe(60), password=password))


def setting(name: str, default: str = "") -> str:
    return os.environ.get(name) or read_file(LOCAL).get(name) or default


def is_demonstration() -> bool:
    return FLAGS.get(setting("DEMO").lower(), False)


def manage(*command: str) -> None:
    run(PYTHON, "manage.py", *command, failed=f"manage.py {command[0]} failed")


def make_database() -> None:
    url = setting("DATABASE_URL")
    file = Path(setting("DATA_DIR", str(ROOT / "data"))) / "scrutiny.sqlite3"
    made = ROOT if url else file
    if not made.exists():
        (STAMPS / "demonstration").unlink(missing_ok=True)
    where = [url, str(file)]
    schema = files("*/migrations/*.py", "*/management/commands/*.py", "*/seeds.py")
    step("database", "bringing the database up to date", [*where, *schema], made, migrate)
    if is_demonstration():
        step(
            "demonstration", "loading the demonstration council", where, made, lambda: manage("load_demo", "--if-empty")
        )


def migrate() -> None:
    manage("migrate", "--no-input")
    manage("seed")


def check_port(port: str) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except (OSError, ValueError, OverflowError):
            stop(f"port {port} cannot be used: choose another, like PORT=8001 make run")


def welcome(port: str) -> str:
    """What a person needs to begin; the server prints it once it answers."""
    address = f"http://127.0.0.1:{port}"
    accounts = [f"  {name + '@thornmere.example':36}{role}" for name, role in DEMO_ACCOUNTS.items()]
    sign_in = f"Sign in at {address}/accounts/login/ with the password {setting('DEMO_PASSWORD')}:"
    demonstration = ["", sign_in, *accounts] if is_demonstration() else []
    return "\n".join([*demonstration, "", f"The site is at {address} (Ctrl-C stops it)", ""])


def answers(port: str) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", int(port))) == 0


def serve(port: str) -> None:
    website = [str(VENV / "bin" / "gunicorn")]
    worker = [str(PYTHON), "manage.py", "worker"]
    environment = os.environ | {"PORT": port, "WELCOME": welcome(port)}
    code = Pair(website, worker, environment, lambda: answers(port)).run()
    if code:
        stop("the site has stopped: see what it printed above")


def prepare(purpose: str) -> None:
    step("environment", "making the Python environment", [sys.version], PYTHON, make_environment)
    install("run")
    write_local_file()
    make_assets()
    if purpose == "test":
        install("dev")
        if not os.environ.get("TEST_DATABASE_URL"):
            install("postgres")
        if not shutil.which("chromium"):
            from_debian("Chromium", "chromium", "fonts-liberation")
    else:
        make_database()


def main(purpose: str = "") -> None:
    if sys.version_info < (3, 11):
        stop("this needs Python 3.11 or newer.")
    port = os.environ.get("PORT", "8000")
    if purpose == "run":
        check_port(port)
    STAMPS.mkdir(exist_ok=True)
    with (STAMPS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        prepare(purpose)
    if purpose == "run":
        serve(port)


if __name__ == "__main__":
    main(*sys.argv[1:])
