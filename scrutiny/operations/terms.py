"""Seats and offices that two people who turn out to be one held in the same days."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from scrutiny import merging
from scrutiny.merging import Collision, Way
from scrutiny.models import Holding, Membership, Person, User
from scrutiny.operations.people import refuse_overlap
from scrutiny.templatetags.words import short_day

Term = Membership | Holding


def register() -> None:
    seats = partial(overlaps, Membership, of="panel", alike=("role", "voting_items"), words=seat_words)
    offices = partial(overlaps, Holding, of="office", alike=(), words=office_words)
    merging.register(
        merging.Rule(Membership, seat_words, seats, refuse_overlap, ("panel",)),
        merging.Rule(Holding, office_words, offices, related=("office",)),
        merging.Rule(User, lambda user: f"{user}, {user.email}", two_accounts),
    )


def days(from_on: date, until_on: date | None) -> str:
    return f"{short_day(from_on)} to {short_day(until_on) or 'today'}"


def seat_words(seat: Membership) -> str:
    return f"{seat.panel}: {seat.get_role_display()}, {days(seat.from_on, seat.until_on)}"


def office_words(holding: Holding) -> str:
    return f"{holding.office}, {days(holding.from_on, holding.until_on)}"


def two_accounts(kept: Person, gone: Person) -> list[Collision]:
    """Somebody signs in with one account, so one of two must go first."""
    accounts = list(User.objects.filter(person__in=[kept, gone]).order_by("pk"))
    if len(accounts) < 2:
        return []
    both = " and ".join(account.email for account in accounts)
    words = (
        f"Both have an account: {both}. One must go first: "
        "disable the account that is not used, then change it so that it belongs to nobody on the list of people."
    )
    return [Collision("account", words, ())]


def overlaps(
    model: type[Term], kept: Person, gone: Person, *, of: str, alike: tuple[str, ...], words: Callable[[Any], str]
) -> list[Collision]:
    """Terms of the same panel or office on the same days, each group of them as one collision."""
    rows = model._default_manager.filter(person__in=[kept, gone]).select_related(of).order_by("from_on", "pk")
    groups: list[list[Any]] = []
    for row in rows:
        group = next((each for each in groups if meets(each, row, of)), None)
        if group is None:
            groups.append([row])
        else:
            group.append(row)
    mixed = [group for group in groups if len({row.person_id for row in group}) == 2]
    return [collision(group, kept, alike, words)._replace(about=str(getattr(group[0], of))) for group in mixed]


def meets(group: list[Any], row: Any, of: str) -> bool:
    """Whether a term of the same thing begins before the last of these has ended."""
    if getattr(group[0], f"{of}_id") != getattr(row, f"{of}_id"):
        return False
    end = ends(group)
    return end is None or row.from_on < end


def ends(group: list[Any]) -> date | None:
    """The day on which the last of them ended; None where one still lasts."""
    if any(row.until_on is None for row in group):
        return None
    return max(row.until_on for row in group)


def collision(group: list[Any], kept: Person, alike: tuple[str, ...], words: Callable[[Any], str]) -> Collision:
    """Terms that differ only in their days become one; of others the manager says whose were right."""
    model, first = type(group[0])._meta.model_name, min(row.pk for row in group)
    same = len({tuple(getattr(row, name) for name in alike) for row in group}) == 1
    ways = (joined(group, kept, words),) if same else sides(group, kept, words)
    return Collision(f"{model}_{first}", "; ".join(words(row) for row in group), ways)


def joined(group: list[Any], kept: Person, words: Callable[[Any], str]) -> Way:
    """One term from the first day to the last. Where the person who stays has one already, that is the one."""
    stays = next(row for row in group if row.person_id == kept.pk)
    values = {"from_on": min(row.from_on for row in group), "until_on": ends(group)}
    whole = type(stays)(**{each.name: getattr(stays, each.name) for each in stays._meta.concrete_fields} | values)
    removed = tuple(row for row in group if row is not stays)
    return Way(f"Joined into one: {words(whole)}", ((stays, values),), removed)


def sides(group: list[Any], kept: Person, words: Callable[[Any], str]) -> tuple[Way, ...]:
    mine = tuple(row for row in group if row.person_id == kept.pk)
    others = tuple(row for row in group if row.person_id != kept.pk)
    return (
        Way("; ".join(words(row) for row in mine), removed=others),
        Way("; ".join(words(row) for row in others), removed=mine),
    )
