"""How people get an account: a manager gives it to them."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Signing oneself up is closed."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address or the password is not right.",
        "enter_current_password": "This is not your current password",
        "incorrect_password": "This password is not right",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
