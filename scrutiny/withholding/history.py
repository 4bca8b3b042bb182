"""The history of what is withheld: its rows stay, with who and when, and lose every word."""

from typing import Any

from django.db import models

from scrutiny.history.kinds import kinds
from scrutiny.withholding.columns import retold
from scrutiny.withholding.whole import MOST_OF_A_NAME, Gone, own_columns
from scrutiny.withholding.words import MARK, SHORTEST, Words


def forget_history(gone: Gone) -> int:
    """Empty the history rows of all that goes; gives how many there are."""
    told = operations_about(gone)
    count = 0
    for rows in gone.history():
        count += rows.count()
        for column in own_columns(rows.model):
            rows.exclude(**{column.name: ""}).update(**{column.name: column.nothing})
    names = names_of(gone)
    for kind in kinds():
        for row in kind.rows._base_manager.filter(operation__in=told).exclude(history_change_reason=None):
            forget_names(row, names)
    return count


def operations_about(gone: Gone) -> set[str]:
    """The operations that changed what goes, or tied something to it: these may name it among their facts."""
    found: set[str] = set()
    for rows in [*gone.history(), *rows_pointing_at(gone)]:
        found.update(rows.values_list("operation", flat=True))
    return found - {""}


def rows_pointing_at(gone: Gone) -> list[models.QuerySet[Any]]:
    """History rows of other records that name one of these by its number: a paper's place under an item."""
    return [
        kind.rows._base_manager.filter(**{f"{each.attname}__in": gone.of(each.related_model)})
        for kind in kinds()
        for each in kind.model._meta.concrete_fields
        if each.is_relation and gone.of(each.related_model) and each.name in {f.name for f in kind.rows._meta.fields}
    ]


def names_of(gone: Gone) -> list[Words]:
    """Their titles and other short texts, as the facts and reasons of operations may repeat them."""
    short = [Words(text) for text in gone.held if len(text) <= MOST_OF_A_NAME]
    return [each for each in short if each.letters >= SHORTEST and not each.found_in(MARK)]


def forget_names(row: Any, names: list[Words]) -> None:
    def without(text: str) -> str:
        for name in names:
            text = name.replaced(text)
        return text

    told = retold(row.history_change_reason, without)
    if told != row.history_change_reason:
        type(row)._base_manager.filter(pk=row.pk).update(history_change_reason=told)
