"""Passwords, links to choose one, second factors and open sessions."""

from datetime import timedelta
from functools import partial

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from scrutiny.models import User
from scrutiny.operations.change import change
from scrutiny.operations.errors import Refused


class Disabled(Refused):
    """This account is disabled. Enable it first."""


def choose_password(*, user: User, password: str) -> User:
    """Somebody's own choice; nobody chooses a password for somebody else. Every other session of theirs ends."""
    user.set_password(password)
    with change("choose_password", by=user) as step:
        return step.save(user)


def send_link(*, user: User, by, site: str) -> None:
    """Write to somebody with a link, good once and for a few days, by which they choose a password.

    ``site`` is the address of this site without a slash at its end. Raises `Disabled`, and ``OSError``
    where the letter could not be handed to the mail server.
    """
    if not user.is_active:
        raise Disabled
    letter = "new_password" if user.has_usable_password() else "invitation"
    with change(f"send_{letter}", by=by) as step:
        step.save(user)
        transaction.on_commit(partial(write, letter, user, site + link_for(user), by))


def link_for(user: User) -> str:
    token = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": token})


def write(letter: str, user: User, link: str, by) -> None:
    words = {
        "user": user,
        "link": link,
        "by": by,
        "until": timezone.localtime() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT),
        "COUNCIL_NAME": settings.COUNCIL_NAME,
        "COUNCIL_EMAIL": settings.COUNCIL_EMAIL,
    }
    subject = render_to_string(f"scrutiny/letters/{letter}_subject.txt", words).strip()
    send_mail(subject, render_to_string(f"scrutiny/letters/{letter}.txt", words).strip(), None, [user.email])


def remove_second_factor(*, user: User, by, words: str = "") -> User:
    """For somebody who has lost their telephone and their recovery codes. They are signed out everywhere."""
    with change("remove_second_factor", by=by, words=words) as step:
        Authenticator.objects.filter(user=user).delete()
        end_sessions(user=user)
        return step.save(user)


def end_sessions(*, user: User, but: str | None = None) -> None:
    """Sign somebody out everywhere, or everywhere but in the session with the key ``but``."""
    for session in UserSession.objects.filter(user=user).exclude(session_key=but or ""):
        session.end()
