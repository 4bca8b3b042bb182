"""A code from an app besides the password, and who can't do without."""

import re
import time
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from scrutiny.models import Role
from scrutiny.operations import remove_second_factor
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

ACTIVATE = "/accounts/2fa/totp/activate/"
CODES = "/accounts/2fa/recovery-codes/"
NEEDED = "Your role needs a second factor"


@pytest.fixture
def needed(settings):
    settings.SECOND_FACTOR = "officers"


@pytest.fixture
def set_up(client, officer):
    """The officer has set up a second factor in the browser; gives its key."""

    def begin(user=officer, browser=client):
        sign_in(browser, user)
        key = browser.get(ACTIVATE).context["form"].secret
        page = browser.post(ACTIVATE, {"code": code_of(key)}, follow=True)
        assert page.redirect_chain[-1][0] == CODES
        return key

    return begin


def code_of(key, at=None) -> str:
    return format_hotp_value(hotp_value(key, int(at or time.time()) // 30))


def sign_in(client, user):
    return client.post("/accounts/login/", {"login": user.email, "password": PASSWORD}, follow=True)


def words(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_signing_in_asks_for_the_code_and_takes_each_once(set_up, officer):
    key = set_up()
    later = timezone.now() + timedelta(minutes=2)
    with time_machine.travel(later, tick=False):
        browser, thief = Client(), Client()
        page = sign_in(browser, officer)
        assert "Enter your code" in words(page)
        assert browser.get("/account/").status_code == 302
        assert "This code is not right" in words(browser.post("/accounts/2fa/authenticate/", {"code": "000000"}))
        browser.post("/accounts/2fa/authenticate/", {"code": code_of(key)})
        assert browser.get("/account/").status_code == 200

        sign_in(thief, officer)
        assert "This code is not right" in words(thief.post("/accounts/2fa/authenticate/", {"code": code_of(key)}))


def test_a_telephone_whose_clock_is_half_a_minute_wrong_still_works(set_up, officer):
    key = set_up()
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=False):
        browser = Client()
        sign_in(browser, officer)
        browser.post("/accounts/2fa/authenticate/", {"code": code_of(key, time.time() - 30)})
        assert browser.get("/account/").status_code == 200


def test_five_wrong_codes_close_the_way_for_five_minutes(set_up, officer):
    key = set_up()
    browser = Client()
    with time_machine.travel(timezone.now() + timedelta(minutes=10), tick=False):
        sign_in(browser, officer)
        for _ in range(5):
            browser.post("/accounts/2fa/authenticate/", {"code": "000000"})
        page = browser.post("/accounts/2fa/authenticate/", {"code": code_of(key)})
    assert "Too many wrong codes. Wait 5 minutes, then try again." in words(page)


def test_a_recovery_code_stands_in_once(set_up, officer, client):
    set_up()
    [*codes] = client.get(CODES).context["unused_codes"]
    assert len(codes) == 10

    for expected in (200, 302):
        browser = Client()
        sign_in(browser, officer)
        browser.post("/accounts/2fa/authenticate/", {"code": codes[0]})
        assert browser.get("/account/").status_code == expected
    assert "You have 9 recovery codes left" in words(client.get("/account/"))


def test_recovery_codes_can_be_kept_as_a_file_and_made_anew(set_up, client):
    set_up()
    before = client.get(CODES).context["unused_codes"]
    assert client.get(f"{CODES}download/").content.decode().split() == before

    client.post(f"{CODES}generate/", {"x": ""})
    assert set(client.get(CODES).context["unused_codes"]).isdisjoint(before)


@pytest.mark.django_db(transaction=True)
def test_a_letter_says_what_changed(set_up, officer):
    set_up()

    [letter] = mail.outbox
    assert (letter.subject, letter.to) == ("Your account has a second factor", [officer.email])
    assert "If this was not you" in letter.body


def test_a_wrong_code_sets_nothing_up(client, officer):
    sign_in(client, officer)
    client.get(ACTIVATE)

    assert "This code is not right" in words(client.post(ACTIVATE, {"code": "000000"}))
    assert not Authenticator.objects.exists()


def test_the_square_needs_no_style(client, officer):
    sign_in(client, officer)
    page = client.get(ACTIVATE)

    assert "<svg" in words(page)
    assert "style=" not in words(page)
    assert "data:image" not in words(page)
    assert "unsafe" not in page["Content-Security-Policy"]
    assert page.context["totp_url"].startswith(f"otpauth://totp/{officer.email.replace('@', '%40')}?secret=")
    assert "issuer=Thornmere%20Council" in page.context["totp_url"]


def test_the_secrets_are_unreadable_in_the_database(set_up):
    key = set_up()

    assert key not in str([row.data for row in Authenticator.objects.all()])


def test_after_the_sites_key_changed_no_code_fits(set_up, officer, settings):
    key = set_up()
    settings.SECRET_KEY = "another-key-that-is-long-enough-for-everybody-who-asks-for-it"
    browser = Client()
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=False):
        sign_in(browser, officer)
        assert "This code is not right" in words(browser.post("/accounts/2fa/authenticate/", {"code": code_of(key)}))


def test_it_can_be_turned_off_where_nobody_needs_it(set_up, client):
    set_up()
    client.post("/accounts/2fa/totp/deactivate/", {"x": ""})

    assert not Authenticator.objects.exists()


def test_whoever_signed_in_long_ago_is_asked_again_first(client, officer):
    sign_in(client, officer)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        asked = client.get(ACTIVATE)
        assert asked["Location"].startswith("/accounts/reauthenticate/")
        assert "This password is not right" in words(client.post(asked["Location"], {"password": "wrong"}))
        assert client.post(asked["Location"], {"password": PASSWORD})["Location"] == ACTIVATE
        assert client.get(ACTIVATE).status_code == 200


# Where it is needed


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.MONITORING_OFFICER])
def test_an_officer_without_one_reaches_nothing_else(needed, client, role):
    user = UserFactory(role=role)
    assert sign_in(client, user).redirect_chain[-1][0] == ACTIVATE

    for path in ["/", "/meetings/", "/meetings/new/", "/admin/", "/users/", "/account/", "/no/such/page/", CODES]:
        assert client.get(path)["Location"] == ACTIVATE, path
        assert client.post(path)["Location"] == ACTIVATE, path
    assert NEEDED in words(client.get(ACTIVATE))
    client.post(reverse("account_logout"))
    assert client.get("/").status_code == 200


