"""Who was at a meeting: members of that day, substitutes, officers, guests; the quorum; what the minutes print."""

from datetime import date, time

import pytest
import time_machine
from django.test import Client

from meetings.attendance import attendance_data, roll_of
from meetings.models import Attendance, Meeting
from meetings.operations import (
    HasASubstitute,
    LeftBeforeComing,
    Mark,
    MarkedAlready,
    NoAttendance,
    NotAccountedFor,
    NotAMemberThatDay,
    NotThereYet,
    SitsOnThePanel,
    TheyWereThere,
    add_attender,
    edit_attender,
    mark_attendance,
    publish_minutes,
    remove_attender,
    write_minute,
)
from scrutiny.forms.conflict import TAKE, THEIRS
from scrutiny.models import Person
from scrutiny.operations import merge_people, plan_of
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import AgendaItemFactory, AttendanceFactory, MeetingFactory, MembershipFactory, PersonFactory
from tests.history import last_row
from tests.shown import Shown
from tests.visits import body

pytestmark = pytest.mark.django_db

HELD, BEFORE = date(2026, 9, 22), date(2026, 9, 18)
THERE, SENT, AWAY = Mark("present"), Mark("apologies"), Mark("absent")


@pytest.fixture
def meeting(panel):
    return MeetingFactory(panel=panel, held=True, held_on=HELD)


@pytest.fixture
def members(panel):
    """Chair, two members and a co-opted member; somebody who left before the day, and a substitute, are none."""
    roles = {
        "Ruth Halloran": "chair",
        "Amara Okoro": "member",
        "Tom Bexley": "member",
        "Bernard Ive": "co_opted_non_voting",
    }
    seats = [
        MembershipFactory(
            panel=panel,
            person=PersonFactory(name=name, sort_name=name, honorific=""),
            role=role,
            from_on=date(2026, 5, 20),
        )
        for name, role in roles.items()
    ]
    MembershipFactory(panel=panel, from_on=date(2025, 5, 20), until_on=HELD)
    MembershipFactory(panel=panel, role="substitute", from_on=date(2026, 5, 20))
    return [seat.person for seat in seats]


def states(meeting):
    return dict(meeting.attendances.values_list("person__name", "state"))


def mark(meeting, officer, marks, **sitting):
    return mark_attendance(meeting=meeting, marks=marks, by=officer, **sitting)


def printed(meeting):
    return {
        group["heading"]: [f"{each['name']} {each['note']}".strip() for each in group["people"]]
        for group in attendance_data(roll_of(meeting))
    }


def test_members_are_those_of_that_day_in_the_order_of_the_papers(meeting, members):
    assert [seat.person for seat in roll_of(meeting).seats] == members


def test_marking_the_members(meeting, members, officer):
    ruth, amara, tom, bernard = members
    mark(meeting, officer, {ruth: THERE, tom: SENT, amara: AWAY, bernard: None}, started_at=time(16, 2))

    assert states(meeting) == {"Ruth Halloran": "present", "Tom Bexley": "apologies", "Amara Okoro": "absent"}
    assert roll_of(meeting).words == "1 of 4 members present, quorum 3 · 1 apology · 1 unaccounted for"
    assert [seat.person for seat in roll_of(meeting).not_accounted_for] == [bernard]
    assert Meeting.objects.get().started_at == time(16, 2)
    assert last_row(Attendance.objects.get(person=ruth))["verb"] == "mark_attendance"


def test_only_what_changed_leaves_a_row_of_history(meeting, members, officer):
    mark(meeting, officer, {members[0]: THERE, members[1]: SENT})
    mark(Meeting.objects.get(), officer, {members[0]: THERE, members[1]: THERE})

    assert [Attendance.history.filter(person=person).count() for person in members[:2]] == [1, 2]


def test_what_was_said_can_be_taken_back(meeting, members, officer):
    mark(meeting, officer, {members[0]: THERE})
    mark(Meeting.objects.get(), officer, {members[0]: None})

    assert states(meeting) == {}


def test_the_quorum_counts_voting_members_in_the_room(meeting, members, officer, settings):
    ruth, amara, tom, bernard = members
    mark(meeting, officer, {ruth: THERE, tom: THERE, amara: Mark("present", is_remote=True), bernard: THERE})
    assert (roll_of(meeting).counted, roll_of(meeting).has_quorum) == (2, False)

    settings.REMOTE_COUNTS = True
    assert (roll_of(meeting).counted, roll_of(meeting).has_quorum) == (3, True)


