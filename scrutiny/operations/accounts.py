"""Accounts: who may sign in, and as what."""

from scrutiny.models import Person, User
from scrutiny.operations.change import change
from scrutiny.operations.errors import Refused


class AccountExists(Refused):
    """There is already an account with this e-mail address."""


def add_user(*, email: str, name: str, role: str, password: str, by, person: Person | None = None) -> User:
    """Give somebody an account. ``person`` is whose memberships it reads by; ``by`` is None for the first account.

    Raises `AccountExists`.
    """
    if User.objects.filter(email__iexact=email.strip()).exists():
        raise AccountExists
    with change("add_user", by=by) as step:
        user = User(email=email.strip().lower(), name=name, role=role, person=person)
        user.set_password(password)
        return step.save(user)
