"""What there is to find. Each app registers, in its ``AppConfig.ready``, how its subjects are read, and
which subjects are written again when one of its records changes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

PUBLIC, MEMBERS, OFFICERS = "public", "members", "officers"
AUDIENCES = (PUBLIC, MEMBERS, OFFICERS)


@dataclass(frozen=True)
class Found:
    """What one audience may find of a record."""

    record: str
    kind: str
    title: str
    text: str
    address: str
    panel_id: int | None = None
    year_id: int | None = None
    happened_on: date | None = None
    hidden_until: date | None = None


@dataclass(frozen=True)
class Source:
    """``read(subject)`` gives, for each audience, what it may find; ``subjects()`` all there are, oldest first."""

    model: type[models.Model]
    subjects: Callable[[], Iterable[models.Model]]
    read: Callable[[Any], dict[str, list[Found]]]


Touch = Callable[[Any], Iterable[models.Model]]

_sources: dict[type[models.Model], Source] = {}
_touches: dict[type[models.Model], list[Touch]] = {}


def register(source: Source) -> None:
    _sources[source.model] = source
    touches(source.model, lambda subject: [subject])


def touches(model: type[models.Model], touch: Touch) -> None:
    """When a record of ``model`` changes, the subjects that ``touch(record)`` names are written again."""
    _touches.setdefault(model, []).append(touch)


def sources() -> list[Source]:
    return list(_sources.values())


def name_of(subject: models.Model) -> str:
    """``meeting:12``: how entries name the subject that they belong to."""
    return f"{subject._meta.model_name}:{subject.pk}"


def subjects_of(records: Iterable[models.Model]) -> Iterator[tuple[Source, models.Model]]:
    """Each subject that the change of ``records`` touches, once."""
    seen = set()
    for record in records:
        for touch in _touches.get(type(record), []):
            for subject in touch(record):
                if name_of(subject) not in seen:
                    seen.add(name_of(subject))
                    yield _sources[type(subject)], subject


def merged(by_audience: dict[str, list[Found]]) -> Iterator[tuple[Found, set[str]]]:
    """Each different reading of a record with the audiences that share it."""
    readings: dict[Found, set[str]] = {}
    for audience in AUDIENCES:
        for found in by_audience.get(audience, []):
            readings.setdefault(found, set()).add(audience)
    yield from readings.items()
