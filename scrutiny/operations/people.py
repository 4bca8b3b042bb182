from datetime import date
from typing import Any

from django.db.models import Q

from scrutiny.models import Authority, Holding, Membership, Merge, Office, Panel, Person
from scrutiny.operations.addresses import claim_address
from scrutiny.operations.change import change, claim
from scrutiny.operations.errors import ChangedMeanwhile, Refused


class AlreadyAMember(Refused):
    """This person already sits on the panel for some of those days. End that membership first."""


class EndsTooEarly(Refused):
    """A membership can't end before it has begun."""


class MergedAway(Refused):
    """This person turned out to be somebody else and was merged with them. Choose the other one."""


def add_panel(*, by, **fields: Any) -> Panel:
    """Set up a panel. Its slug becomes its address for ever."""
    with change("add_panel", by=by) as step:
        panel = step.save(Panel(**fields))
        claim_address(record=panel)
    return panel


def edit_panel(*, panel: Panel, by, seen: int | None = None, **fields: Any) -> Panel:
    """Change a panel's particulars; its address stays. Raises `ChangedMeanwhile`."""
    with change("edit_panel", by=by) as step:
        claim(panel, seen)
        return step.save(panel, **fields)


def add_person(*, by, **fields: Any) -> Person:
    """Enter somebody. A namesake is another person: nobody is merged silently."""
    fields.setdefault("sort_name", surname_first(fields["name"]))
    with change("add_person", by=by) as step:
        person = step.save(Person(**fields))
        claim_address(record=person)
    return person


def edit_person(*, person: Person, by, seen: int | None = None, **fields: Any) -> Person:
    with change("edit_person", by=by) as step:
        claim(person, seen)
        return step.save(person, **fields)


def surname_first(name: str) -> str:
    """ "Dana Whitlock" sorts as "Whitlock, Dana"."""
    *first, surname = name.split() or [""]
    return f"{surname}, {' '.join(first)}" if first else surname


def add_member(
    *, panel: Panel, person: Person, role: str, from_on: date, by, until_on: date | None = None, voting_items: str = ""
) -> Membership:
    """Give a person a seat from a day.

    Raises `EndsTooEarly`, `MergedAway`, and `AlreadyAMember` where the days overlap.
    """
    if until_on and until_on <= from_on:
        raise EndsTooEarly
    seat = Membership(
        panel=panel, person=person, role=role, from_on=from_on, until_on=until_on, voting_items=voting_items
    )
    with change("add_member", by=by, about=panel) as step:
        refuse_overlap(seat)
        return step.save(seat)


def end_membership(*, membership: Membership, until_on: date, by) -> Membership:
    """The seat is held up to, and not on, ``until_on``.

    Raises `EndsTooEarly`, `AlreadyAMember`, and `ChangedMeanwhile` where it was joined with another one since.
    """
    with change("end_membership", by=by, about=membership.panel) as step:
        Panel.objects.select_for_update().get(pk=membership.panel_id)
        if not Membership.objects.filter(pk=membership.pk).exists():
            raise ChangedMeanwhile
        membership.refresh_from_db()
        if until_on <= membership.from_on:
            raise EndsTooEarly
        membership.until_on = until_on
        refuse_overlap(membership)
        return step.save(membership)


def refuse_overlap(seat: Membership) -> None:
    """Raises `AlreadyAMember` where the person has another seat on the panel on one of these days, and `MergedAway`.

    The panel's row is locked, so that two officers can't both find the days free.
    """
    Panel.objects.select_for_update().get(pk=seat.panel_id)
    refuse_merged(seat.person)
    others = Membership.objects.filter(panel=seat.panel_id, person=seat.person_id).exclude(pk=seat.pk)
    others = others.filter(Q(until_on=None) | Q(until_on__gt=seat.from_on))
    if seat.until_on:
        others = others.filter(from_on__lt=seat.until_on)
    if others.exists():
        raise AlreadyAMember


def refuse_merged(person: Person) -> None:
    """Raises `MergedAway`. The person's row is locked, so that nobody merges it before the change is made."""
    Person.objects.select_for_update().get(pk=person.pk)
    if Merge.objects.filter(gone=person).exists():
        raise MergedAway


def office_titled(title: str, *, by, **fields: Any) -> Office:
    """The office with this title, entered now with ``fields`` if the council had none. Titles match in any case."""
    found = Office.objects.filter(title__iexact=title.strip()).first()
    if found:
        return found
    with change("add_office", by=by) as step:
        return step.save(Office(title=title.strip(), **fields))


def appoint(*, office: Office, person: Person, from_on: date, by, until_on: date | None = None) -> Holding:
    """From a day on, the person holds the office. Raises `MergedAway`."""
    with change("appoint", by=by, about=office) as step:
        refuse_merged(person)
        return step.save(Holding(office=office, person=person, from_on=from_on, until_on=until_on))


def authority_named(name: str, *, by, **fields: Any) -> Authority:
    """The authority with this name, entered now with ``fields`` if no inspection was about it before."""
    found = Authority.objects.filter(name__iexact=name.strip()).first()
    if found:
        return found
    with change("add_authority", by=by) as step:
        return step.save(Authority(name=name.strip(), **fields))
