"""A municipal year of dates becomes meetings, all of them or none, and prints as a paper."""

from datetime import date, time

import pypdfium2
import pytest
from django.urls import reverse

from meetings.forms.schedule import LAST, DatesForm, days_of_pattern
from meetings.models import Meeting
from meetings.operations import NothingToCall, call_schedule
from scrutiny.models import Draft
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import DraftFactory, MeetingFactory, PanelFactory
from tests.shown import Shown

pytestmark = pytest.mark.django_db

DATES = """Tuesday, 27 July 2021\t4.00pm\tVirtual
Monday, 13 September 2021\t4.00pm\tTo Be Confirmed
Monday 11 October 2021
18/04/2022 10am"""


@pytest.fixture
def board():
    return PanelFactory(name="Children Panel", slug="cyp", default_time=time(16), default_venue="Town Hall")


@pytest.fixture(autouse=True)
def in_july(time_machine):
    time_machine.move_to("2021-07-01T09:00Z")


@pytest.fixture
def browser(client, officer):
    client.force_login(officer)
    return client


def look(browser, board, dates=DATES, **more):
    return browser.post(reverse("schedule"), {"panel": board.pk, "dates": dates} | more)


def boxes(page):
    return {
        name: value
        for name, value in Shown(page.content.decode()).boxes.items()
        if name in ("panel", "looked") or name.startswith("row_")
    }


def called():
    return list(Meeting.objects.order_by("held_on").values_list("held_on", "starts_at", "venue"))


def test_the_dates_are_read_and_looked_at(browser, board):
    page = look(browser, board)

    assert [
        (row.proposed.held_on, row.proposed.starts_at, row.proposed.venue) for _, row in page.context["rows"][:-1]
    ] == [
        (date(2021, 7, 27), time(16), "Virtual"),
        (date(2021, 9, 13), time(16), "To Be Confirmed"),
        (date(2021, 10, 11), time(16), "Town Hall"),
        (date(2022, 4, 18), time(10), "Town Hall"),
    ]
    assert [row.deadlines.publish_by for _, row in page.context["rows"][:-1]] == [
        date(2021, 7, 19),
        date(2021, 9, 3),
        date(2021, 10, 1),
        date(2022, 4, 7),
    ]
    assert [row.warnings for _, row in page.context["rows"][:-1]] == [[], [], [], ["Easter Monday"]]
    assert called() == []


def test_a_row_is_changed_and_looked_at_again(browser, board):
    page = browser.post(reverse("schedule"), boxes(look(browser, board)) | {"row_4": "26 April 2022 10am", "row_1": ""})

    assert [row.proposed.held_on for _, row in page.context["rows"][:-1]] == [
        date(2021, 9, 13),
        date(2021, 10, 11),
        date(2022, 4, 26),
    ]
    assert page.context["rows"][2][1].warnings == []


def test_what_was_looked_at_becomes_meetings(browser, board, officer):
    DraftFactory(user=officer, form="schedule", typed={"dates": [DATES]})
    page = browser.post(reverse("schedule"), boxes(look(browser, board)) | {"accept": "1"}, follow=True)

    assert called() == [
        (date(2021, 7, 27), time(16), "Virtual"),
        (date(2021, 9, 13), time(16), "To Be Confirmed"),
        (date(2021, 10, 11), time(16), "Town Hall"),
        (date(2022, 4, 18), time(10), "Town Hall"),
    ]
    assert page.redirect_chain == [("/meetings/schedule/2021-22/cyp/", 302)]
    assert [str(message) for message in page.context["messages"]] == ["4 meetings added"]
    assert not Draft.objects.exists()


def test_rows_that_were_not_looked_at_are_looked_at_first(browser, board):
    typed = boxes(look(browser, board)) | {"row_4": "26 April 2022", "accept": "1"}
    page = browser.post(reverse("schedule"), typed)

    assert called() == []
    assert "Look once more, then add the meetings." in page.content.decode()

    browser.post(reverse("schedule"), boxes(page) | {"accept": "1"})
    assert len(called()) == 4


def test_the_same_page_sent_twice_adds_nothing_twice(browser, board):
    typed = boxes(look(browser, board)) | {"accept": "1"}
    for _ in range(2):
        browser.post(reverse("schedule"), typed)

    assert len(called()) == 4


def test_rows_that_cannot_be_read_are_named_and_everything_stays(browser, board):
    page = Shown(look(browser, board, "27 July 2021\nMonday 28 July 2021\nsoon").content.decode())

    assert page.summary == [
        "Line 2: 28 July 2021 is a Wednesday, not a Monday",
        "Line 3: “soon” is no date that can be read. Type it like Tuesday 27 July 2021, 4.00pm",
    ]
    assert page.boxes["dates"] == "27 July 2021\nMonday 28 July 2021\nsoon"


