"""Passwords by mail, limits on guessing, and where somebody is signed in."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from scrutiny.accounts import browsers, limits
from scrutiny.models import User
from tests.factories import PASSWORD, UserFactory
from tests.history import last_row

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "seven-hedgehogs-in-June"
LOGIN = "/accounts/login/"


def sign_in(client, user, password=PASSWORD, **headers):
    return client.post(LOGIN, {"login": user.email, "password": password}, **headers)


def words(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def ask_for_link(client, user) -> str:
    client.post(reverse("account_reset_password"), {"email": user.email})
    return next(word for word in str(mail.outbox[-1].body).split() if word.startswith("http"))


def open_link(client, link):
    """The page behind the link and the address to which its form is sent."""
    page = client.get(link, follow=True)
    return page, page.redirect_chain[-1][0] if page.redirect_chain else link


def choose(client, address):
    return client.post(address, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}, follow=True)


# A forgotten password


def test_a_forgotten_password_is_chosen_anew_by_mail(client, officer):
    link = ask_for_link(client, officer)
    page, address = open_link(client, link)
    assert "Choose a new password" in words(page)
    assert "Your password has been changed" in words(choose(client, address))

    assert [letter.subject for letter in mail.outbox] == [
        "Choose a new password for Thornmere Council scrutiny",
        "Your password was changed",
    ]
    assert sign_in(Client(), officer, NEW_PASSWORD).status_code == 302
    assert "is not right" in words(sign_in(Client(), officer))
    trace = last_row(officer)
    assert (trace["verb"], trace["by"]) == ("choose_password", officer)


def test_the_link_works_once(client, officer):
    link = ask_for_link(client, officer)
    choose(client, open_link(client, link)[1])

    assert "This link no longer works" in words(Client().get(link))


def test_the_link_works_for_three_days(client, officer):
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        link = ask_for_link(client, officer)
    with time_machine.travel(now + timedelta(days=3) - timedelta(minutes=1), tick=False):
        assert "Choose a new password" in words(open_link(Client(), link)[0])
    with time_machine.travel(now + timedelta(days=3, minutes=1), tick=False):
        assert "This link no longer works" in words(Client().get(link))


@pytest.mark.parametrize("change", [lambda key: key[:-1] + ("a" if key[-1] != "a" else "b"), lambda key: key[:-5]])
def test_a_link_that_was_tampered_with_does_not_work(client, officer, change):
    link = ask_for_link(client, officer)

    assert "This link no longer works" in words(client.get(f"{change(link.rstrip('/'))}/"))


def test_a_link_opens_no_other_account(client, officer, manager):
    link = ask_for_link(client, officer)
    theirs = re.sub(r"/key/[0-9a-z]+-", f"/key/{manager.pk}-", link)

    assert "This link no longer works" in words(client.get(theirs))


def test_a_stranger_does_not_learn_who_has_an_account(client, officer):
    known = client.post(reverse("account_reset_password"), {"email": officer.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@thornmere.example"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [letter.to for letter in mail.outbox] == [[officer.email]]


def test_a_disabled_account_gets_no_link(client):
    client.post(reverse("account_reset_password"), {"email": UserFactory(is_active=False).email})

    assert mail.outbox == []


def test_a_new_password_ends_the_other_sessions(client, officer):
    elsewhere = Client()
    sign_in(elsewhere, officer)
    choose(client, open_link(client, ask_for_link(client, officer))[1])

    assert elsewhere.get("/account/").status_code == 302


def test_changing_the_password_keeps_this_session_alone(client, officer):
    elsewhere = Client()
    sign_in(elsewhere, officer)
    sign_in(client, officer)
    typed = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    page = client.post(reverse("account_change_password"), typed, follow=True)

    assert "Password changed" in words(page)
    assert (client.get("/account/").status_code, elsewhere.get("/account/").status_code) == (200, 302)
    assert mail.outbox[-1].subject == "Your password was changed"
    assert last_row(officer)["verb"] == "choose_password"


def test_nobody_chooses_a_password_with_a_wrong_one(client, officer):
    sign_in(client, officer)
    typed = {"oldpassword": "wrong", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    assert "This is not your current password" in words(client.post(reverse("account_change_password"), typed))


# Guessing


def test_five_wrong_passwords_close_an_account_for_five_minutes(client, officer):
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        for _ in range(5):
            assert "is not right" in words(sign_in(client, officer, "wrong"))
        refused = words(sign_in(client, officer))
        assert "Too many wrong passwords for this account. Wait 5 minutes, then try again" in refused
    with time_machine.travel(now + timedelta(minutes=3, seconds=30), tick=False):
        assert "Wait 2 minutes, then" in words(sign_in(client, officer))
    with time_machine.travel(now + timedelta(minutes=5, seconds=1), tick=False):
        assert sign_in(client, officer).status_code == 302


def test_a_locked_account_is_locked_from_everywhere_and_others_are_not(client, officer, manager):
    for n in range(5):
        sign_in(client, officer, "wrong", REMOTE_ADDR=f"192.0.2.{n}")

    assert "Too many wrong passwords for this account" in words(sign_in(client, officer, REMOTE_ADDR="198.51.100.7"))
    assert sign_in(client, manager).status_code == 302


def test_the_address_is_locked_in_whatever_case_it_is_typed(client, officer):
    for _ in range(5):
        sign_in(client, officer, "wrong")

    typed = {"login": officer.email.upper(), "password": PASSWORD}
    assert "Too many wrong passwords" in words(client.post(LOGIN, typed))


def test_guessing_at_many_accounts_closes_the_network(client, officer):
    for n in range(20):
        client.post(LOGIN, {"login": f"guess{n}@thornmere.example", "password": "wrong"}, REMOTE_ADDR="192.0.2.9")

    refused = words(sign_in(client, officer, REMOTE_ADDR="192.0.2.9"))
    assert "Too many wrong passwords have come from your network. Wait 1 minute, then try again." in refused
    assert sign_in(client, officer, REMOTE_ADDR="192.0.2.10").status_code == 302


def test_guessing_at_many_accounts_does_not_wash_a_lock_out_away(client, officer):
    for _ in range(5):
        sign_in(client, officer, "wrong")
    for n in range(1000):  # each guess at another account is one more entry
        cache.set(f"guess{n}", [0], 300)

    assert "Too many wrong passwords for this account" in words(sign_in(client, officer, REMOTE_ADDR="192.0.2.99"))


def test_right_passwords_lock_nobody_out(officer):
    for _ in range(8):
        assert sign_in(Client(), officer).status_code == 302


def test_a_new_password_by_mail_opens_a_locked_account(client, officer):
    for _ in range(5):
        sign_in(client, officer, "wrong")
    choose(client, open_link(client, ask_for_link(client, officer))[1])

    assert sign_in(client, officer, NEW_PASSWORD).status_code == 302


def test_too_much_of_anything_gets_a_page_that_says_how_long_to_wait(client, officer):
    for _ in range(3):
        client.post(reverse("account_reset_password"), {"email": officer.email})
    page = client.post(reverse("account_reset_password"), {"email": officer.email})

    assert (page.status_code, len(mail.outbox)) == (429, 3)
    assert "Wait 60 minutes, then try again" in words(page)
    assert 3590 <= int(page["Retry-After"]) <= 3600


def test_signing_in_sixty_times_a_minute_is_too_often(client, officer):
    for _ in range(60):
        client.post(LOGIN, {"login": ""})

    assert "Wait 1 minute" in words(client.post(LOGIN, {"login": ""}))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "1 minute"), (60, "1 minute"), (61, "2 minutes"), (3600, "60 minutes"), (5401, "2 hours")],
)
def test_waits_are_rounded_up(seconds, said):
    assert limits.in_words(seconds) == said


# Sessions

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/128.0 Safari/537.36 Edg/128.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1 Version/17.6 Mobile Safari/604.1"


def test_browsers_have_names():
    assert [browsers.in_words(agent) for agent in (FIREFOX, EDGE, IPHONE, "curl/8")] == [
        "Firefox on Linux",
        "Edge on Windows",
        "Safari on an iPhone",
        "A browser",
    ]


def test_a_person_sees_where_they_are_signed_in_and_ends_all_but_here(client, officer):
    elsewhere, other = Client(), Client()
    sign_in(elsewhere, officer, HTTP_USER_AGENT=EDGE, REMOTE_ADDR="192.0.2.1")
    sign_in(client, officer, HTTP_USER_AGENT=FIREFOX)
    someone = UserFactory()
    sign_in(other, someone)

    rows = client.get("/account/").context["open_sessions"]
    assert [(row["browser"], row["is_here"]) for row in rows] == [
        ("Firefox on Linux", True),
        ("Edge on Windows", False),
    ]

    page = client.post(reverse("sessions_end"), follow=True)
    assert "Signed out everywhere else" in words(page)
    assert [each.get("/account/").status_code for each in (client, elsewhere, other)] == [200, 302, 200]


def test_signing_out_ends_the_session_on_the_list(client, officer):
    elsewhere = Client()
    sign_in(elsewhere, officer)
    sign_in(client, officer)
    elsewhere.post(reverse("account_logout"))

    assert len(client.get("/account/").context["open_sessions"]) == 1


def test_an_address_is_changed_by_managers_alone(client, officer):
    sign_in(client, officer)
    client.post("/accounts/email/", {"email": "new@thornmere.example", "action_add": ""})

    assert client.get("/accounts/email/")["Location"] == "/account/"
    assert not User.objects.get(pk=officer.pk).emailaddress_set.filter(email="new@thornmere.example").exists()
