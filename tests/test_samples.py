"""The invented council's sample papers have the shape and counts of real ones."""

from datetime import date

from tests.invented import demo_records, document, recommendations, sample


def test_sample_pack_has_the_counts_of_a_real_one():
    pack = sample("thornmere-agenda-pack-2026-09-22")
    visit, schedule = document(pack, "inspection"), document(pack, "schedule")

    assert pack["items_count"] == len(pack["items"]) == 8
    assert [item["number"] for item in pack["items"]] == list(range(1, 9))
    assert len(pack["membership"]) == 9
    assert len(visit["inspectors"]) == 5
    assert len(visit["areas_for_improvement"]) == visit["areas_for_improvement_count"] == 2
    assert len(visit["findings"]) == visit["findings_count"] == 22
    assert len(schedule["dates"]) == schedule["dates_count"] == 9


def test_sample_pack_is_printed_on_true_weekdays():
    pack = sample("thornmere-agenda-pack-2026-09-22")
    days = [row["date"] for row in document(pack, "schedule")["dates"]]

    assert date.fromisoformat(pack["date"]).strftime("%A") == pack["weekday"]
    assert {date.fromisoformat(day).strftime("%A") for day in days} == {"Tuesday"}


def test_sample_minutes_count_their_own_sections_and_resolutions():
    held = document(sample("thornmere-agenda-pack-2026-09-22"), "minutes")

    assert len(held["sections"]) == held["sections_count"]
    assert len(held["resolutions"]) == held["resolution_texts"]


def test_sample_phrase_finds_the_first_area_and_nothing_else():
    visit = document(sample("thornmere-agenda-pack-2026-09-22"), "inspection")
    report = sample("thornmere-osc-ofsted-report-2026-04-14")
    others = [text for row in report["inspections"] for text in row["recommendations"]]
    found = [rec["key"] for rec in recommendations(demo_records()) if visit["phrase"] in rec["text"]]

    assert len(visit["phrase"].split()) == 3
    assert visit["phrase"] in visit["areas_for_improvement"][0]
    assert not [text for text in visit["areas_for_improvement"][1:] + others if visit["phrase"] in text]
    assert found == ["fv-1"]


def test_sample_report_has_the_counts_of_a_real_one():
    report = sample("thornmere-osc-ofsted-report-2026-04-14")
    rows = report["inspections"]

    assert [len(row["recommendations"]) for row in rows] == [8, 0, 18, 27, 16]
    assert [row["recommendations_count"] for row in rows] == [8, 0, 18, 27, 16]
    assert [len(row["judgements"]) for row in rows] == [6] * 5
    assert len(rows[0]["lscb_recommendations"]) == rows[0]["lscb_recommendations_count"] == 7
    assert report["totals"]["ofsted_recommendations_all"] == 69


def test_demo_visit_is_the_visit_of_the_sample():
    visit = document(sample("thornmere-agenda-pack-2026-09-22"), "inspection")
    told = next(row for row in demo_records()["inspections"] if row["key"] == "focused-visit-2026")

    assert told["findings"] == visit["findings"]
    assert told["inspectors"] == visit["inspectors"]
    assert [rec["text"] + "." for rec in told["recommendations"]] == visit["areas_for_improvement"]
