"""The demonstration council goes as it came: all of it, unless something of the council's own hangs on it."""

from datetime import date

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from inspections.models import DemoRecord
from inspections.operations.seeding import seed_frameworks
from meetings.models import Meeting
from meetings.operations import add_item, attach_paper, call_meeting
from scrutiny.models import Document, File, Panel, Person, Role, User
from scrutiny.operations import add_panel, add_person, add_user, edit_person
from tests.broken import everything_on_record
from tests.factories import checked_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without")]


@pytest.fixture(scope="module")
def without(django_db_setup, django_db_blocker):
    """All that there was before the demonstration came, which is entered once for all these tests."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.DEMO", True)
        patch.setattr("django.conf.settings.DEMO_PASSWORD", "walnut-heron-512")
        seed_frameworks()
        before = everything()
        call_command("load_demo", verbosity=0)
        yield before
        call_command("flush", interactive=False, verbosity=0)


def flush(capsys):
    call_command("flush_demo", yes=True)
    return capsys.readouterr().out


def everything():
    """Every row of the site's database but what Django keeps of its own models."""
    others = [
        model for model in apps.get_models() if model._meta.app_label in {"account", "mfa", "usersessions", "sessions"}
    ]
    return everything_on_record() | {model._meta.label: list(model._base_manager.values()) for model in others}


def test_nothing_of_it_is_left(capsys, without):
    assert everything() != without

    said = flush(capsys)

    assert said.endswith(" records of the demonstration council removed\n")
    assert everything() == without


def test_what_was_changed_since_goes_too(capsys, without):
    manager = User.objects.get(email="manager@thornmere.example")
    edit_person(person=Person.objects.earliest("pk"), name="Renamed Ash", by=manager)
    EmailAddress.objects.create(user=manager, email=manager.email)

    flush(capsys)

    assert everything() == without


def test_the_council_s_own_stays(capsys):
    mine = add_user(email="head@corvale.example", name="Head", role=Role.MANAGER, by=None)
    panel = add_panel(name="Corvale Panel", code="CP", slug="corvale", by=mine)
    meeting = call_meeting(panel=panel, held_on=date(2026, 6, 30), by=mine)
    item = add_item(meeting=meeting, title="Schools", by=mine)
    attach_paper(item=item, checked=checked_file(), title="Report", by=mine)

    flush(capsys)

    assert list(User.objects.all()) == [mine]
    assert list(Panel.objects.all()) == [panel]
    assert list(Meeting.objects.values_list("pk", "year__starts_on__year")) == [(meeting.pk, 2026)]
    assert list(Document.objects.values_list("title", flat=True)) == ["Report"]
    assert {row.history_user for row in Meeting.history.all()} == {mine}


def test_bytes_go_unless_somebody_else_holds_them(capsys, django_capture_on_commit_callbacks):
    names = {file.content.name for file in File.objects.all()}
    shared = Document.objects.earliest("pk").file
    Document.objects.create(file=shared, title="The same letter")
    assert {name for name in names if default_storage.exists(name)} == names

    with django_capture_on_commit_callbacks(execute=True):
        flush(capsys)

    assert list(File.objects.all()) == [shared]
    assert {name for name in names if default_storage.exists(name)} == {shared.content.name}


def test_is_refused_while_something_hangs_on_it(capsys):
    mine = add_user(email="head@corvale.example", name="Head", role=Role.MANAGER, by=None)
    call_meeting(panel=Panel.objects.get(code="CFS"), held_on=date(2026, 6, 30), by=mine)
    before = everything()

    with pytest.raises(CommandError) as refusal:
        call_command("flush_demo", yes=True)

    words = str(refusal.value)
    assert words.startswith("Not made by the demonstration, but hanging on it: meeting “")
    assert "30 June 2026” (panel: " in words
    assert everything() == before


def test_an_account_of_the_demonstration_that_belongs_to_somebody_real_is_named():
    mine = add_user(email="head@corvale.example", name="Head", role=Role.MANAGER, by=None)
    person = add_person(name="Real Ash", by=mine)
    add_user(
        email="ash@corvale.example", name="Ash", role=Role.COUNCILLOR, person=Person.objects.earliest("pk"), by=mine
    )

    with pytest.raises(CommandError, match=r"hanging on it: user “Ash” .person: "):
        call_command("flush_demo", yes=True)
    assert Person.objects.filter(pk=person.pk).exists()


def test_asks_first(monkeypatch, capsys):
    before = everything()

    for answer in ("no", "", "Yes please"):
        monkeypatch.setattr("builtins.input", lambda _asked, answer=answer: answer)
        with pytest.raises(CommandError, match="Nothing was removed"):
            call_command("flush_demo")
    assert everything() == before

    monkeypatch.setattr("builtins.input", lambda _asked: "yes")
    call_command("flush_demo")
    assert not DemoRecord.objects.exists()


def test_where_there_is_none_nothing_happens(capsys):
    flush(capsys)
    before = everything()

    assert flush(capsys) == "There is none\n"
    assert everything() == before
