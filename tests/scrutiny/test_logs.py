"""What a council's server writes down: that something happened, never what was typed, read or recorded."""

import json
import logging
import re
import subprocess
import sys
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.logs.lines import Json, Plain
from scrutiny.logs.requests import WELL_FORMED
from tests.asking import FORM, ask, rawly, send
from tests.bench.server import serving
from tests.environment import FOR_TESTS, LIKE_PRODUCTION
from tests.installations import ROOT, manage, set_up

SECRET = "xyzzyplanted"
A_WORKER_FOR_AN_HOUR = (
    "from datetime import timedelta; from django.utils.timezone import now; from scrutiny.models import Worker; "
    "Worker.objects.create(name='w', started_at=now(), seen_at=now() + timedelta(hours=1))"
)
NUMBER = re.compile(r"[0-9a-f]{16}")
UPLOAD = (
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="xyzzyplanted.pdf"\r\n'
    b"Content-Type: application/pdf\r\n\r\nxyzzyplanted\r\n--x--\r\n"
)


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """A new installation with a council's settings, on SQLite."""
    own = {"DATA_DIR": str(tmp_path_factory.mktemp("data")), "DJANGO_SETTINGS_MODULE": "tests.logged_site"}
    return LIKE_PRODUCTION | own | {"EMAIL_URL": "smtp://xyzzyplanted:xyzzyplanted@127.0.0.1:1"}


