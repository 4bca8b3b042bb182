"""Everything that anybody did, as managers read it."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.operations import add_item, call_meeting, publish_agenda, remove_item, write_minute
from scrutiny.history.operations import A_PAGE
from scrutiny.operations import add_person, correct, correct_away, dated, edit_panel
from tests.factories import MeetingFactory, PanelFactory, UserFactory

pytestmark = pytest.mark.django_db

SENTENCE = re.compile(r'app-history__sentence">(.*?)</h2>')


@pytest.fixture
def managers_browser(manager):
    client = Client()
    client.force_login(manager)
    return client


@pytest.fixture
def told(managers_browser):
    """What the page says, newest first, of all that was done inside an operation."""

    def read(query=""):
        page = unescape(managers_browser.get(f"/history/{query}").content.decode())
        return [each for each in SENTENCE.findall(page) if not each.startswith("Changed outside an operation")]

    return read


def at(day):
    return dated(datetime.fromisoformat(day).replace(tzinfo=UTC))


@pytest.fixture
def three_days(panel, officer):
    """Three changes by two people; the second came half an hour before midnight in London, on 19 July in UTC too."""
    other = UserFactory(name="Ada Other")
    with at("2021-07-19T09:00"):
        edit_panel(panel=panel, remit="One", by=officer)
    with at("2021-07-19T23:30"):
        add_person(name="Dana Whitlock", by=other)
    with at("2021-07-21T09:00"):
        edit_panel(panel=panel, remit="Two", by=other)
    return other


ONE = "Panel changed by Olive Officer, 19 July 2021 10.00am"
TWO = "Person added by Ada Other, 20 July 2021 12.30am"
THREE = "Panel changed by Ada Other, 21 July 2021 10.00am"


def test_everything_is_told_newest_first(told, three_days):
    assert told() == [THREE, TWO, ONE]


def test_it_is_filtered_by_who_by_what_and_by_days_in_london(told, three_days, officer):
    assert told(f"?by={officer.pk}") == [ONE]
    assert told("?verb=edit_panel") == [THREE, ONE]
    assert told(f"?verb=edit_panel&by={three_days.pk}") == [THREE]
    assert told("?from_on=2021-07-20") == [THREE, TWO]
    assert told("?to_on=2021-07-19") == [ONE]
    assert told("?from_on=2021-07-20&to_on=2021-07-20") == [TWO]


@pytest.mark.parametrize(
    "query",
    [
        "?by=x&verb=y&from_on=31-02-2021&to_on=never&before=z",
        "?from_on=0001-01-01&to_on=9999-12-31",
        "?by=%00&verb=%00&before=%00",
        "?before=0001-01-01T00:00:00%2B14:00~x",
    ],
)
def test_nonsense_in_the_filters_is_no_error(managers_browser, query):
    assert managers_browser.get(f"/history/{query}").status_code == 200


def test_an_operation_on_many_records_is_told_once(told, panel, officer):
    meeting = call_meeting(panel=panel, held_on=date(2099, 3, 3), by=officer)
    for number in range(4):
        add_item(meeting=meeting, title=f"Item {number}", by=officer)
    publish_agenda(meeting=meeting, by=officer)

    assert [sentence.partition(" by ")[0] for sentence in told()] == [
        "Agenda published",
        *["Item added to the agenda"] * 4,
        "Municipal year added",
        "Meeting added",
    ]


def test_each_leads_to_the_history_of_its_record(managers_browser, panel, officer, manager):
    meeting = MeetingFactory(held=True, panel=panel)
    item = add_item(meeting=meeting, title="School places", by=officer)
    minute = write_minute(item=item, body="Said.", by=officer)
    correct(record=minute, by=manager)

    page = managers_browser.get("/history/").content.decode()

    links = re.findall(r'<a class="govuk-link" href="([^"#]*)#op-\w+">([^<]*)</a>', page)
    history = f"{meeting.get_absolute_url()}history/"
    assert links == [
        (history, "Minute: School places"),
        (history, f"Meeting: {meeting}"),
        (history, f"Meeting: {meeting}"),
    ]


def test_what_changed_outside_an_operation_is_named_too(managers_browser):
    PanelFactory(name="Panel without a story")

    page = managers_browser.get("/history/").content.decode()

    assert "Changed outside an operation" in page
    assert ">Panel: Panel without a story</a>" in page


def test_what_is_gone_is_still_named(managers_browser, officer, manager):
    panel = PanelFactory(name="Panel that was entered twice")
    correct_away(record=panel, by=manager, words="Entered twice.")

    page = managers_browser.get("/history/?verb=correct_away").content.decode()

    assert "Panel: Panel that was entered twice" in page
    assert "Reason given: Entered twice." in page


def test_it_is_read_page_by_page_and_loses_nothing(managers_browser, panel, officer):
    meeting = MeetingFactory(panel=panel)
    with at("2021-07-19T09:00"):
        for number in range(A_PAGE):
            remove_item(item=add_item(meeting=meeting, title=f"Item {number}", by=officer), by=officer)

    read, path = [], "/history/?verb=remove_item"
    while path:
        page = managers_browser.get(path).content.decode()
        read += SENTENCE.findall(page)
        older = re.search(r'href="(\?[^"]*before=[^"]*)" rel="next"', page)
        path = f"/history/{unescape(older[1])}" if older else ""
    assert sorted(each.rpartition(": ")[2] for each in read) == sorted(f"Item {number}" for number in range(A_PAGE))


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_often_for_three_operations_as_for_one(number, managers_browser, panel, officer):
    meeting = MeetingFactory(panel=panel)
    for each in range(number):
        add_item(meeting=meeting, title=f"Item {each}", by=officer)
        edit_panel(panel=panel, remit=f"Remit {each}", by=officer)

    with CaptureQueriesContext(connection) as asked:
        assert managers_browser.get("/history/").status_code == 200
    assert len(asked) == 9


def test_it_is_for_managers_alone(everyone):
    statuses = {}
    for role, person in everyone.items():
        client = Client()
        if person.is_authenticated:
            client.force_login(person)
        statuses[role] = client.get("/history/").status_code
    assert statuses == {
        "stranger": 302,
        "other councillor": 403,
        "councillor": 403,
        "officer": 403,
        "manager": 200,
        "monitoring officer": 403,
    }
