"""Every form, sent with nonsense: what was typed is in the boxes, a sentence says what to do, nothing is saved."""

import pytest
from django.urls import get_resolver, resolve

from inspections.models import Area
from meetings.models import AgendaItem
from scrutiny.models import Person
from tests.broken import everything_on_record
from tests.journeys import worlds
from tests.journeys.test_accessibility import NOT_PAGES, names
from tests.nonsense import CLOSURES, MEETINGS, PEOPLE
from tests.nonsense_elsewhere import ACCOUNTS, INSPECTIONS, WITHHELD
from tests.nonsense_minutes import MINUTES
from tests.shown import Shown

# Pages whose form no input spoils: they ask only whether, or take any words.
ASKS_ONLY_WHETHER = {
    "section_remove",
    "paper_remove",
    "item_reader_remove",
    "attender_remove",
    "declared_none",
    "declaration_remove",
    "circulation_remove",
    "source_remove",
    "findings_edit",
    "account_logout",
    "user_link",
    "pack_preview",
}
# Pages without a form, or with one that only looks for something.
READ_ONLY = {
    *(
        "attendance_figures",
        "attendance_of_year",
        "home",
        "desk",
        "guides",
        "guide",
        "health",
        "accessibility",
        "cookies",
        "panels",
        "panel",
        "planned",
        "people",
        "person",
        "document",
        "meetings",
        "meeting",
    ),
    *("calendar", "calendar_month", "schedule_paper", "closures"),
    *("agenda_pdf", "pack_pdf", "version_pack", "pack_preview_file"),
    *("publication", "inspections", "inspection", "recommendations", "recommendation", "search"),
    *(
        "publication",
        "publication_sent",
        "publication_notice",
        "circulation",
        "inspections",
        "inspection",
        "recommendations",
        "recommendation",
        "search",
    ),
    *("papers_asked", "paper_asked", "minutes"),
    *("work", "history", "panel_history", "person_history", "office_history", "meeting_history", "inspection_history"),
    "recommendation_history",
    *("withheld", "withheld_of"),
    *("account_signup", "account_inactive", "account_email_verification_sent", "account_reset_password_done"),
    *("account_reset_password_from_key_done", "account_confirm_email", "account_confirm_login_code"),
    # A link that is not right, and an account that has a password already, are led elsewhere.
    *("account_reset_password_from_key", "account_set_password", "account_email", "mfa_index"),
    *("users", "user", "own_account", "mfa_view_recovery_codes", "socialaccount_login_cancelled"),
    # The second factor and the council's own sign-in have tests of their own (tests/scrutiny).
    *("mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp"),
    *("mfa_generate_recovery_codes", "openid_connect_login", "openid_connect_callback"),
}


@pytest.fixture
def addresses(officer):
    return worlds.world(worlds.USUAL, officer)


@pytest.mark.parametrize(
    "group",
    [PEOPLE, CLOSURES, MEETINGS, MINUTES, INSPECTIONS, ACCOUNTS, WITHHELD],
    ids=["people", "closures", "meetings", "minutes", "inspections", "accounts", "withheld"],
)
def test_nonsense_is_answered_in_words(client, addresses, officer, manager, monitoring_officer, group):
    for row in group:
        if row.address != "/accounts/login/":
            client.force_login(monitoring_officer if row in WITHHELD else manager)
        typed = named(row.typed)
        before = everything_on_record()

        answer = client.post(row.address.format(**addresses), typed | {"csrfmiddlewaretoken": ""})

        page = Shown(answer.content.decode())
        assert (answer.status_code, page.beside) == (200, list(row.beside)), row.address
        assert page.summary == [*row.whole, *row.beside], row.address
        kept = {name: value for name, value in typed.items() if name not in named(dict.fromkeys(row.lost, ""))}
        assert {name: page.boxes.get(name, "") for name in kept} == kept, row.address
        assert everything_on_record() == before, row.address


def test_every_form_of_the_site_is_in_the_table(addresses):
    rows = [*PEOPLE, *CLOSURES, *MEETINGS, *MINUTES, *INSPECTIONS, *ACCOUNTS, *WITHHELD]
    tried = {resolve(row.address.format(**addresses).partition("?")[0]).url_name for row in rows}
    assert set(names(get_resolver().url_patterns)) == tried | ASKS_ONLY_WHETHER | READ_ONLY | NOT_PAGES


def named(typed):
    """Where a box or a choice is called after a record, the record's number."""
    area = Area.objects.filter(framework__inspections__isnull=False).earliest("pk")
    item = AgendaItem.objects.filter(meeting__state="scheduled", is_heading=False).earliest("pk")
    names = {"an area": f"area_{area.pk}", "an item's minutes": f"minutes_{item.pk}"}
    renamed = {names.get(name, name): value for name, value in typed.items()}
    if renamed.get("person") == "somebody":
        renamed["person"] = str(Person.objects.filter(kind="councillor").earliest("pk").pk)
    return renamed
