"""Days that the council adds to the bank holidays, and what moves by them."""

from datetime import date

import pytest
from django.urls import reverse

from meetings.models import Meeting
from scrutiny.dates import Calendar
from scrutiny.models import Closure, council_calendar
from scrutiny.operations import ClosedAlready, add_closure, remove_closure
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import ClosureFactory, MeetingFactory
from tests.history import last_row

pytestmark = pytest.mark.django_db

MOURNING = date(2026, 9, 16)
BEFORE = "2026-09-01"


def told(verb, by, closure, kind, words=""):
    return {"verb": verb, "words": words, "by": by, "parent": ("scrutiny.closure", closure.pk), "type": kind}


def rows(answer):
    return [(row.words, row.note) for section in answer.context["moved"] for row in section.rows]


def test_a_closure_is_a_day_that_no_deadline_counts(manager):
    closure = add_closure(day=MOURNING, title="Day of mourning", kind="proclaimed", by=manager)

    assert Closure.objects.values("day", "title", "kind").get() == {
        "day": MOURNING,
        "title": "Day of mourning",
        "kind": "proclaimed",
    }
    assert council_calendar().closed(MOURNING) == "Day of mourning"
    assert last_row(closure) == told("add_closure", manager, closure, "+")


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2022, 4, 18), "Monday 18 April 2022 doesn’t count as it is (Easter Monday). Choose a working day."),
        (date(2026, 9, 19), "Saturday 19 September 2026 doesn’t count as it is (Saturday). Choose a working day."),
        (date(2026, 12, 29), "Tuesday 29 December 2026 doesn’t count as it is (Offices closed). Choose a working day."),
    ],
)
def test_a_day_that_does_not_count_is_not_added_again(manager, day, sentence):
    ClosureFactory(day=date(2026, 12, 29))

    with pytest.raises(ClosedAlready, match=r"doesn’t count") as refusal:
        add_closure(day=day, title="Closed", by=manager)

    assert str(refusal.value) == sentence
    assert Closure.objects.count() == 1


def test_two_managers_at_once_add_a_day_once(manager, monkeypatch):
    monkeypatch.setattr("scrutiny.operations.closures.council_calendar", Calendar)
    ClosureFactory(day=MOURNING)

    with pytest.raises(ClosedAlready):
        add_closure(day=MOURNING, title="Closed", by=manager)


def test_a_closure_is_removed_with_its_reason(manager):
    closure = ClosureFactory(day=MOURNING, title="Day of mourning")
    gone = Closure(pk=closure.pk)
    remove_closure(closure=closure, words="Entered by mistake", by=manager)

    assert not Closure.objects.exists()
    assert council_calendar().closed(MOURNING) == ""
    assert last_row(gone) == told("remove_closure", manager, gone, "-", "Entered by mistake")


def test_closures_change_wholly_or_not_at_all(manager):
    ClosureFactory(day=MOURNING)

    happens_wholly_or_not_at_all(lambda: add_closure(day=date(2026, 9, 17), title="Closed", by=manager))
    happens_wholly_or_not_at_all(lambda: remove_closure(closure=Closure.objects.get(), by=manager))


def test_the_page_shows_a_year_with_its_bank_holidays(client, officer):
    ClosureFactory(day=MOURNING, title="Day of mourning")
    ClosureFactory(day=date(2027, 12, 29), title="Another year")
    client.force_login(officer)

    page = client.get(reverse("closures"), {"year": "2026"})

    assert [closure.title for closure in page.context["closures"]] == ["Day of mourning"]
    assert [title for _, title in page.context["holidays"]][:2] == ["New Year’s Day", "Good Friday"]
    assert "Bank holidays in England are known from 2012 to 2028." in page.content.decode()
    assert "Add a closure" not in page.content.decode()


def test_the_page_says_when_the_bank_holidays_are_not_known(client, officer):
    client.force_login(officer)

    page = client.get(reverse("closures"), {"year": "2029"}).content.decode()

    assert "The bank holidays of this year are not known yet." in page


@pytest.mark.parametrize(
    "asked", [{"year": "nonsense"}, {"year": "0000"}, {"day": "9999-12-31"}, {"day": "0001-01-01"}]
)
def test_nonsense_in_the_address_is_answered(client, officer, asked):
    client.force_login(officer)

    assert client.get(reverse("closures"), asked).status_code == 200


@pytest.mark.parametrize(
    ("year", "others"),
    [("2026", (2025, 2027)), ("1974", (None, 1975)), ("2099", (2098, None)), ("1066", (None, None))],
)
def test_years_lead_to_each_other_and_have_two_ends(client, officer, year, others):
    client.force_login(officer)

    page = client.get(reverse("closures"), {"year": year})

    assert (page.context["earlier"], page.context["later"]) == others


def test_adding_a_day_says_which_deadlines_moved(client, manager, time_machine):
    time_machine.move_to(BEFORE)
    MeetingFactory(panel__name="Health", held_on=date(2026, 9, 22))
    MeetingFactory(panel__name="Schools", held_on=MOURNING)
    published = MeetingFactory(panel__name="Police", held_on=date(2026, 9, 21), published=True)
    Meeting.objects.filter(pk=published.pk).update(agenda_published_at="2026-09-11T09:00Z")
    MeetingFactory(panel__name="Housing", held_on=date(2026, 11, 3))
    MeetingFactory(panel__name="Parks", held_on=date(2026, 9, 22), called_off=True)
    client.force_login(manager)

    page = client.post(
        reverse("closure_new"),
        {"day_day": "16", "day_month": "9", "day_year": "2026", "title": "Day of mourning", "kind": "proclaimed"},
        follow=True,
    )

    assert [str(message) for message in page.context["messages"]] == ["Wednesday 16 September 2026 added"]
    assert rows(page) == [
        ("Schools, 16 September 2026", "Meets on this very day"),
        ("Police, 21 September 2026", "Its agenda is open for 4 clear days now, not 5"),
        ("Health, 22 September 2026", "Publish by Friday 11 September 2026, not Monday 14 September 2026"),
    ]


def test_removing_a_day_says_which_deadlines_moved_back(client, manager, time_machine):
    time_machine.move_to(BEFORE)
    MeetingFactory(panel__name="Health", held_on=date(2026, 9, 22))
    closure = ClosureFactory(day=MOURNING)
    client.force_login(manager)

    page = client.post(reverse("closure_remove", args=[closure.pk]), {"words": ""}, follow=True)

    assert rows(page) == [
        ("Health, 22 September 2026", "Publish by Monday 14 September 2026, not Friday 11 September 2026")
    ]
