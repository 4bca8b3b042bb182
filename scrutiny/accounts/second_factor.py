"""The second factor: a code from an app on a telephone, besides the password."""

import base64
import hashlib
from collections.abc import Callable

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.encoding import force_bytes
from django.utils.html import escape

from scrutiny.models import User

OPEN_WITHOUT = {
    *("mfa_activate_totp", "account_logout", "account_reauthenticate", "mfa_reauthenticate"),
    *("council_css", "council_icon", "council_logo"),
}
"""What an officer reaches before setting it up: the setting up, signing out, and the look of both."""

HAS_IT = "has_second_factor"


def is_required_of(user: User) -> bool:
    """Of everybody who reads drafts and private papers, where the council asks for it."""
    return settings.SECOND_FACTOR == "officers" and user.scope.sees_everything


def led_to_it(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Whoever must have a second factor and has none is led to set it up, and reaches nothing else."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if is_missing(request) and name_of(request.path) not in OPEN_WITHOUT:
            return redirect("mfa_activate_totp")
        return get_response(request)

    return middleware


def is_missing(request: HttpRequest) -> bool:
    if not request.user.is_authenticated or not is_required_of(request.user):
        return False
    return not has_one(request)


def has_one(request: HttpRequest) -> bool:
    """Asked of the database once in a session."""
    if request.session.get(HAS_IT) == request.user.pk:
        return True
    found = is_mfa_enabled(request.user, [Authenticator.Type.TOTP])
    if found:
        request.session[HAS_IT] = request.user.pk
    return found


def name_of(path: str) -> str:
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return ""


def safe() -> MultiFernet:
    """Keeps the secrets of second factors unreadable in the database and its backups."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"second factor " + force_bytes(key)).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is not right. Codes change every 30 seconds: type the one that you see now.",
        "cannot_delete_authenticator": "Your role needs a second factor, so it can’t be turned off.",
        "cannot_generate_recovery_codes": "Set up your second factor first: recovery codes stand in for it.",
    }

    def get_totp_issuer(self) -> str:
        return settings.COUNCIL_NAME

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not is_required_of(authenticator.user)

    def encrypt(self, text: str) -> str:
        return safe().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """After SECRET_KEY has changed no code fits any more: a manager takes the second factor away."""
        try:
            return safe().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return generate_totp_secret()

    def build_totp_svg(self, url: str) -> str:
        """The square that a telephone photographs, drawn without any style of its own."""
        import qrcode

        code = qrcode.QRCode(border=4)
        code.add_data(url)
        rows = code.get_matrix()
        dots = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dot in enumerate(row) if dot)
        size = len(rows)
        return (
            f'<svg class="app-square" viewBox="0 0 {size} {size}" width="240" height="240" role="img" '
            f'aria-label="{escape("Square code for your app; the key below says the same")}">'
            f'<rect width="{size}" height="{size}" fill="#ffffff"/><path d="{dots}" fill="#000000"/></svg>'
        )
