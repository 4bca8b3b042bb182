"""How people get an account: a manager gives it to them."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Signing oneself up is closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
