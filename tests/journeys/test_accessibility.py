"""axe finds nothing on any page, in the states that matter, at the width of a desktop and of a phone.

Nor does a page scroll sideways on a phone, with every fold of it open, down to the width of 400 % zoom.
"""

import time
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import URLResolver, get_resolver, resolve

from tests.journeys import worlds

DESKTOP, PHONE, ZOOMED = 1280, 390, 320
STRANGER, OFFICER, MANAGER, SECURED = "stranger", "officer", "manager", "with a second factor"
MONITORING = "monitoring officer"


class Page(NamedTuple):
    address: str
    reader: str
    states: str


# A page | who reads it | its states: empty, filled, long; error is the form sent empty, wrong with nonsense in it.
PAGES = [
    Page("/", STRANGER, "empty filled long"),
    Page("/help/", STRANGER, "filled"),
    Page("/help/publish-and-send/", STRANGER, "filled"),
    Page("/accessibility/", STRANGER, "filled"),
    Page("/cookies/", STRANGER, "filled"),
    Page("/no/such/page/", STRANGER, "filled"),
    Page("/people/new/", OFFICER, "filled"),  # 403
    Page("/panels/", STRANGER, "empty filled long"),
    Page("/panels/", MANAGER, "filled"),
    Page("/panels/new/", MANAGER, "filled error"),
    Page("{panel}", STRANGER, "empty filled long"),
    Page("{panel}", MANAGER, "filled long"),
    Page("{panel}?on=1999-01-01", STRANGER, "filled"),
    Page("{panel}edit/", MANAGER, "filled error long"),
    Page("{panel}members/new/", MANAGER, "filled error long"),
    Page("{member}end/", MANAGER, "filled error wrong long"),
    Page("{panel}history/", OFFICER, "empty filled long"),
    Page("{panel}planned/", OFFICER, "empty filled long"),
    Page("{panel}planned/new/", OFFICER, "empty filled error long"),
    Page("{planned}edit/", OFFICER, "filled error long"),
    Page("{planned}move/", OFFICER, "filled error long"),
    Page("{planned}drop/", OFFICER, "filled error long"),
    Page("/people/", STRANGER, "empty filled long"),
    Page("/people/?text=nobody", STRANGER, "filled"),
    Page("/people/", MANAGER, "filled long"),
    Page("/people/new/", MANAGER, "filled error"),
    Page("{person}", STRANGER, "empty filled long"),
    Page("{person}", MANAGER, "filled long"),
    Page("{person}history/", OFFICER, "empty filled long"),
    Page("{office}history/", OFFICER, "filled long"),
    Page("{person}merge/", MANAGER, "empty filled error long"),
    Page("{namesakes}", MANAGER, "filled error long"),
    Page("{two_accounts}", MANAGER, "filled long"),
    Page("{merged}", MANAGER, "filled long"),
    Page("{merge}undo/", MANAGER, "filled long"),
    Page("{person}edit/", MANAGER, "filled error long"),
    Page("{paper}", OFFICER, "empty filled long"),
    Page("{private_paper}", OFFICER, "filled"),
    Page("/desk/", OFFICER, "empty filled long"),
    Page("/desk/", MONITORING, "empty filled long"),
    Page("/meetings/", STRANGER, "empty filled long"),
    Page("/meetings/?state=held&page=2", OFFICER, "filled long"),
    Page("/meetings/new/", OFFICER, "empty filled error wrong"),
    Page("/meetings/calendar/", STRANGER, "filled"),
    Page("/meetings/calendar/2026/09/", STRANGER, "empty filled long"),
    Page("/meetings/calendar/2026/12/", STRANGER, "filled long"),
    Page("/meetings/schedule/", OFFICER, "empty filled error wrong"),
    Page("{schedule}", OFFICER, "empty filled long"),
    Page("/closures/?year=2026", OFFICER, "empty filled"),
    Page("/closures/?year=2026", MANAGER, "filled long"),
    Page("/closures/?year=2040&day=2040-01-05", OFFICER, "filled"),
    Page("/closures/new/", MANAGER, "filled error wrong"),
    Page("{closure}remove/", MANAGER, "filled long"),
    Page("{moved}", STRANGER, "filled long"),
    Page("{meeting}", STRANGER, "empty filled long"),
    Page("{meeting}", OFFICER, "empty filled long"),
    Page("{called_off}", STRANGER, "filled long"),
    Page("{meeting}history/", OFFICER, "empty filled long"),
    Page("{meeting}edit/", OFFICER, "filled error long"),
    Page("{draft}move/", OFFICER, "filled error wrong long"),
    Page("{draft}call-off/", OFFICER, "filled error"),
    Page("{called_off}reinstate/", OFFICER, "filled long"),
    Page("{draft}agenda/", OFFICER, "empty filled error long"),
    Page("{meeting}agenda/", OFFICER, "filled long"),  # with what was taken off
    Page("{draft}agenda/copy/", OFFICER, "empty filled long"),
    Page("{copying}", OFFICER, "filled error long"),
    Page("{draft}agenda/running-order/", OFFICER, "empty filled wrong long"),
    Page("{meeting}agenda/running-order/", MONITORING, "filled"),
    Page("{draft}agenda/publish/", OFFICER, "empty filled long"),
    Page("{draft}agenda/pack/", OFFICER, "empty filled long"),
    Page("{draft}agenda/pack/members.pdf", OFFICER, "filled"),  # being made
    Page("{meeting}pack.pdf", STRANGER, "filled long"),  # waiting
    Page("{meeting}pack.pdf", OFFICER, "filled long"),  # could not be made
    Page("{meeting}agenda.pdf", STRANGER, "filled"),
    Page("{agenda_version}pack.pdf", STRANGER, "filled"),
    Page("{late_draft}agenda/publish/", OFFICER, "filled error wrong long"),
    Page("{added_to}agenda/publish/", OFFICER, "filled error wrong long"),
    Page("{added_to}", STRANGER, "filled long"),
    Page("{sent}sent/", OFFICER, "filled long"),
    Page("{sent}notice/", OFFICER, "filled long"),
    Page("{late_item}urgency/", OFFICER, "filled error wrong long"),
    Page("{circulation}", OFFICER, "filled long"),
    Page("{circulation}new/", OFFICER, "filled error wrong long"),
    Page("{line}", OFFICER, "filled error long"),
    Page("{line}remove/", OFFICER, "filled long"),
    Page("{meeting}minutes/publish/", OFFICER, "filled error long"),
    Page("{meeting}attendance/", OFFICER, "empty filled long"),
    Page("{draft}attendance/", OFFICER, "filled long"),
    Page("{meeting}attendance/new/", OFFICER, "filled error wrong long"),
    Page("{attender}", OFFICER, "filled long"),
    Page("{panel}attendance/", STRANGER, "empty filled long"),
    Page("{panel}attendance/2026-27/", STRANGER, "filled"),
    Page("{meeting}declarations/", OFFICER, "empty filled error long"),
    Page("{agenda_version}", STRANGER, "filled long"),
    Page("{minutes_version}", STRANGER, "filled long"),
    Page("{item}", OFFICER, "filled error long"),
    Page("{item}remove/", OFFICER, "filled error long"),
    Page("{item}readers/", OFFICER, "filled error long"),
    Page("{item}open/", OFFICER, "filled error long"),
    Page("{item}papers/new/", OFFICER, "filled error long"),
    Page("{item_paper}replace/", OFFICER, "filled error long"),
    Page("{item}papers/ask/", OFFICER, "filled error wrong long"),
    Page("{asked}", OFFICER, "filled long"),
    Page("{waiting}", OFFICER, "filled"),
    Page("{asked}return/", OFFICER, "filled error long"),
    Page("{asked}withdraw/", OFFICER, "filled long"),
    Page("{asked}link/stop/", OFFICER, "filled"),
    Page("{received_paper}", OFFICER, "filled long"),
    Page("/papers/", OFFICER, "empty filled long"),
    Page("{draft}agenda/chair/", OFFICER, "filled error long"),
    Page("{link}", STRANGER, "filled error wrong long"),
    Page("{link_of_two}", STRANGER, "filled long"),
    Page("{link_answered}", STRANGER, "filled"),
    Page("{link_chair}", STRANGER, "filled long"),
    Page("{link_stopped}", STRANGER, "filled"),
    Page("/answer/nothing/", STRANGER, "filled"),
    Page("{item_paper}remove/", OFFICER, "filled long"),
    Page("{minuted}minute/", OFFICER, "filled error long"),
    Page("{private_minute}", OFFICER, "filled error long"),
    Page("{minuted}sections/new/", OFFICER, "filled error long"),
    Page("{section}", OFFICER, "filled error long"),
    Page("{section}remove/", OFFICER, "filled long"),
    Page("{decision}", OFFICER, "filled wrong long"),
    Page("{action}", OFFICER, "filled error wrong long"),
    Page("{action}remove/", OFFICER, "filled error long"),
    Page("{meeting}minutes/", OFFICER, "filled long"),
    Page("{draft}minutes/", OFFICER, "empty filled long"),
    Page("/search/", STRANGER, "filled"),
    Page("/search/?q=the", OFFICER, "empty filled long"),
    Page("/inspections/", STRANGER, "empty filled long"),
    Page("/inspections/?text=nothing", OFFICER, "filled"),
    Page("/inspections/new/", OFFICER, "empty filled error"),
    Page("{inspection}", STRANGER, "empty filled long"),
    Page("{inspection}", OFFICER, "empty filled long"),
    Page("{inspection}history/", OFFICER, "empty filled long"),
    Page("{inspection}edit/", OFFICER, "filled error long"),
    Page("{inspection}judgements/", OFFICER, "empty filled long"),
    Page("{inspection}findings/", OFFICER, "filled long"),  # with a draft that is offered
    Page("{inspection}findings/?draft=1", OFFICER, "filled long"),
    Page("{inspection}recommendations/new/", OFFICER, "empty filled error long"),
    Page("{inspection}papers/new/", OFFICER, "filled error long"),
    Page("{source}remove/", OFFICER, "filled long"),
    Page("{inspection}considered/", OFFICER, "empty filled error long"),
    Page("/recommendations/", STRANGER, "empty filled long"),
    Page("/recommendations/?text=nothing", STRANGER, "filled"),
    Page("/recommendations/?page=2", OFFICER, "filled long"),
    Page("{recommendation}", STRANGER, "empty filled long"),
    Page("{recommendation}", OFFICER, "empty filled long"),
    Page("{recommendation}history/", OFFICER, "empty filled long"),
    Page("{recommendation}edit/", OFFICER, "filled error long"),
    Page("{recommendation}remove/", OFFICER, "filled long"),
    Page("{recommendation}considered/", OFFICER, "filled error long"),
    Page("{recommendation}updates/new/", OFFICER, "empty filled error wrong long"),
    Page("{considers}", OFFICER, "filled error long"),
    Page("{consideration}remove/", OFFICER, "filled long"),
    Page("/history/", MANAGER, "empty filled long"),
    Page("/history/?verb=add_year&from_on=nonsense", MANAGER, "filled"),
    Page("{words}", OFFICER, "filled long"),
    Page("{words_refused}", OFFICER, "filled long"),
    Page("/background-work/", MANAGER, "empty filled long"),
    Page("{unread_paper}", OFFICER, "filled long"),
    Page("{refused_paper}", OFFICER, "filled long"),
    Page("/withheld/", MANAGER, "empty filled long"),
    Page("/withheld/", MONITORING, "filled"),
    Page("/withheld/words/", MONITORING, "empty filled error wrong"),
    Page("{withholdable}", MONITORING, "filled long"),
    Page("{withholdable}words/", MONITORING, "filled error long"),
    Page("{withholdable}whole/", MONITORING, "filled error long"),
    Page("{withheld}", STRANGER, "filled long"),
    Page("/accounts/login/", STRANGER, "filled error wrong"),
    Page("/accounts/logout/", OFFICER, "filled"),
    Page("/accounts/signup/", STRANGER, "filled"),
    Page("/accounts/inactive/", STRANGER, "filled"),
    Page("/accounts/reauthenticate/", OFFICER, "filled error"),
    Page("/accounts/email/", OFFICER, "filled"),
    Page("/accounts/cancelled/", STRANGER, "filled"),
    Page("/accounts/oidc/council/login/", STRANGER, "filled"),
    Page("/accounts/oidc/council/login/callback/", STRANGER, "filled"),
    Page("/accounts/2fa/", OFFICER, "filled"),
    Page("/accounts/2fa/authenticate/", STRANGER, "filled"),
    Page("/accounts/2fa/reauthenticate/", SECURED, "filled error wrong"),
    Page("/accounts/2fa/totp/activate/", OFFICER, "filled error wrong"),
    Page("/accounts/2fa/totp/deactivate/", SECURED, "filled"),
    Page("/accounts/2fa/recovery-codes/", SECURED, "filled"),
    Page("/accounts/2fa/recovery-codes/generate/", SECURED, "filled"),
    Page("/account/", OFFICER, "filled"),
    Page("/account/", SECURED, "filled"),
    Page("/account/panels/", OFFICER, "empty filled long"),
    Page("/users/", MANAGER, "empty filled long"),
    Page("/users/?text=nobody", MANAGER, "filled"),
    Page("/users/new/", MANAGER, "filled error wrong"),
    Page("{user}", MANAGER, "filled long"),
    Page("{user}edit/", MANAGER, "filled error wrong long"),
    Page("{user}link/", MANAGER, "filled"),
    Page("{user}disable/", MANAGER, "filled"),
    Page("{user}enable/", MANAGER, "filled"),
    Page("{user}second-factor/", MANAGER, "filled"),
    Page("/accounts/confirm-email/", STRANGER, "filled"),
    Page("/accounts/confirm-email/too-old/", STRANGER, "filled"),
    Page("/accounts/login/code/confirm/", STRANGER, "filled"),
    Page("/accounts/password/change/", OFFICER, "filled error"),
    Page("/accounts/password/set/", OFFICER, "filled"),
    Page("/accounts/password/reset/", STRANGER, "filled error"),
    Page("/accounts/password/reset/done/", STRANGER, "filled"),
    Page("/accounts/password/reset/key/1-too-old/", STRANGER, "filled"),
    Page("/accounts/password/reset/key/done/", STRANGER, "filled"),
]

