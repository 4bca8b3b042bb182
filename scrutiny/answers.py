"""What people are asked by a link. An app registers from its ``AppConfig.ready`` how it asks.

A kind of question is a function ``request -> [Question]``: what of the app's records hangs on that
`AnswerRequest`, with at most a few queries for all of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from scrutiny.models import AnswerRequest


@dataclass(frozen=True)
class Question:
    """One thing that is asked, as the page of the link shows it.

    ``key`` tells it from the others of the link, ``facts`` are what stands above the boxes (key and value), ``word``
    and ``look`` its state. ``form(data, files)`` asks for the answer, and is None where nothing can be answered any
    more; ``receive`` is the operation that takes what the form asked for. ``before`` is what to know first,
    ``returned`` what was missing in the last answer, ``after`` what happens next once it was sent. ``template`` shows
    more, from ``context``. ``contact`` is whom to ask about it, by name and e-mail address, where that is not whoever
    asked.
    """

    key: str
    heading: str
    asked_for: str
    due_on: date | None
    word: str
    look: str
    form: Callable[..., Any] | None
    receive: Callable[..., Any]
    facts: tuple[tuple[str, str], ...] = ()
    returned: str = ""
    after: str = ""
    before: str = ""
    is_sent: bool = False
    upload: bool = False
    may_be_passed_on: bool = True
    button: str = "Send"
    contact: tuple[str, str] = ("", "")
    template: str = ""
    context: dict[str, Any] = field(default_factory=dict)


Asker = Callable[[AnswerRequest], list[Question]]

_askers: list[Asker] = []


def register(asker: Asker) -> None:
    _askers.append(asker)


def questions(request: AnswerRequest) -> list[Question]:
    """Everything that is asked by one link, in the order in which the apps are installed."""
    return [question for asker in _askers for question in asker(request)]
