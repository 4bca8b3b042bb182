"""Two rows of people who turn out to be one person, and telling them apart again."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import ProtectedError

from scrutiny import merging
from scrutiny.history.kinds import Kind, kind_of
from scrutiny.merging import Collision, Way
from scrutiny.models import Address, Membership, Merge, Panel, Person
from scrutiny.operations.addresses import claim_address
from scrutiny.operations.change import Change, change, claim
from scrutiny.operations.errors import ChangedMeanwhile, Refused
from scrutiny.operations.merge_plan import plan_of, records_of
from scrutiny.operations.people import refuse_merged
from scrutiny.templatetags.words import short_day

Row = dict[str, Any]


class SamePerson(Refused):
    """This is the same row. Choose somebody else."""


class CanNotBeMerged(Refused):
    """The two can't be merged as they stand."""


class WayNotChosen(Refused):
    """They had different roles on the same days. Choose which is right."""


class ShownOtherwise(ChangedMeanwhile):
    """Something of these two people changed while you were looking. What you see now is how it stands:
    check it, and merge again."""


class NotMergedAnyMore(Refused):
    """This merge was undone already."""


class ChangedSince(Refused):
    """What the merge moved was changed since, so that it can't be undone."""


def merge_people(
    *,
    kept: Person,
    gone: Person,
    by,
    particulars: Mapping[str, Any] | None = None,
    ways: Mapping[str, int] | None = None,
    seen: int | None = None,
    seen_gone: int | None = None,
    shown: str | None = None,
    words: str = "",
) -> Merge:
    """From now on ``gone`` is ``kept``: every record of both, and every address, is that of the one who stays.

    ``particulars`` are those that ``kept`` has afterwards where the two differ, ``ways`` the number of the way chosen
    by the key of its collision, ``shown`` the digest of the plan that its reader saw. The row of ``gone`` stays
    as it is, so that `unmerge` can put everything back.

    Raises `SamePerson`, `MergedAway`, `CanNotBeMerged`, `WayNotChosen`, `ChangedMeanwhile` and `ShownOtherwise`.
    """
    if kept.pk == gone.pk:
        raise SamePerson
    with change("merge_people", by=by, about=kept, words=words) as step:
        for person in locked(kept, gone):
            refuse_merged(person)
        claim(kept, seen)
        claim(gone, seen_gone)
        plan = plan_of(kept, gone)
        if shown is not None and shown != plan.seen:
            raise ShownOtherwise
        chosen = [way_of(each, ways or {}) for each in plan.collisions]
        rows = [*settled(step, chosen), *moved(step, kept, gone)]
        told = {
            "records": rows,
            "particulars": particulars_of(step, kept, particulars or {}),
            "addresses": lead_to(kept, gone),
        }
        check(rows)
        return step.save(Merge(kept=kept, gone=gone, merged_at=step.at, merged_by=by), moved=told)


def locked(*people: Person) -> list[Person]:
    """As they stand now, until the operation is over: nobody gives them a seat meanwhile.

    Panels come before people, as where a seat is given, so that neither waits for the other for ever.
    """
    panels = Membership.objects.filter(person__in=people).values("panel")
    list(Panel.objects.select_for_update().filter(pk__in=panels).order_by("pk"))
    list(Person.objects.select_for_update().filter(pk__in=[each.pk for each in people]).order_by("pk"))
    for person in people:
        person.refresh_from_db()
    return list(people)


def way_of(collision: Collision, ways: Mapping[str, int]) -> Way:
    """Raises `CanNotBeMerged` where there is none, and `WayNotChosen`."""
    if not collision.ways:
        raise CanNotBeMerged(collision.words)
    if len(collision.ways) == 1:
        return collision.ways[0]
    number = ways.get(collision.key)
    if number is None or not 0 <= number < len(collision.ways):
        raise WayNotChosen
    return collision.ways[number]


def settled(step: Change, ways: Iterable[Way]) -> list[Row]:
    """What collided, settled as chosen. What goes makes room first."""
    ways = list(ways)
    rows = [removed(step, record) for way in ways for record in way.removed]
    return rows + [changed(step, record, values) for way in ways for record, values in way.changed]


def moved(step: Change, kept: Person, gone: Person) -> list[Row]:
    return [changed(step, each.record, {each.field: kept}) for each in list(records_of(gone))]


def changed(step: Change, record: models.Model, values: Mapping[str, Any]) -> Row:
    """Save the record, and note what its fields were."""
    fields = [record._meta.get_field(name).attname for name in values]  # type: ignore[union-attr]
    before = {name: getattr(record, name) for name in fields}
    if hasattr(record, "version"):
        claim(record, None)
    step.save(record, **values)
    return noted(record, record.pk) | {"before": before}


def removed(step: Change, record: models.Model) -> Row:
    number = record.pk
    try:
        step.delete(record)
    except ProtectedError as error:
        words = merging.rule_of(type(record)).words(record)
        raise CanNotBeMerged(f"Other records rest on “{words}”, so it can't be joined with another.") from error
    return noted(record, number) | {"before": None}