@pytest.fixture(scope="module")
def answers(environment, tmp_path_factory):
    """What was asked of a server, secrets planted wherever one can be, and the log that it wrote meanwhile."""
    log = tmp_path_factory.mktemp("log") / "log"
    set_up(environment)
    manage({"PATH": "/usr/bin:/bin", **environment}, "shell", "-v0", "-c", A_WORKER_FOR_AN_HOUR)
    with log.open("wb") as stream, serving(environment, log=stream) as server:
        port = server.port
        found = {
            "a page": ask(port, "GET", "/meetings/"),
            "a number": ask(port, "GET", "/meetings/", X_Request_ID="0123456789abcdef-0123"),
            "words for a number": ask(port, "GET", "/meetings/", X_Request_ID=SECRET),
            "search": ask(port, "GET", f"/search/?q={SECRET}"),
            "filters": ask(port, "GET", f"/meetings/?panel={SECRET}&state={SECRET}&page={SECRET}"),
            "no such page": ask(port, "GET", f"/{SECRET}/{SECRET}.html?{SECRET}={SECRET}"),
            "no such record": ask(port, "GET", f"/panels/{SECRET}/"),
            "no such file": ask(port, "GET", f"/documents/{uuid4()}/{SECRET}.pdf"),
            "no such style": ask(port, "GET", f"/static/{SECRET}.css"),
            "asked to sign in": ask(port, "GET", f"/panels/{SECRET}/edit/?{SECRET}"),
            "another host": ask(port, "GET", "/", Host=f"{SECRET}.example"),
            "a host that is none": ask(port, "GET", "/", Host=f"{SECRET}/<>"),
            "a wrong proxy": ask(port, "GET", "/", X_Forwarded_For=f"{SECRET}, {SECRET}"),
            "a method of one's own": ask(port, SECRET.upper(), "/"),
            "a cookie": ask(port, "GET", "/", Cookie=f"sessionid={SECRET}; csrftoken={SECRET}"),
            "a browser's name": ask(port, "GET", "/", User_Agent=SECRET, Referer=f"https://{SECRET}.example/{SECRET}"),
            "a form without its token": ask(
                port, "POST", f"/accounts/login/?next=/{SECRET}", f"login={SECRET}".encode(), Content_Type=FORM
            ),
            "an upload": ask(
                port, "POST", f"/meetings/{SECRET}/", UPLOAD, Content_Type="multipart/form-data; boundary=x"
            ),
            "a broken upload": ask(
                port, "POST", "/accounts/login/", b"--x", Content_Type=f"multipart/form-data; boundary={SECRET}"
            ),
            "too many fields": ask(
                port, "POST", "/accounts/login/", b"&".join([b"xyzzyplanted=1"] * 1100), Content_Type=FORM
            ),
            "a sign-in that fails": send(
                port, "/accounts/login/", login=f"{SECRET}@thornmere.example", password=SECRET
            ),
            "a password forgotten": send(port, "/accounts/password/reset/", email=f"{SECRET}@thornmere.example"),
            "a page that fails": ask(port, "GET", f"/fails/{SECRET}/?text={SECRET}"),
            "a form that fails": ask(port, "HEAD", f"/fails/{SECRET}/", f"text={SECRET}".encode(), Content_Type=FORM),
            "a database that fails": ask(port, "GET", f"/fails-in-database/{SECRET}/"),
            "a warning": ask(port, "GET", f"/warns/{SECRET}/"),
            "not https": ask(port, "GET", f"/{SECRET}/?{SECRET}", X_Forwarded_Proto="http"),
            "well": ask(port, "GET", "/healthz", X_Forwarded_Proto="http"),
        }
        rawly(port, b"GET /xyzzyplanted HTTP/9.9 xyzzyplanted\r\n\r\n")
        rawly(port, b"GET /" + b"xyzzyplanted" * 2000 + b" HTTP/1.1\r\n\r\n")
        rawly(port, b"GET / HTTP/1.1\r\nxyzzyplanted\r\n\r\n")
        rawly(port, b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: xyzzyplanted\r\n\r\n")
    return found, log.read_text()


@pytest.fixture(scope="module")
def lines(answers):
    return [json.loads(line) for line in answers[1].splitlines()]


def test_every_line_is_one_object(lines):
    assert {type(line) for line in lines} == {dict}
    assert all({"time", "level", "logger", "message", "at"} <= line.keys() for line in lines)


def test_nothing_that_was_sent_is_in_the_log(answers):
    found, log = answers

    assert [line for line in log.splitlines() if SECRET in line.lower()] == []
    assert {name for name, (status, _, _) in found.items() if status == 500} == {
        "a page that fails", "a form that fails", "a database that fails",
    }  # fmt: skip


def test_each_request_has_a_line_with_its_page_and_how_it_ended(answers, lines):
    found, _ = answers
    written = {line["request"]: line for line in lines if line["logger"] == "scrutiny.requests"}

    def line_of(name):
        line = written[found[name][1]["X-Request-ID"]]
        return line["method"], line["page"], line["status"]

    assert {name: line_of(name) for name in found if name not in ("well", "words for a number")} == {
        "a page": ("GET", "meetings", 200),
        "a number": ("GET", "meetings", 200),
        "search": ("GET", "search", 200),
        "filters": ("GET", "meetings", 200),
        "no such page": ("GET", None, 404),
        "no such record": ("GET", "panel", 404),
        "no such file": ("GET", "document_file", 404),
        "no such style": ("GET", None, 404),
        "asked to sign in": ("GET", "panel_edit", 302),
        "another host": ("GET", None, 400),
        "a host that is none": ("GET", None, 400),
        "a wrong proxy": ("GET", "home", 200),
        "a method of one's own": ("other", "home", 403),
        "a cookie": ("GET", "home", 200),
        "a browser's name": ("GET", "home", 200),
        "a form without its token": ("POST", "account_login", 403),
        "an upload": ("POST", None, 404),
        "a broken upload": ("POST", "account_login", 403),
        "too many fields": ("POST", "account_login", 403),
        "a sign-in that fails": ("POST", "account_login", 200),
        "a password forgotten": ("POST", "account_reset_password", 302),
        "a page that fails": ("GET", "fails", 500),
        "a form that fails": ("HEAD", "fails", 500),
        "a database that fails": ("GET", "fails_in_database", 500),
        "a warning": ("GET", "warns", 200),
        "not https": ("GET", None, 301),
    }


def test_a_failure_says_what_failed_and_where(answers, lines):
    found, _ = answers
    number = found["a page that fails"][1]["X-Request-ID"]

    [line] = [line for line in lines if line.get("request") == number and line["logger"] == "django.request"]

    [error] = line["errors"]
    assert (line["level"], error["type"]) == ("error", "builtins.LookupError")
    assert re.fullmatch(r"tests\.failing\.fails:\d+", error["at"][-1])


def test_the_page_of_a_failure_shows_the_number_that_the_log_has(answers):
    _, headers, page = answers[0]["a page that fails"]

    assert f"say this number: <strong>{headers['X-Request-ID']}</strong>" in page


def test_a_proxys_number_is_kept_only_if_it_is_one(answers):
    found, _ = answers

    assert found["a number"][1]["X-Request-ID"] == "0123456789abcdef-0123"
    assert NUMBER.fullmatch(found["words for a number"][1]["X-Request-ID"])


def test_a_librarys_words_are_kept_as_they_stand_in_its_code(lines):
    assert [line["message"] for line in lines if line["logger"] == "some.library"] == [
        "read …, 3 times",
        "(words with values in them are left out)",
    ]
    assert [line.get("task") for line in lines if line["logger"] == "some.library"] == [None, 7]


def test_that_the_site_is_well_is_not_written_down_every_few_seconds(answers, lines):
    assert answers[0]["well"][0] == 200
    assert [line for line in lines if line.get("page") == "health"] == []


def test_a_program_that_fails_writes_a_line_without_its_words(environment):
    program = (
        "import sys; sys.argv = ['manage.py', 'check']\n"
        "import django; django.setup()\n"
        "from scrutiny.logs.configuration import take_over; take_over()\n"
        "raise ValueError('xyzzyplanted')"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    [line] = [json.loads(line) for line in outcome.stderr.splitlines()]
    assert (outcome.returncode, line["level"], line["errors"][0]["type"]) == (1, "critical", "builtins.ValueError")
    assert SECRET not in outcome.stderr


def record(message, *args, facts=None, error=None):
    """As `logging` makes it for a call in this file."""
    made = logging.LogRecord(
        "some.logger", logging.INFO, __file__, 1, message, args, error and (type(error), error, None)
    )
    made.facts = facts or {}
    return made


@given(st.text(min_size=1), st.text())
def test_no_words_that_are_not_in_the_code_are_written(message, value):
    written = json.loads(
        Json().format(record(f"about {message}", value, facts={"words": value}, error=KeyError(value)))
    )

    assert (written["message"], written.keys() & {"words"}) == ("(words with values in them are left out)", set())
    assert written["errors"] == [{"type": "builtins.KeyError", "at": []}]


def test_words_of_the_code_are_written_with_their_numbers_only():
    assert json.loads(Json().format(record("%s has %d of %.1f", "Ms Planted", 3, 2.5)))["message"] == "… has 3 of 2.5"
    assert json.loads(Json().format(record("%d years", "Ms Planted")))["message"] == "%d years"
    assert json.loads(Json().format(record("%(who)s left", {"who": "Ms Planted"})))["message"] == "… left"


def test_a_developer_reads_all_of_it_on_one_line():
    plain = Plain("{levelname} {name}: {message}", style="{")

    assert (
        plain.format(record("%s left", "Ms Example", facts={"status": 200}))
        == "INFO some.logger: Ms Example left status=200"
    )


def test_errors_that_led_to_others_are_told_newest_first():
    try:
        try:
            raise KeyError("planted")
        except KeyError as first:
            raise ValueError("planted") from first
    except ValueError as error:
        written = json.loads(Json().format(record("failed", error=error)))

    assert [error["type"] for error in written["errors"]] == ["builtins.ValueError", "builtins.KeyError"]


@given(st.from_regex(WELL_FORMED, fullmatch=True))
def test_a_number_that_is_well_formed_can_say_nothing(number):
    assert set(number) <= set("0123456789abcdef-")
    assert 16 <= len(number) <= 64


@pytest.mark.django_db
def test_who_is_signed_in_is_a_number(client, officer, caplog):
    client.force_login(officer)

    client.get("/meetings/")

    assert [line.facts["user"] for line in caplog.records if line.name == "scrutiny.requests"] == [officer.pk]


@pytest.mark.django_db
def test_nobody_is_looked_up_for_the_log(client, caplog, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/cookies/")

    assert ["user" in line.facts for line in caplog.records if line.name == "scrutiny.requests"] == [False]


def test_a_developers_demonstration_logs_plainly_and_a_council_as_json():
    def form(**changes):
        program = "from scrutiny import settings; print(settings.LOG_FORMAT)"
        own = FOR_TESTS | changes
        return subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, env=own, capture_output=True, text=True, check=True
        ).stdout

    assert form() == "json\n"
    assert form(DEMO="1", DEMO_PASSWORD="three-words-for-tests") == "plain\n"
