"""What is to be done by itself, day by day. Each app registers its own in its ``AppConfig.ready``.

Every worker goes round when it begins and then every hour, so each round must find out by itself what of the day's
work is left, and two of them may go round at once.
"""

import logging
from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

logger = logging.getLogger(__name__)

NOT_BEFORE = 7
"""The hour in London: nobody is written to at night."""

Round = Callable[[date], Any]

_rounds: list[Round] = []


def register(work: Round) -> None:
    _rounds.append(work)


def go_round() -> None:
    """Do what today asks for. What fails is tried again in an hour, and keeps nothing else from being done."""
    now = timezone.localtime()
    if now.hour < NOT_BEFORE:
        return
    for work in _rounds:
        try:
            work(now.date())
        except Exception:
            logger.exception("A round of the day failed")
