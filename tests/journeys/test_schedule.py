"""Journey 1: a municipal year of dates, pasted as a report prints them, becomes meetings."""

from datetime import date, time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from meetings.models import Meeting
from tests.factories import PanelFactory
from tests.journeys.steps import save, sign_in
from tests.journeys.test_keyboard import tab_to

DATES = """Tuesday, 27 July 2021\t4.00pm\tVirtual
Monday, 13 September 2021\t4.00pm\tTo Be Confirmed
Monday, 11 October 2021\t4.00pm\tTo Be Confirmed
Monday, 22 November 2021\t4.00pm\tTo Be Confirmed
Monday, 13 December 2021\t4.00pm\tTo Be Confirmed
Tuesday, 18 January 2022\t4.00pm\tTo Be Confirmed
Monday, 14 February 2022\t4.00pm\tTo Be Confirmed
Monday, 21 March 2022\t4.00pm\tTo Be Confirmed
Monday, 18 April 2022\t4.00pm\tTo Be Confirmed"""


def faults(page) -> list[str]:
    return [rule["id"] for rule in Axe().run(page).response["violations"]]


def test_a_year_of_meetings_from_the_schedule(live_server, page, officer):
    PanelFactory(name="Children and Families Scrutiny Panel", slug="cfs", default_venue="Council Chamber")
    sign_in(page, live_server, officer)
    page.goto(f"{live_server.url}/meetings/")
    page.get_by_role("link", name="Enter a schedule").click()

    page.get_by_label("Panel").select_option(label="Children and Families Scrutiny Panel")
    page.get_by_label("Dates, one a line").fill(DATES + "\nTuesday 3 May 2022 or 10 May")
    save(page, "Look at the dates")
    page.get_by_role("link", name="Line 10: “or 10 May” can’t be read. Put a comma before the venue").wait_for()
    assert page.get_by_label("Dates, one a line").input_value() == DATES + "\nTuesday 3 May 2022 or 10 May"

    page.get_by_label("Dates, one a line").fill(DATES)
    save(page, "Look at the dates")
    page.get_by_role("heading", name="Look at the dates").wait_for()
    easter = page.get_by_role("listitem").filter(has=page.get_by_label("Date 9"))
    assert "Publish by Thursday 7 April 2022." in easter.inner_text()
    assert "Easter Monday" in easter.inner_text()
    assert page.get_by_text("Easter Monday").count() == 1
    assert faults(page) == []

    page.get_by_label("Date 9").fill("Tuesday 26 April 2022, 4.00pm")
    save(page, "Look again")
    assert page.get_by_text("Easter Monday").count() == 0
    assert page.get_by_text("Publish by Thursday 14 April 2022.").count() == 1

    save(page, "Add 9 meetings")
    page.get_by_role("heading", name="Proposed schedule of meetings 2021/22").wait_for()
    assert page.get_by_role("row").count() == 10
    assert list(Meeting.objects.order_by("held_on").values_list("held_on", "starts_at", "venue"))[-2:] == [
        (date(2022, 3, 21), time(16), "To Be Confirmed"),
        (date(2022, 4, 26), time(16), "Council Chamber"),
    ]
    printed = page.request.get(page.url + "schedule.pdf")
    assert printed.body().startswith(b"%PDF")


def test_a_pattern_fills_the_box_by_keyboard_alone(live_server, page, officer):
    PanelFactory(name="Health Panel")
    sign_in(page, live_server, officer)
    page.goto(f"{live_server.url}/meetings/schedule/")
    tab_to(page, page.locator("summary", has_text="Fill the box by a pattern"))
    for key in ("Enter", "Tab", "T", "Tab", "Tu", "Tab", "1", "Tab", "9", "Tab", "2027"):
        page.keyboard.press(key) if key in ("Enter", "Tab") else page.keyboard.type(key)
    for key in ("Tab", "30", "Tab", "11", "Tab", "2027", "Tab", "Tab", "Enter"):
        page.keyboard.press(key) if key in ("Enter", "Tab") else page.keyboard.type(key)

    expect(page.get_by_label("Dates, one a line")).to_have_value(
        "Tuesday 21 September 2027\nTuesday 19 October 2027\nTuesday 16 November 2027"
    )
