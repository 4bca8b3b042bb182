"""Keeping what is typed before it is saved. A draft is nobody's record, so nothing here leaves history."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F
from django.utils import timezone

from scrutiny.models import Draft, User
from scrutiny.models.draft import named
from scrutiny.operations.errors import Refused

MOST = 1_000_000
"""Characters of a draft, as it is stored."""

Typed = dict[str, list[str]]


class DraftTooLong(Refused):
    """This is too long to be kept as a draft. Save it, or copy it somewhere safe."""


class WrittenElsewhere(Refused):
    """You are also writing this in another window."""


class DraftGone(Refused):
    """This was saved, or its draft thrown away, in another window."""


def keep_draft(*, user: User, form: str, about: str, typed: Typed, seen: str = "", number: int | None = None) -> Draft:
    """Keep what was typed in place of what the same window kept before.

    ``number`` is that of the draft that the window knows, 0 where it knows none; None takes the place of any.
    Raises `DraftTooLong`, `WrittenElsewhere`, `DraftGone`.
    """
    if len(json.dumps(typed)) > MOST:
        raise DraftTooLong
    Draft.objects.filter(user=user).too_old().delete()
    own = Draft.objects.filter(user=user, form=form, about=about)
    values = {"typed": typed, "seen": seen, "kept_at": timezone.now()}
    if not number:
        draft, made = own.get_or_create(user=user, form=form, about=about, defaults=values)
        if made:
            return draft
        if number == 0:
            raise WrittenElsewhere
    rows = own if number is None else own.filter(number=number)
    if not rows.update(number=F("number") + 1, **values):
        raise WrittenElsewhere if own.exists() else DraftGone
    return own.get()


def drop_draft(*, user: Any, form: str, about: str, number: int | None = None) -> None:
    """Forget a draft: what it holds was saved, or is not wanted. One that another window has kept since stays."""
    rows = Draft.objects.filter(user=user, form=form, about=about)
    (rows if number is None else rows.filter(number=number)).delete()


def drop_drafts_about(records: Iterable[models.Model]) -> None:
    """Of records that go, the drafts go too."""
    Draft.objects.filter(about__in={named(record) for record in records}).delete()


def drop_old_drafts() -> None:
    """Forget those that nobody has touched for so many days as the setting says."""
    Draft.objects.all().too_old().delete()
