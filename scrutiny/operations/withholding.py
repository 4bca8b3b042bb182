"""Taking out of the record what the law says must go: words wherever they stand, or a record whole.

Nothing of it is kept. What remains says when, why and by whom, with a digest by which a copy can be recognised.
"""

import hashlib
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.db.models import F

from scrutiny.models import Document, Doubt, File, SearchEntry, Withholding
from scrutiny.models.withholding import place_of
from scrutiny.operations.change import Change, change
from scrutiny.operations.errors import Refused
from scrutiny.search import index
from scrutiny.search.sources import name_of, subjects_of
from scrutiny.search.words import words_of
from scrutiny.withholding.above import above
from scrutiny.withholding.columns import columns_of, scanned
from scrutiny.withholding.history import forget_history
from scrutiny.withholding.kinds import neutral_words, reprints, takedowns
from scrutiny.withholding.places import Match, matches, scope_of_record
from scrutiny.withholding.storage import after_commit
from scrutiny.withholding.whole import Gone, emptied, gone_with
from scrutiny.withholding.words import MARK, SHORTEST, Words


class AlreadyWithheld(Refused):
    """This was withheld before. The list of what was withheld says when and why."""


class TooFewLetters(Refused):
    """Give at least three letters or figures: fewer would take words out of every page."""


class OurOwnWords(Refused):
    """These words are what stands in the place of others that were redacted."""


class NowhereFound(Refused):
    """These words stand nowhere on record. Check the spelling; nothing was changed."""


class ReasonRepeatsIt(Refused):
    """The reason is printed, and it repeats the words that are to go. Give it in other words."""


class PlacesChanged(Refused):
    """The words stand in other places than those that you were shown. Look at the list again."""


def looked_for(words: str, reason: str = "") -> Words:
    """The words to redact. Raises `TooFewLetters`, `OurOwnWords` and `ReasonRepeatsIt`."""
    wanted = Words(words)
    if wanted.letters < SHORTEST:
        raise TooFewLetters
    if wanted.found_in(MARK):
        raise OurOwnWords
    if wanted.found_in(reason):
        raise ReasonRepeatsIt
    return wanted


def redact(
    *,
    words: str,
    reason: str,
    ground: str,
    by,
    record: models.Model | None = None,
    only_here: bool = False,
    seen: int | None = None,
) -> Withholding:
    """Put "[withheld]" in the place of the words: everywhere, or in ``record`` and what lies under it.

    A paper whose text holds them is withheld whole, since they can't be cut out of a file. ``seen`` is how many
    places the monitoring officer was shown. Raises `NowhereFound`, `PlacesChanged` and what `looked_for` raises.
    """
    wanted = looked_for(words, reason)
    with change("redact", by=by, about=record, words=reason) as step:
        hold_still()
        found = list(matches(wanted, scope_of_record(record) if record and only_here else None))
        refuse_other_places(found, seen)
        step.tell(places=len(found))
        subjects = subjects_holding(wanted)
        for match in found:
            rewrite(step, match)
        for match in found:
            if match.model is File:
                withhold_paper(step, match.pk, reason, ground)
        digest = hashlib.sha256(words.encode()).hexdigest()
        done = note(step, record if only_here else None, "words", reason, ground, digest, len(found))
        learn_again(step, subjects, wanted)
        print_again(step)
    return done


def withhold(*, record: models.Model, reason: str, ground: str, by) -> Withholding:
    """Take a record down whole, with what lies under it. Raises `AlreadyWithheld`, `ReasonRepeatsIt`."""
    with change("withhold", by=by, about=record, words=reason) as step:
        hold_still()
        if Withholding.objects.whole().of(record).exists():
            raise AlreadyWithheld
        done = take_down(step, gone_with(record), reason, ground)
        print_again(step)
    return done


def print_again(step: Change) -> None:
    """What was printed of what has changed goes at once, and is made again."""
    for reprint in reprints():
        reprint(step)


def hold_still() -> None:
    """Nobody saves meanwhile: a form that is sent now waits, and finds that its record has moved on.

    SQLite lets one writer in at a time anyway.
    """
    if connection.vendor == "postgresql":
        tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in [*scanned(), SearchEntry])
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")


def refuse_other_places(found: list[Match], seen: int | None) -> None:
    if not found:
        raise NowhereFound
    if seen is not None and seen != len(found):
        raise PlacesChanged


def subjects_holding(words: Words) -> set[str]:
    """What search knows that holds the words, by the names of its subjects."""
    rows = SearchEntry.objects.values_list("subject", "title", "text").iterator(chunk_size=500)
    return {subject for subject, title, text in rows if words.found_in(title) or words.found_in(text)}


