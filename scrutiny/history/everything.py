"""What was done to any record, by anybody: a sentence for each operation, and where the rest can be read."""

from typing import Any

from scrutiny.history.entries import Entry, Page, authors, sentence
from scrutiny.history.families import Rows
from scrutiny.history.kinds import Kind, kind_of
from scrutiny.history.operations import Mark, Operation, newest
from scrutiny.history.wording import Names

Place = tuple[str, str]
"""How a record is called, and the address of the history in which it is found."""


def whole_history(rows: Rows, before: Mark | None = None) -> Page:
    """The newest of these rows' operations, each with the record that it was about."""
    operations, more = newest(rows, before)
    places = places_of(operations)
    names = Names(authors(operations))
    entries = [entry(each, names, *places.get(each.parent, ("", ""))) for each in operations]
    return Page(entries, str(operations[-1].mark) if more else "")


def entry(operation: Operation, names: Names, about: str, link: str) -> Entry:
    words = operation.story.get("words", "")
    link = f"{link}#op-{operation.mark.operation}" if link else ""
    return Entry(operation, sentence(operation, names), words, about, link)


def places_of(operations: list[Operation]) -> dict[tuple[str, Any], Place]:
    """Each kind of record is asked once; what is gone is called as it was."""
    wanted: dict[str, set[Any]] = {}
    for each in operations:
        label, number = each.parent
        if number is not None:
            wanted.setdefault(label, set()).add(number)
    found: dict[tuple[str, Any], Place] = {}
    for label in sorted(wanted):
        kind = kind_of(label)
        if kind:
            found |= {(label, number): place for number, place in of_one_kind(kind, wanted[label]).items()}
    return found


def of_one_kind(kind: Kind, numbers: set[Any]) -> dict[Any, Place]:
    records = kind.model._base_manager.select_related(*kind.related, *way_up(kind)).in_bulk(numbers)
    found = {number: (f"{called(kind)}: {record}", page_of(kind, record)) for number, record in records.items()}
    gone = numbers - records.keys()
    if gone:
        names = Names({(kind.model, number) for number in gone})
        found |= {number: (f"{called(kind)}: {names.of(kind.model, number)}", "") for number in gone}
    return found


def called(kind: Kind) -> str:
    return kind.called[:1].upper() + kind.called[1:]


def parent_of(kind: Kind) -> tuple[str, Kind] | None:
    """The foreign key that leads towards a record with a page, and the kind that it leads to."""
    if kind.page or not kind.under:
        return None
    name = kind.under[0]
    above = kind_of(kind.model._meta.get_field(name).related_model)
    return (name, above) if above else None


def way_up(kind: Kind) -> list[str]:
    """The relations from a record to the one with a page, and what that one needs for its address."""
    step = parent_of(kind)
    if step is None:
        return []
    name, above = step
    return [name, *(f"{name}__{more}" for more in [*above.related, *way_up(above)])]


def page_of(kind: Kind, record: Any) -> str:
    """The address of the history in which the record's rows are shown."""
    above, top = top_of(kind, record)
    return above.page(top) if above.page else ""


def top_of(kind: Kind, record: Any) -> tuple[Kind, Any]:
    """The record on whose page a record's history is shown; itself, where there is none."""
    step = parent_of(kind)
    return top_of(step[1], getattr(record, step[0])) if step else (kind, record)
