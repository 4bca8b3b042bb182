"""The council's own sign-in by OpenID Connect: OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET name it."""

from typing import Any
from urllib.parse import urlsplit

from .environment import Environment, UnusableSetting

COUNCIL = "council"
"""The provider's name in addresses: what it calls back is /accounts/oidc/council/login/callback/."""

HINT = "the address that the provider gives as its issuer, like https://login.example.gov.uk/council"
ON_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


def provider(environment: Environment) -> dict[str, Any]:
    """allauth's settings of the provider; none when OIDC_ISSUER is not set."""
    issuer = environment.text("OIDC_ISSUER")
    if not issuer:
        refuse_lonely(environment)
        return {}
    server = usable(issuer)
    client = environment.required("OIDC_CLIENT_ID", "the name that the provider gave to this site")
    secret = environment.required("OIDC_CLIENT_SECRET", "the secret that the provider gave to this site")
    return of(server, client, secret)


def of(issuer: str, client: str, secret: str) -> dict[str, Any]:
    app = {
        "provider_id": COUNCIL,
        "name": COUNCIL,
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


def refuse_lonely(environment: Environment) -> None:
    for name in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_NAME"):
        if environment.text(name):
            raise UnusableSetting(f"{name} is set but OIDC_ISSUER is missing: set it to {HINT}.")


def usable(issuer: str) -> str:
    try:
        parts = urlsplit(issuer)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in {"https", "http"} or parts.query or parts.fragment or parts.username:
        raise UnusableSetting(f'OIDC_ISSUER "{issuer}" is not an address that can be read: set it to {HINT}.')
    if parts.scheme == "http" and host not in ON_THIS_MACHINE:
        raise UnusableSetting(f'OIDC_ISSUER "{issuer}" is not private: it must begin with https://.')
    return issuer.rstrip("/")
