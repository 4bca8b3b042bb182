"""A line of the log: one JSON object that holds no value from a record, a form, an address or a person.

Whatever a library wants to say, only words that stand so in its code are written, with numbers filled in: what was put
together from values can't be told from what somebody typed. Where it was said is written always.
"""

import ast
import logging
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from traceback import walk_tb
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from scrutiny.logs.requests import current_number

FACTS = ("method", "page", "status", "milliseconds", "user", "task", "number")
UNSAID = "…"
WITHHELD = "(words with values in them are left out)"
MOST_CAUSES = 10
MOST_FRAMES = 40


class Json(JsonFormatter):
    """``extra={"facts": {...}}`` adds facts, of which those named in `FACTS` are written."""

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        log_data |= {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": message(record),
            "at": f"{record.module}.{record.funcName}:{record.lineno}",
        }
        if number := current_number():
            log_data["request"] = number
        log_data |= facts(record)
        if record.exc_info and record.exc_info[1]:
            log_data["errors"] = [told(error) for error in chain_of(record.exc_info[1])]

    def format(self, record: logging.LogRecord) -> str:
        """Not the base's, which fills the values in before `add_fields` is asked."""
        log_data: dict[str, Any] = {}
        self.add_fields(log_data, record, {})
        return self.serialize_log_record(log_data)


class Plain(logging.Formatter):
    """For a developer's console: everything that is said, values and all. Never for a council's server."""

    def format(self, record: logging.LogRecord) -> str:
        told_facts = " ".join(f"{name}={value}" for name, value in facts(record).items())
        return f"{super().format(record)} {told_facts}".rstrip()


def facts(record: logging.LogRecord) -> dict[str, Any]:
    given = getattr(record, "facts", {})
    return {name: given[name] for name in FACTS if name in given}


def message(record: logging.LogRecord) -> str:
    """``"Worker %s of %s stopped"`` with 7 and a name gives ``"Worker 7 of … stopped"``."""
    if not isinstance(record.msg, str) or record.msg not in words_in(record.pathname):
        return WITHHELD
    try:
        return record.msg % numbers(record.args) if record.args else record.msg
    except (TypeError, ValueError, KeyError):
        return record.msg


def numbers(args: Any) -> Any:
    if isinstance(args, Mapping):
        return {name: number(value) for name, value in args.items()}
    return tuple(number(value) for value in args)


def number(value: Any) -> Any:
    return value if type(value) in (int, float) else UNSAID


@lru_cache(maxsize=200)
def words_in(path: str) -> frozenset[str]:
    """The texts that stand in a file of code."""
    try:
        tree = ast.parse(Path(path).read_bytes())
    except (OSError, SyntaxError, ValueError):
        return frozenset()
    return frozenset(
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def chain_of(error: BaseException) -> Iterator[BaseException]:
    """The error and what led to it, newest first."""
    seen: set[int] = set()
    following: BaseException | None = error
    while following and id(following) not in seen and len(seen) < MOST_CAUSES:
        seen.add(id(following))
        yield following
        following = following.__cause__ or (None if following.__suppress_context__ else following.__context__)


def told(error: BaseException) -> dict[str, Any]:
    """Its type and where in the code it came from; its words may hold what a record says."""
    frames = [
        (frame.f_globals.get("__name__", "?"), frame.f_code.co_name, line)
        for frame, line in walk_tb(error.__traceback__)
    ]
    return {
        "type": f"{type(error).__module__}.{type(error).__qualname__}",
        "at": [f"{module}.{function}:{line}" for module, function, line in frames[-MOST_FRAMES:]],
    }
