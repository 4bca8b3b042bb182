"""What each role may do, and whose private papers it reads."""

from datetime import date

import pytest
import rules

from scrutiny.models import Person, Role, User
from scrutiny.permissions import STRANGER, Scope, scope_of
from tests.factories import MembershipFactory, PersonFactory, UserFactory
from tests.roles import table

pytestmark = pytest.mark.django_db

ROLES = ["stranger", "other councillor", "councillor", "officer", "manager", "monitoring officer"]
MAY = {
    "scrutiny.change_people": ["manager"],
    "scrutiny.change_users": ["manager"],
    "scrutiny.change_closures": ["manager"],
    "scrutiny.read_closures": ["officer", "manager"],
    "scrutiny.choose_panels": ["officer", "manager"],
    "scrutiny.correct_records": ["manager"],
    "scrutiny.put_words_back": ["officer", "manager"],
    "scrutiny.read_history": ["officer", "manager", "monitoring officer"],
    "scrutiny.read_whole_history": ["manager"],
    "scrutiny.see_work": ["manager"],
    "scrutiny.read_withheld": ["manager", "monitoring officer"],
    "scrutiny.withhold": ["monitoring officer"],
    "meetings.change_meeting": ["officer", "manager"],
    "meetings.publish": ["officer", "manager"],
    "meetings.change_circulation": ["officer", "manager"],
    "meetings.read_running_order": ["officer", "manager", "monitoring officer"],
    "inspections.change_inspection": ["officer", "manager"],
    "inspections.add_update": ["officer", "manager"],
}


def test_every_verb_is_in_the_table():
    assert set(rules.permissions.permissions) == set(MAY)


@pytest.mark.parametrize("verb", MAY)
def test_who_may(verb, everyone):
    assert [role for role in ROLES if rules.has_perm(verb, everyone[role])] == MAY[verb]


def test_who_reads_everything(everyone):
    assert [role for role in ROLES if scope_of(everyone[role]).sees_everything] == [
        "officer",
        "manager",
        "monitoring officer",
    ]


def test_what_the_site_knows_of_a_reader(panel, councillor, other_councillor, officer):
    other_panel = other_councillor.person.memberships.get().panel

    assert councillor.scope == Scope("councillor", councillor.person_id, frozenset([panel.pk]))
    assert other_councillor.scope == Scope("councillor", other_councillor.person_id, frozenset([other_panel.pk]))
    assert officer.scope == Scope("officer", None, frozenset())


def test_the_scope_takes_one_query_for_those_who_may_sit_and_none_for_others(
    councillor, officer, django_assert_num_queries
):
    with django_assert_num_queries(1):
        assert councillor.scope is councillor.scope
    with django_assert_num_queries(0):
        assert officer.scope is officer.scope


def test_a_seat_of_another_day_opens_nothing(panel):
    person = PersonFactory()
    MembershipFactory(person=person, panel=panel, until_on=date(2021, 5, 20))
    MembershipFactory(person=person, panel=panel, from_on=date(2999, 5, 20))

    assert UserFactory(role=Role.COUNCILLOR, person=person).scope.panel_ids == frozenset()


@pytest.mark.parametrize("role", Role)
def test_an_account_that_may_not_sign_in_is_a_stranger(role, panel):
    user = UserFactory(role=role, is_active=False, person=MembershipFactory(panel=panel).person)

    assert user.scope == scope_of(user) == STRANGER


def test_who_sees_whose_page(everyone):
    kinds = {kind: PersonFactory(kind=kind) for kind in Person.Kind}
    seen = {
        role: [kind for kind, person in kinds.items() if person in Person.objects.visible_to(user)]
        for role, user in everyone.items()
    }

    public = ["councillor", "co_opted"]
    assert seen == table(public=public, member=public, officer=list(Person.Kind))


def test_the_first_account_is_a_manager():
    user = User.objects.create_superuser("First@Thornmere.example", "three-words-for-tests")

    assert (user.email, user.name, user.role, user.is_staff, user.is_superuser) == (
        "first@thornmere.example",
        "First@Thornmere.example",
        "manager",
        True,
        True,
    )
    assert user.check_password("three-words-for-tests")


def test_an_account_is_found_in_whatever_case():
    user = UserFactory(email="olive@thornmere.example")

    assert User.objects.get_by_natural_key("Olive@Thornmere.Example") == user


def test_history_keeps_no_password():
    user = UserFactory()

    assert "password" not in {field.name for field in User.history.model._meta.fields}
    assert user.history.count() == 1
