"""From an agenda and a letter to the thread: what an officer enters, a stranger follows."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from inspections.operations.seeding import seed_frameworks
from tests.factories import PanelFactory
from tests.invented import document, sample
from tests.journeys import steps

PAPERS = Path(__file__).resolve().parents[3] / "shared" / "papers"
REAL_PACK = PAPERS / "middlesbrough-agenda-pack-2021-07-27.expected.json"


def real_facts():
    if not REAL_PACK.exists():
        pytest.skip("the real papers are not beside this clone; the invented pack walks the same way")
    return json.loads(REAL_PACK.read_text()) | {"phrase": "educational entitlement"}


def invented_facts():
    pack = sample("thornmere-agenda-pack-2026-09-22")
    return pack | {"phrase": document(pack, "inspection")["phrase"]}


@pytest.fixture(
    params=[pytest.param(real_facts, id="real"), pytest.param(invented_facts, id="invented", marks=pytest.mark.smoke)]
)
def facts(request):
    return request.param()


@pytest.fixture
def site(live_server, facts):
    seed_frameworks()
    PanelFactory(name=facts["body"], code="CYP", slug="cyp")
    return live_server


def test_an_officer_enters_a_pack_and_a_stranger_follows_its_recommendation(site, facts, officer, page, browser):
    visit = document(facts, "inspection")
    sixth = next(item for item in facts["items"] if item["number"] == 6)

    steps.sign_in(page, site, officer)
    the_agenda_is_entered_and_published(page, site, facts, sixth)
    the_letter_is_entered(page, site, visit)
    an_update_is_added(page, facts, visit)

    stranger = browser.new_context().new_page()
    a_stranger_gets_from_words_to_the_thread(stranger, site, facts, visit)
    item_six_is_one_click_away_and_leads_back(stranger, sixth, visit)


def the_agenda_is_entered_and_published(page, site, facts, sixth):
    steps.call_meeting(page, site, facts)
    steps.type_items(page, facts)
    steps.describe_item(page, sixth)
    rows = page.locator(".app-item__title")
    expect(rows).to_have_text([item["title"] for item in facts["items"]])
    steps.publish(page, "The agenda is late", "Two dates of issue are printed.")
    expect(page.get_by_text("Agenda published", exact=True).first).to_be_visible()
    page.get_by_role("link", name="The meeting", exact=True).click()
    expect(page.locator("ol.app-items > li")).to_have_count(facts["items_count"])


def the_letter_is_entered(page, site, visit):
    steps.enter_inspection(page, site, visit)
    expect(page.get_by_text(", ".join(visit["inspectors"]))).to_be_visible()
    steps.enter_recommendations(page, visit["areas_for_improvement"])
    if "findings" in visit:
        steps.enter_findings(page, visit["findings"])
        expect(page.locator(".app-findings > li")).to_have_count(visit["findings_count"])


def an_update_is_added(page, facts, visit):
    page.get_by_role("link", name=visit["areas_for_improvement"][0]).click()
    sixth = next(item for item in facts["items"] if item["number"] == 6)
    steps.add_update(
        page,
        office="Director of Children's Services",
        progress="On track",
        text="Managers now check every plan.",
        item=f"6 {sixth['title']}",
        made_on=facts["date"],
    )
    expect(page.get_by_text("Update added")).to_be_visible()


def a_stranger_gets_from_words_to_the_thread(stranger, site, facts, visit):
    stranger.goto(f"{site.url}/")
    stranger.get_by_role("link", name="Recommendations", exact=True).first.click()
    stranger.get_by_label("Words").fill(facts["phrase"])
    stranger.get_by_role("button", name="Show").click()
    expect(stranger.get_by_text("1 recommendation: 1 on track")).to_be_visible()
    stranger.get_by_role("link", name=visit["areas_for_improvement"][0]).click()
    expect(stranger.get_by_text("Managers now check every plan.")).to_be_visible()


def item_six_is_one_click_away_and_leads_back(stranger, sixth, visit):
    thread = stranger.url
    stranger.get_by_role("link", name="Item 6,").click()
    item = stranger.locator("li:target")
    expect(item).to_contain_text(sixth["title"])
    item.get_by_role("link", name=visit["areas_for_improvement"][0]).click()
    expect(stranger).to_have_url(thread)
