"""Setting up can be repeated: what is there and unchanged isn't made again."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time

import pytest

import prepare


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    monkeypatch.setattr(prepare, "STAMPS", tmp_path / ".prepare")
    prepare.STAMPS.mkdir()
    return tmp_path


@pytest.fixture
def build(site):
    """A step that makes site.css from site.scss, and the list of what it read each time it ran."""
    source, made, runs = site / "site.scss", site / "site.css", []

    def work():
        runs.append(source.read_text())
        made.write_text("css")

    source.write_text("blue")
    return lambda: prepare.step("build", "building", [source], made, work), source, made, runs


def test_a_step_is_done_once(build, capsys):
    step, _, _, runs = build

    step()
    step()

    assert runs == ["blue"]
    assert capsys.readouterr().out == "prepare: building\n"


def test_a_step_is_done_again_when_its_source_changed(build):
    step, source, _, runs = build

    step()
    source.write_text("green")
    step()

    assert runs == ["blue", "green"]


def test_a_step_is_done_again_when_what_it_made_is_gone(build):
    step, _, made, runs = build

    step()
    made.unlink()
    step()

    assert runs == ["blue", "blue"]


def test_a_tool_that_fails_stops_with_one_sentence_and_is_tried_again(site):
    def fails():
        prepare.run("sh", "-c", "echo one; echo 'disk is full'; exit 3", failed="the style sheet could not be built")

    for _ in range(2):
        with pytest.raises(SystemExit) as stopped:
            prepare.step("build", "building", ["blue"], site, fails)

        assert stopped.value.code == (
            "prepare: the style sheet could not be built: disk is full (all of it: .prepare/last.log)"
        )


def test_what_only_root_may_install_is_named(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(SystemExit) as stopped:
        prepare.from_debian("Chromium", "chromium", "fonts-liberation")

    assert stopped.value.code == (
        "prepare: Chromium is missing: install it first (on Debian: sudo apt-get install chromium fonts-liberation)."
    )


def test_what_debian_has_is_installed_for_root(site, monkeypatch):
    commands = []
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(prepare, "run", lambda *command, failed: commands.append(command[4:]))

    prepare.from_debian("Python's venv", "python3-venv")

    assert commands == [("update",), ("install", "--no-install-recommends", "python3-venv")]


def test_the_local_file_has_secrets_of_its_own_and_is_left_alone(site, monkeypatch):
    monkeypatch.setattr(prepare, "LOCAL", site / ".env")

    prepare.write_local_file()
    first = prepare.read_file(site / ".env")
    prepare.write_local_file()

    assert prepare.read_file(site / ".env") == first
    assert (site / ".env").stat().st_mode & 0o777 == 0o600
    assert len(first["SECRET_KEY"]) >= 50
    assert first["DEMO_PASSWORD"].count("-") == 2


def test_the_sign_ins_are_shown_only_for_a_demonstration(monkeypatch):
    monkeypatch.setattr(prepare, "setting", {"DEMO": "1", "DEMO_PASSWORD": "amber-heron-412"}.get)
    assert "amber-heron-412" in prepare.welcome("8000")

    monkeypatch.setattr(prepare, "setting", {"DEMO": "no"}.get)
    assert prepare.welcome("8000") == "\nThe site is at http://127.0.0.1:8000 (Ctrl-C stops it)\n"


FOREVER = "import time; time.sleep(60)"


def pair(website: str, worker: str, *, answers: bool = True) -> prepare.Pair:
    commands = [[sys.executable, "-c", program] for program in (website, worker)]
    return prepare.Pair(commands[0], commands[1], dict(os.environ), lambda: answers)


def soon(happens) -> None:
    until = time.monotonic() + 20
    while not happens():
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.fixture
def beside(monkeypatch):
    """Runs a pair beside the test, and gives where its exit code will stand."""
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    codes, threads = [], []

    def run(made):
        threads.append(threading.Thread(target=lambda: codes.append(made.run())))
        threads[-1].start()
        return codes

    yield run
    for thread in threads:
        thread.join(20)


def test_the_worker_runs_beside_the_website_and_both_are_stopped(site, beside):
    made = pair(FOREVER, FOREVER)
    codes = beside(made)
    soon(lambda: len(made.running) == 2)

    made.tell()
    soon(lambda: codes)

    assert codes == [0]
    assert [process.returncode for process in made.running.values()] == [-signal.SIGTERM, -signal.SIGTERM]


def test_the_worker_begins_when_the_website_answers(site, beside):
    made = pair(FOREVER, FOREVER, answers=False)
    codes = beside(made)
    soon(lambda: made.running)
    time.sleep(0.5)
    assert list(made.running) == ["website"]

    made.tell()
    soon(lambda: codes)


def test_a_worker_that_ends_is_started_again(site, beside, capsys):
    made = pair(FOREVER, FOREVER)
    codes = beside(made)
    soon(lambda: len(made.running) == 2)
    first = made.running["worker"]
    first.kill()
    soon(lambda: made.running["worker"] is not first)

    made.tell()
    soon(lambda: codes)
    assert capsys.readouterr().out == "prepare: the worker ended and is started again\n"


def test_a_worker_that_can_t_begin_ends_the_run_with_a_sentence(site, capsys):
    made = pair(FOREVER, "raise SystemExit(3)")

    assert made.run() == 1
    assert made.running["website"].returncode == -signal.SIGTERM
    sentence = "prepare: the worker ends as soon as it begins (code 3): see what it printed above\n"
    assert capsys.readouterr().out.endswith(sentence)


def test_the_worker_ends_with_the_website(site):
    made = pair("import time; time.sleep(1); raise SystemExit(7)", FOREVER)

    assert made.run() == 7
    assert made.running["worker"].returncode == -signal.SIGTERM


def test_told_twice_it_does_not_wait(site, beside, monkeypatch):
    patient = "import signal, time; signal.signal(15, lambda *_: signal.signal(15, 0)); time.sleep(60)"
    made = pair(FOREVER, patient)
    codes = beside(made)
    soon(lambda: len(made.running) == 2)
    time.sleep(1)

    made.tell()
    time.sleep(0.5)
    assert made.running["worker"].poll() is None
    made.tell()
    soon(lambda: codes)

    assert made.running["worker"].returncode == -signal.SIGTERM


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a program that its parent is gone")
def test_a_killed_parent_takes_both_along(tmp_path):
    program = (
        "import prepare, sys; sleep = [sys.executable, '-c', 'import os, time; print(os.getpid(), flush=True); "
        "time.sleep(60)']; prepare.Pair(sleep, sleep, None, lambda: True).run()"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=prepare.ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    children = [int(parent.stdout.readline()) for _ in range(2)]

    parent.kill()
    parent.communicate()

    soon(lambda: not any(os.path.exists(f"/proc/{child}/stat") for child in children))  # noqa: PTH110
