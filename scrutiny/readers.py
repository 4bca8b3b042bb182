"""Which papers other apps have published. Each app registers one function in its ``AppConfig.ready``.

These functions only widen what is published; whether a published paper is private is decided in
``Document.visible_to``, in one place for all of them. So are the people who read a private paper without sitting on
its panel, of whom an app may register a function too.
"""

from collections.abc import Callable

from django.db.models import Q

Reader = Callable[[object], Q]

_readers: list[Reader] = []
_named: list[Reader] = []


def register(reader: Reader) -> None:
    """``reader(user)`` gives the condition under which a document is published to that user."""
    _readers.append(reader)


def published_papers(user) -> Q:
    condition = Q(pk__in=[])
    for reader in _readers:
        condition |= reader(user)
    return condition


def register_named(reader: Reader) -> None:
    """``reader(user)`` gives the condition under which a private document was opened to that very person."""
    _named.append(reader)


def opened_papers(user) -> Q:
    condition = Q(pk__in=[])
    for reader in _named:
        condition |= reader(user)
    return condition
