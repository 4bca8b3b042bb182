"""Links by which people without an account answer what they are asked."""

import json
from datetime import datetime
from typing import Any

from django.db import transaction

from scrutiny.models import AnswerRequest, Office
from scrutiny.models.answer import digest_of, new_seed
from scrutiny.operations.change import Change, change, claim
from scrutiny.operations.errors import Refused

MOST_KEPT = 200_000
"""Characters that are kept of what was typed on the page of one link."""

Typed = dict[str, list[str]]


class LinkStopped(Refused):
    """This link has stopped working. What you saved is safe: ask whoever sent it for a new one."""


class TooMuchToKeep(Refused):
    """This is too long to be saved for later. Send it, or make it shorter."""


class StoppedAlready(Refused):
    """This link was stopped already."""


def open_link(
    *, step: Change, owner: Office | None, name: str, email: str, expires_at: datetime, by: Any
) -> AnswerRequest:
    """A link to whoever is asked something, inside the operation that asks."""
    request = AnswerRequest(owner=owner, name=name, email=email, asked_at=step.at, asked_by=by, expires_at=expires_at)
    request.token_digest = digest_of(request.token)
    return step.save(request)


def renew_link(*, step: Change, request: AnswerRequest, expires_at: datetime) -> AnswerRequest:
    """The link works until a later day, inside the operation that sends it once more.

    One that was stopped stays stopped: whoever is asked gets another in its place.
    """
    claim(request, None)
    if request.revoked_at or not request.is_known_by_token:
        request.seed = new_seed()
        request.token_digest = digest_of(request.token)
    return step.save(request, expires_at=expires_at, revoked_at=None, revoked_by=None)


def stop_link(*, request: AnswerRequest, by: Any, about: Any = None, words: str = "") -> AnswerRequest:
    """The link answers nothing any more; what came by it stays. Raises `StoppedAlready`."""
    if request.revoked_at:
        raise StoppedAlready
    with change("stop_link", by=by, about=about, words=words) as step:
        claim(request, None)
        return step.save(request, revoked_at=step.at, revoked_by=by)


def keep_answer(*, request: AnswerRequest, key: str, typed: Typed) -> None:
    """Keep what was typed for one question, for whoever comes back by the link. It is nobody's record yet.

    Raises `LinkStopped`, `TooMuchToKeep`.
    """
    if request.state != AnswerRequest.State.OPEN:
        raise LinkStopped
    write_kept(request, {key: typed})


def forget_kept(*, request: AnswerRequest, key: str) -> None:
    """It was sent."""
    write_kept(request, {}, without=key)


@transaction.atomic
def write_kept(request: AnswerRequest, more: dict[str, Typed], without: str = "") -> None:
    now = AnswerRequest.objects.select_for_update().values_list("kept", flat=True).get(pk=request.pk)
    kept = {key: typed for key, typed in now.items() if key != without} | more
    if len(json.dumps(kept)) > MOST_KEPT:
        raise TooMuchToKeep
    AnswerRequest.objects.filter(pk=request.pk).update(kept=kept)
    request.kept = kept
