"""What each record with a history is called, where its rows are shown, and the sentence of each operation.

Each app registers its own in its ``AppConfig.ready``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import models

OUTSIDE = "Changed outside an operation"


def always(_record: Any) -> bool:
    return True


@dataclass(frozen=True)
class OwnWords:
    """The texts of a record that may be put back as they stood earlier: ``fields`` that its own form changes.

    ``permission`` is the verb of that form, and ``may_now`` whether the record as it stands may still be written.
    The rest are paths from the record, like ``minute__item``: ``version_of`` to the one whose version is claimed,
    ``also_claimed`` to those that nobody should publish without having seen the change, ``openness_of`` to the one
    that says whether the words are private. ``needs`` are more that ``may_now`` looks at.
    """

    fields: tuple[str, ...]
    permission: str
    may_now: Callable[[Any], bool] = always
    version_of: str = ""
    also_claimed: tuple[str, ...] = ()
    openness_of: str | None = None
    needs: tuple[str, ...] = ()

    @property
    def related(self) -> list[str]:
        """What is read together with the record."""
        return [path for path in (self.version_of, *self.also_claimed, self.openness_of, *self.needs) if path]


@dataclass(frozen=True)
class Kind:
    """A record as history speaks of it.

    ``named`` are the fields that tell one from another. ``under`` are its foreign keys to the records
    on whose page its rows are shown too; ``holds`` those to records that belong to it and know nothing
    of it. ``related`` is what its own name needs from other tables. ``page`` gives the address of its
    history, where it has a page of its own; its rows are then shown there with all that lies under it.
    ``words`` are its texts that may be put back; a record without them is never written from its history.
    ``unsaid`` are fields that only repeat what the sentence or the other records of the operation say.
    """

    model: Any
    called: str
    named: tuple[str, ...]
    under: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    page: Callable[[Any], str] | None = None
    words: OwnWords | None = None
    unsaid: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def rows(self) -> Any:
        """The history rows of all records of this kind, by the model that keeps them."""
        return self.model.history.model


class Told(NamedTuple):
    """What was done, and what there is to say of it after who and when."""

    done: str
    more: str = ""


Teller = Callable[[dict[str, Any]], Told]

_kinds: dict[str, Kind] = {}
_verbs: dict[str, str | Teller] = {}


def register(*kinds: Kind) -> None:
    """Parents before what lies under them: the page shows them in this order."""
    _kinds.update({kind.label: kind for kind in kinds})


def tell(verbs: dict[str, str | Teller]) -> None:
    """The sentence of each verb: words, or a function of the operation's facts."""
    _verbs.update(verbs)


def kinds() -> list[Kind]:
    return list(_kinds.values())


def kind_of(model: type[models.Model] | str) -> Kind | None:
    return _kinds.get(model if isinstance(model, str) else model._meta.label_lower)


def told(verb: str, facts: dict[str, Any]) -> Told:
    """What an operation did. A verb that no operation has any more is read as it stands."""
    teller = _verbs.get(verb) or verb.replace("_", " ").capitalize() or OUTSIDE
    return Told(teller) if isinstance(teller, str) else teller(facts)


def verbs() -> list[tuple[str, str]]:
    """Every verb with its words, in their order, to choose from."""
    return sorted(((verb, told(verb, {}).done) for verb in _verbs), key=lambda pair: pair[1])


def known_verbs() -> set[str]:
    return set(_verbs)


def at_its_own(record: Any) -> str:
    """The history of a record that has a page."""
    return f"{record.get_absolute_url()}history/"