def test_a_row_that_is_spoilt_afterwards_says_so_at_its_box(browser, board):
    page = Shown(
        browser.post(
            reverse("schedule"), boxes(look(browser, board)) | {"row_2": "31 June 2022", "accept": "1"}
        ).content.decode()
    )

    assert page.summary == page.beside == ["“31 June 2022” is not a real date"]
    assert page.boxes["row_2"] == "31 June 2022"
    assert called() == []


def test_a_page_whose_panel_is_gone_begins_anew(browser):
    answer = browser.post(reverse("schedule"), {"looked": "", "panel": "0", "row_1": "27 July 2021"})

    assert (answer.status_code, answer.url) == (302, "/meetings/schedule/")


def test_a_schedule_has_an_end(browser, board):
    page = look(browser, board, "27 July 2021\n" * 61)

    assert Shown(page.content.decode()).summary == ["A schedule has at most 60 dates"]


def test_a_pattern_fills_the_box(browser, board):
    pattern = {"each": "3", "weekday": "1", "at": "10am", "fill": "1"}
    pattern |= {"from_on_day": "1", "from_on_month": "9", "from_on_year": "2021"}
    pattern |= {"until_on_day": "30", "until_on_month": "11", "until_on_year": "2021"}
    page = Shown(look(browser, board, "27 July 2021", **pattern).content.decode())

    assert page.boxes["dates"].splitlines() == [
        "27 July 2021",
        "Tuesday 21 September 2021, 10.00am",
        "Tuesday 19 October 2021, 10.00am",
        "Tuesday 16 November 2021, 10.00am",
    ]
    assert page.boxes["panel"] == str(board.pk)
    assert page.summary == []


def test_an_unfinished_pattern_says_what_is_missing(browser, board):
    page = Shown(look(browser, board, "27 July 2021", fill="1").content.decode())

    assert page.summary == [
        "Select which one of the month",
        "Select the day of the week",
        "Enter the first day of the pattern",
        "Enter the last day of the pattern",
    ]
    assert page.boxes["dates"] == "27 July 2021"


@pytest.mark.parametrize(
    ("year", "said"),
    [
        ("2020", "To must be the same as or after the first day of the pattern"),
        ("9999", "A schedule has at most 60 dates. Choose a shorter time"),
    ],
)
def test_a_pattern_ends_after_it_begins_and_soon_enough(year, said):
    typed = {"each": "1", "weekday": "0", "until_on_day": "1", "until_on_month": "9", "until_on_year": year}
    form = DatesForm(typed | {"from_on_day": "1", "from_on_month": "9", "from_on_year": "2021"}, filling=True)

    assert form.errors == {"until_on": [said]}


def test_the_last_weekday_of_a_month_is_its_fourth_or_fifth():
    found = days_of_pattern(LAST, 1, date(2021, 8, 1), date(2021, 10, 31))

    assert list(found) == [date(2021, 8, 31), date(2021, 9, 28), date(2021, 10, 26)]


def test_a_schedule_needs_a_date(board, officer):
    with pytest.raises(NothingToCall):
        call_schedule(panel=board, rows=[], by=officer)


def test_a_schedule_is_called_wholly_or_not_at_all(board, officer):
    rows = [{"held_on": date(2021, 7, 27)}, {"held_on": date(2021, 9, 13)}]

    happens_wholly_or_not_at_all(lambda: call_schedule(panel=board, rows=rows, by=officer))


def test_the_schedule_prints_as_a_paper(browser, board):
    MeetingFactory(panel=board, year__starts_on=date(2021, 5, 15), held_on=date(2021, 7, 27), venue="")
    MeetingFactory(panel=board, year__starts_on=date(2021, 5, 15), held_on=date(2021, 9, 13), called_off=True)
    page = browser.get(reverse("schedule_paper", args=["2021-22", "cyp"]))
    printed = browser.get(reverse("schedule_pdf", args=["2021-22", "cyp"]))

    assert page.context["paper"].title == "Proposed schedule of meetings 2021/22"
    assert page.context["paper"].rows == [["Tuesday 27 July 2021", "4.00pm", "To be confirmed"]]
    words = pypdfium2.PdfDocument(printed.content)[0].get_textpage().get_text_range()
    assert printed["Content-Type"] == "application/pdf"
    assert "Proposed schedule of meetings 2021/22" in words
    assert "Tuesday 27 July 2021" in words


def test_there_is_no_schedule_of_a_year_that_is_none(browser, board):
    assert browser.get(reverse("schedule_paper", args=["1066-67", "cyp"])).status_code == 404