def test_nobody_is_present_before_the_day(panel, members, officer):
    to_come = MeetingFactory(panel=panel, held_on=HELD)
    with time_machine.travel("2026-09-18 10:00"):
        with pytest.raises(NotThereYet):
            mark(to_come, officer, {members[0]: THERE})
        mark(to_come, officer, {members[0]: SENT})

    assert states(to_come) == {"Ruth Halloran": "apologies"}


def test_nobody_attends_what_was_called_off(panel, members, officer):
    off = MeetingFactory(panel=panel, state="cancelled", reason="Snow.")
    with pytest.raises(NoAttendance):
        mark(off, officer, {members[0]: SENT})


def test_only_members_of_that_day_are_marked(meeting, members, officer):
    with pytest.raises(NotAMemberThatDay):
        mark(meeting, officer, {PersonFactory(): THERE})


def test_nobody_leaves_before_they_come(meeting, members, officer):
    first, second = AgendaItemFactory(meeting=meeting, position=1), AgendaItemFactory(meeting=meeting, position=2)
    with pytest.raises(LeftBeforeComing):
        mark(meeting, officer, {members[0]: Mark("present", came_at=second, left_at=first)})


def test_who_was_not_there_neither_came_nor_left(meeting, members, officer):
    item = AgendaItemFactory(meeting=meeting)
    mark(meeting, officer, {members[0]: Mark("apologies", is_remote=True, came_at=item, came_time=time(16, 20))})
    row = Attendance.objects.get()

    assert (row.is_remote, row.came_at, row.came_time) == (False, None, None)


def test_a_substitute_comes_for_a_member_whose_apologies_are_put_down(meeting, members, officer):
    evan = PersonFactory(name="Evan Price")
    add_attender(meeting=meeting, person=evan, capacity="substitute", instead_of=members[1], by=officer)

    assert states(meeting) == {"Evan Price": "present", "Amara Okoro": "apologies"}
    with pytest.raises(HasASubstitute):
        mark(Meeting.objects.get(), officer, {members[1]: THERE})


def test_a_substitute_stands_in_for_a_member_who_is_not_there(meeting, members, officer):
    mark(meeting, officer, {members[0]: THERE})
    evan = PersonFactory()
    with pytest.raises(NotAMemberThatDay):
        add_attender(meeting=meeting, person=evan, capacity="substitute", instead_of=PersonFactory(), by=officer)
    with pytest.raises(TheyWereThere):
        add_attender(meeting=meeting, person=evan, capacity="substitute", instead_of=members[0], by=officer)


def test_members_and_those_on_the_list_are_not_added(meeting, members, officer):
    guest = PersonFactory()
    add_attender(meeting=meeting, person=guest, capacity="invited", by=officer)
    with pytest.raises(SitsOnThePanel):
        add_attender(meeting=meeting, person=members[0], capacity="officer", by=officer)
    with pytest.raises(MarkedAlready):
        add_attender(meeting=meeting, person=guest, capacity="observer", by=officer)


def test_what_the_minutes_print(meeting, members, officer):
    ruth, amara, tom, bernard = members
    item = AgendaItemFactory(meeting=meeting, number="4")
    marks = {ruth: AWAY, tom: Mark("present", came_at=item, came_time=time(16, 20)), amara: THERE, bernard: SENT}
    mark(meeting, officer, marks, chaired_by=amara)
    for name, capacity, more in (
        ("Evan Price", "substitute", {"instead_of": ruth}),
        ("Dana Whitlock", "officer", {}),
        ("Mary High", "invited", {"role": "in the role of Lead Member", "state": "apologies"}),
    ):
        person = PersonFactory(name=name, sort_name=name, honorific="")
        add_attender(meeting=meeting, person=person, capacity=capacity, by=officer, **more)
    add_attender(meeting=meeting, group="two members of the Children in Care Council", capacity="invited", by=officer)

    assert printed(Meeting.objects.get()) == {
        "Present": [
            "Amara Okoro in the Chair",
            "Tom Bexley from item 4, 4.20pm",
            "Evan Price substitute for Ruth Halloran",
        ],
        "Officers": ["Dana Whitlock"],
        "By invitation": ["two members of the Children in Care Council"],
        "Apologies for absence": ["Bernard Ive Co-opted member, not voting", "Mary High in the role of Lead Member"],
        "Absent": ["Ruth Halloran Chair"],
    }


