"""Recording attendance: everybody on one screen, nobody unaccounted for, officers and guests by typing."""

import json
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from meetings.models import Meeting
from meetings.operations import write_minute
from scrutiny.models import Person
from tests.factories import AgendaItemFactory, MeetingFactory, MembershipFactory, PersonFactory
from tests.journeys import steps

SAMPLE = "thornmere-agenda-pack-2026-09-22.expected.json"
REAL = [f"middlesbrough-agenda-pack-{day}.expected.json" for day in ("2021-07-27", "2021-09-21")]
PAPERS = Path(__file__).resolve().parents[3] / "shared" / "papers"


def listed(each):
    return {"name": each} if isinstance(each, str) else each


def facts_of(name):
    path = PAPERS / name
    if name == SAMPLE:
        path = Path(__file__).resolve().parents[1] / "samples" / name
    elif not path.exists():
        pytest.skip("the real papers are not here")
    return json.loads(path.read_text())["documents"][0]


@pytest.fixture(params=[SAMPLE, *REAL])
def facts(request):
    found = facts_of(request.param)
    return found["attendance"] | {"date": date.fromisoformat(found["date"])}


@pytest.fixture
def meeting(panel, facts):
    """Held, minuted and not yet attended; whoever came or sent apologies as a member sits on the panel."""
    roles = {"Chair": "chair", "Vice Chair": "vice_chair", "Vice-Chair": "vice_chair"}
    for each in [listed(each) for each in facts["present"] + facts["apologies"]]:
        if "note" not in each:
            person = PersonFactory(name=each["name"], sort_name=each["name"])
            role = roles.get(each.get("role", ""), "member")
            MembershipFactory(panel=panel, person=person, role=role, from_on=date(2021, 1, 1))
    return MeetingFactory(panel=panel, held=True, held_on=facts["date"])


def test_everybody_is_accounted_for(live_server, page, officer, meeting, facts):
    write_minute(item=AgendaItemFactory(meeting=meeting), body="Said.", by=officer)
    members = meeting.panel.memberships.count()
    steps.sign_in(page, live_server, officer)
    page.goto(f"{live_server.url}{meeting.get_absolute_url()}minutes/publish/")
    steps.save(page, "Publish")
    expect(page.get_by_role("alert")).to_contain_text("You have not said whether")

    page.goto(live_server.url + meeting.get_absolute_url())
    page.get_by_role("link", name="Attendance", exact=True).click()
    expect(page.get_by_text(f"0 of {members} members present, quorum 3 · 0 apologies · {members} unaccounted for"))
    mark(page, facts["present"], "Present")
    mark(page, [each for each in facts["apologies"] if "note" not in listed(each)], "Apologies")
    steps.save(page)
    present = len(facts["present"])
    expect(
        page.get_by_text(f"{present} of {members} members present, quorum 3 · {members - present} apolog").last
    ).to_be_visible()
    expect(page.get_by_text("nobody unaccounted for").last).to_be_visible()

    add(page, facts)
    the_minutes_go_out(page, live_server, meeting, facts)


def mark(page, people, state):
    for each in people:
        name = str(Person.objects.get(name=listed(each)["name"]))
        page.get_by_role("group", name=name).first.get_by_label(state).check()


def add(page, facts):
    guests = [
        (listed(each), as_what, state)
        for key, as_what, state in (
            ("officers", "Officer", "Present"),
            ("by_invitation", "By invitation", "Present"),
            ("observers", "Observer", "Present"),
            ("apologies", "By invitation", "Apologies"),
        )
        for each in facts[key]
        if key != "apologies" or "note" in listed(each)
    ]
    page.get_by_role("link", name="Add somebody").click()
    for each, as_what, state in guests:
        page.get_by_label("Name", exact=True).fill(each["name"])
        page.get_by_label(as_what, exact=True).check()
        page.get_by_label("Role as printed", exact=False).fill(each.get("note", ""))
        page.get_by_label(state, exact=True).check()
        steps.save(page, "Add, and add another")
        expect(page.get_by_text(f"{each['name']} added, as somebody new")).to_be_visible()


def the_minutes_go_out(page, site, meeting, facts):
    page.goto(f"{site.url}{meeting.get_absolute_url()}minutes/publish/")
    steps.save(page, "Publish")
    stranger = page.context.browser.new_context().new_page()
    stranger.goto(site.url + meeting.get_absolute_url())
    section = stranger.get_by_role("region", name="Who was there")
    for each in [listed(each) for key in ("present", "officers", "apologies", "observers") for each in facts[key]]:
        expect(section).to_contain_text(each["name"])
    expect(stranger.get_by_text("unaccounted")).to_have_count(0)
    stranger.context.close()
    assert Meeting.objects.get().minutes_state == "published"
