"""Words that were changed stand again as they stood before, by a change of their own."""

from typing import Any

from django.core.exceptions import ValidationError

from scrutiny.history.earlier import Earlier, earlier, reach, were_private
from scrutiny.operations.change import change, claim
from scrutiny.operations.errors import ChangedMeanwhile, Refused


class NothingToPutBack(Refused):
    """Nothing of what this change took out can be put back: the words stand there again, or they were withheld."""


class ClosedToWords(Refused):
    """This record can't be changed as it stands now, so its words stay as they are."""


class WordsWerePrivate(Refused):
    """These words stood there while the item was private, and it is open now. Write what the public may read
    on the record's own form instead."""


class WordsDontFit(Refused):
    """These words don't fit the record any more: another one may have this name now. Change it on its own form."""


def refuse_words(found: Earlier) -> None:
    """Raises `ClosedToWords`, `NothingToPutBack`, `WordsWerePrivate` where the words can't be put back."""
    if not found.words.may_now(found.record):
        raise ClosedToWords
    if not found.texts:
        raise NothingToPutBack
    if were_private(found):
        raise WordsWerePrivate


def put_words_back(*, found: Earlier, by, words: str = "", seen: int | None = None) -> Any:
    """Let the texts that one change took out stand again, over the version ``seen``. Nothing else changes.

    Raises `ChangedMeanwhile`, `ClosedToWords`, `NothingToPutBack`, `WordsWerePrivate`, `WordsDontFit`.
    """
    before = found.row.history_date.isoformat()
    with change("put_words_back", by=by, about=found.top, words=words, before=before) as step:
        for path in found.words.also_claimed:
            claim(reach(found.record, path), None)
        claim(found.counted, seen)
        now = earlier(found.kind.label, found.row.history_id)
        if now is None:
            raise ChangedMeanwhile
        refuse_words(now)
        for name, text in now.texts.items():
            setattr(now.record, name, text)
        refuse_misfits(now)
        return step.save(now.record)


def refuse_misfits(found: Earlier) -> None:
    """Raises `WordsDontFit` where the database would not take the words."""
    others = {field.name for field in found.record._meta.fields} - found.texts.keys()
    try:
        found.record.clean_fields(exclude=others)
        found.record.validate_unique(exclude=others)
        found.record.validate_constraints()
    except ValidationError as error:
        raise WordsDontFit from error
