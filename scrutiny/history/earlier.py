"""The words that a change took out of a record, as far as they may be put back."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import rules

from scrutiny.history.differences import differences
from scrutiny.history.entries import CHANGED, Entry, FieldChange, RecordChange, label_of
from scrutiny.history.everything import top_of, way_up
from scrutiny.history.kinds import Kind, OwnWords, kind_of
from scrutiny.models.openness import Open
from scrutiny.withholding.words import MARK

WITHHELD = re.compile(rf"\AWithheld on |{re.escape(MARK)}")
"""What stands where the monitoring officer took words out, in the record and in its history."""

Texts = dict[str, str]
"""Texts by the names of their fields."""


@dataclass(frozen=True)
class Earlier:
    """A change of a record, by the first of its history rows, and the words that it took out.

    ``record`` is how it stands now, ``texts`` are those that would stand again.
    """

    kind: Kind
    words: OwnWords
    record: Any
    row: Any
    texts: Texts

    @property
    def counted(self) -> Any:
        """The record whose version is claimed."""
        return reach(self.record, self.words.version_of)

    @property
    def top(self) -> Any:
        """The record on whose page the history is shown."""
        return top_of(self.kind, self.record)[1]

    @property
    def fields(self) -> list[FieldChange]:
        """What stands now, and what would stand, word by word."""
        return [
            FieldChange(label_of(self.record._meta.get_field(name)), differences(getattr(self.record, name), text))
            for name, text in self.texts.items()
        ]


def reach(record: Any, path: str | None) -> Any:
    """The record at the end of a path like ``minute__item``; itself at the end of none."""
    for name in path.split("__") if path else ():
        record = getattr(record, name)
    return record


def earlier(label: str, number: int) -> Earlier | None:
    """The change that wrote a history row; None where its record has no words to put back, or is gone."""
    kind = kind_of(label)
    if kind is None or kind.words is None:
        return None
    row = kind.rows.objects.filter(history_id=number, history_type="~").select_related("history_user").first()
    rows = kind.rows.objects.filter(id=row.id) if row else None
    record = standing(kind, kind.words, [row.id]).get(row.id) if row else None
    if rows is None or record is None:
        return None
    before = rows.filter(history_id__lt=number).order_by("-history_id").first()
    last = rows.filter(history_date=row.history_date, operation=row.operation).order_by("-history_id").first()
    texts = taken_out(kind.words, before, last) if before else {}
    return Earlier(kind, kind.words, record, row, not_standing(record, texts))


def standing(kind: Kind, words: OwnWords, numbers: Iterable[Any]) -> dict[Any, Any]:
    """The records of a kind as they stand, each with what is asked of it."""
    related = {*kind.related, *way_up(kind), *words.related}
    return kind.model._base_manager.select_related(*sorted(related)).in_bulk(set(numbers))


def taken_out(words: OwnWords, before: Any, last: Any) -> Texts:
    """The texts of one row that another row has no more; none that was empty, and none that was withheld."""
    texts = {name: getattr(before, name) for name in words.fields}
    return {
        name: text for name, text in texts.items() if text and text != getattr(last, name) and not WITHHELD.search(text)
    }


def not_standing(record: Any, texts: Texts) -> Texts:
    """Those that a record doesn't hold now. What was withheld in it meanwhile stays so."""
    now = {name: getattr(record, name) for name in texts}
    return {name: text for name, text in texts.items() if now[name] != text and not WITHHELD.search(now[name])}


def were_private(change: Earlier) -> bool:
    """Whether the words stood in something private that has been opened since."""
    if change.words.openness_of is None:
        return False
    holder = reach(change.record, change.words.openness_of)
    if holder.is_private:
        return False
    rows = holder.history.filter(history_date__lt=change.row.history_date).order_by("-history_id")
    return rows.values_list("openness", flat=True).first() not in (None, Open.OPEN)


def offer_words(entries: list[Entry], user: Any) -> None:
    """Mark the changes whose words a reader may put back. One query for each kind of record."""
    found: dict[str, list[tuple[RecordChange, OwnWords, Texts]]] = {}
    for each, words, texts in candidates(entries):
        if texts and rules.has_perm(words.permission, user):
            found.setdefault(each.kind.label, []).append((each, words, texts))
    for rows in found.values():
        kind, words = rows[0][0].kind, rows[0][1]
        records = standing(kind, words, (each.last.id for each, _, _ in rows))
        for each, _, texts in rows:
            record = records.get(each.last.id)
            each.offered = bool(record and words.may_now(record) and not_standing(record, texts))


def candidates(entries: list[Entry]) -> Iterator[tuple[RecordChange, OwnWords, Texts]]:
    for each in (change for entry in entries for change in entry.records):
        if each.kind.words and each.what == CHANGED and each.before:
            yield each, each.kind.words, taken_out(each.kind.words, each.before, each.last)
