"""The days that the council adds to the published bank holidays. Each deadline follows as soon as it is shown."""

from datetime import date

from django.db import IntegrityError

from scrutiny.models import Closure, council_calendar
from scrutiny.operations.change import change
from scrutiny.operations.errors import Refused
from scrutiny.templatetags.words import day as in_words


class ClosedAlready(Refused):
    """This day doesn't count as it is. Choose a working day."""


def add_closure(*, day: date, title: str, by, kind: str = Closure.Kind.CLOSED) -> Closure:
    """No deadline counts ``day`` any more. Raises `ClosedAlready` for a day that no deadline counts as it is."""
    why = council_calendar().closed(day)
    if why:
        raise ClosedAlready(f"{in_words(day)} doesn’t count as it is ({why}). Choose a working day.")
    with change("add_closure", by=by) as step:
        try:
            return step.save(Closure(day=day, title=title, kind=kind))
        except IntegrityError as error:
            raise ClosedAlready from error


def remove_closure(*, closure: Closure, by, words: str = "") -> None:
    """The offices are open after all, and deadlines count the day again."""
    with change("remove_closure", by=by, words=words, title=str(closure)) as step:
        step.delete(closure)
