"""The minutes editor: the items beside the one in hand, what is saved with it, and what is still to be finished."""

from datetime import date

import pytest

from meetings.models import Action, AgendaItem, Minute
from meetings.operations import add_section, publish_minutes, record_action, write_minute
from meetings.progress import progress_of
from tests.attending import everybody_there
from tests.factories import (
    EXEMPT,
    AgendaItemFactory,
    MeetingFactory,
    MembershipFactory,
    OfficeFactory,
    PersonFactory,
    UserFactory,
)
from tests.shown import Shown
from tests.visits import body

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(panel):
    meeting = MeetingFactory(panel=panel, held=True, held_on=date(2026, 9, 22))
    AgendaItemFactory(meeting=meeting, position=1, title="Open to the public", is_heading=True, number="")
    AgendaItemFactory(meeting=meeting, position=2, number="1", title="Apologies")
    AgendaItemFactory(meeting=meeting, position=3, number="2", title="Virtual school")
    AgendaItemFactory(meeting=meeting, position=4, number="3", title="Oak House", **EXEMPT)
    return meeting


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def at(item, *more):
    return f"{item.meeting.get_absolute_url()}items/{item.pk}/{'/'.join(more) or 'minute'}/"


def item_called(meeting, title):
    return meeting.items.get(title=title)


def boxes(answer):
    return {name: value for name, value in Shown(body(answer)).boxes.items() if name}


def write(desk, item, **typed):
    return desk.post(at(item), boxes(desk.get(at(item))) | typed)


def test_the_minutes_say_how_far_they_are(desk, meeting, officer):
    write_minute(item=item_called(meeting, "Apologies"), by=officer, body="None.")
    page = body(desk.get(f"{meeting.get_absolute_url()}minutes/"))

    assert "1 of 3 items written" in page
    assert "Write item 2 Virtual school" in page
    assert [each.words for each in progress_of(meeting).to_finish] == [
        "2 Virtual school has no minute",
        "3 Oak House has no minute",
    ]


def test_whoever_is_unaccounted_for_is_to_be_settled(desk, meeting, panel, officer):
    MembershipFactory(panel=panel, from_on=date(2026, 5, 20))
    page = body(desk.get(f"{meeting.get_absolute_url()}minutes/"))
    everybody_there(meeting, officer)
    after = body(desk.get(f"{meeting.get_absolute_url()}minutes/"))

    assert "0 of 1 member present, quorum 3 · 0 apologies · 1 unaccounted for" in page
    assert "1 member is not accounted for" in page
    assert "not accounted for" not in after


def test_what_is_to_be_finished_leads_there(desk, meeting, officer):
    school, house = item_called(meeting, "Virtual school"), item_called(meeting, "Oak House")
    for item in meeting.items.filter(is_heading=False):
        write_minute(item=item, by=officer, body="Said.")
    loose = record_action(minute=school.minutes.get(), text="Send figures", by=officer)
    undated = record_action(minute=school.minutes.get(), text="Ask", owner=OfficeFactory(), by=officer)
    first = progress_of(meeting).to_finish
    write_minute(item=house, by=officer, open_record=Minute.OpenRecord.LACKING)

    assert [(each.words, each.link) for each in first] == [
        ("2 Virtual school: the action “Send figures” has no owner", at(school, "actions", str(loose.pk))),
        ("2 Virtual school: the action “Ask” has no day by which it is due", at(school, "actions", str(undated.pk))),
        ("3 Oak House: are the open minutes a fair account without it?", at(house)),
    ]
    assert progress_of(meeting).to_finish[-1].words == "3 Oak House has no public summary yet"
    publishing = body(desk.get(f"{meeting.get_absolute_url()}minutes/publish/"))
    assert all(each.link in publishing for each in progress_of(meeting).to_finish)


def test_saving_leads_to_the_next_item_and_at_the_end_to_all_of_them(desk, meeting):
    school, house = item_called(meeting, "Virtual school"), item_called(meeting, "Oak House")

    assert write(desk, school, next="1").url == at(house)
    assert write(desk, house, next="1").url == f"{meeting.get_absolute_url()}minutes/"
    assert write(desk, school).url == at(school)


def test_the_outcome_goes_with_the_minute(desk, meeting):
    item = item_called(meeting, "Virtual school")
    assert "checked" in body(desk.get(at(item))).partition('value="considered"')[2][:200]

    write(desk, item, became="deferred")
    item.refresh_from_db()

    assert item.outcome == AgendaItem.Outcome.DEFERRED


