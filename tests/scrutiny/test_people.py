"""Panels, people, seats and offices: who holds what, since when."""

from datetime import date

import pytest
import time_machine

from scrutiny.models import Address, Authority, Membership, Office, Panel, Person
from scrutiny.operations import (
    AlreadyAMember,
    ChangedMeanwhile,
    EndsTooEarly,
    add_member,
    add_panel,
    add_person,
    appoint,
    authority_named,
    edit_panel,
    edit_person,
    end_membership,
    office_titled,
    surname_first,
)
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import (
    AuthorityFactory,
    HoldingFactory,
    MembershipFactory,
    OfficeFactory,
    PanelFactory,
    PersonFactory,
)
from tests.history import last_row

pytestmark = pytest.mark.django_db

MAY_2025, MAY_2026, MAY_2027 = date(2025, 5, 20), date(2026, 5, 20), date(2027, 5, 20)
CHAIR, MEMBER = Membership.Role.CHAIR, Membership.Role.MEMBER


def told(verb, by, parent, kind="+", words=""):
    return {"verb": verb, "words": words, "by": by, "parent": (parent._meta.label_lower, parent.pk), "type": kind}


def test_a_panel_gets_an_address_for_ever(manager):
    panel = add_panel(name="Health Panel", code="HP", slug="health", seats=7, by=manager)

    assert Panel.objects.values("name", "code", "slug", "seats", "quorum", "version").get() == {
        "name": "Health Panel",
        "code": "HP",
        "slug": "health",
        "seats": 7,
        "quorum": 3,
        "version": 1,
    }
    assert Address.objects.get(path="/panels/health/").record == panel
    assert last_row(panel) == told("add_panel", manager, panel)


def test_a_panel_keeps_its_address_under_another_name(panel, manager):
    edit_panel(panel=panel, by=manager, seen=1, name="Education Panel")

    assert Panel.objects.values("name", "slug", "version").get() == {
        "name": "Education Panel",
        "slug": "children",
        "version": 2,
    }
    assert last_row(panel) == told("edit_panel", manager, panel, "~")


def test_nobody_overwrites_a_panel_they_have_not_seen(panel, manager):
    edit_panel(panel=panel, by=manager, seen=1, remit="Schools")

    with pytest.raises(ChangedMeanwhile):
        edit_panel(panel=panel, by=manager, seen=1, remit="Roads")
    assert Panel.objects.get().remit == "Schools"


def test_a_person_is_entered_with_surname_first(manager):
    person = add_person(name="Dana Whitlock", honorific="Councillor", party="Green", by=manager)

    assert Person.objects.values("name", "sort_name", "honorific", "kind", "party").get() == {
        "name": "Dana Whitlock",
        "sort_name": "Whitlock, Dana",
        "honorific": "Councillor",
        "kind": "councillor",
        "party": "Green",
    }
    assert Address.objects.get(path=f"/people/{person.pk}/").record == person
    assert last_row(person) == told("add_person", manager, person)


def test_a_namesake_is_another_person(manager):
    one, other = (add_person(name="J Walker", by=manager) for _ in range(2))

    assert one != other


def test_a_person_is_changed_by_who_has_seen_them(manager):
    person = PersonFactory()
    edit_person(person=person, by=manager, seen=1, ward="Millfield")

    with pytest.raises(ChangedMeanwhile):
        edit_person(person=person, by=manager, seen=1, ward="Oakley")
    assert Person.objects.get(pk=person.pk).ward == "Millfield"
    assert last_row(person) == told("edit_person", manager, person, "~")


