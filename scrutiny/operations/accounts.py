"""Accounts: who may sign in, and as what."""

from allauth.account.models import EmailAddress

from scrutiny.models import Person, Role, User
from scrutiny.operations.change import change
from scrutiny.operations.errors import Refused
from scrutiny.operations.people import refuse_merged
from scrutiny.operations.signing_in import end_sessions


class AccountExists(Refused):
    """There is already an account with this e-mail address."""


class PersonTaken(Refused):
    """This person has an account already."""


class OwnAccount(Refused):
    """This is your own account. Ask another manager to change its role or to disable it."""


class LastManager(Refused):
    """This is the last manager who can sign in. Make somebody else a manager first."""


def add_user(
    *, email: str, name: str, role: str, by, password: str | None = None, person: Person | None = None
) -> User:
    """Give somebody an account. ``person`` is whose memberships it reads by; ``by`` is None for the first account.

    Without a password, the person chooses one by the link that `send_link` sends.
    Raises `AccountExists`, `PersonTaken` and `MergedAway`.
    """
    user = User(email=email.strip().lower(), name=name, role=role, person=person)
    user.set_password(password)
    with change("add_user", by=by) as step:
        refuse_double(user)
        return step.save(user)


def edit_user(*, user: User, email: str, name: str, role: str, person: Person | None, by) -> User:
    """Change who the account belongs to and what it may do. A new address makes links to the old one useless.

    Raises `AccountExists`, `PersonTaken`, `OwnAccount` and `LastManager`.
    """
    before = user.email
    with change("edit_user", by=by) as step:
        if role != Role.MANAGER:
            refuse_loss_of_manager(user, by)
            user.is_superuser = False
        user.email, user.person = email.strip().lower(), person
        refuse_double(user)
        step.save(user, name=name, role=role)
        if user.email != before:
            EmailAddress.objects.filter(user=user).delete()
    return user


def disable_user(*, user: User, by, words: str = "") -> User:
    """Nobody signs in with the account from now on, and whoever is signed in is out. What they did stays theirs.

    Raises `OwnAccount` and `LastManager`.
    """
    with change("disable_user", by=by, words=words) as step:
        refuse_loss_of_manager(user, by)
        step.save(user, is_active=False)
        end_sessions(user=user)
    return user


def enable_user(*, user: User, by, words: str = "") -> User:
    with change("enable_user", by=by, words=words) as step:
        return step.save(user, is_active=True)


def refuse_double(user: User) -> None:
    others = User.objects.exclude(pk=user.pk)
    if others.filter(email__iexact=user.email).exists():
        raise AccountExists
    if user.person:
        refuse_merged(user.person)
        if others.filter(person=user.person).exists():
            raise PersonTaken


def refuse_loss_of_manager(user: User, by) -> None:
    """Raises `OwnAccount` and `LastManager`. The managers' rows are locked, so that no two can go at once."""
    managers = set(
        User.objects.select_for_update().filter(role=Role.MANAGER, is_active=True).values_list("pk", flat=True)
    )
    if user.pk not in managers:
        return
    if by and by.pk == user.pk:
        raise OwnAccount
    if managers == {user.pk}:
        raise LastManager