def test_setting_it_up_opens_everything(needed, set_up, client):
    set_up()

    assert [client.get(path).status_code for path in ("/", "/meetings/new/", "/account/")] == [200, 200, 200]


def test_it_is_asked_of_the_database_once_in_a_session(needed, set_up, client, django_assert_num_queries):
    set_up()
    client.get("/accessibility/")
    with django_assert_num_queries(2):  # the session and the account
        client.get("/accessibility/")


def test_it_can_not_be_turned_off(needed, set_up, client):
    set_up()
    assert "so it can’t be turned off" in words(client.get("/accounts/2fa/totp/deactivate/"))
    client.post("/accounts/2fa/totp/deactivate/", {"x": ""})

    assert Authenticator.objects.filter(type="totp").exists()


def test_councillors_and_strangers_need_none(needed, client, councillor):
    assert client.get("/").status_code == 200
    sign_in(client, councillor)
    assert client.get("/account/").status_code == 200


def test_an_officer_is_led_there_after_it_was_taken_away(needed, set_up, client, officer, manager):
    set_up()
    remove_second_factor(user=officer, by=manager)
    assert client.get("/account/")["Location"].startswith("/accounts/login/")

    assert sign_in(client, officer).redirect_chain[-1][0] == ACTIVATE


def test_a_councillor_who_becomes_an_officer_needs_one_at_once(needed, client, councillor):
    sign_in(client, councillor)
    councillor.role = Role.OFFICER
    councillor.save()

    assert client.get("/")["Location"] == ACTIVATE