@pytest.mark.parametrize(
    ("name", "sorted_by"),
    [
        ("Dana Whitlock", "Whitlock, Dana"),
        ("Ana de la Cruz", "Cruz, Ana de la"),
        ("Walker", "Walker"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_surname_first(name, sorted_by):
    assert surname_first(name) == sorted_by


def test_a_seat_is_given_from_a_day(panel, manager):
    person = PersonFactory()
    seat = add_member(panel=panel, person=person, role=CHAIR, from_on=MAY_2026, by=manager)

    assert list(Membership.objects.values("person", "panel", "role", "from_on", "until_on", "voting_items")) == [
        {
            "person": person.pk,
            "panel": panel.pk,
            "role": "chair",
            "from_on": MAY_2026,
            "until_on": None,
            "voting_items": "",
        }
    ]
    assert last_row(seat) == told("add_member", manager, panel)


@pytest.mark.parametrize(
    ("from_on", "until_on"),
    [(MAY_2025, None), (MAY_2026, None), (MAY_2027, None), (MAY_2025, MAY_2027), (MAY_2026, MAY_2027)],
)
def test_nobody_holds_two_seats_at_once(panel, manager, from_on, until_on):
    seat = MembershipFactory(panel=panel, from_on=MAY_2026)

    with pytest.raises(AlreadyAMember):
        add_member(panel=panel, person=seat.person, role=CHAIR, from_on=from_on, until_on=until_on, by=manager)


def test_one_seat_follows_another_on_the_same_day(panel, manager):
    seat = MembershipFactory(panel=panel, from_on=MAY_2025, until_on=MAY_2026)

    add_member(panel=panel, person=seat.person, role=CHAIR, from_on=MAY_2026, by=manager)
    add_member(panel=panel, person=seat.person, role=MEMBER, from_on=date(2024, 5, 20), until_on=MAY_2025, by=manager)

    assert list(Membership.objects.order_by("from_on").values_list("role", flat=True)) == ["member", "member", "chair"]


def test_a_seat_on_another_panel_is_no_hindrance(panel, manager):
    seat = MembershipFactory(from_on=MAY_2026)

    assert add_member(panel=panel, person=seat.person, role=MEMBER, from_on=MAY_2026, by=manager).panel == panel


def test_a_seat_ends_after_it_began(panel, manager):
    with pytest.raises(EndsTooEarly):
        add_member(panel=panel, person=PersonFactory(), role=MEMBER, from_on=MAY_2026, until_on=MAY_2026, by=manager)


def test_a_seat_is_ended(panel, manager):
    seat = MembershipFactory(panel=panel, from_on=MAY_2025)
    end_membership(membership=seat, until_on=MAY_2026, by=manager)

    assert Membership.objects.get().until_on == MAY_2026
    assert last_row(seat) == told("end_membership", manager, panel, "~")


@pytest.mark.parametrize("until_on", [MAY_2025, MAY_2026])
def test_a_seat_does_not_end_before_it_began(panel, manager, until_on):
    seat = MembershipFactory(panel=panel, from_on=MAY_2026)

    with pytest.raises(EndsTooEarly):
        end_membership(membership=seat, until_on=until_on, by=manager)
    assert Membership.objects.get().until_on is None


def test_a_seat_that_ended_is_not_stretched_over_the_next(panel, manager):
    first = MembershipFactory(panel=panel, from_on=MAY_2025, until_on=MAY_2026)
    MembershipFactory(panel=panel, person=first.person, from_on=MAY_2026)

    with pytest.raises(AlreadyAMember):
        end_membership(membership=first, until_on=MAY_2027, by=manager)


@pytest.mark.parametrize(
    ("day", "count"), [(date(2025, 5, 19), 0), (MAY_2025, 1), (date(2026, 5, 19), 1), (MAY_2026, 0)]
)
def test_a_seat_is_held_from_its_first_day_to_the_eve_of_its_last(day, count):
    MembershipFactory(from_on=MAY_2025, until_on=MAY_2026)
    HoldingFactory(from_on=MAY_2025, until_on=MAY_2026)

    assert Membership.objects.on(day).count() == count
    with time_machine.travel(day, tick=False):
        assert Membership.objects.sitting().count() == count
    assert type(HoldingFactory()).objects.exclude(until_on=None).on(day).count() == count


def test_a_panel_counts_the_seats_that_councillors_take(panel):
    MembershipFactory(panel=panel)
    MembershipFactory(panel=panel, role=Membership.Role.CO_OPTED_VOTING)
    MembershipFactory(panel=panel, role=Membership.Role.CO_OPTED_NON_VOTING)
    MembershipFactory(panel=panel, role=Membership.Role.SUBSTITUTE)
    MembershipFactory(panel=panel, until_on=MAY_2026)
    PanelFactory(name="Empty", abolished_on=MAY_2026)

    taken = Panel.objects.with_seats_taken(MAY_2026).order_by("name").values_list("name", "seats_taken")
    assert list(taken) == [("Children Scrutiny Panel", 1), ("Empty", 0)]
    assert list(Panel.objects.current()) == [panel]


def test_an_office_is_entered_once_in_whatever_case(officer):
    office = office_titled(" Head of Virtual School ", by=officer)

    assert office_titled("head of virtual school", by=officer) == office
    assert list(Office.objects.values_list("title", flat=True)) == ["Head of Virtual School"]
    assert last_row(office) == told("add_office", officer, office)


def test_an_authority_is_entered_once_in_whatever_case(officer):
    authority = authority_named("Corvale ", by=officer)

    assert authority_named("CORVALE", by=officer) == authority
    assert list(Authority.objects.values_list("name", flat=True)) == ["Corvale"]
    assert last_row(authority) == told("add_authority", officer, authority)


def test_somebody_holds_an_office_from_a_day(officer):
    office, person = OfficeFactory(), PersonFactory()
    holding = appoint(office=office, person=person, from_on=MAY_2026, by=officer)

    assert (holding.office, holding.person, holding.from_on, holding.until_on) == (office, person, MAY_2026, None)
    assert last_row(holding) == told("appoint", officer, office)


OPERATIONS = {
    "add_panel": lambda by: add_panel(name="Health", code="HP", slug="health", by=by),
    "edit_panel": lambda by: edit_panel(panel=Panel.objects.get(), by=by, name="Health"),
    "add_person": lambda by: add_person(name="Dana Whitlock", by=by),
    "edit_person": lambda by: edit_person(person=Person.objects.get(), by=by, ward="Oakley"),
    "add_member": lambda by: add_member(
        panel=Panel.objects.get(), person=Person.objects.get(), role=MEMBER, from_on=date(2030, 1, 1), by=by
    ),
    "end_membership": lambda by: end_membership(membership=Membership.objects.get(), until_on=MAY_2027, by=by),
    "office_titled": lambda by: office_titled("Head of Virtual School", by=by),
    "authority_named": lambda by: authority_named("Corvale", by=by),
    "appoint": lambda by: appoint(office=Office.objects.get(), person=Person.objects.get(), from_on=MAY_2026, by=by),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_happens_wholly_or_not_at_all(name, panel, manager):
    MembershipFactory(panel=panel, until_on=date(2029, 1, 1))
    OfficeFactory()
    AuthorityFactory()

    happens_wholly_or_not_at_all(lambda: OPERATIONS[name](manager))
