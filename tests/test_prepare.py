"""Setting up can be repeated: what is there and unchanged isn't made again."""

import os
import shutil

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
