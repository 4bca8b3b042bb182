"""Where the records are kept: an SQLite file unless DATABASE_URL names a PostgreSQL server."""

from pathlib import Path
from typing import Any

import dj_database_url

from .environment import UnusableSetting

HINT = "postgres://user:password@server/name, or sqlite:////folder/file"

# IMMEDIATE: a writer waits its turn at the start and never fails half-way.
# Secure delete: what is deleted is overwritten in the file, so that nothing withheld can be read out of it.
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
}
ENGINES = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}


def database(url: str, data_dir: Path) -> dict[str, Any]:
    """Django's description of the database. The address may hold a password, so no sentence repeats it."""
    try:
        config = dict(dj_database_url.parse(url or f"sqlite:///{data_dir / 'scrutiny.sqlite3'}"))
    except ValueError:
        raise UnusableSetting(f"DATABASE_URL is not an address that can be read: it looks like {HINT}.") from None
    if config["ENGINE"] not in ENGINES or not config["NAME"]:
        raise UnusableSetting(f"DATABASE_URL names neither PostgreSQL nor an SQLite file: it looks like {HINT}.")
    if config["ENGINE"].endswith("sqlite3"):
        return config | {"OPTIONS": SQLITE, "TEST": {"NAME": str(data_dir / "test.sqlite3")}}
    return config | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
