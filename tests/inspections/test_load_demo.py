"""The demonstration council is entered whole, at its own dates, or not at all."""

import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.models import Framework, Inspection, Recommendation, Update
from meetings.models import AgendaItem, Circulation, Meeting, Minute, PaperRequest, Publication
from scrutiny.models import PDF, WORD, Document, File, Letter, Membership, Panel, User
from tests.invented import demo_records, items

PASSWORD = "walnut-heron-512"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

LISTS = ["panels", "people", "meetings", "inspections", "recommendations"]


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """Entered once for all these tests, and wiped after them."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.DEMO", True)
        patch.setattr("django.conf.settings.DEMO_PASSWORD", PASSWORD)
        call_command("load_demo", verbosity=0)
        yield
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def demo(settings):
    settings.DEMO, settings.DEMO_PASSWORD = True, PASSWORD


def account(name):
    return User.objects.get(email=f"{name}@thornmere.example")


def our_models():
    labels = ["scrutiny", "meetings", "inspections"]
    return [model for label in labels for model in apps.get_app_config(label).get_models()]


def secret_words():
    lists = demo_records()
    rows = [item for _, item in items(lists)] + lists["papers"] + lists["inspections"]
    return {word.lower() for row in rows for word in row["secret_words"]}


def leaks(text):
    return {word for word in secret_words() if word in text.lower()}


def test_a_second_time_is_refused(demo):
    with pytest.raises(CommandError, match="this one holds 5 accounts, 3 panels, 20 meetings"):
        call_command("load_demo")


def test_a_second_time_can_be_passed_over_in_silence(demo, capsys):
    call_command("load_demo", if_empty=True)

    assert capsys.readouterr() == ("", "")
    assert Meeting.objects.count() == 20


def test_every_kind_of_record_is_there():
    nobody_is_there_twice = {"Merge", "HistoricalMerge"}
    nothing_had_to_go = {"Withholding", "HistoricalWithholding"}
    nobody_is_at_work = {"Draft", "Worker"}
    nothing_is_doubted = {"Doubt", "HistoricalDoubt"}
    nobody_is_named = {"ItemReader", "HistoricalItemReader"}
    no_chair_was_asked = {"ChairComment", "HistoricalChairComment"}
    nobody_listed_them = {"DocumentBackground", "HistoricalDocumentBackground"}
    nobody_declared = {"Declaration", "HistoricalDeclaration"}
    missing = {model.__name__ for model in our_models() if not model.objects.exists()}
    assert (
        missing
        == nobody_is_there_twice
        | nothing_had_to_go
        | nobody_is_at_work
        | nobody_is_named
        | nothing_is_doubted
        | no_chair_was_asked
        | nobody_listed_them
        | nobody_declared
    )


def test_holds_what_the_data_holds():
    lists = demo_records()

    assert Inspection.objects.count() == len(lists["inspections"])
    assert Update.objects.count() == len(lists["updates"])
    assert AgendaItem.objects.filter(is_heading=False).count() == len(items(lists))
    assert File.objects.filter(content_type=PDF).count() == 15
    assert File.objects.filter(content_type=WORD).count() == 11
    assert File.objects.count() == len(lists["papers"])


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("reader", ["stranger", "councillor", "officer"])
def test_no_list_is_empty(client, name, reader):
    if reader != "stranger":
        client.force_login(account(reader), backend="allauth.account.auth_backends.AuthenticationBackend")

    response = client.get(reverse(name))

    assert response.status_code == 200
    assert "components/empty.html" not in [template.name for template in response.templates]


def test_every_panel_has_members_and_meetings_past_and_to_come():
    for panel in Panel.objects.all():
        assert Membership.objects.sitting().filter(panel=panel).exists()
        assert panel.meetings.past().exists()
        assert panel.meetings.exclude(state__in=["held", "cancelled"]).exists()


def test_papers_were_asked_for_reminded_of_late_and_received():
    found = PaperRequest.objects.order_by("item__position").values_list("state", "reminders", "due_on__day")

    assert list(found) == [("final", 0, 27), ("asked", 2, 18), ("asked", 1, 23), ("asked", 0, 30)]
    assert set(Circulation.objects.values_list("panel__code", flat=True)) == {"CFS", "HAC", "OSB"}


def test_no_letter_of_the_past_leaves():
    assert set(Letter.objects.values_list("state", flat=True)) == {Letter.State.SENT}
    assert mail.outbox == []


def test_items_have_the_numbers_that_were_printed():
    for meeting in demo_records()["meetings"]:
        found = AgendaItem.objects.filter(meeting__panel__code__iexact=meeting["panel"])
        found = found.filter(meeting__held_on=meeting["date"]).order_by("position")
        assert [item.number for item in found] == [item["number"] for item in meeting["items"]]


def test_the_named_manager_thread_is_told():
    recommendation = Recommendation.objects.with_standing(AnonymousUser()).get(slug__contains="2026-05-12-1")

    told = recommendation.updates.order_by("made_on").values_list("progress", "item__number")
    assert list(told) == [("on_track", "5"), ("slipped", "5")]
    assert recommendation.newest_progress == "slipped"


def test_minutes_between_two_items_keep_their_place():
    minute = Minute.objects.get(heading="Urgent business", number="25")

    assert (minute.position, minute.item.number) == (2, "8")


@pytest.mark.parametrize("name", ["manager", "officer", "monitoring", "councillor", "othercouncillor"])
def test_everybody_signs_in_with_the_demonstration_password(name):
    client = Client()

    client.post(reverse("account_login"), {"login": f"{name}@thornmere.example", "password": PASSWORD}, secure=True)

    assert client.session["_auth_user_id"] == str(account(name).pk)


def test_councillors_sit_where_the_brief_says():
    codes = {panel.pk: panel.code for panel in Panel.objects.all()}

    assert [codes[pk] for pk in account("councillor").scope.panel_ids] == ["CFS"]
    assert [codes[pk] for pk in account("othercouncillor").scope.panel_ids] == ["HAC"]


def test_agendas_went_out_on_their_days():
    told = {row["date"]: row["agenda_published_on"] for row in demo_records()["meetings"] if row["panel"] == "cfs"}
    found = {
        meeting.held_on.isoformat(): meeting.agenda_published_at
        and timezone.localdate(meeting.agenda_published_at).isoformat()
        for meeting in Meeting.objects.filter(panel__code="CFS")
    }

    assert found == told


def test_a_late_report_came_out_as_a_revised_agenda():
    publications = Publication.objects.filter(meeting__held_on="2026-09-22").order_by("published_at")

    told = [(row.kind, row.published_at.day, row.lateness, row.documents.count()) for row in publications]
    assert told == [
        ("agenda", 15, "late_agenda", 3),
        ("revised", 17, "report_follows", 4),
        ("minutes", 24, "", 0),
    ]


def test_history_is_of_the_past_and_says_who():
    rows = Meeting.history.filter(held_on="2026-09-22").order_by("history_date")

    told = [(timezone.localdate(row.history_date).isoformat(), row.state) for row in rows]
    assert told == [
        ("2026-05-20", "scheduled"),
        ("2026-09-15", "published"),
        ("2026-09-22", "held"),
        ("2026-09-22", "held"),
        ("2026-09-24", "held"),
    ]
    assert {row.history_user for row in rows} == {account("officer")}


def test_nothing_happened_after_the_day_of_the_story():
    after = timezone.make_aware(timezone.datetime.fromisoformat(demo_records()["today"])) + timedelta(days=1)

    for model in [Meeting, AgendaItem, Minute, Recommendation, Update, Document, Membership]:
        assert not model.history.filter(history_date__gte=after).exists(), model


def test_a_moved_meeting_keeps_its_first_date_and_the_reason():
    meeting = Meeting.objects.get(panel__code="OSB", held_on="2026-12-01")

    assert str(meeting.previous_on) == "2026-11-24"
    assert "budget" in meeting.reason


def test_exempt_items_make_their_papers_exempt():
    exempt = AgendaItem.objects.filter(openness="exempt")

    papers = [paper.document for item in exempt for paper in item.papers.all()]
    assert exempt.count() == len(papers) == 3
    assert {paper.openness for paper in papers} == {"exempt"}
    assert all(leaks(paper.file.text) and paper.public_title for paper in papers)


def test_exempt_papers_are_read_by_members_of_their_panel_alone():
    readers = {name: account(name) for name in ["councillor", "othercouncillor", "officer", "monitoring"]}
    readers["stranger"] = AnonymousUser()

    seen = {
        name: sorted(Document.objects.visible_to(user).exclude(openness="open").values_list("panel__code", flat=True))
        for name, user in readers.items()
    }
    assert seen == {
        "stranger": [],
        "councillor": ["CFS", "CFS"],
        "othercouncillor": ["HAC"],
        "officer": ["CFS", "CFS", "HAC"],
        "monitoring": ["CFS", "CFS", "HAC"],
    }


def test_a_stranger_does_not_get_an_exempt_file(client):
    for paper in Document.objects.filter(openness="exempt"):
        assert client.get(paper.file_url).status_code == 404


def test_publications_hold_no_secret_for_the_public():
    for publication in Publication.objects.all():
        assert leaks(json.dumps(publication.for_public, ensure_ascii=False)) == set()
    assert any(leaks(json.dumps(row.for_members, ensure_ascii=False)) for row in Publication.objects.all())


def test_what_a_stranger_may_read_holds_no_secret():
    stranger = AnonymousUser()
    texts = [
        *Document.objects.visible_to(stranger).values_list("title", "file__text", "author"),
        *Update.objects.visible_to(stranger).values_list("text", "reason"),
        *Recommendation.objects.visible_to(stranger).values_list("text", "slug"),
        *Inspection.objects.visible_to(stranger).values_list("focus", "inspectors", "findings__text"),
    ]

    assert leaks(" ".join(str(text) for row in texts for text in row)) == set()
    assert Inspection.objects.exclude(pk__in=Inspection.objects.visible_to(stranger)).count() == 1


def test_frameworks_are_there_without_being_asked_for():
    assert Framework.objects.count() >= 9
