"""Drafts: what is typed into a long form before it is saved, kept for its writer alone."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from meetings.models import AgendaItem
from meetings.operations import remove_item
from scrutiny.forms.drafted import Place
from scrutiny.models import Draft, SearchEntry
from scrutiny.models.draft import named
from scrutiny.operations import DraftGone, DraftTooLong, WrittenElsewhere, drop_draft, keep_draft
from scrutiny.work.tidying import tidy
from tests.broken import happens_wholly_or_not_at_all
from tests.factories import AgendaItemFactory, DraftFactory, MeetingFactory, RecommendationFactory, UserFactory
from tests.journeys import worlds
from tests.shown import Shown

HERE = {"form": "item_edit", "about": "meetings.agendaitem 1"}
FORMS = [
    "{item}", "{minuted}minute/", "{meeting}edit/", "/meetings/new/", "{draft}agenda/publish/",
    "{meeting}minutes/publish/",
    "/inspections/new/", "{inspection}edit/", "{inspection}findings/", "{inspection}recommendations/new/",
    "{recommendation}edit/", "{recommendation}updates/new/",
]  # fmt: skip


@pytest.fixture
def item(panel):
    return AgendaItemFactory(meeting=MeetingFactory(panel=panel), title="Virtual school", text="As it was.")


@pytest.fixture
def address(item):
    return f"{item.meeting.get_absolute_url()}items/{item.pk}/"


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


def boxes(answer):
    return {name: value for name, value in Shown(answer.content.decode()).boxes.items() if name}


def keep(client, page, **typed):
    return client.post("/drafts/", boxes(page) | typed)


# The operations


def test_a_draft_is_kept_and_kept_again(officer):
    first = keep_draft(user=officer, **HERE, typed={"text": ["One"]}, seen="1.5", number=0)
    again = keep_draft(user=officer, **HERE, typed={"text": ["One two"]}, seen="1.5", number=first.number)

    assert (again.pk, again.number, again.typed, again.seen) == (first.pk, 2, {"text": ["One two"]}, "1.5")


def test_a_window_that_does_not_know_the_draft_writes_nothing_over_it(officer):
    keep_draft(user=officer, **HERE, typed={"text": ["One"]}, number=0)
    keep_draft(user=officer, **HERE, typed={"text": ["Two"]}, number=1)

    for number in (0, 1, 7):
        with pytest.raises(WrittenElsewhere):
            keep_draft(user=officer, **HERE, typed={"text": ["Other"]}, number=number)

    assert Draft.objects.get().typed == {"text": ["Two"]}


def test_a_draft_that_was_saved_is_not_made_again_by_a_late_pause(officer):
    with pytest.raises(DraftGone):
        keep_draft(user=officer, **HERE, typed={"text": ["Late"]}, number=3)

    assert not Draft.objects.exists()


def test_what_was_sent_takes_the_place_of_any(officer):
    keep_draft(user=officer, **HERE, typed={"text": ["One"]}, number=0)

    assert keep_draft(user=officer, **HERE, typed={"text": ["Sent"]}).typed == {"text": ["Sent"]}


def test_a_draft_has_an_end(officer):
    with pytest.raises(DraftTooLong):
        keep_draft(user=officer, **HERE, typed={"text": ["x" * 1_000_000]}, number=0)

    assert not Draft.objects.exists()


def test_a_draft_that_another_window_kept_since_is_not_dropped(officer):
    keep_draft(user=officer, **HERE, typed={"text": ["One"]}, number=0)
    keep_draft(user=officer, **HERE, typed={"text": ["Two"]}, number=1)

    drop_draft(user=officer, **HERE, number=1)
    assert Draft.objects.get().typed == {"text": ["Two"]}
    drop_draft(user=officer, **HERE, number=2)
    assert not Draft.objects.exists()


def test_drafts_are_read_by_their_writer_alone(everyone, officer):
    draft = DraftFactory(user=officer)

    seen = {role: list(Draft.objects.visible_to(user)) for role, user in everyone.items()}

    assert seen == {role: [draft] if role == "officer" else [] for role in everyone}


def test_an_old_draft_is_offered_to_nobody_and_goes(officer, settings):
    settings.DRAFT_DAYS = 30
    old = DraftFactory(user=officer, kept_at=timezone.now() - timedelta(days=31))
    young = DraftFactory(user=officer, form="item_edit", kept_at=timezone.now() - timedelta(days=29))
    assert list(Draft.objects.visible_to(officer)) == [young]

    tidy()

    assert list(Draft.objects.all()) == [young]
    assert old.pk != young.pk


def test_of_an_item_that_is_removed_the_drafts_go_too(item, officer):
    other = AgendaItemFactory(meeting=item.meeting, position=2)
    DraftFactory(user=officer, form="item_edit", about=named(item))
    stays = DraftFactory(user=officer, form="item_edit", about=named(other))

    happens_wholly_or_not_at_all(lambda: remove_item(item=AgendaItem.objects.get(pk=item.pk), by=officer))
    remove_item(item=item, by=officer)

    assert list(Draft.objects.all()) == [stays]


# The pages


def test_what_is_typed_is_offered_back_and_goes_when_it_is_saved(signed_in, address, officer, item):
    page = signed_in.get(address)
    answer = keep(signed_in, page, text="As it is now.", title="School")
    assert (answer.status_code, answer.json()["state"], answer.json()["number"]) == (200, "kept", 1)

    offered = signed_in.get(address)
    assert "and didn’t save" in offered.content.decode()
    assert boxes(offered)["text"] == "As it was."

    going_on = signed_in.get(f"{address}?draft=1")
    shown = boxes(going_on)
    assert (shown["text"], shown["title"], shown["seen"], shown["draft_number"]) == (
        "As it is now.",
        "School",
        boxes(page)["seen"],
        "1",
    )
    assert "It is not saved yet" in going_on.content.decode()
    assert signed_in.post(f"{address}?draft=1", shown).status_code == 302
    item.refresh_from_db()
    assert (item.text, item.title) == ("As it is now.", "School")
    assert not Draft.objects.exists()
    assert AgendaItem.history.filter(id=item.pk).latest("history_id").history_user == officer


def test_a_refused_save_keeps_the_draft(signed_in, address):
    keep(signed_in, signed_in.get(address), text="Kept.")

    answer = signed_in.post(address, boxes(signed_in.get(f"{address}?draft=1")) | {"title": ""})

    assert answer.status_code == 200
    assert boxes(answer)["draft_number"] == "1"
    assert Draft.objects.get().typed["text"] == ["Kept."]


def test_a_draft_that_is_not_looked_at_survives_a_save(signed_in, address):
    keep(signed_in, signed_in.get(address), text="Earlier.")

    assert signed_in.post(address, boxes(signed_in.get(address)) | {"text": "Later."}).status_code == 302

    assert Draft.objects.get().typed["text"] == ["Earlier."]


def test_a_draft_is_thrown_away(signed_in, address):
    keep(signed_in, signed_in.get(address), text="Not so.")

    answer = signed_in.post("/drafts/drop/", {"draft": boxes(signed_in.get(address))["draft"], "next": address})

    assert (answer.status_code, answer["Location"]) == (302, address)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_throwing_away_leads_nowhere_else(signed_in, address, elsewhere):
    token = boxes(signed_in.get(address))["draft"]

    assert signed_in.post("/drafts/drop/", {"draft": token, "next": elsewhere})["Location"] == "/"


def test_what_somebody_saved_meanwhile_meets_the_draft(signed_in, address, item):
    keep(signed_in, signed_in.get(address), text="As it was. And more.")
    other = Client()
    other.force_login(UserFactory(role="officer", name="Mina Kaur"))
    other.post(address, boxes(other.get(address)) | {"text": "Long ago: As it was."})

    answer = signed_in.post(address, boxes(signed_in.get(f"{address}?draft=1")))

    clash = answer.context["form"].clashes["text"]
    assert (clash.who, clash.theirs, clash.mine) == ("Mina Kaur", "Long ago: As it was.", "As it was. And more.")
    assert boxes(answer)["text"] == "Long ago: As it was. And more."
    assert signed_in.post(address, boxes(answer)).status_code == 302
    assert not Draft.objects.exists()


def test_every_long_form_keeps_one(client, officer):
    addresses = worlds.world(worlds.USUAL, officer)
    client.force_login(officer)
    Draft.objects.all().delete()

    for form in FORMS:
        page = client.get(form.format(**addresses))
        assert keep(client, page).json()["state"] == "kept", form
        assert "and didn’t save" in client.get(form.format(**addresses)).content.decode(), form

    assert Draft.objects.count() == len(FORMS)


def test_dates_ticks_and_choices_come_back(signed_in, panel):
    where = "/meetings/new/"
    typed = boxes(signed_in.get(where)) | {
        "panel": str(panel.pk),
        "held_on_day": "3",
        "held_on_month": "x",
        "attendance": "virtual",
        "starts_at": "?",
    }
    del typed["is_formal"]
    assert signed_in.post("/drafts/", typed).status_code == 200

    shown = boxes(signed_in.get(f"{where}?draft=1"))

    wanted = {
        name: value for name, value in typed.items() if name not in ("csrfmiddlewaretoken", "draft", "draft_number")
    }
    assert {name: shown.get(name) for name in wanted} == wanted
    assert "is_formal" not in shown


def test_zero_bytes_and_strange_places_are_kept_clean(signed_in, address):
    page = signed_in.get(address)

    assert keep(signed_in, page, text="a\x00b", seen="\x00" * 300, **{"na\x00me": "x"}).status_code == 200

    assert Draft.objects.get().typed["text"] == ["ab"]
    assert signed_in.get(f"{address}?draft=1").status_code == 200
    assert signed_in.post(address, boxes(signed_in.get(f"{address}?draft=1"))).status_code == 200


def test_a_draft_holds_neither_token(signed_in, address):
    keep(signed_in, signed_in.get(address))

    assert not {"csrfmiddlewaretoken", "draft", "draft_number", "password"} & Draft.objects.get().typed.keys()


# Who may


def test_only_who_was_given_the_form_keeps_a_draft_of_it(signed_in, address, manager):
    page = signed_in.get(address)
    other = Client()
    other.force_login(manager)

    for client, sent in (
        (other, boxes(page)),
        (signed_in, boxes(page) | {"draft": "forged"}),
        (signed_in, {"text": "x"}),
        (signed_in, boxes(page) | {"draft": Place(1, "a", "b", "c").token}),
    ):
        assert client.post("/drafts/", sent).status_code == 403
        assert client.post("/drafts/drop/", sent).status_code == 403
    assert not Draft.objects.exists()


def test_who_may_no_longer_change_the_record_is_offered_nothing(signed_in, address, officer):
    page = signed_in.get(address)
    keep(signed_in, page, text="Kept.")
    officer.role = "councillor"
    officer.save()

    assert keep(signed_in, page, text="More.").status_code == 403
    assert signed_in.get(address).status_code == 403


def test_too_much_is_refused_in_words(signed_in, address):
    answer = keep(signed_in, signed_in.get(address), text="x" * 1_100_000)

    assert (answer.status_code, answer.json()["words"]) == (413, str(DraftTooLong()))


def test_two_windows(signed_in, address):
    first, second = signed_in.get(address), signed_in.get(address)
    keep(signed_in, first, text="First window.")

    answer = keep(signed_in, second, text="Second window.")

    assert (answer.status_code, answer.json()) == (
        409,
        {"state": "elsewhere", "words": str(WrittenElsewhere()), "number": 1},
    )
    assert Draft.objects.get().typed["text"] == ["First window."]
    assert keep(signed_in, second, text="Second window.", draft_number="1").json()["number"] == 2


# A session that was lost


def test_a_form_sent_by_who_is_no_longer_signed_in_becomes_their_draft(client, address, officer):
    client.force_login(officer)
    page = client.get(address)
    client.logout()

    answer = client.post(address, boxes(page) | {"text": "Typed for an hour."}, follow=True)

    assert answer.redirect_chain == [(f"/accounts/login/?next={address}", 302)]
    assert "What you typed is kept" in answer.content.decode()
    assert "Typed for an hour." not in answer.content.decode()
    client.force_login(officer)
    assert boxes(client.get(f"{address}?draft=1"))["text"] == "Typed for an hour."


def test_a_page_that_is_older_than_a_week_shows_nothing_any_more(client, address, officer):
    client.force_login(officer)
    page = client.get(address)
    client.logout()

    with time_machine.travel(timezone.now() + timedelta(days=8)):
        client.post(address, boxes(page) | {"text": "Too old."})

    assert not Draft.objects.exists()


def test_a_stranger_s_form_is_kept_for_nobody(client, address, officer):
    UserFactory(role="councillor")
    closed = UserFactory(role="officer", is_active=False)
    for draft in ("", "forged", Place(closed.pk, "item_edit", "x", "meetings.change_meeting").token):
        client.post(address, {"text": "x", "draft": draft})

    assert not Draft.objects.exists()


# What no browser may store


def private(page):
    return "data-private>" in page or "data-private " in page


def test_the_page_says_what_no_browser_may_store(client, officer, panel):
    addresses = worlds.world(worlds.USUAL, officer)
    client.force_login(officer)
    open_item = client.get(addresses["item"]).content.decode()
    exempt = AgendaItemFactory(meeting=MeetingFactory(panel=panel), exempt=True)
    at_exempt = f"{exempt.meeting.get_absolute_url()}items/{exempt.pk}/"
    informal = MeetingFactory(panel=panel, is_formal=False, held_on=date(2026, 11, 3))
    embargoed = RecommendationFactory(inspection__hidden_until=timezone.localdate() + timedelta(days=3))

    assert not private(open_item)
    assert "openness" in Shown(open_item).boxes
    for where in (
        at_exempt,
        f"{informal.get_absolute_url()}edit/",
        f"{embargoed.inspection.get_absolute_url()}findings/",
        f"{embargoed.get_absolute_url()}updates/new/",
    ):
        assert private(client.get(where).content.decode()), where
    assert '{"openness": ["exempt", "confidential"]}'.replace('"', "&quot;") in open_item


def test_drafts_are_found_by_no_search_and_leave_no_history(signed_in, address):
    keep(signed_in, signed_in.get(address), text="Zanzibar")

    assert not hasattr(Draft, "history")
    assert not SearchEntry.objects.filter(text__contains="Zanzibar").exists()


def test_an_admin_does_not_read_what_was_typed(client, manager, officer):
    draft = DraftFactory(user=officer, typed={"text": ["Zanzibar"]})
    client.force_login(manager)

    page = client.get(f"/admin/scrutiny/draft/{draft.pk}/change/").content.decode()

    assert "meeting_new" in page
    assert "Zanzibar" not in page
