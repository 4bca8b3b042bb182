"""Removing the demonstration: all of it, or nothing while something of the council's own hangs on it."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q, QuerySet

from inspections.importers.demo.own import others, own, own_numbers, records, relations, tables
from inspections.models import DemoRecord
from meetings.models import Meeting, Pack
from scrutiny.models import Address, File, MunicipalYear, User
from scrutiny.operations import Refused
from scrutiny.search import index

SHARED = {File, MunicipalYear}
"""Bytes that somebody else sent too, and years in which somebody else meets, simply stay."""

MOST_NAMED = 10


class OthersHangOnIt(Refused):
    """Records that the demonstration did not make belong to some of its own. Move or remove them first."""


def flush() -> int:
    """Remove everything that `load_demo` made, with its history. Gives how many records went.

    The council never existed, so that its history goes as well, and so do changes that anybody made to it since.
    Raises `OthersHangOnIt`, naming them.
    """
    with transaction.atomic():
        adopt_packs()
        keep_shared()
        found = list(hanging())
        if found:
            raise OthersHangOnIt(named(found))
        count = sum(own(model).count() for model in records())
        files = list(own(File))
        subjects = list(subjects_there())
        end_accounts()
        for model in tables():
            remove(model)
        forget(subjects)
        DemoRecord.objects.all().delete()
        for file in files:
            transaction.on_commit(partial(file.content.storage.delete, file.content.name))
    return count


def adopt_packs() -> None:
    """What workers made of the demonstration's papers since it was entered is the demonstration's too."""
    packs = Pack.objects.filter(meeting__in=own_numbers(Meeting))
    made = File.objects.filter(Q(packs__in=packs) | Q(front_sheets__in=packs))
    for model, rows in ((Pack, packs), (File, made)):
        new = rows.exclude(pk__in=own_numbers(model)).distinct().values_list("pk", flat=True)
        DemoRecord.objects.bulk_create(
            [DemoRecord(model=model._meta.label_lower, object_id=number) for number in list(new)]
        )


def keep_shared() -> None:
    """What is the council's too by now is no longer the demonstration's."""
    for model in SHARED:
        used = Q(pk__in=[])
        for other in records():
            for field, target in relations(other):
                if target is model:
                    used |= Q(pk__in=others(other).values(field.attname))
        kept = own(model).filter(used).values_list("pk", flat=True)
        DemoRecord.objects.filter(model=model._meta.label_lower, object_id__in=list(kept)).delete()


def hanging() -> Iterator[str]:
    """What is not the demonstration's and points to something that is: the words for each."""
    for model in records():
        for field, target in relations(model):
            rows = others(model).filter(**{f"{field.name}__in": own_numbers(target)})
            for row in rows.select_related(field.name)[: MOST_NAMED + 1]:
                yield f"{model._meta.verbose_name} “{row}” ({field.verbose_name}: {getattr(row, field.name)})"


def named(found: list[str]) -> str:
    more = f"; and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    return f"Not made by the demonstration, but hanging on it: {'; '.join(found[:MOST_NAMED])}{more}."


def end_accounts() -> None:
    """Sessions, addresses and second factors go with their accounts, and so does what only names them."""
    for session in UserSession.objects.filter(user__in=own(User)):
        session.end()
    for relation in User._meta.related_objects:
        model: Any = relation.related_model
        if model not in tables():
            model._base_manager.filter(**{f"{relation.field.name}__in": own(User)}).delete()


def remove(model: Any) -> None:
    """Rows as they lie in their table: who points to whom is looked at when the transaction ends."""
    rows = own(model)
    if hasattr(model, "history_object"):
        rows = model._base_manager.filter(Q(id__in=own_numbers(model.instance_type)) | Q(pk__in=own_numbers(model)))
    if model is Address:
        rows = model._base_manager.filter(Q(pk__in=own_numbers(model)) | addresses_of_own())
    raw(rows)


def raw(rows: QuerySet[Any]) -> None:
    rows._raw_delete(rows.db)


def addresses_of_own() -> Q:
    """Those that its records were given since."""
    found = Q(pk__in=[])
    for model in records():
        kind = ContentType.objects.get_for_model(model)
        found |= Q(content_type=kind, object_id__in=own_numbers(model))
    return found


def subjects_there() -> Iterator[models.Model]:
    for source in index.sources():
        yield from own(source.model)


def forget(subjects: list[models.Model]) -> None:
    """Nothing of it is found any more, and no word of it is suggested that nobody else uses."""
    for subject in subjects:
        index.forget(index.name_of(subject))
    index.learn_again()
