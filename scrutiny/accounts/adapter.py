"""How people sign in with a password: nobody gives themselves an account, and guessing is soon stopped."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from scrutiny.accounts import limits
from scrutiny.models import User
from scrutiny.operations import choose_password

RECENTLY = 5 * 60
"""Seconds after signing in during which nobody is asked who they are again."""


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address or the password is not right.",
        "incorrect_password": "This password is not right",
        "enter_current_password": "This is not your current password",
        "too_many_login_attempts": "Too many wrong codes. Wait 5 minutes, then try again.",
        "rate_limited": "Too many wrong codes. Wait 5 minutes, then try again.",
        "incorrect_code": "This code is not right. Codes change every 30 seconds: type the one that you see now.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        """Refuse another try after too many wrong ones, and say how long to wait."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            key = self._get_login_attempts_cache_key(request, **credentials)
            raise ValidationError(limits.lock_out(request, key), code=error.code) from None

    def is_reauthentication_required(self, app: str) -> bool:
        """Whoever has just signed in need not prove it again."""
        if not super().is_reauthentication_required(app=app):
            return False
        records = get_authentication_records(context.request, context.request.user)
        return not any(time.time() - record["at"] < RECENTLY for record in records)

    def set_password(self, user: User, password: str) -> None:
        choose_password(user=user, password=password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("own_account")

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        super().send_mail(template_prefix, email, {"COUNCIL_NAME": settings.COUNCIL_NAME} | context)