# Files, what machines ask, addresses that only take what is sent to them, and the admin site, whose pages are Django's.
NOT_PAGES = {
    *("document_file", "council_css", "council_icon", "council_logo", "agenda_order", "meeting_held"),
    *("meeting_file", "panel_file", "schedule_pdf"),
    "letter_again",
    "doubt_looked",
    *("agenda_fill", "agenda_planned", "planned_again", "item_put_back", "item_reader_remove"),
    *("attender_remove", "declared_none", "declaration_remove"),
    *("papers_order", "actions_paper", "paper_remind", "paper_accept", "paper_link"),
    *("work_again", "sessions_end", "mfa_download_recovery_codes", "draft_keep", "draft_drop", "health"),
}

AXE = Axe().axe_script
RUN_AXE = """(options) => axe.run(options).then(({ violations }) =>
  violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html.slice(0, 200)).slice(0, 3).join(' ')}`))"""
OPEN_FOLDS = "() => document.querySelectorAll('details').forEach((fold) => { fold.open = true })"
TOO_WIDE = """() => {
  const wide = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= wide) return ''
  const everything = [...document.querySelectorAll('body *')]
  const beyond = everything.filter((each) => each.getBoundingClientRect().right > wide + 1)
  return beyond.slice(-2).map((each) => each.outerHTML.slice(0, 150)).join(' ') || 'the page'
}"""
SEND = """(nonsense) => {
  const forms = [...document.querySelectorAll('main form[method=post]')]
  const asks = (form) => form.querySelector('textarea, select, input:not([type=hidden])')
  const form = forms.filter(asks).at(-1) ?? forms.at(-1)
  for (const box of form.elements) {
    if (box.type === 'radio' || box.type === 'checkbox') box.checked = false
    else if (box.tagName === 'SELECT') box.selectedIndex = 0
    else if (!['hidden', 'file', 'submit'].includes(box.type)) box.value = nonsense
  }
  form.querySelector('button').click()
}"""


