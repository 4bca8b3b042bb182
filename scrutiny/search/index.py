"""Writing the index: a subject's entries are written anew, in the transaction of the change."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from django.db import models, transaction

from scrutiny.models import SearchEntry, SearchWord
from scrutiny.search import engines
from scrutiny.search.marks import Sieve
from scrutiny.search.sources import MEMBERS, OFFICERS, PUBLIC, Found, Source, merged, name_of, sources, subjects_of
from scrutiny.search.words import LONGEST, MOST_STEMS, stems_of, words_of

SHORTEST_SUGGESTED = 4
BATCH = 500
ALL = 2**31 - 1
AUDIENCES = ["for_members", "for_officers"]
NOT_CONTENT = {"id", *AUDIENCES}


def note(records: Iterable[models.Model]) -> None:
    """Write again what the change of these records touches."""
    for source, subject in subjects_of(records):
        write(source, subject)


def write(source: Source, subject: models.Model) -> None:
    """Write what each audience may find of the subject now, and forget the rest of what was known of it.

    Whoever else writes about it waits, so that nothing stands in the index twice.
    """
    there = source.model._base_manager.select_for_update(no_key=True).filter(pk=subject.pk).values_list("pk").first()
    if there is None:
        forget(name_of(subject))
        return
    entries = [entry_of(name_of(subject), found, audiences) for found, audiences in merged(source.read(subject))]
    numbered = take_over(name_of(subject), entries)
    forget(name_of(subject), but={entry.pk for entry in numbered})
    SearchEntry.objects.bulk_update(numbered, AUDIENCES, batch_size=BATCH)
    SearchEntry.objects.bulk_create([entry for entry in entries if entry.pk is None], batch_size=BATCH)
    engines.engine().write(entries)
    learn(entries)


def write_without(subjects: Iterable[str], gone: Callable[[str], bool]) -> None:
    """Write subjects (``meeting:12``) again after words were withheld, and forget the words that no entry holds now.

    ``gone(word)`` says of every word that was ever learnt whether it is among those that went. What stands in the
    index itself of words that went is purged.
    """
    lost = {word for word in SearchWord.objects.values_list("word", flat=True) if gone(word)}
    for name in sorted(set(subjects)):
        lost |= vocabulary(name)
        write_named(name)
        lost -= vocabulary(name)
    for word in lost:
        if not holds(word):
            SearchWord.objects.filter(word=word).delete()
    engines.engine().purge()


def write_named(name: str) -> None:
    model_name, _, pk = name.partition(":")
    source = next((each for each in sources() if each.model._meta.model_name == model_name), None)
    subject = source and source.model._base_manager.filter(pk=pk).first()
    if source and subject:
        write(source, subject)
    else:
        forget(name)


def vocabulary(subject: str) -> set[str]:
    entries = list(SearchEntry.objects.filter(subject=subject).values_list("pk", flat=True))
    return {word.casefold() for text in texts_of(entries) for word in words_of(text)}


def holds(word: str) -> bool:
    """Whether any entry still has this very word, and not only one of the same stem."""
    stems = stems_of(word)
    alike = engines.engine().best([stems], Sieve(), of_newest=ALL) if stems else []
    texts = (texts_of(alike[start : start + BATCH]) for start in range(0, len(alike), BATCH))
    return any(word in {each.casefold() for each in words_of(text)} for part in texts for text in part)


def texts_of(entries: list[int]) -> list[str]:
    rows = SearchEntry.objects.filter(pk__in=entries).values_list("title", "text")
    return [f"{title} {text}" for title, text in rows]


def take_over(subject: str, entries: list[SearchEntry]) -> list[SearchEntry]:
    """The entries that read as before, which get their former number. Hits of equal worth stand in the order of
    their numbers, so that new ones would tell the public that something changed which it may not read."""
    former: dict[tuple[Any, ...], list[int]] = {}
    for known in SearchEntry.objects.filter(subject=subject).order_by("pk"):
        former.setdefault(content_of(known), []).append(known.pk)
    for entry in entries:
        numbers = former.get(content_of(entry))
        entry.pk = numbers.pop(0) if numbers else None
    return [entry for entry in entries if entry.pk]


def content_of(entry: SearchEntry) -> tuple[Any, ...]:
    return tuple(getattr(entry, field.attname) for field in SearchEntry._meta.fields if field.name not in NOT_CONTENT)


def forget(subject: str, but: Collection[int] = ()) -> None:
    rows = SearchEntry.objects.filter(subject=subject).exclude(pk__in=but)
    engines.engine().forget(list(rows.values_list("pk", flat=True)))
    rows.delete()


def entry_of(subject: str, found: Found, audiences: set[str]) -> SearchEntry:
    return SearchEntry(
        subject=subject,
        record=found.record,
        kind=found.kind,
        title=found.title.replace("\x00", " "),
        text=found.text.replace("\x00", " "),
        stems=" ".join(stems_of(f"{found.title} {found.text}")[:MOST_STEMS]),
        address=found.address,
        panel_id=found.panel_id,
        year_id=found.year_id,
        happened_on=found.happened_on,
        hidden_until=found.hidden_until,
        for_public=PUBLIC in audiences,
        for_members=MEMBERS in audiences,
        for_officers=OFFICERS in audiences,
    )


def learn(entries: list[SearchEntry]) -> None:
    """Remember words, so that a near miss can be answered with one."""
    words = {
        word.casefold()
        for entry in entries
        for word in words_of(f"{entry.title} {entry.text}")
        if SHORTEST_SUGGESTED <= len(word) <= LONGEST and word.isalpha()
    }
    rows = [SearchWord(word=word) for word in sorted(words)]
    SearchWord.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)


def learn_again() -> None:
    """The words of what is indexed now, where some of the old ones may be nobody's."""
    SearchWord.objects.all().delete()
    entries: list[SearchEntry] = []
    for entry in SearchEntry.objects.order_by("pk").iterator(chunk_size=BATCH):
        entries.append(entry)
        if len(entries) == BATCH:
            learn(entries)
            entries = []
    learn(entries)


def rewrite_all() -> Iterator[tuple[str, int]]:
    """Write every subject again, oldest first, each in a transaction of its own, so that the site can be
    used meanwhile and stopping loses nothing. Yields the kind of subject and how many were done.

    What belongs to no subject any more goes at the end.
    """
    known: set[str] = set()
    for source in sources():
        for done, subject in enumerate(source.subjects(), start=1):
            with transaction.atomic():
                write(source, subject)
            known.add(name_of(subject))
            yield str(source.model._meta.verbose_name_plural), done
    with transaction.atomic():
        for subject_name in set(SearchEntry.objects.values_list("subject", flat=True).distinct()) - known:
            if not exists(subject_name):
                forget(subject_name)
        engines.engine().tidy()


def exists(subject_name: str) -> bool:
    """A subject that came while the index was being rewritten wrote its own entries."""
    model_name, _, pk = subject_name.partition(":")
    model = next((source.model for source in sources() if source.model._meta.model_name == model_name), None)
    return model is not None and model._base_manager.filter(pk=pk).exists()
