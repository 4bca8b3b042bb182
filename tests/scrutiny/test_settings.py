"""A wrong setting stops the start with a sentence. Each case starts the site in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.environment import LIKE_PRODUCTION

ROOT = Path(__file__).resolve().parent.parent.parent
MAIL = "smtp+tls://user:password@server:587, folder:/some/path to write them as files, or console: to print them"
DATABASE = "postgres://user:password@server/name, or sqlite:////folder/file"

ISSUER = "the address that the provider gives as its issuer, like https://login.example.gov.uk/council"


def start(folder: Path, show: str = "SECRET_KEY", **changes: str) -> subprocess.CompletedProcess[str]:
    """Reads the settings as the web server would, and prints one of them."""
    environment = os.environ | LIKE_PRODUCTION | {"DATA_DIR": str(folder / "data")} | changes
    program = f"from scrutiny import settings; print(settings.{show})"
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


WRONG = [
    ("SECRET_KEY", "", "SECRET_KEY is missing: set it to 50 or more random characters"),
    ("SECRET_KEY", "hunter2", "SECRET_KEY is too easy to guess: set it to 50 or more random characters"),
    ("SECRET_KEY", "a" * 60, "SECRET_KEY is too easy to guess: set it to 50 or more random characters"),
    ("DEBUG", "maybe", 'DEBUG "maybe" is neither yes nor no: set it to 1 or 0.'),
    ("HTTPS", "ja", 'HTTPS "ja" is neither yes nor no: set it to 1 or 0.'),
    ("DEMO", "1", "DEMO_PASSWORD is missing: set it to the demonstration's password."),
    ("ALLOWED_HOSTS", "", "ALLOWED_HOSTS is missing: set it to the names that the site answers to"),
    ("DATABASE_URL", "postgres//x", f"DATABASE_URL is not an address that can be read: it looks like {DATABASE}."),
    (
        "DATABASE_URL",
        "mysql://u:p@h/n",
        f"DATABASE_URL names neither PostgreSQL nor an SQLite file: it looks like {DATABASE}.",
    ),
    ("LOG_FORMAT", "xml", 'LOG_FORMAT "xml" is not one of: json, plain.'),
    ("UPLOAD_MAX_MB", "lots", 'UPLOAD_MAX_MB "lots" is not a whole number from 1 to 500.'),
    ("UPLOAD_MAX_MB", "0", 'UPLOAD_MAX_MB "0" is not a whole number from 1 to 500.'),
    ("TRUSTED_PROXIES", "-1", 'TRUSTED_PROXIES "-1" is not a whole number from 0 to 9.'),
    ("SECOND_FACTOR", "maybe", 'SECOND_FACTOR "maybe" is not one of: officers, off.'),
    ("OIDC_ISSUER", "login", f'OIDC_ISSUER "login" is not an address that can be read: set it to {ISSUER}.'),
    ("OIDC_ISSUER", "https://[x", f'OIDC_ISSUER "https://[x" is not an address that can be read: set it to {ISSUER}.'),
    ("OIDC_ISSUER", "http://login.example", 'OIDC_ISSUER "http://login.example" is not private: it must begin with'),
    ("OIDC_ISSUER", "https://login.example", "OIDC_CLIENT_ID is missing: set it to the name that the provider gave"),
    ("OIDC_CLIENT_ID", "us", f"OIDC_CLIENT_ID is set but OIDC_ISSUER is missing: set it to {ISSUER}."),
    ("OIDC_NAME", "Thornmere", f"OIDC_NAME is set but OIDC_ISSUER is missing: set it to {ISSUER}."),
    ("COUNCIL_NAME", "", "COUNCIL_NAME is missing: set it to the council's name as its residents know it."),
    ("COUNCIL_COLOUR", "bleu", 'COUNCIL_COLOUR "bleu" is not a colour like #1d70b8.'),
    ("COUNCIL_LOGO", "crest.gif", 'COUNCIL_LOGO "crest.gif" is not an .svg or .png file that can be read.'),
    ("COUNCIL_EMAIL", "us", 'COUNCIL_EMAIL "us" is not an e-mail address like scrutiny@example.gov.uk.'),
    ("EMAIL_URL", "", f"EMAIL_URL is missing: set it to {MAIL}."),
    ("EMAIL_URL", "pigeon://loft", f"EMAIL_URL names no mail server: it looks like {MAIL}."),
    ("EMAIL_URL", "smtp://server:post", f"EMAIL_URL is not an address that can be read: it looks like {MAIL}."),
    ("SITE_URL", "here", 'SITE_URL "here" is not an address like https://scrutiny.example.gov.uk.'),
    ("ALLOWED_HOSTS", "*", 'SITE_URL "https://*" is not an address like https://scrutiny.example.gov.uk.'),
    ("DATA_DIR", "/dev/null/data", 'DATA_DIR "/dev/null/data" is not a folder that can be made: Not a directory.'),
]


@pytest.mark.parametrize(("name", "value", "sentence"), WRONG, ids=[f"{name}={value[:12]}" for name, value, _ in WRONG])
def test_a_wrong_value_stops_the_start_with_one_sentence(tmp_path, name, value, sentence):
    outcome = start(tmp_path, **{name: value})

    assert (outcome.returncode, outcome.stdout) == (1, "")
    assert outcome.stderr.startswith(sentence)
    assert len(outcome.stderr.splitlines()) == 1


def test_the_sentence_about_a_secret_does_not_repeat_it(tmp_path):
    assert "hunter2" not in start(tmp_path, SECRET_KEY="hunter2").stderr
    assert "hunter2" not in start(tmp_path, OIDC_CLIENT_SECRET="hunter2").stderr
    assert "hunter2" not in start(tmp_path, DATABASE_URL="mysql://clerk:hunter2@server/name").stderr
    assert "hunter2" not in start(tmp_path, EMAIL_URL="pigeon://clerk:hunter2@loft").stderr


def test_the_settings_of_a_council_start(tmp_path):
    outcome = start(tmp_path, show="COUNCIL_COLOUR, settings.DEBUG, settings.SESSION_COOKIE_SECURE")

    assert (outcome.stdout, outcome.stderr) == ("#1d70b8 False True\n", "")


def test_a_local_file_gives_what_the_environment_does_not(tmp_path):
    local = tmp_path / "local"
    local.write_text("# ours\nCOUNCIL_NAME = Thornmere City\nUPLOAD_MAX_MB=7\nPANEL_WORD='committee'\n")

    outcome = start(
        tmp_path,
        show="PANEL_WORD, settings.UPLOAD_MAX_MB, settings.COUNCIL_NAME",
        ENV_FILE=str(local),
        UPLOAD_MAX_MB="9",
        PANEL_WORD="",
        COUNCIL_NAME="Thornmere Council",
    )

    assert outcome.stdout == "committee 9 Thornmere Council\n"


def test_papers_are_kept_where_only_the_site_reads(tmp_path):
    start(tmp_path)

    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_sqlite_waits_its_turn_to_write(tmp_path):
    outcome = start(tmp_path, show='DATABASES["default"]["OPTIONS"]["transaction_mode"]')

    assert outcome.stdout == "IMMEDIATE\n"


def test_one_address_moves_everything_to_postgresql(tmp_path):
    outcome = start(
        tmp_path, show='DATABASES["default"]["ENGINE"]', DATABASE_URL="postgres://clerk:pass@server/records"
    )

    assert outcome.stdout == "django.db.backends.postgresql\n"


def test_a_mail_server_is_named_in_one_line(tmp_path):
    outcome = start(tmp_path, show="EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER")

    assert outcome.stdout == "mail.thornmere.example 587 True scrutiny\n"


def test_officers_need_a_second_factor_unless_this_is_a_demonstration(tmp_path):
    demonstration = {"DEMO": "1", "DEMO_PASSWORD": "three-words-for-tests"}

    assert start(tmp_path, show="SECOND_FACTOR", SECOND_FACTOR="").stdout == "officers\n"
    assert start(tmp_path, show="SECOND_FACTOR", SECOND_FACTOR="", **demonstration).stdout == "off\n"
    assert start(tmp_path, show="SECOND_FACTOR", SECOND_FACTOR="OFF").stdout == "off\n"


def test_the_councils_own_sign_in_is_named_in_four_lines(tmp_path):
    theirs = {
        "OIDC_ISSUER": "https://login.thornmere.example/council/",
        "OIDC_CLIENT_ID": "scrutiny",
        "OIDC_CLIENT_SECRET": "secret",
        "OIDC_NAME": "your Thornmere account",
    }
    show = 'OIDC_NAME, settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"]'

    assert start(tmp_path, show=show, **theirs).stdout == (
        "your Thornmere account https://login.thornmere.example/council\n"
    )


def test_the_verbs_of_decisions_are_the_council_s_own(tmp_path):
    told = start(tmp_path, "DECISION_VERBS", DECISION_VERBS="RESOLVED, RECOMMENDED TO COUNCIL,")

    assert told.stdout.strip() == "['RESOLVED', 'RECOMMENDED TO COUNCIL']"
    assert start(tmp_path, "DECISION_VERBS", DECISION_VERBS="").stdout.strip().startswith("['AGREED', ")
