"""Signing in with the council's own accounts, against a provider that the test starts."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from scrutiny.models import User
from scrutiny.single_sign_on import of
from tests.factories import PASSWORD, UserFactory
from tests.provider import CLIENT, SECRET, provider

pytestmark = pytest.mark.django_db

BEGIN = "/accounts/oidc/council/login/"


@pytest.fixture
def council(settings):
    with provider() as running:
        settings.SOCIALACCOUNT_PROVIDERS = of(running.url, CLIENT, SECRET)
        settings.OIDC_NAME = "your Thornmere account"
        yield running


@pytest.fixture
def olive():
    return UserFactory(email="olive@thornmere.example")


def words(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def sign_in(client, council, begin=BEGIN):
    """There and back again: the page on which one ends."""
    sent = client.get(begin)
    assert sent.status_code == 302, words(sent)
    return client.get(council.consent(sent["Location"]), follow=True)


def is_signed_in(client) -> bool:
    return client.get("/account/").status_code == 200


def test_the_page_for_signing_in_offers_it(council, client):
    page = words(client.get("/accounts/login/?next=/meetings/new/"))

    assert "Sign in with your Thornmere account" in page
    assert f'href="{BEGIN}?next=/meetings/new/"' in page


def test_without_it_nothing_is_offered(client):
    assert "Sign in with" not in words(client.get("/accounts/login/"))
    assert client.get(BEGIN).status_code == 404


def test_an_account_is_found_by_its_confirmed_address(council, client, olive):
    council.claims["email"] = "Olive@Thornmere.Example"
    page = sign_in(client, council, f"{BEGIN}?next=/meetings/new/")

    assert page.redirect_chain[-1][0] == "/meetings/new/"
    assert page.wsgi_request.user == olive
    assert council.asked == ["/.well-known/openid-configuration"] * 2 + ["/userinfo"]


def test_signing_in_makes_nobody_and_keeps_nothing(council, client, olive):
    sign_in(client, council)

    assert list(User.objects.all()) == [olive]
    assert not SocialAccount.objects.exists()
    assert not SocialToken.objects.exists()
    assert User.objects.get(pk=olive.pk).check_password(PASSWORD)


def test_a_person_without_an_account_gets_a_sentence(council, client, olive):
    council.claims["email"] = "stranger@thornmere.example"
    page = sign_in(client, council)

    assert page.status_code == 403
    assert "There is no account here for stranger@thornmere.example. Ask a manager of democratic services" in words(
        page
    )
    assert (is_signed_in(client), User.objects.count()) == (False, 1)


@pytest.mark.parametrize("confirmed", [False, "false", None, "no", 0])
def test_an_address_that_is_not_confirmed_opens_nothing(council, client, olive, confirmed):
    council.claims["email_verified"] = confirmed
    page = sign_in(client, council)

    assert "does not confirm your e-mail address" in words(page)
    assert not is_signed_in(client)


def test_nor_does_no_address_at_all(council, client, olive):
    del council.claims["email"]

    assert "does not confirm your e-mail address" in words(sign_in(client, council))


def test_a_disabled_account_stays_closed(council, client):
    UserFactory(email="olive@thornmere.example", is_active=False)

    assert "Your account is closed" in words(sign_in(client, council))
    assert not is_signed_in(client)


def test_two_answers_about_two_people_open_nothing(council, client, olive):
    council.claims["email"] = "ada@thornmere.example"
    council.told = {"sub": "18", "email": "olive@thornmere.example"}

    assert "two different answers about who you are" in words(sign_in(client, council))
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("name", "value"), [("audience", "another-site"), ("issuer", "https://elsewhere.example"), ("expires_in", -60)]
)
def test_an_answer_for_others_or_from_others_or_of_yesterday_opens_nothing(council, client, olive, name, value):
    setattr(council, name, value)

    assert "did not answer as it should" in words(sign_in(client, council))
    assert not is_signed_in(client)


def test_an_answer_that_this_browser_did_not_ask_for_opens_nothing(council, client, olive):
    back = council.consent(client.get(BEGIN)["Location"])
    other = Client()

    assert "did not answer as it should" in words(other.get(back))
    assert not is_signed_in(other)


def test_whoever_stops_on_the_way_reads_so(council, client):
    back = council.consent(client.get(BEGIN)["Location"])
    state = back.partition("state=")[2]
    page = client.get(f"{BEGIN}callback/?error=access_denied&state={state}", follow=True)

    assert "You stopped on the way" in words(page)


def test_a_provider_that_is_down_gets_a_sentence(council, client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = of("http://127.0.0.1:9", CLIENT, SECRET)
    page = client.get(BEGIN)

    assert (page.status_code, "did not answer as it should" in words(page)) == (401, True)


@pytest.mark.parametrize("part", ["authorization_endpoint", "token_endpoint", "userinfo_endpoint"])
def test_a_provider_that_forgot_something_gets_a_sentence(council, client, monkeypatch, part):
    back = council.consent(client.get(BEGIN)["Location"])
    answers = council.configuration()
    monkeypatch.setattr(council, "configuration", lambda: {name: answers[name] for name in answers if name != part})
    page = client.get(BEGIN if part == "authorization_endpoint" else back)

    assert (page.status_code, "did not answer as it should" in words(page)) == (401, True)


def test_an_account_of_the_council_cannot_be_tied_to_another_one_here(council, client, olive):
    other = UserFactory()
    client.force_login(other)
    sign_in(client, council, f"{BEGIN}?process=connect")

    assert not SocialAccount.objects.exists()
    assert client.get("/account/").wsgi_request.user == other


def test_the_second_factor_is_asked_for_all_the_same(council, client, olive):
    Authenticator.objects.create(user=olive, type=Authenticator.Type.TOTP, data={"secret": "x"})

    assert "Enter your code" in words(sign_in(client, council))
    assert not is_signed_in(client)


def test_an_officer_without_one_is_led_to_it(council, client, olive, settings):
    settings.SECOND_FACTOR = "officers"

    assert sign_in(client, council).redirect_chain[-1][0] == "/accounts/2fa/totp/activate/"
