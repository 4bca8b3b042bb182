"""The demonstration council agrees with itself: dates, counts, references, and what is private."""

import json
from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.invented import demo_records, item_keys, items, keys, minutes, recommendations

BANK_HOLIDAYS = {
    date(2025, 12, 25), date(2025, 12, 26), date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6),
    date(2026, 5, 4), date(2026, 5, 25), date(2026, 8, 31), date(2026, 12, 25), date(2026, 12, 28),
    date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29), date(2027, 5, 3),
}  # fmt: skip
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def demo():
    return demo_records()


def as_text(value):
    return json.dumps(value, ensure_ascii=False)


def is_working_day(day):
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def clear_days(published, meeting):
    days = (published + timedelta(n) for n in range(1, (meeting - published).days))
    return sum(is_working_day(day) for day in days)


def test_keys_are_unique(demo):
    for name in ["authorities", "years", "people", "panels", "offices", "papers", "meetings", "inspections", "updates"]:
        assert len(keys(demo[name])) == len(demo[name]), name
    recs = recommendations(demo)
    references = [rec["reference"] for rec in recs if rec["reference"]]
    assert len(keys(recs)) == len(recs)
    assert len(set(references)) == len(references)


def test_people_sit_on_panels_and_in_offices_that_exist(demo):
    people, panels, offices = keys(demo["people"]), keys(demo["panels"]), keys(demo["offices"])

    for row in demo["memberships"]:
        assert row["person"] in people
        assert row["panel"] in panels
        assert row["until"] is None or row["from"] < row["until"]
    for office in demo["offices"]:
        assert {held["person"] for held in office["held"]} <= people
        assert office["deputy"] in offices | {""}
    assert {panel["reports_to"] for panel in demo["panels"]} <= panels | {""}
    assert {panel["contact"] for panel in demo["panels"]} <= people


def councillors_on(demo, panel, day):
    return {
        row["person"]
        for row in demo["memberships"]
        if row["panel"] == panel
        and not row["role"].startswith("co_opted")
        and row["from"] <= day < (row["until"] or "9999")
    }


def test_panel_loses_its_chair_and_keeps_an_empty_seat(demo):
    chairs = {
        day: [
            row["person"]
            for row in demo["memberships"]
            if row["panel"] == "cfs" and row["role"] == "chair" and row["from"] <= day < (row["until"] or "9999")
        ]
        for day in ["2026-07-14", "2026-09-02", "2026-09-22"]
    }

    assert chairs == {"2026-07-14": ["ruth-halloran"], "2026-09-02": [], "2026-09-22": ["sunita-choudhury"]}
    assert len(councillors_on(demo, "cfs", "2026-07-14")) == 9
    assert len(councillors_on(demo, "cfs", "2026-09-22")) == 8


def test_nobody_sits_twice_on_one_panel_at_once(demo):
    rows = sorted(demo["memberships"], key=lambda row: (row["panel"], row["person"], row["from"]))

    for earlier, later in pairwise(rows):
        if (earlier["panel"], earlier["person"]) == (later["panel"], later["person"]):
            assert (earlier["until"] or "9999") <= later["from"]


def test_members_present_were_members_on_the_day(demo):
    for meeting in demo["meetings"]:
        if not meeting["attendance"]:
            continue
        told = set(meeting["attendance"]["present"]) | set(meeting["attendance"]["apologies"])
        sitting = councillors_on(demo, meeting["panel"], meeting["date"])
        assert sitting <= told, meeting["key"]
        assert told - sitting <= {"bernard-ive", "tessa-rowntree"}, meeting["key"]


def test_meetings_are_on_working_days_and_in_their_year(demo):
    years = {year["key"]: year for year in demo["years"]}

    for meeting in demo["meetings"]:
        assert is_working_day(date.fromisoformat(meeting["date"])), meeting["key"]
        assert years[meeting["year"]]["starts"] <= meeting["date"] <= years[meeting["year"]]["ends"]
        if meeting["panel"] == "cfs":
            assert date.fromisoformat(meeting["date"]).strftime("%A") == "Tuesday"
    planned = [meeting for meeting in demo["meetings"] if (meeting["panel"], meeting["year"]) == ("cfs", "2026-27")]
    assert len(planned) == 9