PARTS = {"empty": 1, "filled": 4, "error": 2, "wrong": 1, "long": 2}
"""In how many tests the pages of a state are looked at, so that both cores share them."""


@pytest.mark.parametrize(("state", "part"), [(state, part) for state, parts in PARTS.items() for part in range(parts)])
def test_every_page_in_every_state(live_server, browser, officer, manager, monitoring_officer, state, part):
    readers = {STRANGER: None, OFFICER: officer, MANAGER: manager, SECURED: worlds.with_second_factor()}
    readers[MONITORING] = monitoring_officer
    addresses = worlds.next_to_nothing() if state == "empty" else world(state, officer)

    faults = []
    pages = [row for row in PAGES if state in row.states.split()][part :: PARTS[state]]
    for reader, user in readers.items():
        page = page_of(browser, live_server, user)
        for address in (row.address for row in pages if row.reader == reader):
            page.goto(live_server.url + address.format(**addresses))
            if state in ("error", "wrong"):
                send(page, "" if state == "error" else "£%&")
                assert page.locator(".govuk-error-summary").count() == 1, address
            faults += [f"{address} as {reader}: {fault}" for fault in found_on(page, state)]
        page.context.close()

    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def test_the_table_names_every_page_of_the_site(officer):
    addresses = world("filled", officer)
    paths = [row.address.format(**addresses).partition("?")[0] for row in PAGES]
    named = {resolve(path).url_name for path in paths if path != "/no/such/page/"}
    assert set(names(get_resolver().url_patterns)) - named == NOT_PAGES