def noted(record: models.Model, number: Any) -> Row:
    """Which record it was, and the history row that was just written of it."""
    kind = known(record._meta.label_lower)
    return {"model": kind.label, "id": number, "row": newest_row(kind, number).history_id}


def known(label: str) -> Kind:
    kind = kind_of(label)
    assert kind is not None  # noqa: S101 (a test asks that whatever points at a person has a history)
    return kind


def newest_row(kind: Kind, number: Any) -> Any:
    return kind.rows.objects.filter(id=number).order_by("-history_id")[0]


def particulars_of(step: Change, kept: Person, wanted: Mapping[str, Any]) -> dict[str, Row]:
    new = {name: value for name, value in wanted.items() if getattr(kept, name) != value}
    before = {name: getattr(kept, name) for name in new}
    if new:
        step.save(kept, **new)
    return {"before": before, "after": new}


def lead_to(kept: Person, gone: Person) -> list[int]:
    """Every address that leads to the one who goes leads to the one who stays. Gives their numbers."""
    claim_address(record=gone)
    rows = Address.objects.filter(content_type=ContentType.objects.get_for_model(Person), object_id=gone.pk)
    numbers = list(rows.values_list("pk", flat=True))
    rows.update(object_id=kept.pk)
    return numbers


def check(rows: Iterable[Row]) -> None:
    """Nothing that was moved or put back stands where it can't."""
    for row in rows:
        model = known(row["model"]).model
        record = model._base_manager.filter(pk=row["id"]).first()
        if record is not None:
            merging.rule_of(model).check(record)


def unmerge(*, merge: Merge, by, seen: int | None = None, words: str = "") -> Person:
    """Put back exactly what the merge moved. Gives the person who is somebody else again.

    Raises `NotMergedAnyMore`, `MergedAway` where the one who stayed was merged since, `ChangedMeanwhile`,
    and `ChangedSince`, which names what was changed or removed.
    """
    kept, gone = merge.kept, merge.gone
    with change("unmerge", by=by, about=kept, words=words) as step:
        locked(kept, gone)
        if not Merge.objects.filter(pk=merge.pk).exists():
            raise NotMergedAnyMore
        refuse_merged(kept)
        claim(kept, seen)
        claim(gone, None)
        rows = merge.moved["records"]
        refuse_changed(merge)
        step.delete(merge)
        for restore in (put_back, enter_again):
            for row in rows:
                restore(step, row)
        kept.refresh_from_db()
        if merge.moved["particulars"]["before"]:
            step.save(kept, **merge.moved["particulars"]["before"])
        Address.objects.filter(pk__in=merge.moved["addresses"]).update(object_id=gone.pk)
        check(rows)
        step.touch(gone)
    return gone


def refuse_changed(merge: Merge) -> None:
    """Raises `ChangedSince`, naming what was changed or removed since the merge."""
    found = [words for row in merge.moved["records"] for words in changed_since(row)]
    after = merge.moved["particulars"]["after"]
    changed_names = [name for name, value in after.items() if getattr(merge.kept, name) != value]
    found += [str(Person._meta.get_field(name).verbose_name) for name in changed_names]  # type: ignore[union-attr]
    if found:
        raise ChangedSince(
            f"This merge can't be undone as a whole, since what it moved was changed afterwards: {'; '.join(found)}. "
            "Put that back as it was first, or correct each record by itself."
        )


def changed_since(row: Row) -> Iterable[str]:
    """The words for a record that is not as the merge left it, or was removed since."""
    kind = known(row["model"])
    left, newest = kind.rows.objects.get(history_id=row["row"]), newest_row(kind, row["id"])
    is_gone = newest.history_type == "-"
    if values_of(newest) != values_of(left) or is_gone != (row["before"] is None):
        words = merging.rule_of(kind.model).words(as_it_was(kind, newest))
        yield f"{words} ({'removed' if is_gone else 'changed'} {short_day(newest.history_date)})"


def values_of(row: Any) -> dict[str, Any]:
    return {each.attname: getattr(row, each.attname) for each in row.tracked_fields}


def as_it_was(kind: Kind, row: Any) -> Any:
    """The record that a history row tells of."""
    return kind.model(**values_of(row))


def put_back(step: Change, row: Row) -> None:
    if row["before"] is None:
        return
    model = known(row["model"]).model
    record = model._base_manager.get(pk=row["id"])
    if hasattr(record, "version"):
        claim(record, None)
    values = {name: model._meta.get_field(name).to_python(value) for name, value in row["before"].items()}
    step.save(record, **values)


def enter_again(step: Change, row: Row) -> None:
    if row["before"] is None:
        kind = known(row["model"])
        step.save(as_it_was(kind, kind.rows.objects.get(history_id=row["row"])))
