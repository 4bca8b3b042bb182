"""A thousand secret words, planted wherever something private is written: nobody outside reads one of them."""

import logging
import re

import pytest
from django.test import Client

from scrutiny.search.finding import Results, find
from tests.addresses import addresses
from tests.crawl import answer_at, crawl
from tests.planted import plant
from tests.secret_records import (
    ASKED_ALONE,
    BODY,
    CORRECTED,
    FILE_NAME,
    FOR_WORK_ALONE,
    HISTORY_ALONE,
    OTHER_DRAFT,
    OWN_DRAFT,
    OWN_WORK,
    REMOVED_FILE,
    TYPED_BY_LINK,
    Planting,
)
from tests.secret_words import SecretWords, misspelt

pytestmark = [pytest.mark.django_db, pytest.mark.search]

A_THOUSAND = 1000
OUTSIDERS = ("stranger", "other councillor")
ASKED = ["private", "matter", "progress", "evidence", "children", '"what was said"', "paper", "2098"]
MONTHS = [f"/meetings/calendar/{month}/" for month in ("2022/07", "2098/05", "2098/06", "2098/09")]
"""In which something is planted."""

LISTS = [
    *MONTHS,
    *(f"/search/?q={asked}" for asked in ASKED),
    *("/recommendations/?followed=on", "/recommendations/?progress=slipped", "/recommendations/?text=every"),
    *("/meetings/?when=past", "/inspections/?text=visit", "/people/?name=z"),
]
NEW_EACH_TIME = re.compile(
    r'csrfmiddlewaretoken" value="\w+"|csrftoken=.+|nonce="[^"]+"|nonce-[^\']+|(?:X-Request-ID|Expires): .+'
)
TOKEN = "csrfmiddlewaretoken"
ETAG = re.compile(r"ETag: .+")


@pytest.fixture(autouse=True)
def quiet(caplog):
    """Refusals are what is tested here; they need no line in the log each."""
    caplog.set_level(logging.ERROR, "django.request")


@pytest.fixture
def words():
    return SecretWords(A_THOUSAND)


@pytest.fixture
def planting(words, panel, officer):
    return Planting(words, panel, officer)


@pytest.fixture
def secrets(planting):
    known = planting.what_is_known_to_be_private()
    planting.what_is_not_known_at_all(known)
    return known


def browser_of(user):
    client = Client()
    if user.is_authenticated:
        client.force_login(user)
    return client


def found_in(words, answers):
    """The words of which an address gives more than was asked of it."""
    found = {path: words.in_text(answer.text) - words.in_text(path) for path, answer in answers.items()}
    return {path: there for path, there in found.items() if there}


def read_in(words, answers):
    return frozenset().union(*found_in(words, answers).values())


def like(text):
    """The text without what is new each time."""
    return NEW_EACH_TIME.sub("", text)


def as_ever(answers):
    """What came back; of a form, whose token is another each time, without the tag that is made from it."""
    return {
        path: (answer.status, ETAG.sub("", like(answer.text)) if TOKEN in answer.text else like(answer.text))
        for path, answer in answers.items()
    }


def test_officers_read_them_so_that_they_could_be_found(secrets, words, officer):
    read = read_in(words, crawl(browser_of(officer), also=MONTHS))

    assert len(words.places) == A_THOUSAND
    assert words.places_of(words.all - read) == {BODY, FILE_NAME, OTHER_DRAFT, REMOVED_FILE, TYPED_BY_LINK}


def test_no_address_gives_anybody_outside_one_of_them(secrets, words, everyone, panel, officer):
    of_the_table = [path for paths in addresses(plant(panel, officer)).values() for path in paths]
    of_officers = list(crawl(browser_of(officer), also=MONTHS))

    for role in OUTSIDERS:
        visited = crawl(browser_of(everyone[role]), also=[*of_the_table, *of_officers])
        assert visited.keys() >= {*of_the_table, *of_officers}
        assert found_in(words, visited) == {}


def test_no_search_from_outside_finds_counts_or_suggests_one(secrets, words, everyone):
    for role in OUTSIDERS:
        asked = [*words.all, *map(misspelt, sorted(words.all)[::4])]
        assert {word for word in asked if find(everyone[role], word) != Results()} == set()


def test_a_search_by_officers_finds_and_suggests_what_is_not_history_alone(secrets, words, officer):
    found = {word for word in words.all if find(officer, word).count}
    suggested = {word for word in words.all if find(officer, misspelt(word)).meant == word}

    not_indexed = {
        *(FILE_NAME, OTHER_DRAFT, OWN_DRAFT, CORRECTED),
        *(*FOR_WORK_ALONE, *OWN_WORK, *HISTORY_ALONE, *ASKED_ALONE),
    }
    assert words.places_of(words.all - found) == not_indexed
    assert suggested == found


def test_the_page_answers_as_if_the_word_were_nobodys(secrets, words, everyone):
    nobodys = "zqqqqqqqqqqq"
    for role in OUTSIDERS:
        browser = browser_of(everyone[role])
        asked = [*sorted(words.all)[::20], nobodys]
        pages = {word: answer_at(browser, f"/search/?q={word}").body.replace(word, "") for word in asked}
        unlike = {word for word, page in pages.items() if like(page) != like(pages[nobodys])}
        assert ("Nothing found for" in pages[nobodys], unlike) == (True, set())


def test_what_is_not_known_at_all_changes_no_page_outside(planting, everyone):
    known = planting.what_is_known_to_be_private()
    browsers = {role: browser_of(everyone[role]) for role in OUTSIDERS}
    before = {role: as_ever(crawl(browser, also=LISTS)) for role, browser in browsers.items()}

    planting.what_is_not_known_at_all(known)

    after = {role: as_ever(crawl(browser, also=LISTS)) for role, browser in browsers.items()}
    assert after == before