def test_a_line_is_changed_and_taken_off(meeting, members, officer):
    row = add_attender(meeting=meeting, person=PersonFactory(), capacity="invited", by=officer)
    edit_attender(attendance=row, capacity="observer", by=officer)
    assert Attendance.objects.get().capacity == "observer"
    remove_attender(attendance=row, by=officer)

    assert not Attendance.objects.exists()


def test_who_becomes_a_substitute_stands_in_for_somebody_who_is_not_there(meeting, members, officer):
    row = add_attender(meeting=meeting, person=PersonFactory(), capacity="observer", by=officer)
    mark(Meeting.objects.get(), officer, {members[0]: THERE})
    with pytest.raises(TheyWereThere):
        edit_attender(attendance=row, capacity="substitute", instead_of=members[0], by=officer)
    edit_attender(attendance=row, capacity="substitute", instead_of=members[1], by=officer)

    assert states(meeting)["Amara Okoro"] == "apologies"


def test_two_officers_who_mark_the_same_thing_do_not_clash(browser, meeting, members, officer):
    item = AgendaItemFactory(meeting=meeting, number="4")
    page = Shown(body(browser.get(page_of(meeting))))
    mark(Meeting.objects.get(), officer, {members[0]: Mark("present", came_at=item)}, chaired_by=members[0])
    number = members[0].pk
    same = {f"state_{number}": "present", f"came_at_{number}": item.pk, "chaired_by": number}
    answer = browser.post(page_of(meeting), page.boxes | same)

    assert answer.context["form"].clashes == {}


def test_two_officers_who_disagree_choose(browser, meeting, members, officer):
    number = members[0].pk
    page = Shown(body(browser.get(page_of(meeting))))
    mark(Meeting.objects.get(), officer, {members[0]: SENT})
    shown = body(browser.post(page_of(meeting), page.boxes | {f"state_{number}": "present"}))
    taking = f"{TAKE}state_{number}"
    assert f'name="{taking}"' in shown
    browser.post(page_of(meeting), Shown(shown).boxes | {taking: THEIRS})

    assert states(meeting) == {"Ruth Halloran": "apologies"}


def test_marking_happens_wholly_or_not_at_all(meeting, members, officer):
    happens_wholly_or_not_at_all(lambda: mark(meeting, officer, {members[0]: THERE, members[1]: SENT}))

    assert not Attendance.objects.exists()


@pytest.mark.parametrize(("state", "ways"), [("present", 1), ("apologies", 2)])
def test_two_people_who_are_one_attended_once(meeting, manager, state, ways):
    kept, gone = PersonFactory(), PersonFactory()
    AttendanceFactory(meeting=meeting, person=kept, capacity="invited")
    AttendanceFactory(meeting=meeting, person=gone, capacity="invited", state=state)
    elsewhere = AttendanceFactory(person=gone)
    collision = next(each for each in plan_of(kept, gone).collisions if each.key.startswith("attendance_"))
    assert len(collision.ways) == ways
    merge_people(kept=kept, gone=gone, ways={collision.key: 0}, by=manager)

    assert list(meeting.attendances.values_list("person", flat=True)) == [kept.pk]
    elsewhere.refresh_from_db()
    assert elsewhere.person == kept


# The minutes


def test_minutes_do_not_go_out_while_somebody_is_unaccounted_for(client, meeting, members, officer):
    write_minute(item=AgendaItemFactory(meeting=meeting), body="Said.", by=officer)
    mark(Meeting.objects.get(), officer, {members[0]: THERE, members[1]: SENT})
    with pytest.raises(NotAccountedFor, match="You have not said whether Tom Bexley and Bernard Ive were there"):
        publish_minutes(meeting=Meeting.objects.get(), by=officer)
    mark(Meeting.objects.get(), officer, {members[2]: AWAY, members[3]: AWAY})
    publish_minutes(meeting=Meeting.objects.get(), by=officer)
    page = body(client.get(meeting.get_absolute_url()))

    assert "Ruth Halloran (Chair)" in page
    assert "unaccounted" not in page


