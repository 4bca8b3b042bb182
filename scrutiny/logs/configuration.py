"""Python's logging set up for the site, its commands and its web server alike."""

import logging
import sys
import threading
from types import TracebackType
from typing import Any

log = logging.getLogger("scrutiny")

PLAIN = "{asctime} {levelname} {name}: {message}"


def logging_in(form: str) -> dict[str, Any]:
    """``form`` is "json" or "plain". Everything goes to standard error, where the machine's own log takes it up."""
    own: dict[str, Any] = {"handlers": [], "level": "INFO", "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "scrutiny.logs.lines.Json", "json_ensure_ascii": False},
            "plain": {"()": "scrutiny.logs.lines.Plain", "fmt": PLAIN, "style": "{"},
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": form}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "scrutiny": own,
            "meetings": own,
            "inspections": own,
            "django": own,
            # Whatever is refused or not found has its line already.
            "django.request": own | {"level": "ERROR"},
            "django.server": own | {"level": "WARNING"},
            "gunicorn.error": own | {"level": "WARNING"},
            "gunicorn.access": own | {"level": "ERROR"},
        },
    }


def take_over() -> None:
    """Warnings, and errors that end a program or a thread, become lines of the log too."""
    logging.captureWarnings(True)
    sys.excepthook = write_down
    threading.excepthook = lambda fault: write_down(fault.exc_type, fault.exc_value, fault.exc_traceback)


def write_down(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if isinstance(error, KeyboardInterrupt) or error is None or not logging.getLogger().handlers:
        sys.__excepthook__(kind, error or kind(), trace)
        return
    log.critical("Stopped by an error", exc_info=(kind, error, trace))
