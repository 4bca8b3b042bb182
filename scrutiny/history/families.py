"""Which history rows belong on a record's page: its own, and those of all that lies or lay under it."""

from typing import Any

from django.db.models import QuerySet

from scrutiny.history.kinds import Kind, kind_of, kinds

Rows = dict[str, QuerySet[Any]]
"""History rows by the label of their record."""


def all_rows() -> Rows:
    return {kind.label: kind.rows.objects.all() for kind in kinds()}


def family_of(record: Any, *, whole: bool = False) -> Rows:
    """The rows of a record and of everything that was ever under it, removed or not. Asks nothing yet.

    What has a page of its own keeps what lies under it to itself, unless the ``whole`` family is wanted.
    """
    kind = kind_of(type(record))
    if kind is None:
        return {}
    own = kind.rows.objects.filter(id=record.pk)
    found: Rows = {kind.label: own}
    collect(kind, own, [record.pk], found, whole=whole)
    return {each.label: found[each.label] for each in kinds() if each.label in found}


def collect(kind: Kind, rows: QuerySet[Any], ids: Any, found: Rows, *, whole: bool) -> None:
    """What ``rows`` hold, then what lies under the records with ``ids``, down to those with a page of their own."""
    for name in kind.holds:
        held = kind.model._meta.get_field(name).related_model
        holding = add(found, held, {"id__in": rows.values(f"{name}_id")})
        own = kind_of(held)
        if own and own.page is None:
            collect(own, holding, holding.values("id"), found, whole=whole)
    for child in kinds():
        for name in child.under:
            if child.model._meta.get_field(name).related_model is kind.model:
                below = add(found, child.model, {f"{name}_id__in": ids})
                if child.page is None or whole:
                    collect(child, below, below.values("id"), found, whole=whole)


def add(found: Rows, model: Any, condition: dict[str, Any]) -> QuerySet[Any]:
    """Rows of one more model, beside those that were found by another way."""
    kind = kind_of(model)
    assert kind is not None  # noqa: S101 (a test asks that every record with a history is registered)
    rows = kind.rows.objects.filter(**condition)
    found[kind.label] = found[kind.label] | rows if kind.label in found else rows
    return rows