def rewrite(step: Change, match: Match) -> None:
    """Save a row without the words. Its version moves on, and that of what it belongs to."""
    rows = match.model._base_manager.filter(pk=match.pk)
    if match.model is File or match.is_history:
        rows.update(**match.values)
        return
    record = rows.get()
    values = {name: alone(record, name, value) for name, value in match.values.items()}
    if hasattr(record, "history"):
        overtake(record)
        step.save(record, **values)
    else:
        rows.update(**values)
        step.touch(record)
    for parent in above(record):
        overtake(parent)


def alone(record: models.Model, name: str, value: Any) -> Any:
    """The value, with the record's number where a column takes it only once and another record has it."""
    column = next(each for each in columns_of(type(record)) if each.name == name)
    others = type(record)._base_manager.filter(**{name: value}).exclude(pk=record.pk)
    if not column.unique or not others.exists():
        return value
    number = f" {record.pk}"
    return value[: column.most and column.most - len(number)] + number


def overtake(record: Any) -> None:
    """Take the next version, so that whoever has the record open is told."""
    if hasattr(record, "version"):
        rows = type(record)._base_manager.filter(pk=record.pk)
        rows.update(version=F("version") + 1)
        record.version = rows.values_list("version", flat=True).get()


def withhold_paper(step: Change, file: int, reason: str, ground: str) -> None:
    """Take down the papers of a file; bytes that no paper has any more go as well."""
    papers = Document.objects.filter(file=file).select_related("file").order_by("pk")
    if papers:
        take_down(step, gone_with(papers[0]), reason, ground)
    else:
        empty(File.objects.filter(pk=file), step)


def take_down(step: Change, gone: Gone, reason: str, ground: str) -> Withholding:
    gone.place = place_of(step.at, reason)
    live = gone.live()
    digests = {record: digest_of(record) for record in live}
    rows = forget_history(gone)
    for takedown in takedowns():
        takedown(step, gone)
    for record in live:
        remove_words(step, record, gone)
    empty(gone.files, step)
    notes = [
        note(step, record, "whole", reason, ground, digests[record], rows + len(live))
        for record in live
        if record == gone.record or isinstance(record, Document)
    ]
    touched = {name_of(subject) for _, subject in subjects_of(step.touched)}
    said = {word.casefold() for text in gone.held for word in words_of(text)}
    index.write_without(touched, said.__contains__)
    transaction.on_commit(after_commit, robust=True)
    return notes[0]


def remove_words(step: Change, record: Any, gone: Gone) -> None:
    """Empty the record, with the sentence in its place."""
    values = {name: alone(record, name, value) for name, value in emptied(record, gone.place).items()}
    overtake(record)
    if hasattr(record, "history"):
        step.save(record, **values)
    else:
        type(record)._base_manager.filter(pk=record.pk).update(**values)
        step.touch(record)
    for parent in above(record):
        overtake(parent)


def digest_of(record: Any) -> str:
    """SHA-256 of a paper's bytes; of another record, of its texts as they stood, a line each."""
    if isinstance(record, Document):
        return record.file.sha256
    texts = (getattr(record, column.name) for column in columns_of(type(record)))
    return hashlib.sha256("\n".join(str(text) for text in texts if text).encode()).hexdigest()


def empty(files: models.QuerySet[File], step: Change) -> None:
    """The rows lose their bytes and text at once, and the storage after the commit. No worker reads them any more."""
    values = {"state": File.State.READ, "refused_code": "", "refused_n": None}
    Doubt.objects.filter(file__in=files).delete()
    Doubt.history.filter(file__in=files).delete()
    files.filter(withheld_at=None).update(content="", text="", withheld_at=step.at, **values)


def note(step: Change, record: Any, how: str, reason: str, ground: str, digest: str, places: int) -> Withholding:
    """The line of the log."""
    kept = Withholding(how=how, reason=reason, ground=ground, digest=digest, places=places)
    kept.withheld_at, kept.withheld_by = step.at, step.by
    kept.about = "everywhere on the website"
    if record:
        kept.content_type, kept.object_id = ContentType.objects.get_for_model(record), record.pk
        kept.about = neutral_words(record)
    earlier = Withholding.objects.whole().of(record).first() if record and how == "whole" else None
    return earlier or step.save(kept)


def learn_again(step: Change, subjects: set[str], words: Words) -> None:
    """Search is written again, and suggests none of the words any more where nothing holds them."""
    touched = {name_of(subject) for _, subject in subjects_of(step.touched)}
    singly = [Words(part) for part in words.parts]
    index.write_without(subjects | touched, lambda word: any(part.found_in(word) for part in singly))
    transaction.on_commit(after_commit, robust=True)
