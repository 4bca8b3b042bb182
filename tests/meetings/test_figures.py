"""How often members came: counted from minutes that are out, for the days on which they sat on the panel."""

from datetime import date

import pytest

from meetings.figures import figures_of, years_of
from meetings.models import Meeting
from tests.factories import AttendanceFactory, MeetingFactory, MembershipFactory, PersonFactory
from tests.visits import body

pytestmark = pytest.mark.django_db

JULY, SEPTEMBER, OCTOBER = date(2026, 7, 14), date(2026, 9, 22), date(2026, 10, 20)


@pytest.fixture
def meetings(panel):
    """Three that count, one whose minutes are not out, one among themselves and one called off."""
    counted = [held(panel, day) for day in (JULY, SEPTEMBER, OCTOBER)]
    held(panel, date(2026, 11, 3), minutes_state=Meeting.Minutes.DRAFTING)
    held(panel, date(2026, 11, 10), is_formal=False)
    MeetingFactory(panel=panel, held_on=date(2026, 11, 17), state="cancelled", reason="Snow.")
    return counted


def held(panel, day, **fields):
    return MeetingFactory(panel=panel, held=True, held_on=day, **{"minutes_state": "published"} | fields)


def seat(panel, name, **fields):
    person = PersonFactory(name=name, sort_name=name, honorific="")
    return MembershipFactory(panel=panel, person=person, **{"from_on": date(2026, 5, 20)} | fields).person


def counted(panel, meetings):
    found = figures_of(panel, meetings[0].year)
    return {
        row.person.name: (row.meetings, row.present, row.apologies, row.absent, row.substituted) for row in found.rows
    }


def test_each_member_is_counted_while_they_sat(panel, meetings):
    ruth = seat(panel, "Ruth", until_on=SEPTEMBER)
    tom, late = seat(panel, "Tom"), seat(panel, "Una", from_on=SEPTEMBER)
    seat(panel, "Before", from_on=date(2025, 5, 20), until_on=date(2026, 5, 20))
    evan = seat(panel, "Evan", role="substitute")
    for meeting, states in zip(
        meetings, ({ruth: "present", tom: "present"}, {tom: "apologies"}, {tom: "absent"}), strict=True
    ):
        for person, state in states.items():
            AttendanceFactory(meeting=meeting, person=person, state=state)
    AttendanceFactory(meeting=meetings[1], person=evan, capacity="substitute", instead_of=tom)
    AttendanceFactory(meeting=meetings[2], person=late)

    assert counted(panel, meetings) == {"Ruth": (1, 1, 0, 0, 0), "Tom": (3, 1, 1, 1, 1), "Una": (2, 1, 0, 0, 0)}


def test_a_change_of_role_is_no_second_member(panel, meetings):
    tom = seat(panel, "Tom", until_on=SEPTEMBER)
    MembershipFactory(panel=panel, person=tom, role="chair", from_on=SEPTEMBER)

    assert counted(panel, meetings) == {"Tom": (3, 0, 0, 0, 0)}


def test_only_years_with_minutes_are_offered(panel, meetings):
    MeetingFactory(panel=panel, held=True, held_on=date(2025, 9, 22))
    assert [str(year) for year in years_of(panel)] == ["2026/27"]


def test_the_page_draws_and_lists_them(client, panel, meetings, django_assert_num_queries):
    for number in range(3):
        AttendanceFactory(meeting=meetings[0], person=seat(panel, f"Member {number}"))
    client.get("/")
    with django_assert_num_queries(5):
        page = body(client.get(f"/panels/{panel.slug}/attendance/"))

    assert "3 meetings with published minutes" in page
    assert '<title id="bars-title">Meetings attended in 2026/27</title>' in page
    assert page == body(client.get(f"/panels/{panel.slug}/attendance/2026-27/"))
    assert client.get(f"/panels/{panel.slug}/attendance/2019-20/").status_code == 404


def test_nothing_is_counted_yet(client, panel):
    assert "so nothing is counted" in body(client.get(f"/panels/{panel.slug}/attendance/"))