def test_agendas_were_open_for_five_clear_days_or_say_why_not(demo):
    for meeting in demo["meetings"]:
        if meeting["agenda_published_on"]:
            days = clear_days(date.fromisoformat(meeting["agenda_published_on"]), date.fromisoformat(meeting["date"]))
            assert days == (meeting["lateness"] or {"clear_days": 5})["clear_days"], meeting["key"]


def test_states_agree_with_the_day_of_the_story(demo):
    for meeting in demo["meetings"]:
        past = date.fromisoformat(meeting["date"]) < TODAY
        assert past == (meeting["state"] in {"held", "cancelled"}), meeting["key"]
        assert bool(meeting["reason"]) == (meeting["state"] == "cancelled")
        assert (meeting["minutes"]["state"] == "none") == (meeting["state"] != "held")
        if meeting["minutes"]["approved_at"]:
            assert meeting["minutes"]["approved_at"] in keys(demo["meetings"])
    assert [meeting["key"] for meeting in demo["meetings"] if meeting["moved_from"]] == ["osb-2026-12-01"]


def test_items_refer_to_what_exists(demo):
    people, papers, offices = keys(demo["people"]), keys(demo["papers"]), keys(demo["offices"])
    counts = [len([item for item in meeting["items"] if not item["is_heading"]]) for meeting in demo["meetings"]]

    for _, item in items(demo):
        assert set(item["presenters"]) <= people
        assert set(item["papers"]) <= papers
    for minute in minutes(demo):
        assert {action["owner"] for action in minute["actions"]} <= offices
    assert {8, 10} <= set(counts)


def test_minutes_are_numbered_without_a_gap(demo):
    numbers = [
        minute["number"]
        for meeting in demo["meetings"]
        if meeting["panel"] == "cfs" and meeting["date"].startswith("2026")
        for minute in [item["minute"] for item in meeting["items"]] + meeting["extra_minutes"]
        if minute
    ]
    assert numbers == list(range(1, 55))


def test_papers_are_used_once_and_ready_when_published(demo):
    dates = {paper["key"]: paper["date"] for paper in demo["papers"]}
    used = [(meeting, item, paper) for meeting, item in items(demo) for paper in item["papers"]]
    received = [row["received"] for row in demo["paper_requests"] if row["received"]]

    assert sorted([paper for _, _, paper in used] + [each["paper"] for each in received]) == sorted(dates)
    assert all(dates[each["paper"]] <= each["on"] for each in received)
    for meeting, item, paper in used:
        later = [row["on"] for row in meeting["supplements"] if row["item"] == item["number"]]
        assert dates[paper] <= max([meeting["agenda_published_on"], *later]), paper


def test_tables_are_square(demo):
    for paper in demo["papers"]:
        for block in paper["body"]:
            if block["type"] == "table":
                assert block["rows"]
                assert {len(row) for row in block["rows"]} == {len(block["head"])}


def public_text(demo):
    """What a stranger may read, were everything published."""
    private = {paper for _, item in items(demo) if item["openness"]["kind"] == "exempt" for paper in item["papers"]}
    shown = [demo["council"], demo["people"], demo["offices"], demo["updates"], demo["considerations"]]
    shown += [paper for paper in demo["papers"] if paper["key"] not in private]
    shown += [row for row in demo["inspections"] if not row["hidden_until"]]
    shown += [{**meeting, "items": []} for meeting in demo["meetings"]]
    for _, item in items(demo):
        if item["openness"]["kind"] == "open":
            shown.append(item)
        else:
            summary = item["minute"]["public_summary"] if item["minute"] else ""
            shown.append([item["public_title"], item["openness"], item["papers"], summary])
    return as_text(shown)


def test_secret_words_stay_in_private_text(demo):
    exempt = [item for _, item in items(demo) if item["openness"]["kind"] == "exempt"]
    hidden = [row for row in demo["inspections"] if row["hidden_until"]]
    papers = [paper for paper in demo["papers"] if paper["secret_words"]]
    words = {word for row in exempt + hidden + papers for word in row["secret_words"]}

    assert (len(exempt), len(hidden), len(papers)) == (3, 1, 3)
    assert not [word for word in words if word.lower() in public_text(demo).lower()]
    for row in exempt + hidden + papers:
        rest = as_text({name: value for name, value in row.items() if name != "secret_words"})
        assert row["secret_words"]
        assert all(word in rest for word in row["secret_words"])


