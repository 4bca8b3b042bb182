"""Signing in with the council's own accounts: it opens an account that a manager gave, and makes none."""

from typing import NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.http import HttpRequest
from django.shortcuts import redirect, render

from scrutiny.models import User

NO_ACCOUNT = "There is no account here for {email}. Ask a manager of democratic services for one."
NOT_CONFIRMED = "The council’s sign-in does not confirm your e-mail address, so we can’t tell who you are."
NOT_ONE_PERSON = "The council’s sign-in gave two different answers about who you are. Try again."


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Whom the provider names is found anew each time, by the confirmed e-mail address, so a manager who
    changes or disables the account here has the last word. Nothing of the provider is kept."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """Left to `pre_social_login`: allauth would wipe the account's password on the way."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(redirect("own_account"))
        if not is_about_one_person(sociallogin.account.extra_data):
            refuse(request, NOT_ONE_PERSON)
        email = confirmed_address(sociallogin)
        if not email:
            refuse(request, NOT_CONFIRMED)
        sociallogin.user = User.objects.filter(email__iexact=email).first()
        if not sociallogin.user:
            refuse(request, NO_ACCOUNT.format(email=email))


def is_about_one_person(answers: dict) -> bool:
    """OpenID Connect Core 1.0, 5.3.2: what is told about a person counts only under the signed token's subject."""
    subjects = {answers[part].get("sub") for part in ("userinfo", "id_token") if part in answers}
    return "id_token" in answers and len(subjects) == 1


def confirmed_address(sociallogin: SocialLogin) -> str:
    """Some providers write true as a word; anything else is not confirmed."""
    confirmed = [each.email for each in sociallogin.email_addresses if each.verified in (True, "true")]
    return confirmed[0] if confirmed else ""


def refuse(request: HttpRequest, sentence: str) -> NoReturn:
    raise ImmediateHttpResponse(render(request, "socialaccount/refused.html", {"sentence": sentence}, status=403))
