"""Links by which people without an account answer: who opens them, what a look changes, and when they stop."""

import hashlib
import json
import logging
import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.test import Client

from meetings.models import PaperRequest
from scrutiny.logs.lines import Json
from scrutiny.models import AnswerRequest, Letter
from scrutiny.models.answer import LINK
from scrutiny.operations import (
    LinkStopped,
    StoppedAlready,
    TooMuchToKeep,
    change,
    forget_kept,
    keep_answer,
    open_link,
    post,
    renew_link,
    stop_link,
)
from tests.dumped import tables
from tests.factories import AnswerRequestFactory, ChairCommentFactory, OfficeFactory, PaperRequestFactory, UserFactory
from tests.history import last_row
from tests.visits import body

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 1, 8, 10, tzinfo=UTC)
LATER = datetime(2027, 1, 18, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def eighth_of_january():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def joe(db):
    return UserFactory(name="Joe Tran", email="joe.tran@thornmere.example")


@pytest.fixture
def stranger_s_browser():
    """As browsers are: a form without a token would not pass where one is needed."""
    return Client(enforce_csrf_checks=True)


def opened(joe, **values):
    with change("test", by=joe) as step:
        facts = {"owner": None, "name": "Imran Sadiq", "email": "imran@thornmere.example", "expires_at": LATER}
        return open_link(step=step, by=joe, **facts | values)


def test_the_token_stands_nowhere_and_is_known_by_its_digest(joe):
    request = opened(joe)

    assert len(request.token) == 43
    assert request.token_digest == hashlib.sha256(request.token.encode()).hexdigest()
    assert AnswerRequest.objects.with_token(request.token) == request
    assert AnswerRequest.objects.with_token(f"{request.token}=") is None
    assert not [table for table, rows in tables().items() if request.token in str(rows)]


def test_each_link_is_another(joe):
    assert len({opened(joe).token for _ in range(20)}) == 20


def test_history_holds_neither_seed_nor_digest(joe):
    row = opened(joe).history.get()

    assert {"seed", "token_digest", "kept"} & {field.name for field in row._meta.fields} == set()


@pytest.mark.parametrize(
    ("owner", "name", "whom"),
    [
        ("", "Imran Sadiq", "Imran Sadiq"),
        ("Head of Virtual School", "Imran Sadiq", "Head of Virtual School (Imran Sadiq)"),
        ("Head of Virtual School", "Head of Virtual School", "Head of Virtual School"),
    ],
)
def test_who_is_asked(owner, name, whom):
    office = OfficeFactory.build(title=owner) if owner else None

    assert AnswerRequest(owner=office, name=name).whom == whom


def test_the_link_stands_in_the_letter_that_leaves_and_in_none_that_is_kept(panel, joe):
    request = PaperRequestFactory(item__meeting__panel=panel)
    with change("test", by=joe, about=panel) as step:
        post(step, about=request.answer_request, address="a@b.example", subject="Asked", body=f"Here: {LINK}")

    assert mail.outbox[0].body == f"Here: {settings.SITE_URL}{request.answer_request.path}"
    assert Letter.objects.get().body == f"Here: {LINK}"


def test_a_letter_about_something_else_never_holds_a_link(panel, joe):
    with change("test", by=joe, about=panel) as step:
        post(step, about=panel, address="a@b.example", subject="Published", body=f"Somebody typed {LINK}")

    assert mail.outbox[0].body == f"Somebody typed {LINK}"


def renewed(request):
    with change("test", by=request.asked_by) as step:
        return renew_link(step=step, request=request, expires_at=LATER)


def test_a_link_that_ran_out_works_again_at_the_same_address(joe):
    request = opened(joe, expires_at=NOW)
    token = request.token

    renewed(request)

    assert (request.state, request.token) == (AnswerRequest.State.OPEN, token)


def test_in_place_of_a_link_that_was_stopped_there_is_another(joe):
    request = opened(joe)
    token = request.token
    stop_link(request=request, by=joe)

    renewed(request)

    assert request.state == AnswerRequest.State.OPEN
    assert AnswerRequest.objects.with_token(token) is None
    assert AnswerRequest.objects.with_token(request.token) == request


def test_a_link_made_under_another_secret_gets_a_new_address(joe, settings):
    request = opened(joe)
    old = request.token
    settings.SECRET_KEY = "x" * 60

    renewed(request)

    assert request.token != old
    assert AnswerRequest.objects.with_token(request.token) == request


def test_stopping_says_who_and_when(joe):
    request = stop_link(request=opened(joe), by=joe, words="Sent to the wrong person.")

    assert (request.state, request.revoked_at, request.revoked_by) == (AnswerRequest.State.STOPPED, NOW, joe)
    assert last_row(request) == {
        "verb": "stop_link",
        "words": "Sent to the wrong person.",
        "by": joe,
        "parent": ("scrutiny.answerrequest", request.pk),
        "type": "~",
    }
    with pytest.raises(StoppedAlready):
        stop_link(request=request, by=joe)


def test_what_was_typed_is_kept_by_question_and_forgotten_once_sent(joe):
    request = opened(joe)
    keep_answer(request=request, key="paper-1", typed={"title": ["Report"]})
    keep_answer(request=request, key="paper-2", typed={"title": ["Another"]})
    keep_answer(request=request, key="paper-1", typed={"title": ["Annual report"]})

    assert AnswerRequest.objects.get().kept == {
        "paper-2": {"title": ["Another"]},
        "paper-1": {"title": ["Annual report"]},
    }
    forget_kept(request=request, key="paper-1")
    assert AnswerRequest.objects.get().kept == {"paper-2": {"title": ["Another"]}}
    assert request.history.count() == 1


def test_nothing_is_kept_for_a_link_that_stopped_or_without_end(joe):
    with pytest.raises(LinkStopped):
        keep_answer(request=opened(joe, expires_at=NOW), key="paper-1", typed={})
    with pytest.raises(TooMuchToKeep):
        keep_answer(request=opened(joe), key="paper-1", typed={"title": ["x" * 200_001]})


STOPPED = (
    "This link stopped working on 8 January 2027. What you saved is safe. Joe Tran can send you a new one: "
    "joe.tran@thornmere.example, 01632 960001."
)


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", body(answer)).split()).replace(" ,", ",").replace(" .", ".")


def test_a_link_that_has_run_out_says_so_and_who_sends_another(client, joe, settings):
    settings.COUNCIL_PHONE = "01632 960001"

    answer = client.get(opened(joe, expires_at=NOW).path)

    assert answer.status_code == 410
    assert STOPPED in text_of(answer)


def test_a_link_that_was_stopped_says_the_same(client, joe, settings):
    settings.COUNCIL_PHONE = "01632 960001"
    request = stop_link(request=opened(joe), by=joe)

    answer = client.get(request.path)

    assert answer.status_code == 410
    assert STOPPED in text_of(answer)


def test_nothing_is_received_by_a_link_that_stopped(client):
    asked = PaperRequestFactory(answer_request__expires_at=NOW)
    before = tables()

    answer = client.post(asked.answer_request.path, {"title": "Report", "stage": "draft"})

    assert answer.status_code == 410
    assert tables() == before


def test_a_tampered_link_answers_as_one_that_never_was(client):
    path = PaperRequestFactory().answer_request.path
    tampered = f"{path[:-2]}{'A' if path[-2] != 'A' else 'B'}/"

    answers = [client.get(asked) for asked in (tampered, "/answer/never/", "/answer/%00/")]

    assert {(answer.status_code, body(answer)) for answer in answers} == {(404, body(answers[0]))}


@pytest.fixture
def links(db):
    """One in each state, a chair's among them."""
    asked = PaperRequestFactory()
    PaperRequestFactory(answer_request=asked.answer_request, received=True)
    return [
        asked.answer_request,
        ChairCommentFactory(meeting=asked.item.meeting).answer_request,
        PaperRequestFactory(state=PaperRequest.State.WITHDRAWN).answer_request,
        AnswerRequestFactory(expires_at=NOW),
        AnswerRequestFactory(revoked_at=NOW, revoked_by=UserFactory()),
        AnswerRequestFactory(),
    ]


def test_whoever_opens_every_link_changes_nothing(links, stranger_s_browser):
    before = tables()

    for link in links:
        for path in (link.path, f"{link.path}?question=paper-1&done=sent", f"{link.path}?question=none"):
            for look in (stranger_s_browser.get, stranger_s_browser.head, stranger_s_browser.options):
                assert look(path).status_code in {200, 405, 410}

    assert tables() == before
    assert stranger_s_browser.cookies == {}


def test_no_cache_keeps_the_page_and_nobody_is_told_its_address(links, client):
    for path in (*(link.path for link in links), "/answer/never/"):
        answer = client.get(path)
        assert {name: answer[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")} == {
            "Cache-Control": "private, no-store",
            "Referrer-Policy": "no-referrer",
            "X-Robots-Tag": "noindex, nofollow, noarchive",
        }


def test_the_log_holds_no_token(links, client, caplog, monkeypatch):
    caplog.set_level(logging.INFO)
    for link in links:
        client.get(link.path)
        client.options(link.path)
    monkeypatch.setattr("scrutiny.views.answers.questions", lambda _request: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        client.get(links[0].path)

    lines = [Json().format(record) for record in caplog.records]

    assert {json.loads(line).get("page") for line in lines} >= {"answer"}
    assert [line for line in lines for link in links if link.token in line] == []


def test_guessing_is_stopped(client, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"answer": "3/m/ip"}
    path = PaperRequestFactory().answer_request.path

    statuses = [client.get(f"/answer/guess-{n}/").status_code for n in range(3)]
    refused = client.get(path)

    assert statuses == [404, 404, 404]
    assert (refused.status_code, refused["Cache-Control"]) == (429, "private, no-store")
    assert int(refused["Retry-After"]) > 0


def test_what_was_typed_is_there_for_whoever_comes_back(stranger_s_browser):
    asked = PaperRequestFactory()
    path = asked.answer_request.path

    kept = stranger_s_browser.post(path, {"question": asked.key, "keep": "1", "title": "Half a report", "stage": ""})

    assert kept["Location"] == f"{path}?question={asked.key}&done=kept"
    page = body(stranger_s_browser.get(path))
    assert 'value="Half a report"' in page
    asked.refresh_from_db()
    assert (asked.state, asked.document) == (PaperRequest.State.ASKED, None)


def test_everything_asked_by_one_link_is_asked_one_after_another(client):
    first = PaperRequestFactory(item__title="Virtual school")
    second = PaperRequestFactory(item__title="Short breaks", answer_request=first.answer_request)
    path = first.answer_request.path

    pages = [body(client.get(path)), body(client.get(f"{path}?question={second.key}"))]

    assert "1 of 2" in pages[0]
    assert f'href="?question={second.key}"' in pages[0]
    assert "2 of 2" in pages[1]
    assert "<h1>Short breaks</h1>" in pages[1]


def test_a_link_by_which_nothing_is_asked_any_more_says_so(client):
    assert "Nothing is asked of you any more" in body(client.get(AnswerRequestFactory().path))
