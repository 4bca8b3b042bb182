"""What a record belongs to: the records whose forms show it, or freeze it when they are published."""

from collections.abc import Iterator
from typing import Any

from scrutiny.history.kinds import kind_of as history_kind
from scrutiny.history.kinds import kinds
from scrutiny.withholding.kinds import kind_of


def above(record: Any) -> Iterator[Any]:
    """The item and meeting of a minute, the inspection of a finding, the item, meeting or inspection of a paper.

    Each once: two people who were merged lie each above the other.
    """
    seen, unseen = [record], list(directly_above(record))
    while unseen:
        parent = unseen.pop(0)
        if parent not in seen:
            seen.append(parent)
            yield parent
            unseen += directly_above(parent)


def directly_above(record: Any) -> Iterator[Any]:
    kind, own = history_kind(type(record)), kind_of(record)
    for name in kind.under if kind else ():
        yield from filter(None, [getattr(record, name)])
    if own and own.under:
        yield getattr(record, own.under)
    for holder in kinds():
        for name in holder.holds:
            if holder.model._meta.get_field(name).related_model is type(record):
                yield from holder.model._base_manager.filter(**{name: record})