def world(state, officer):
    return worlds.world(worlds.LONG if state == "long" else worlds.USUAL, officer)


def page_of(browser, site, user):
    """A page of somebody who has just signed in."""
    context = browser.new_context(viewport={"width": DESKTOP, "height": 800})
    if user:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.url}])
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    return page


def send(page, nonsense):
    with page.expect_navigation():
        page.evaluate(SEND, nonsense)


def found_on(page, state) -> list[str]:
    """What is wrong with the page, in words; nothing, when all is well."""
    page.evaluate(AXE)
    headings = page.locator("h1").count()
    faults = [f"{headings} headings of the first level"] if headings != 1 else []
    faults += axe_at(page, DESKTOP, state) + too_wide_at(page, DESKTOP)
    resize(page, PHONE)
    page.evaluate(OPEN_FOLDS)
    faults += axe_at(page, PHONE, state) + too_wide_at(page, PHONE)
    resize(page, ZOOMED)
    faults += too_wide_at(page, ZOOMED)
    resize(page, DESKTOP)
    return faults


def resize(page, width):
    page.set_viewport_size({"width": width, "height": 800})


def axe_at(page, width, state) -> list[str]:
    """Contrast takes most of the time. Much text is in the same colours as little, and the phone, where every fold
    is open, shows all of them."""
    looks_at_colours = state == "filled" or (width == PHONE and state != "long")
    rules = {"color-contrast": {"enabled": looks_at_colours}}
    return [f"{fault} at {width}" for fault in page.evaluate(RUN_AXE, {"resultTypes": ["violations"], "rules": rules})]


def too_wide_at(page, width) -> list[str]:
    wide = page.evaluate(TOO_WIDE)
    return [f"too wide at {width}: {wide}"] if wide else []


def names(patterns) -> Iterator[str]:
    for entry in patterns:
        if str(entry.pattern).startswith("admin/"):
            continue
        if isinstance(entry, URLResolver):
            yield from names(entry.url_patterns)
        else:
            yield entry.name
