"""How letters leave: EMAIL_URL names a mail server, a folder, or the console for a demonstration."""

from typing import Any
from urllib.parse import unquote, urlsplit

from .environment import UnusableSetting

HINT = "smtp+tls://user:password@server:587, folder:/some/path to write them as files, or console: to print them"
PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def mail(url: str) -> dict[str, Any]:
    """Django's e-mail settings. The address may hold a password, so no sentence repeats it."""
    if url == "console:":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if url.startswith("folder:/"):
        return {"EMAIL_BACKEND": "scrutiny.letters.folder.EmailBackend", "LETTERS_FOLDER": url.removeprefix("folder:")}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise UnusableSetting(f"EMAIL_URL is not an address that can be read: it looks like {HINT}.") from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise UnusableSetting(f"EMAIL_URL names no mail server: it looks like {HINT}.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
