"""An officer gets an account, chooses a password, sets up the second factor that they need, and signs in with it."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.sync_playwright import Axe
from django.core import mail

from tests.journeys.steps import save, sign_in

PASSWORD = "seven-hedgehogs-in-June"


def link_in(letter) -> str:
    return next(word for word in letter.body.split() if word.startswith("http"))


def code_of(key, steps=0) -> str:
    """What the app on the telephone shows, or will show in as many half minutes."""
    return format_hotp_value(hotp_value(key, int(time.time()) // 30 + steps))


def faults(page) -> list[str]:
    return [rule["id"] for rule in Axe().run(page).response["violations"]]


def test_from_the_invitation_to_the_second_factor(live_server, new_context, manager, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    office, home = new_context().new_page(), new_context().new_page()
    blocked: list[str] = []
    home.on("console", lambda said: blocked.append(said.text) if "Content Security Policy" in said.text else None)

    sign_in(office, live_server, manager)
    office.get_by_role("link", name="Accounts").click()
    office.get_by_role("link", name="Add an account").click()
    office.get_by_label("Name", exact=True).fill("Ada Oak")
    office.get_by_label("E-mail address").fill("ada@thornmere.example")
    office.get_by_label("Officer of democratic services").check()
    save(office, "Add and send the invitation")
    office.get_by_text("Link sent to ada@thornmere.example. It works once, for 3 days.").wait_for()

    settings.SECOND_FACTOR = "officers"
    home.goto(link_in(mail.outbox[0]))
    home.get_by_label("New password", exact=True).fill(PASSWORD)
    home.get_by_label("New password again").fill(PASSWORD)
    save(home, "Save password")
    home.get_by_role("main").get_by_role("link", name="Sign in").click()
    enter(home)
    home.get_by_text("Your role needs a second factor").wait_for()
    assert home.locator("svg.app-square").bounding_box()["width"] == 240
    assert faults(home) == []

    key = home.locator(".app-key").inner_text()
    home.get_by_label("Authenticator code").fill(code_of(key))
    save(home, "Set up")
    home.get_by_role("link", name="I have kept them, go on").click()
    home.get_by_role("heading", name="Your account").wait_for()

    home.get_by_role("button", name="Sign out", exact=True).click()
    home.goto(f"{live_server.url}/accounts/login/")
    enter(home)
    home.get_by_role("heading", name="Enter your code").wait_for()
    assert faults(home) == []
    home.get_by_label("Code").fill(code_of(key, steps=1))
    save(home, "Sign in")
    home.get_by_role("button", name="Sign out", exact=True).wait_for()
    assert blocked == []


def enter(page):
    page.get_by_label("E-mail address").fill("ada@thornmere.example")
    page.get_by_label("Password").fill(PASSWORD)
    save(page, "Sign in")