def test_an_outcome_that_somebody_else_changed_meanwhile_is_not_put_back(desk, meeting, officer):
    item = item_called(meeting, "Virtual school")
    write(desk, item, became="considered")
    opened = boxes(desk.get(at(item)))
    write_minute(item=item, by=UserFactory(role="officer"), outcome="withdrawn")

    answer = desk.post(at(item), opened | {"became": "considered", "body": "Said."})
    assert boxes(answer)["became"] == "withdrawn"
    assert desk.post(at(item), boxes(answer)).status_code == 302
    item.refresh_from_db()
    assert (item.outcome, item.minutes.get().body) == ("withdrawn", "Said.")


def test_only_the_chair_decides_that_an_item_was_not_urgent(desk, meeting):
    item = item_called(meeting, "Virtual school")
    assert write(desk, item, became="urgency_refused").status_code == 200
    AgendaItem.objects.filter(pk=item.pk).update(outcome="urgency_refused")
    assert write(desk, item, became="urgency_refused").status_code == 302


def test_a_private_item_has_two_boxes_and_a_question_that_may_wait(desk, meeting):
    house = item_called(meeting, "Oak House")
    write(desk, house, body="The price.", public_summary="A home was discussed.")
    assert house.minutes.get().open_record == ""

    write(desk, house, open_record="fair")
    minute = house.minutes.get()
    assert (minute.body, minute.public_summary, minute.open_record) == ("The price.", "A home was discussed.", "fair")
    assert "app-private-box" in body(desk.get(at(house)))
    assert "app-private-box" not in body(desk.get(at(item_called(meeting, "Apologies"))))


def test_a_button_notes_the_information(desk, meeting, settings):
    settings.DECISION_NOTED = "that the report be received."
    item = item_called(meeting, "Virtual school")
    write(desk, item, decisions="that it be sent.", agreed="noted")
    write(desk, item, agreed="noted")

    texts = item.minutes.get().decisions.order_by("number").values_list("text", flat=True)
    assert list(texts) == ["that it be sent.", "that the report be received."]


def test_an_action_is_saved_with_its_minute(desk, meeting, panel):
    item = item_called(meeting, "Virtual school")
    asker = PersonFactory(name="S Choudhury")
    panel.memberships.create(person=asker, from_on=date(2026, 5, 1))
    write(
        desk,
        item,
        body="The number would be sent.",
        action_text="The number would be sent.",
        action_owner="Head of Virtual School",
        action_due_on_day="5",
        action_due_on_month="10",
        action_due_on_year="2026",
        action_asked_by=str(asker.pk),
    )

    action = Action.objects.get()
    assert (action.minute.item, action.text, action.owned_by, action.due_on, action.asked_by) == (
        item,
        "The number would be sent.",
        "Head of Virtual School",
        date(2026, 10, 5),
        asker,
    )
    page = body(desk.get(at(item)))
    assert Shown(page).boxes["action_text"] == ""
    assert f'href="{at(item, "actions", str(action.pk))}"' in page


def test_nothing_is_recorded_where_the_minute_is_refused(desk, meeting):
    item = item_called(meeting, "Virtual school")
    answer = write(desk, item, heading="", action_text="To send figures", action_owner="Head of Virtual School")

    assert answer.status_code == 200
    assert not Action.objects.exists()
    assert boxes(answer)["action_text"] == "To send figures"


def test_the_owner_and_the_day_are_filled_in_where_they_are_known(desk, meeting):
    OfficeFactory(title="Head of Virtual School")
    AgendaItem.objects.filter(title="Virtual school").update(presenters="Imran Sadiq, Head of Virtual School")

    item = item_called(meeting, "Virtual school")

    assert boxes(desk.get(at(item)))["action_owner"] == "Head of Virtual School"
    assert boxes(desk.get(at(item, "sections", "new")))["action_owner"] == ""


def test_a_section_is_added_changed_and_removed(desk, meeting):
    item = item_called(meeting, "Virtual school")
    new = at(item, "sections", "new")
    desk.post(new, boxes(desk.get(new)) | {"heading": "Training", "body": "In March."})
    section = Minute.objects.get()
    address = at(item, "sections", str(section.pk))
    desk.post(address, boxes(desk.get(address)) | {"body": "In April.", "decisions": "that it be held."})

    section.refresh_from_db()
    assert (section.item, section.position, section.heading, section.body) == (item, 2, "Training", "In April.")
    assert "became" not in boxes(desk.get(address))
    assert "2 Virtual school has no minute" in [each.words for each in progress_of(meeting).to_finish]
    desk.post(f"{address}remove/", boxes(desk.get(f"{address}remove/")))
    assert not Minute.objects.exists()


