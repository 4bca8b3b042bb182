"""Two rows of people who turn out to be one person: what moves, what collides, and telling them apart again."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from scrutiny import merging
from scrutiny.history.kinds import kind_of
from scrutiny.models import Holding, Membership, Merge, Person, SearchEntry, User
from scrutiny.operations import (
    AlreadyAMember,
    CanNotBeMerged,
    ChangedMeanwhile,
    ChangedSince,
    MergedAway,
    NotMergedAnyMore,
    SamePerson,
    ShownOtherwise,
    WayNotChosen,
    add_member,
    add_person,
    add_user,
    appoint,
    correct_away,
    edit_person,
    end_membership,
    merge_people,
    plan_of,
    unmerge,
)
from tests.broken import everything_on_record, happens_wholly_or_not_at_all
from tests.factories import ActionFactory, OfficeFactory, PanelFactory, PersonFactory, UserFactory
from tests.history import last_row
from tests.shown import Shown

pytestmark = pytest.mark.django_db

MAY_2021, MAY_2022, MAY_2023, MAY_2024 = (date(year, 5, 20) for year in (2021, 2022, 2023, 2024))
CHAIR, MEMBER = Membership.Role.CHAIR, Membership.Role.MEMBER
AS_IT_COMES = {"version", "moved"}
WRITTEN_ANEW = {"scrutiny.SearchEntry", "scrutiny.SearchWord"}


@pytest.fixture
def walker(manager):
    return add_person(name="J Walker", party="Labour", ward="Park", by=manager)


@pytest.fixture
def other(manager):
    return add_person(name="Walker", sort_name="Walker", party="Labour", email="walker@thornmere.example", by=manager)


def seats(person):
    rows = Membership.objects.filter(person=person).order_by("from_on", "pk")
    return [(row.panel.name, row.role, row.from_on, row.until_on) for row in rows]


def on_record():
    """Every record of ours but its version, which only counts, and history, which outlives."""
    return {
        label: [{name: value for name, value in row.items() if name not in AS_IT_COMES} for row in rows]
        for label, rows in everything_on_record().items()
        if "Historical" not in label and label not in WRITTEN_ANEW
    }


def fresh(record):
    return type(record)._default_manager.get(pk=record.pk)


def test_everything_of_the_one_is_the_other_s(walker, other, panel, manager):
    add_member(panel=panel, person=other, role=MEMBER, from_on=MAY_2021, by=manager)
    office = OfficeFactory()
    appoint(office=office, person=other, from_on=MAY_2022, by=manager)
    action = ActionFactory(asked_by=other)
    account = UserFactory(person=other)
    panel.contact = other
    panel.save()

    merge = merge_people(kept=walker, gone=other, by=manager, words="The clerk knows her")

    assert seats(walker) == [(panel.name, MEMBER, MAY_2021, None)]
    assert [row.office for row in walker.holdings.all()] == [office]
    assert fresh(action).asked_by == fresh(account).person == fresh(panel).contact == walker
    assert (merge.kept, merge.gone, merge.merged_by) == (walker, other, manager)
    assert last_row(merge) == {
        "verb": "merge_people",
        "words": "The clerk knows her",
        "by": manager,
        "parent": ("scrutiny.person", walker.pk),
        "type": "+",
    }
    for moved in (walker.memberships.get(), action, account, panel):
        assert (last_row(moved)["verb"], last_row(moved)["by"]) == ("merge_people", manager)


def test_the_plan_names_what_moves_and_what_differs(walker, other, panel, manager):
    add_member(panel=panel, person=other, role=MEMBER, from_on=MAY_2021, until_on=MAY_2022, by=manager)
    ActionFactory(asked_by=other, text="To send the figures.")

    plan = plan_of(walker, other)

    assert plan.differing == ("name", "sort_name", "ward", "email")
    assert sorted(each.words for each in plan.moving) == [
        "Children Scrutiny Panel: Member, 20 May 2021 to 20 May 2022",
        "To send the figures.",
    ]
    assert (plan.collisions, plan.blocked, plan.open_questions) == ((), [], [])


def test_particulars_are_those_that_were_chosen(walker, other, manager):
    merge_people(kept=walker, gone=other, by=manager, particulars={"email": other.email, "ward": "Park"})

    assert Person.objects.unmerged().values("name", "party", "ward", "email").get() == {
        "name": "J Walker",
        "party": "Labour",
        "ward": "Park",
        "email": "walker@thornmere.example",
    }


def test_alike_seats_on_the_same_days_become_one(walker, other, panel, manager):
    add_member(panel=panel, person=walker, role=MEMBER, from_on=MAY_2022, until_on=MAY_2023, by=manager)
    add_member(panel=panel, person=other, role=MEMBER, from_on=MAY_2021, until_on=MAY_2022, by=manager)
    add_member(panel=panel, person=other, role=MEMBER, from_on=date(2022, 9, 1), by=manager)

    collision = plan_of(walker, other).collisions[0]
    merge_people(kept=walker, gone=other, by=manager)

    assert [way.words for way in collision.ways] == [
        "Joined into one: Children Scrutiny Panel: Member, 20 May 2022 to today"
    ]
    assert seats(walker) == [
        (panel.name, MEMBER, MAY_2021, MAY_2022),
        (panel.name, MEMBER, MAY_2022, None),
    ]
    assert seats(other) == []


def test_seats_that_only_touch_stay_two(walker, other, panel, manager):
    add_member(panel=panel, person=walker, role=MEMBER, from_on=MAY_2022, by=manager)
    add_member(panel=panel, person=other, role=MEMBER, from_on=MAY_2021, until_on=MAY_2022, by=manager)

    assert plan_of(walker, other).collisions == ()


def test_the_same_office_on_the_same_days_becomes_one(walker, other, manager):
    office = OfficeFactory()
    appoint(office=office, person=walker, from_on=MAY_2021, until_on=MAY_2023, by=manager)
    appoint(office=office, person=other, from_on=MAY_2022, until_on=MAY_2024, by=manager)

    merge_people(kept=walker, gone=other, by=manager)

    assert list(Holding.objects.values_list("person", "from_on", "until_on")) == [(walker.pk, MAY_2021, MAY_2024)]


@pytest.fixture
def two_roles(walker, other, panel, manager):
    """Chair by one row and member by the other, on the same days."""
    add_member(panel=panel, person=walker, role=CHAIR, from_on=MAY_2021, until_on=MAY_2023, by=manager)
    add_member(panel=panel, person=other, role=MEMBER, from_on=MAY_2022, by=manager)
    return plan_of(walker, other).open_questions[0]


def test_different_roles_on_the_same_days_are_asked_about(walker, other, two_roles, manager):
    before = on_record()

    with pytest.raises(WayNotChosen):
        merge_people(kept=walker, gone=other, by=manager)
    with pytest.raises(WayNotChosen):
        merge_people(kept=walker, gone=other, by=manager, ways={two_roles.key: 7})

    assert on_record() == before
    assert [way.words for way in two_roles.ways] == [
        "Children Scrutiny Panel: Chair, 20 May 2021 to 20 May 2023",
        "Children Scrutiny Panel: Member, 20 May 2022 to today",
    ]


def test_the_role_that_was_chosen_stands_with_its_days(walker, other, two_roles, panel, manager):
    merge_people(kept=walker, gone=other, by=manager, ways={two_roles.key: 1})

    assert seats(walker) == [(panel.name, MEMBER, MAY_2022, None)]


def test_two_accounts_are_refused_until_one_goes(walker, other, manager):
    add_user(email="one@thornmere.example", name="One", role="councillor", person=walker, by=manager)
    account = add_user(email="two@thornmere.example", name="Two", role="councillor", person=other, by=manager)

    with pytest.raises(CanNotBeMerged, match="Both have an account: "):
        merge_people(kept=walker, gone=other, by=manager)

    User.objects.filter(pk=account.pk).update(person=None)
    assert merge_people(kept=walker, gone=other, by=manager).kept == walker


def test_nobody_is_merged_with_themselves(walker, manager):
    with pytest.raises(SamePerson):
        merge_people(kept=walker, gone=Person.objects.get(pk=walker.pk), by=manager)


def test_who_was_merged_takes_no_seat_office_account_or_merge(walker, other, panel, manager):
    merge_people(kept=walker, gone=other, by=manager)

    for attempt in (
        lambda: add_member(panel=panel, person=other, role=MEMBER, from_on=MAY_2021, by=manager),
        lambda: appoint(office=OfficeFactory(), person=other, from_on=MAY_2021, by=manager),
        lambda: add_user(email="a@thornmere.example", name="A", role="councillor", person=other, by=manager),
        lambda: merge_people(kept=PersonFactory(), gone=other, by=manager),
        lambda: merge_people(kept=other, gone=PersonFactory(), by=manager),
    ):
        with pytest.raises(MergedAway):
            attempt()


def test_nobody_merges_what_they_have_not_seen(walker, other, panel, manager):
    seen = plan_of(walker, other).seen
    edit_person(person=fresh(walker), ward="Hill", by=manager)
    with pytest.raises(ChangedMeanwhile):
        merge_people(kept=walker, gone=other, by=manager, seen=1)
    edit_person(person=fresh(other), ward="Hill", by=manager)
    with pytest.raises(ChangedMeanwhile):
        merge_people(kept=walker, gone=other, by=manager, seen_gone=1)

    add_member(panel=panel, person=other, role=MEMBER, from_on=MAY_2021, by=manager)
    with pytest.raises(ShownOtherwise):
        merge_people(kept=walker, gone=other, by=manager, shown=seen)
    assert not Merge.objects.exists()


def test_a_seat_read_before_the_merge_is_ended_as_it_stands_now(walker, other, panel, manager):
    seat = add_member(panel=panel, person=other, role=MEMBER, from_on=MAY_2021, by=manager)
    stale = fresh(seat)
    merge_people(kept=walker, gone=other, by=manager)

    end_membership(membership=stale, until_on=MAY_2022, by=manager)

    assert seats(walker) == [(panel.name, MEMBER, MAY_2021, MAY_2022)]


def test_a_seat_that_was_joined_meanwhile_cannot_be_ended(walker, other, panel, manager):
    for person in (walker, other):
        seat = add_member(panel=panel, person=person, role=MEMBER, from_on=MAY_2021, by=manager)
    stale = fresh(seat)
    merge_people(kept=walker, gone=other, by=manager)

    with pytest.raises(ChangedMeanwhile):
        end_membership(membership=stale, until_on=MAY_2022, by=manager)


@pytest.mark.search
def test_search_finds_one(walker, other, panel, manager):
    add_member(panel=panel, person=other, role=MEMBER, from_on=MAY_2021, by=manager)
    merge = merge_people(kept=walker, gone=other, by=manager)
    subjects = SearchEntry.objects.filter(kind=SearchEntry.Kind.PERSON).values_list("record", flat=True)

    assert list(subjects) == [f"person:{walker.pk}"]
    unmerge(merge=merge, by=manager)
    assert sorted(subjects.all()) == sorted([f"person:{walker.pk}", f"person:{other.pk}"])


def test_undoing_puts_everything_back(walker, other, panel, manager):
    add_member(panel=panel, person=walker, role=MEMBER, from_on=MAY_2022, until_on=MAY_2023, by=manager)
    add_member(panel=panel, person=other, role=MEMBER, from_on=MAY_2021, by=manager)
    health = PanelFactory()
    add_member(panel=health, person=walker, role=CHAIR, from_on=MAY_2021, by=manager)
    add_member(panel=health, person=other, role=MEMBER, from_on=MAY_2021, by=manager)
    office = OfficeFactory()
    appoint(office=office, person=other, from_on=MAY_2022, by=manager)
    ActionFactory(asked_by=other)
    UserFactory(person=other)
    before = on_record()
    question = plan_of(walker, other).open_questions[0]

    merge_people(kept=walker, gone=other, by=manager, particulars={"email": other.email}, ways={question.key: 1})
    assert on_record() != before
    back = unmerge(merge=Merge.objects.get(), by=manager, words="They are cousins")

    assert back == other
    assert on_record() == before
    merge = Merge.history.filter(history_type="-").get()
    assert (merge.operation_verb, merge.history_user) == ("unmerge", manager)


def test_a_merge_of_nothing_but_names_is_undone_too(walker, other, manager):
    before = on_record()

    unmerge(merge=merge_people(kept=walker, gone=other, by=manager), by=manager)

    assert on_record() == before


def test_undoing_is_refused_where_what_moved_was_changed(walker, other, panel, manager):
    seat = add_member(panel=panel, person=other, role=MEMBER, from_on=MAY_2021, by=manager)
    merge = merge_people(kept=walker, gone=other, by=manager, particulars={"ward": ""})
    end_membership(membership=fresh(seat), until_on=MAY_2022, by=manager)
    edit_person(person=fresh(walker), ward="Hill", by=manager)
    before = on_record()

    with pytest.raises(ChangedSince, match=r"Member, 20 May 2021 to 20 May 2022 .changed .*; ward"):
        unmerge(merge=fresh(merge), by=manager)
    assert on_record() == before


def test_undoing_is_refused_where_what_moved_was_removed(walker, other, panel, manager):
    seat = add_member(panel=panel, person=other, role=MEMBER, from_on=MAY_2021, by=manager)
    merge = merge_people(kept=walker, gone=other, by=manager)
    correct_away(record=fresh(seat), by=manager)

    with pytest.raises(ChangedSince, match=r"Children Scrutiny Panel: Member, 20 May 2021 to today .removed "):
        unmerge(merge=merge, by=manager)


def test_undoing_gives_nobody_two_seats(walker, other, panel, two_roles, manager):
    merge = merge_people(kept=walker, gone=other, by=manager, ways={two_roles.key: 1})
    add_member(panel=panel, person=walker, role=MEMBER, from_on=MAY_2021, until_on=MAY_2022, by=manager)

    with pytest.raises(AlreadyAMember):
        unmerge(merge=merge, by=manager)


def test_a_merge_is_undone_once(walker, other, manager):
    merge = merge_people(kept=walker, gone=other, by=manager)
    unmerge(merge=Merge.objects.get(), by=manager)

    with pytest.raises(NotMergedAnyMore):
        unmerge(merge=merge, by=manager)


def test_what_came_since_stays_with_who_was_kept(walker, other, panel, manager):
    merge = merge_people(kept=walker, gone=other, by=manager)
    add_member(panel=panel, person=walker, role=MEMBER, from_on=MAY_2021, by=manager)

    unmerge(merge=merge, by=manager)

    assert (seats(walker), seats(other)) == ([(panel.name, MEMBER, MAY_2021, None)], [])


def test_two_merges_in_a_row_lead_to_the_last(walker, other, panel, manager, client):
    third = add_person(name="Joan Walker", by=manager)
    add_member(panel=panel, person=other, role=MEMBER, from_on=MAY_2021, by=manager)
    first = merge_people(kept=walker, gone=other, by=manager)
    second = merge_people(kept=third, gone=walker, by=manager)

    for address in (other.get_absolute_url(), walker.get_absolute_url()):
        assert client.get(address).url == third.get_absolute_url()
    assert seats(third) == [(panel.name, MEMBER, MAY_2021, None)]
    with pytest.raises(MergedAway):
        unmerge(merge=fresh(first), by=manager)

    unmerge(merge=second, by=manager)
    assert client.get(other.get_absolute_url()).url == walker.get_absolute_url()
    unmerge(merge=fresh(first), by=manager)
    assert seats(other) == [(panel.name, MEMBER, MAY_2021, None)]


@pytest.mark.parametrize("below", ["", "history/", "edit/"])
def test_the_old_address_redirects_as_everybody(client, everyone, walker, other, manager, below):
    merge_people(kept=walker, gone=other, by=manager)
    now = f"{walker.get_absolute_url()}{below}"

    for role, user in everyone.items():
        client.logout() if isinstance(user, AnonymousUser) else client.force_login(user)
        old, new = client.get(f"{other.get_absolute_url()}{below}"), client.get(now)
        assert (old.status_code, old.get("Location")) == (
            (301, now)
            if new.status_code == 200
            else (new.status_code, new.get("Location", "").replace(f"people/{walker.pk}", f"people/{other.pk}") or None)
        ), role


def test_who_may_not_see_the_one_who_stays_is_not_told(client, manager, walker):
    hidden = add_person(name="Walker", kind=Person.Kind.OFFICER, by=manager)
    merge_people(kept=hidden, gone=walker, by=manager)

    assert client.get(walker.get_absolute_url()).status_code == 404


def test_lists_and_choices_leave_out_who_was_merged(client, walker, other, panel, manager):
    merge_people(kept=walker, gone=other, by=manager)
    client.force_login(manager)

    assert f"/people/{other.pk}/" not in client.get("/people/").content.decode()
    for address in (f"{panel.get_absolute_url()}members/new/", "/users/new/", f"{panel.get_absolute_url()}edit/"):
        assert f'<option value="{other.pk}"' not in client.get(address).content.decode()
    asked = {"app_label": "scrutiny", "model_name": "membership", "field_name": "person", "term": "Walker"}
    found = client.get("/admin/autocomplete/", asked).json()["results"]
    assert [row["id"] for row in found] == [str(walker.pk)]


def merging_of(walker, other):
    """The merge of two people with something of each kind, as `tests.broken` wants it."""
    question = plan_of(walker, other).open_questions[0]
    return lambda: merge_people(
        kept=fresh(walker),
        gone=fresh(other),
        by=User.objects.get(role="manager"),
        particulars={"ward": "Hill"},
        ways={question.key: 1},
    )


def test_a_merge_happens_wholly_or_not_at_all(walker, other, two_roles, manager):
    ActionFactory(asked_by=other)

    happens_wholly_or_not_at_all(merging_of(walker, other))


def test_undoing_happens_wholly_or_not_at_all(walker, other, two_roles, manager):
    ActionFactory(asked_by=other)
    merging_of(walker, other)()

    happens_wholly_or_not_at_all(lambda: unmerge(merge=Merge.objects.get(), by=manager))


def test_whatever_points_at_a_person_has_a_history_and_moves():
    pointing = {each.model._meta.label for each in merging.relations()}

    assert {"scrutiny.Membership", "scrutiny.Holding", "scrutiny.User", "scrutiny.Panel", "meetings.Action"} <= pointing
    assert [each for each in merging.relations() if kind_of(each.model) is None] == []


def test_nothing_points_at_people_in_a_way_that_a_merge_would_miss():
    many = [each for model in apps.get_models() for each in model._meta.many_to_many if each.related_model is Person]

    assert many == []


def test_what_rests_on_a_record_that_would_go_stops_the_merge(walker, other, panel, manager, monkeypatch):
    for person in (walker, other):
        add_member(panel=panel, person=person, role=MEMBER, from_on=MAY_2021, by=manager)
    monkeypatch.setitem(
        merging._rules,
        Membership,
        merging.Rule(
            Membership,
            str,
            lambda kept, gone: [merging.Collision("held", "Held", (merging.Way("Removed", removed=(panel,)),))],
        ),
    )

    with pytest.raises(CanNotBeMerged, match="Other records rest on"):
        merge_people(kept=walker, gone=other, by=manager)


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_a_seat_given_in_the_same_moment_is_neither_lost_nor_left_behind(panel, manager):
    walker, other = (add_person(name="Walker", by=manager) for _ in range(2))
    start, refused = Barrier(2), []

    def at_once(operation):
        start.wait()
        try:
            operation()
        except (MergedAway, ChangedMeanwhile) as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [
        Thread(target=at_once, args=[operation])
        for operation in (
            lambda: merge_people(kept=fresh(walker), gone=fresh(other), by=manager),
            lambda: add_member(panel=panel, person=fresh(other), role=MEMBER, from_on=MAY_2021, by=manager),
        )
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Merge.objects.count() == 1
    assert seats(other) == []
    assert len(seats(walker)) + len(refused) == 1


def boxes(answer):
    return {name: value for name, value in Shown(answer.content.decode()).boxes.items() if name}


def test_what_changed_while_the_page_was_open_is_shown_and_asked_about(client, walker, other, panel, manager):
    client.force_login(manager)
    address = f"{walker.get_absolute_url()}merge/{other.pk}/"
    opened = boxes(client.get(address))
    for person, role in ((walker, CHAIR), (other, MEMBER)):
        add_member(panel=panel, person=person, role=role, from_on=MAY_2021, by=manager)

    answer = client.post(address, opened)

    words = answer.content.decode()
    assert "Something of these two people changed while you were looking." in words
    assert "Children Scrutiny Panel: which is right?" in words
    question = plan_of(walker, other).open_questions[0]
    assert client.post(address, boxes(answer) | {question.key: "0"}).status_code == 302
    assert seats(walker) == [(panel.name, CHAIR, MAY_2021, None)]


def test_two_accounts_are_a_warning_without_a_button(client, walker, other, manager):
    for person in (walker, other):
        UserFactory(person=person)
    client.force_login(manager)

    words = client.get(f"{walker.get_absolute_url()}merge/{other.pk}/").content.decode()

    assert "One must go first" in words
    assert "Join them" not in words


def test_a_disabled_account_may_belong_to_nobody(client, walker, manager):
    account = UserFactory(role="councillor", person=walker, is_active=False)
    client.force_login(manager)

    typed = {"name": account.name, "email": account.email, "role": "councillor", "person": ""}
    assert client.post(f"{account.get_absolute_url()}edit/", typed).status_code == 302
    assert fresh(account).person is None


def test_those_with_the_same_surname_are_offered_first(client, walker, other, manager):
    add_person(name="Ada Ash", by=manager)
    client.force_login(manager)

    form = client.get(f"{walker.get_absolute_url()}merge/").context["form"]

    assert [label for label, _ in form.fields["other"].choices[1:]] == ["The same surname", "Everybody else"]
    assert form.fields["other"].choices[1][1] == [
        (str(other.pk), "Walker (Councillor, Labour, walker@thornmere.example)")
    ]
