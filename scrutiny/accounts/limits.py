"""How long somebody has to wait who tried too often, in words. The limits themselves are ACCOUNT_RATE_LIMITS."""

import math
import time

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

APP = "allauth.account"

ACTIONS = {
    "account_login": "login",
    "account_reset_password": "reset_password",
    "account_reset_password_from_key": "reset_password_from_key",
    "account_change_password": "change_password",
    "account_reauthenticate": "reauthenticate",
    "mfa_reauthenticate": "reauthenticate",
    "account_signup": "signup",
    "answer": "answer",
}
"""What is counted at each address."""


def lock_out(request: HttpRequest, key: str) -> str:
    """The sentence for somebody who typed too many wrong passwords, for one account or from one network."""
    waits = seconds_by_rate(request, "login_failed", key)
    wait = in_words(max(waits.values(), default=0))
    if waits.get("key"):
        return f"Too many wrong passwords for this account. Wait {wait}, then try again, or choose a new password."
    return f"Too many wrong passwords have come from your network. Wait {wait}, then try again."


def seconds_to_wait(request: HttpRequest, action: str, key: str) -> int:
    return max(seconds_by_rate(request, action, key).values(), default=0)


def seconds_by_rate(request: HttpRequest, action: str, key: str) -> dict[str, int]:
    """Seconds until each limit that is used up lets one more try pass, by what it counts: ip, key or user."""
    rates = [rate for rate in ratelimit.get_rates(app=APP, action=action) if applies(request, rate)]
    waits = {rate.per: seconds_until_free(request, action, rate, key) for rate in rates}
    return {per: seconds for per, seconds in waits.items() if seconds}


def applies(request: HttpRequest, rate: ratelimit.Rate) -> bool:
    return rate.per != "user" or request.user.is_authenticated


def seconds_until_free(request: HttpRequest, action: str, rate: ratelimit.Rate, key: str) -> int:
    tries = cache.get(ratelimit.get_cache_key(request, app=APP, action=action, rate=rate, key=key), [])
    now = time.time()
    counted = [at for at in tries if at > now - rate.duration]
    if len(counted) < rate.amount:
        return 0
    return math.ceil(counted[rate.amount - 1] + rate.duration - now)


def in_words(seconds: int) -> str:
    """ "4 minutes", rounded up, so that nobody comes back too early."""
    minutes = max(1, math.ceil(seconds / 60))
    if minutes > 90:
        return f"{math.ceil(minutes / 60)} hours"
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def is_too_many(request: HttpRequest, action: str) -> bool:
    """Count one more try, whatever its method, and say whether that was one too many."""
    return ratelimit.consume(request, app=APP, action=action, limit_get=True) is None