def test_the_minute_of_an_item_is_no_section(desk, meeting, officer):
    item = item_called(meeting, "Virtual school")
    minute, section = write_minute(item=item, by=officer), add_section(item=item, by=officer, heading="Training")

    assert desk.get(at(item, "sections", str(minute.pk))).status_code == 404
    assert desk.get(at(item_called(meeting, "Apologies"), "sections", str(section.pk))).status_code == 404


def test_a_decision_gets_its_votes_and_its_plan(desk, meeting, officer, panel):
    item = item_called(meeting, "Virtual school")
    later = MeetingFactory(panel=panel, held_on=date(2099, 1, 26))
    decision = write_minute(item=item, by=officer, decisions=["that it come back."]).decisions.get()
    address = at(item, "decisions", str(decision.pk))
    votes = {"verb": "RESOLVED", "votes_for": "5", "votes_against": "2", "refers_to": "Executive"}
    sent = desk.post(address, boxes(desk.get(address)) | votes | {"when": f"meeting-{later.pk}", "subject": "Again"})

    assert sent.url == at(item)
    decision.refresh_from_db()
    assert (decision.verb, decision.votes, decision.planned.meeting) == ("RESOLVED", "5 for, 2 against", later)
    page = body(desk.get(address))
    assert "It is planned: Again, for 26 January 2099." in page
    assert "when" not in boxes(desk.get(address))
    assert "Referred to Executive." in body(desk.get(meeting.get_absolute_url()))


def test_nothing_is_planned_unless_it_is_asked_for(desk, meeting, officer, panel):
    item = item_called(meeting, "Virtual school")
    decision = write_minute(item=item, by=officer, decisions=["that it be noted."]).decisions.get()
    address = at(item, "decisions", str(decision.pk))

    assert desk.post(address, boxes(desk.get(address))).status_code == 302
    assert not panel.planned_items.exists()
    nameless = desk.post(address, boxes(desk.get(address)) | {"when": "later", "subject": ""})
    assert nameless.context["form"].errors == {"subject": ["Say what to plan"]}


def test_votes_written_by_two_officers_are_looked_at_again(desk, meeting, officer):
    item = item_called(meeting, "Virtual school")
    decision = write_minute(item=item, by=officer, decisions=["that it be noted."]).decisions.get()
    address = at(item, "decisions", str(decision.pk))
    opened = boxes(desk.get(address))
    desk.post(address, opened | {"votes_for": "5"})

    answer = desk.post(address, opened | {"votes_against": "2"})
    assert (boxes(answer)["votes_for"], boxes(answer)["votes_against"]) == ("5", "2")
    desk.post(address, boxes(answer))
    decision.refresh_from_db()
    assert decision.votes == "5 for, 2 against"


def test_an_action_is_put_right_and_removed(desk, meeting, officer):
    item = item_called(meeting, "Virtual school")
    action = record_action(minute=write_minute(item=item, by=officer), text="To send", by=officer)
    address = at(item, "actions", str(action.pk))
    desk.post(address, boxes(desk.get(address)) | {"owner": "Head of Virtual School"})

    action.refresh_from_db()
    assert action.owned_by == "Head of Virtual School"
    desk.post(f"{address}remove/", boxes(desk.get(f"{address}remove/")))
    assert not Action.objects.exists()


def test_once_published_an_action_asks_why_and_for_revised_minutes(desk, meeting, officer):
    item = item_called(meeting, "Virtual school")
    action = record_action(minute=write_minute(item=item, by=officer), text="To send", by=officer)
    publish_minutes(meeting=type(meeting).objects.get(pk=meeting.pk), by=officer)
    address = at(item, "actions", str(action.pk))

    assert desk.post(address, boxes(desk.get(address)) | {"text": "To post"}).context["form"].errors.keys() == {
        "reason"
    }
    answer = desk.post(address, boxes(desk.get(address)) | {"text": "To post", "reason": "A wrong word."}, follow=True)
    assert "Publish revised minutes" in body(answer)


def test_who_asked_is_offered_from_the_panel_of_that_day(desk, meeting, panel):
    was, then, stranger = (PersonFactory(name=name) for name in ("Left Before", "Sat Then", "Somebody Else"))
    panel.memberships.create(person=was, from_on=date(2020, 1, 1), until_on=date(2026, 9, 1))
    panel.memberships.create(person=then, from_on=date(2026, 5, 1), until_on=date(2026, 10, 1))
    page = body(desk.get(at(item_called(meeting, "Apologies"))))

    assert ["Left Before" in page, "Sat Then" in page, stranger.name in page] == [False, True, False]
