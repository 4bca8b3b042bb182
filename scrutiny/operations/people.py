from datetime import date
from typing import Any

from django.db.models import Q

from scrutiny.models import Authority, Holding, Membership, Office, Panel, Person
from scrutiny.operations.addresses import claim_address
from scrutiny.operations.change import change, claim
from scrutiny.operations.errors import Refused


class AlreadyAMember(Refused):
    """This person already sits on the panel for some of those days. End that membership first."""


class EndsTooEarly(Refused):
    """A membership can't end before it has begun."""


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
    """Give a person a seat from a day. Raises `AlreadyAMember` where the days overlap.

    The panel's row is locked, so that two officers can't both find the seat free.
    """
    with change("add_member", by=by, about=panel) as step:
        Panel.objects.select_for_update().get(pk=panel.pk)
        others = Membership.objects.filter(panel=panel, person=person).filter(
            Q(until_on=None) | Q(until_on__gt=from_on)
        )
        if until_on:
            others = others.filter(from_on__lt=until_on)
        if others.exists():
            raise AlreadyAMember
        return step.save(
            Membership(
                panel=panel, person=person, role=role, from_on=from_on, until_on=until_on, voting_items=voting_items
            )
        )


def end_membership(*, membership: Membership, until_on: date, by) -> Membership:
    """The seat is held up to, and not on, ``until_on``. Raises `EndsTooEarly`."""
    if until_on <= membership.from_on:
        raise EndsTooEarly
    with change("end_membership", by=by, about=membership.panel) as step:
        return step.save(membership, until_on=until_on)


def office_titled(title: str, *, by) -> Office:
    """The office with this title, entered now if the council had none. Titles match in any case."""
    found = Office.objects.filter(title__iexact=title.strip()).first()
    if found:
        return found
    with change("add_office", by=by) as step:
        return step.save(Office(title=title.strip()))


def appoint(*, office: Office, person: Person, from_on: date, by, until_on: date | None = None) -> Holding:
    """From a day on, the person holds the office."""
    with change("appoint", by=by, about=office) as step:
        return step.save(Holding(office=office, person=person, from_on=from_on, until_on=until_on))


def authority_named(name: str, *, by) -> Authority:
    """The authority with this name, entered now if no inspection was about it before."""
    found = Authority.objects.filter(name__iexact=name.strip()).first()
    if found:
        return found
    with change("add_authority", by=by) as step:
        return step.save(Authority(name=name.strip()))