def test_the_public_reads_who_was_there_with_the_minutes_alone(client, meeting, members, officer):
    mark(meeting, officer, dict.fromkeys(members, SENT))

    assert "Apologies for absence" not in body(client.get(meeting.get_absolute_url()))


# The page


@pytest.fixture
def browser(officer):
    client = Client()
    client.force_login(officer)
    return client


def page_of(meeting):
    return f"{meeting.get_absolute_url()}attendance/"


def test_one_screen_marks_everybody(browser, meeting, members):
    page = Shown(body(browser.get(page_of(meeting))))
    typed = page.boxes | {f"state_{person.pk}": "present" for person in members[:3]}
    answer = browser.post(page_of(meeting), typed | {f"state_{members[3].pk}": "apologies"}, follow=True)

    assert "3 of 4 members present, quorum 3 · 1 apology · nobody unaccounted for" in body(answer)


def test_one_press_marks_who_came_at_the_item_in_hand(browser, meeting, members, officer):
    item = AgendaItemFactory(meeting=meeting, number="4")
    page = Shown(body(browser.get(page_of(meeting))))
    with time_machine.travel("2026-09-22 15:20+00:00"):
        browser.force_login(officer)
        browser.post(page_of(meeting), page.boxes | {"in_hand": item.pk, "came": members[1].pk})
    row = Attendance.objects.get()

    assert (row.person, row.state, row.came_at, row.came_time) == (members[1], "present", item, time(16, 20))


def test_enter_in_a_box_saves_and_marks_nobody(browser, meeting, members):
    """A browser presses the first button of the form."""
    AgendaItemFactory(meeting=meeting, number="4")
    form = body(browser.get(page_of(meeting))).partition('<form class="app-roll"')[2]
    first = form.partition("<button")[2].partition(">")[0]

    assert "name=" not in first


def test_two_officers_lose_nothing(browser, meeting, members, officer):
    page = Shown(body(browser.get(page_of(meeting))))
    mark(Meeting.objects.get(), officer, {members[0]: SENT})
    answer = body(browser.post(page_of(meeting), page.boxes | {f"state_{members[1].pk}": "present"}))

    assert "saved" in answer
    assert states(meeting) == {"Ruth Halloran": "apologies"}
    again = Shown(answer)
    browser.post(page_of(meeting), again.boxes)
    assert states(meeting) == {"Ruth Halloran": "apologies", "Amara Okoro": "present"}


@pytest.mark.parametrize("typed", ["Dana Whitlock", "dana  whitlock", "Dr Dana Whitlock"])
def test_a_known_name_is_that_person(browser, meeting, members, typed):
    dana = PersonFactory(name="Dana Whitlock", honorific="Dr", kind="officer")
    browser.post(f"{page_of(meeting)}new/", {"name": typed, "capacity": "officer", "state": "present"})

    assert Attendance.objects.get().person == dana


def test_a_new_name_is_somebody_new_and_said_to_be(browser, meeting, members):
    typed = {"name": "Imran Sadiq", "capacity": "officer", "state": "present"}
    answer = browser.post(f"{page_of(meeting)}new/", typed, follow=True)

    assert "Imran Sadiq added, as somebody new" in body(answer)
    assert Attendance.objects.get().person.kind == "officer"


def test_a_namesake_is_never_taken_for_somebody_else_silently(browser, meeting, members):
    first = PersonFactory(name="J Walker", honorific="")
    add = f"{page_of(meeting)}new/"
    typed = {"name": "J Walker", "capacity": "observer", "state": "present"}
    browser.post(add, typed | {"is_new": "on"})
    refused = Shown(body(browser.post(add, typed)))

    assert refused.beside == ["Several people have this name. Choose one from the list"]
    browser.post(add, typed | {"name": f"J Walker (councillor {first.pk})"})
    assert Attendance.objects.filter(person=first).exists()
    assert Attendance.objects.count() == 2


def test_a_substitute_says_for_whom(browser, meeting, members):
    answer = browser.post(f"{page_of(meeting)}new/", {"name": "Evan", "capacity": "substitute", "state": "present"})

    assert Shown(body(answer)).beside == ["Choose the member for whom they came"]
    assert not Person.objects.filter(name="Evan").exists()
