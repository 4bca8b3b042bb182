"""The settings that an installation gives by its environment, or by a local file of KEY=value lines.

Each reader gives back a usable value or stops the start with a sentence that names the setting and says what would do.
Standard library only: the set-up command reads the local file with it before anything is installed.
"""

import re
from collections.abc import Mapping
from pathlib import Path

FLAGS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


class UnusableSetting(SystemExit):
    """A setting nobody can start with; its text is the sentence that the person at the console reads."""


def read_file(path: Path) -> dict[str, str]:
    """The KEY=value lines of a local environment file; no file, no values."""
    if not path.is_file():
        return {}
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name.strip(): value.strip().strip("\"'") for name, _, value in pairs}


class Environment:
    """Values by name. A value that is empty counts as missing."""

    def __init__(self, values: Mapping[str, str]):
        self.values = values

    def text(self, name: str, default: str = "") -> str:
        return self.values.get(name, "").strip() or default

    def required(self, name: str, hint: str) -> str:
        value = self.text(name)
        if not value:
            raise UnusableSetting(f"{name} is missing: set it to {hint}.")
        return value

    def secret(self, name: str, *, least: int) -> str:
        """A random text; what it says is never printed."""
        hint = f"{least} or more random characters, for example from: openssl rand -base64 48"
        value = self.required(name, hint)
        if len(value) < least or len(set(value)) < 5:
            raise UnusableSetting(f"{name} is too easy to guess: set it to {hint}.")
        return value

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.text(name)
        if value.lower() not in FLAGS and value:
            raise UnusableSetting(f'{name} "{value}" is neither yes nor no: set it to 1 or 0.')
        return FLAGS.get(value.lower(), default)

    def number(self, name: str, *, default: int, least: int, most: int) -> int:
        value = self.text(name, str(default))
        if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
            raise UnusableSetting(f'{name} "{value}" is not a whole number from {least} to {most}.')
        return int(value)

    def choice(self, name: str, choices: list[str], default: str) -> str:
        value = self.text(name, default).lower()
        if value not in choices:
            raise UnusableSetting(f'{name} "{value}" is not one of: {", ".join(choices)}.')
        return value

    def names(self, name: str, hint: str) -> list[str]:
        """Several values, separated by commas."""
        return [part.strip() for part in self.required(name, hint).split(",") if part.strip()]

    def words(self, name: str, default: str) -> list[str]:
        """Several words, separated by commas, of which there are some to begin with."""
        return [part.strip() for part in self.text(name, default).split(",") if part.strip()]

    def colour(self, name: str, default: str) -> str:
        value = self.text(name, default)
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
            raise UnusableSetting(f'{name} "{value}" is not a colour like {default}.')
        return value.lower()

    def email(self, name: str, hint: str) -> str:
        value = self.required(name, hint)
        if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
            raise UnusableSetting(f'{name} "{value}" is not an e-mail address like scrutiny@example.gov.uk.')
        return value

    def web_address(self, name: str, default: str) -> str:
        value = self.text(name, default)
        if not re.fullmatch(r"https?://[\w.-]+(:[0-9]{1,5})?", value, re.ASCII):
            raise UnusableSetting(f'{name} "{value}" is not an address like https://scrutiny.example.gov.uk.')
        return value

    def picture(self, name: str) -> Path | None:
        value = self.text(name)
        if not value:
            return None
        path = Path(value)
        if path.suffix.lower() not in {".svg", ".png"} or not path.is_file():
            raise UnusableSetting(f'{name} "{value}" is not an .svg or .png file that can be read.')
        return path.resolve()

    def folder(self, name: str, default: Path) -> Path:
        """A folder that only this installation reads; made where it doesn't exist."""
        path = Path(self.text(name, str(default))).resolve()
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise UnusableSetting(f'{name} "{path}" is not a folder that can be made: {error.strerror}.') from None
        return path