def test_inspections_have_the_counts_of_the_real_ones(demo):
    sif = [row for row in demo["inspections"] if row["framework"] == "sif-2013"]
    visit = next(row for row in demo["inspections"] if row["key"] == "focused-visit-2026")
    boards = [rec for rec in recommendations(demo) if rec["number"].startswith("B")]
    counts = {row["subject"]: len([rec for rec in row["recommendations"] if rec not in boards]) for row in sif}

    assert counts == {"thornmere": 8, "corvale": 0, "harrowmoor": 18, "aldersea": 27, "stanmarsh": 16}
    assert [len(row["judgements"]) for row in sif] == [6] * 5
    assert len(boards) == 7
    assert (len(visit["inspectors"]), len(visit["findings"]), len(visit["recommendations"])) == (5, 22, 2)


def test_inspections_refer_to_what_exists(demo):
    decisions = {
        (meeting["key"], item["number"], decision["number"])
        for meeting, item in items(demo)
        if item["minute"]
        for decision in item["minute"]["decisions"]
    }
    papers, offices = keys(demo["papers"]), keys(demo["offices"])

    for row in demo["inspections"]:
        assert row["subject"] in keys(demo["authorities"])
        assert set(row["papers"]) <= papers
        assert row["start"] <= row["end"]
        assert row["earlier"] in keys(demo["inspections"]) | {None}
    for rec in recommendations(demo):
        assert set(rec["owners"]) <= offices
        assert {quoted["paper"] for quoted in rec["quotations"]} <= papers
        assert bool(rec["reference"]) == bool(rec["taken_up"]) == bool(rec["owners"])
        assert not rec["taken_up"] or tuple(rec["taken_up"].values()) in decisions


def test_updates_and_considerations_refer_to_what_exists(demo):
    recs, known = keys(recommendations(demo)), item_keys(demo)
    considered = {(row["meeting"], row["item"], row["recommendation"]) for row in demo["considerations"]}

    for row in demo["considerations"]:
        assert (row["meeting"], row["item"]) in known
        assert [row["inspection"] in keys(demo["inspections"]), row["recommendation"] in recs].count(True) == 1
    for row in demo["updates"]:
        assert (row["meeting"], row["item"], row["recommendation"]) in considered, row["key"]
        assert row["meeting"].endswith(row["date"])
        assert row["by"] in keys(demo["offices"])
        assert row["cleared_by"] in keys(demo["people"]) | {""}
        assert row["evidence"] in keys(demo["papers"]) | {""}
        assert row["progress"] != "slipped" or (row["reason"] and row["revised_due"])


def test_tells_the_named_manager_story(demo):
    told = [
        (row["date"], row["progress"], row["meeting"], row["item"], row["revised_due"])
        for row in demo["updates"]
        if row["recommendation"] == "fv-1"
    ]
    assert told == [
        ("2026-09-22", "on_track", "cfs-2026-09-22", "5", None),
        ("2026-11-17", "slipped", "cfs-2026-11-17", "5", "2027-01-31"),
    ]


def test_papers_are_asked_for_under_an_agenda_to_come_in_each_state(demo):
    drafted = {meeting["key"]: meeting["drafted_on"] for meeting in demo["meetings"] if "drafted_on" in meeting}

    for row in demo["paper_requests"]:
        assert (row["meeting"], row["item"]) in item_keys(demo)
        assert row["office"] in keys(demo["offices"])
        assert drafted[row["meeting"]] < row["asked_on"] < row["due"]
        assert all(
            is_working_day(date.fromisoformat(day)) for day in [row["asked_on"], row["due"], *row["reminded_on"]]
        )
    states = [
        (bool(row["received"]), date.fromisoformat(row["due"]) < TODAY, len(row["reminded_on"]))
        for row in demo["paper_requests"]
    ]
    assert states == [(True, False, 0), (False, True, 2), (False, False, 1), (False, False, 0)]


def test_each_panel_has_people_beside_its_members_who_get_its_papers(demo):
    people, panels = keys(demo["people"]), keys(demo["panels"])

    assert {row["panel"] for row in demo["circulation"]} == panels
    for row in demo["circulation"]:
        assert (row["person"] in people) != bool(row["name"])
        assert row["email"] == "" or row["email"].endswith(".example")
