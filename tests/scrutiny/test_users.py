"""Managers give accounts, change them, disable and enable them; nobody types a password for somebody else."""

from smtplib import SMTPServerDisconnected

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse

from scrutiny.models import Role, User
from scrutiny.operations import (
    AccountExists,
    Disabled,
    LastManager,
    OwnAccount,
    PersonTaken,
    add_user,
    choose_password,
    disable_user,
    edit_user,
    enable_user,
    remove_second_factor,
    send_link,
    signing_in,
)
from tests.factories import PASSWORD, PersonFactory, UserFactory
from tests.history import last_row

pytestmark = pytest.mark.django_db

SITE = "https://scrutiny.thornmere.example"
NEW_PASSWORD = "seven-hedgehogs-in-June"


@pytest.fixture
def as_manager(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def posted(django_capture_on_commit_callbacks):
    """Sends a form as the site would outside a test, so that its letters leave."""

    def send(client, path, **typed):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(path, typed, follow=True)

    return send


def typed_for(user, **changes) -> dict:
    return {"email": user.email, "name": user.name, "role": user.role, "person": user.person} | changes


def link_in(letter) -> str:
    return next(word for word in letter.body.split() if word.startswith("http"))


def test_a_manager_adds_an_account_and_the_person_chooses_the_password(as_manager, manager, client, posted):
    person = PersonFactory()
    typed = {"email": "Ada@Thornmere.example", "name": "Ada Oak", "role": "councillor", "person": person.pk}
    page = posted(as_manager, reverse("user_new"), **typed)

    user = User.objects.get(email="ada@thornmere.example")
    assert (user.name, user.role, user.person, user.standing) == ("Ada Oak", "councillor", person, "Invited")
    assert "Account for Ada Oak added" in page.content.decode()
    [letter] = mail.outbox
    assert (letter.subject, letter.to) == ("Your account at Thornmere Council scrutiny", ["ada@thornmere.example"])
    assert f"{manager} has given you an account" in letter.body

    client.logout()
    form = client.get(link_in(letter), follow=True)
    chosen = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    client.post(form.redirect_chain[-1][0], chosen)
    user.refresh_from_db()
    assert (user.check_password(NEW_PASSWORD), user.standing) == (True, "Active")


def test_every_change_leaves_its_row(manager):
    user = add_user(email="a@thornmere.example", name="A", role=Role.OFFICER, by=manager)
    rows = [last_row(user)]
    send_link(user=user, by=manager, site=SITE)
    rows.append(last_row(user))
    edit_user(user=user, **typed_for(user, name="B"), by=manager)
    rows.append(last_row(user))
    choose_password(user=user, password=NEW_PASSWORD)
    rows.append(last_row(user))
    send_link(user=user, by=manager, site=SITE)
    rows.append(last_row(user))
    disable_user(user=user, by=manager, words="Left the council.")
    rows.append(last_row(user))
    enable_user(user=user, by=manager)
    rows.append(last_row(user))
    remove_second_factor(user=user, by=manager, words="Lost her phone.")
    rows.append(last_row(user))

    assert [(row["verb"], row["words"], row["by"]) for row in rows] == [
        ("add_user", "", manager),
        ("send_invitation", "", manager),
        ("edit_user", "", manager),
        ("choose_password", "", user),
        ("send_new_password", "", manager),
        ("disable_user", "Left the council.", manager),
        ("enable_user", "", manager),
        ("remove_second_factor", "Lost her phone.", manager),
    ]


def test_no_two_accounts_share_an_address_or_a_person(manager):
    first = UserFactory(email="taken@thornmere.example", person=PersonFactory())
    second = UserFactory()

    with pytest.raises(AccountExists):
        add_user(email="TAKEN@thornmere.example", name="B", role=Role.OFFICER, by=manager)
    with pytest.raises(AccountExists):
        edit_user(user=second, **typed_for(second, email="Taken@thornmere.example"), by=manager)
    with pytest.raises(PersonTaken):
        add_user(email="b@thornmere.example", name="B", role=Role.COUNCILLOR, person=first.person, by=manager)
    with pytest.raises(PersonTaken):
        edit_user(
            user=User.objects.get(pk=second.pk),
            **typed_for(second, person=first.person, email="c@x.example"),
            by=manager,
        )


def test_the_form_says_what_is_missing_and_keeps_what_was_typed(as_manager):
    UserFactory(email="taken@thornmere.example")
    empty = as_manager.post(reverse("user_new"), {"name": ""}).context["form"]
    assert [field.name for field in empty if field.errors] == ["name", "email", "role"]

    form = as_manager.post(reverse("user_new"), {"name": "A", "email": "a@x.example", "role": "councillor"}).context[
        "form"
    ]
    assert "Select the councillor" in form.errors["person"][0]
    assert form["name"].value() == "A"

    taken = {"name": "A", "email": "TAKEN@thornmere.example", "role": "officer"}
    form = as_manager.post(reverse("user_new"), taken).context["form"]
    assert form.non_field_errors() == ["There is already an account with this e-mail address."]


def test_a_manager_changes_a_role(as_manager, officer):
    as_manager.post(reverse("user_edit", args=[officer.pk]), typed_for(officer, role="manager", person=""))

    assert User.objects.get(pk=officer.pk).role == Role.MANAGER


def test_nobody_disables_or_demotes_themselves(as_manager, manager):
    UserFactory(role=Role.MANAGER)
    for path, typed in [
        (reverse("user_disable", args=[manager.pk]), {}),
        (reverse("user_edit", args=[manager.pk]), typed_for(manager, role="officer", person="")),
    ]:
        page = as_manager.post(path, typed)
        assert "This is your own account. Ask another manager" in page.content.decode()

    manager.refresh_from_db()
    assert (manager.role, manager.is_active) == (Role.MANAGER, True)
    with pytest.raises(OwnAccount):
        disable_user(user=manager, by=manager)


def test_a_manager_changes_their_own_name(as_manager, manager):
    as_manager.post(reverse("user_edit", args=[manager.pk]), typed_for(manager, name="Mina Kaur", person=""))

    assert User.objects.get(pk=manager.pk).name == "Mina Kaur"


def test_the_last_manager_stays(manager):
    UserFactory(role=Role.MANAGER, is_active=False)

    with pytest.raises(LastManager):
        disable_user(user=manager, by=None)
    with pytest.raises(LastManager):
        edit_user(user=manager, **typed_for(manager, role=Role.OFFICER), by=None)
    assert User.objects.filter(role=Role.MANAGER, is_active=True).count() == 1


def test_of_two_managers_who_disable_each_other_one_stays(manager):
    other = UserFactory(role=Role.MANAGER)
    disable_user(user=other, by=manager)

    with pytest.raises(LastManager):
        disable_user(user=manager, by=other)


def test_the_first_manager_is_no_more_than_an_officer_afterwards(manager):
    first = User.objects.create_superuser("first@thornmere.example", PASSWORD)
    edit_user(user=first, **typed_for(first, role=Role.OFFICER), by=manager)

    first.refresh_from_db()
    assert (first.is_superuser, first.is_staff) == (False, False)


def test_a_disabled_person_is_out_at_once_and_stays_out(client, officer, manager):
    client.post(reverse("account_login"), {"login": officer.email, "password": PASSWORD})
    assert client.get(reverse("own_account")).status_code == 200

    disable_user(user=officer, by=manager)
    assert client.get(reverse("own_account")).status_code == 302

    enable_user(user=officer, by=manager)
    assert client.get(reverse("own_account")).status_code == 302

    disable_user(user=officer, by=manager)
    page = client.post(reverse("account_login"), {"login": officer.email, "password": PASSWORD}, follow=True)
    assert "Your account is closed" in page.content.decode()


def test_a_disabled_account_gets_no_link(as_manager, officer, manager, posted):
    disable_user(user=officer, by=manager)
    page = posted(as_manager, reverse("user_link", args=[officer.pk]))

    assert "This account is disabled. Enable it first." in page.content.decode()
    assert mail.outbox == []
    with pytest.raises(Disabled):
        send_link(user=officer, by=manager, site=SITE)


def test_a_link_for_a_new_password_leaves_the_old_one_until_it_is_used(as_manager, officer, posted, client):
    page = posted(as_manager, reverse("user_link", args=[officer.pk]))

    assert f"Link sent to {officer.email}. It works once, for 3 days." in page.content.decode()
    assert mail.outbox[0].subject == "Choose a new password for Thornmere Council scrutiny"
    assert User.objects.get(pk=officer.pk).check_password(PASSWORD)


def test_a_link_to_an_old_address_is_useless(client, manager, officer, posted):
    client.force_login(manager)
    posted(client, reverse("user_link", args=[officer.pk]))
    edit_user(user=officer, **typed_for(officer, email="right@thornmere.example"), by=manager)
    client.logout()

    assert "This link no longer works" in client.get(link_in(mail.outbox[0])).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_cannot_leave_is_said_and_the_account_is_there(as_manager, monkeypatch):
    def fail(*args):
        raise SMTPServerDisconnected("gone")

    monkeypatch.setattr(signing_in, "send_mail", fail)
    typed = {"name": "A", "email": "a@x.example", "role": "officer"}
    page = as_manager.post(reverse("user_new"), typed, follow=True)

    assert "The letter to a@x.example could not be sent" in page.content.decode()
    assert User.objects.get(email="a@x.example").standing == "Invited"


def test_the_list_finds_by_name_role_and_state(as_manager, manager):
    olive, ada = UserFactory(name="Olive Oak"), UserFactory(name="Ada Elm", role=Role.MONITORING_OFFICER)
    gone = UserFactory(name="Gone Ash", is_active=False)

    def found(**asked):
        return [row.name for row in as_manager.get(reverse("users"), asked).context["page_obj"]]

    assert found(text="OAK") == [olive.name]
    assert found(text=ada.email) == [ada.name]
    assert found(role="monitoring_officer") == [ada.name]
    assert found(is_active="False") == [gone.name]


@pytest.mark.parametrize("rows", [1, 3])
def test_more_accounts_ask_no_more_queries(as_manager, rows, django_assert_num_queries):
    for _ in range(rows):
        UserFactory(role=Role.COUNCILLOR, person=PersonFactory())
    with django_assert_num_queries(4):
        as_manager.get(reverse("users"))


def test_a_lost_second_factor_is_taken_away(as_manager, officer, manager, posted):
    Authenticator.objects.create(user=officer, type=Authenticator.Type.TOTP, data={})
    address = reverse("user", args=[officer.pk])
    assert "Take away the second factor" in as_manager.get(address).content.decode()

    page = posted(as_manager, reverse("user_second_factor", args=[officer.pk]), words="Called her back.")
    assert f"Second factor of {officer} taken away" in page.content.decode()
    assert not Authenticator.objects.exists()
    assert last_row(officer)["words"] == "Called her back."
