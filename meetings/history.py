"""History of meetings: what each operation did, in the office's words."""

from typing import Any

from meetings import permissions
from meetings.models import (
    Action,
    AgendaItem,
    Attendance,
    ChairComment,
    Circulation,
    Decision,
    Declaration,
    ItemPaper,
    ItemReader,
    Meeting,
    Minute,
    MinutesToApprove,
    Move,
    PaperRequest,
    PlannedItem,
    Publication,
    TakenOff,
)
from scrutiny.history.kinds import Kind, OwnWords, Teller, Told, at_its_own, register, tell
from scrutiny.templatetags.words import iso_day

PUBLISHED: dict[Any, str] = {
    Publication.Kind.REVISED: "Revised agenda published",
    Publication.Kind.SUPPLEMENT: "Supplement published",
    Publication.Kind.LATE_ITEM: "Late item published",
    Publication.Kind.MINUTES: "Draft minutes published",
    Publication.Kind.REVISED_MINUTES: "Revised draft minutes published",
}


def agenda_published(facts: dict[str, Any]) -> Told:
    """With how long the agenda will be open, which kind of lateness it is, and why it went out as it was."""
    days = facts.get("clear_days")
    lateness = facts.get("lateness")
    more = [f"{days} clear day{'' if days == 1 else 's'}"] if days is not None else []
    if lateness in Publication.Lateness.values:
        more.append(Publication.Lateness(lateness).label)
    if facts.get("as_it_is"):
        more.append(f"It went out as it was: {facts['as_it_is']}")
    return Told(PUBLISHED.get(facts.get("kind"), "Agenda published"), ". ".join(more))


def minutes_published(facts: dict[str, Any]) -> Told:
    return Told(PUBLISHED.get(facts.get("kind"), "Draft minutes published"))


def meeting_moved(facts: dict[str, Any]) -> Told:
    was = facts.get("was")
    return Told("Meeting moved", f"from {iso_day(was)}" if was else "")


def attender_removed(facts: dict[str, Any]) -> Told:
    return Told("Taken off the attendance", facts.get("name", ""))


def declaration_removed(facts: dict[str, Any]) -> Told:
    return Told("Declaration taken off", facts.get("person", ""))


def item_removed(facts: dict[str, Any]) -> Told:
    why = facts.get("why", "")
    known = TakenOff.Why(why).label if why in (TakenOff.Why.WITHDRAWN, TakenOff.Why.DEFERRED) else ""
    return Told("Item taken off the agenda", ". ".join(filter(None, [facts.get("title", ""), known])))


def item_put_back(facts: dict[str, Any]) -> Told:
    return Told("Item put back on the agenda", facts.get("title", ""))


def planned_moved(facts: dict[str, Any]) -> Told:
    return Told("Planned item moved", facts.get("subject", ""))


def planned_dropped(facts: dict[str, Any]) -> Told:
    return Told("Planned item dropped", facts.get("subject", ""))


def planned_again(facts: dict[str, Any]) -> Told:
    return Told("Planned item planned again", facts.get("subject", ""))


def reader_named(facts: dict[str, Any]) -> Told:
    return Told(f"{facts.get('person', 'Somebody')} named as a reader", facts.get("title", ""))


def member_excluded(facts: dict[str, Any]) -> Told:
    return Told(f"{facts.get('person', 'A member')} excluded from an item", facts.get("title", ""))


def reader_removed(facts: dict[str, Any]) -> Told:
    return Told(f"{facts.get('person', 'Somebody')} taken off the list of readers", facts.get("title", ""))


def item_opened(facts: dict[str, Any]) -> Told:
    return Told("Private item opened to the public", facts.get("title", ""))


def paper_added(facts: dict[str, Any]) -> Told:
    return Told("Paper added to an item", facts.get("title", ""))


def paper_removed(facts: dict[str, Any]) -> Told:
    return Told("Paper taken off an item", facts.get("title", ""))


def section_removed(facts: dict[str, Any]) -> Told:
    return Told("Section removed from the minutes", facts.get("title", ""))


def action_removed(facts: dict[str, Any]) -> Told:
    return Told("Action removed", facts.get("title", ""))


def urgency_decided(facts: dict[str, Any]) -> Told:
    decided = facts.get("decided")
    return Told(URGENCY.get(decided, "Decision about an item's urgency recorded"))


def recipient_removed(facts: dict[str, Any]) -> Told:
    return Told("Line of the circulation removed", facts.get("name", ""))


URGENCY: dict[Any, str] = {
    AgendaItem.Urgency.AGREED: "Recorded that the Chair agreed an item's urgency",
    AgendaItem.Urgency.REFUSED: "Recorded that the Chair did not agree an item's urgency",
}


def about_a_paper(done: str) -> Teller:
    def told(facts: dict[str, Any]) -> Told:
        return Told(done, facts.get("title", ""))

    return told


def answered(done: str) -> Teller:
    """By a link, so without an account: with the name of whoever was asked."""

    def told(facts: dict[str, Any]) -> Told:
        return Told(done, ", ".join(filter(None, [facts.get("title", ""), facts.get("name", "")])))

    return told


VERBS: dict[str, Any] = {
    "call_meeting": "Meeting added",
    "edit_meeting": "Meeting changed",
    "move_meeting": meeting_moved,
    "call_off_meeting": "Meeting called off",
    "reinstate_meeting": "Meeting reinstated",
    "mark_held": "Meeting marked as held",
    "add_item": "Item added to the agenda",
    "edit_item": "Item changed",
    "fill_agenda": "Agenda filled",
    "copy_items": "Items copied from another agenda",
    "remove_item": item_removed,
    "put_back": item_put_back,
    "reorder_items": "Items put into another order",
    "attach_paper": paper_added,
    "remove_paper": paper_removed,
    "name_reader": reader_named,
    "exclude_member": member_excluded,
    "remove_reader": reader_removed,
    "open_item": item_opened,
    "plan_running_order": "Running order planned",
    "plan_item": "Item planned",
    "edit_planned": "Planned item changed",
    "move_planned": planned_moved,
    "drop_planned": planned_dropped,
    "plan_again": planned_again,
    "put_on_agenda": "Planned items put on the agenda",
    "replace_paper": about_a_paper("Paper replaced by a new version"),
    "reorder_papers": "Papers put into another order",
    "ask_for_paper": about_a_paper("Paper asked for"),
    "remind": about_a_paper("Author reminded of a paper"),
    "receive_paper": answered("Paper received"),
    "accept_paper": about_a_paper("Paper that was received put under its item"),
    "return_paper": about_a_paper("Paper returned to its author"),
    "withdraw_request": about_a_paper("Paper not needed any more"),
    "send_link_again": about_a_paper("Link sent to an author again"),
    "send_to_chair": "Agenda sent to the Chair",
    "say_as_chair": answered("The Chair answered about the agenda"),
    "publish_agenda": agenda_published,
    "decide_urgency": urgency_decided,
    "add_recipient": "Line of the circulation added",
    "edit_recipient": "Line of the circulation changed",
    "remove_recipient": recipient_removed,
    "mark_attendance": "Attendance marked",
    "add_attender": "Somebody added to the attendance",
    "edit_attender": "Line of the attendance changed",
    "remove_attender": attender_removed,
    "declare": "Declaration written down",
    "declare_none": "Nobody declared anything",
    "remove_declaration": declaration_removed,
    "write_minute": "Minute written",
    "remove_section": section_removed,
    "edit_decision": "Decision changed",
    "record_action": "Action recorded",
    "edit_action": "Action changed",
    "remove_action": action_removed,
    "publish_minutes": minutes_published,
}


SAID_OF_REMOVAL = ("number", "title", "reason", "taken_off_at", "taken_off_by")
WORDS_OF_MEETING = OwnWords(("venue", "livestream", "recording", "reason", "adjournment"), "meetings.change_meeting")
WORDS_OF_ITEM = OwnWords(
    ("title", "public_title", "text", "presenters"),
    "meetings.change_meeting",
    may_now=lambda item: permissions.can_change_agenda(item.meeting),
    also_claimed=("meeting",),
    openness_of="",
)
WORDS_OF_PLAN = OwnWords(("subject", "presenters", "details"), "meetings.change_meeting")
WORDS_OF_MINUTE = OwnWords(
    ("heading", "body", "public_summary"),
    "meetings.change_meeting",
    may_now=lambda minute: permissions.can_write_minutes(minute.item.meeting),
    also_claimed=("item__meeting",),
    openness_of="item",
)
WORDS_OF_DECISION = OwnWords(
    ("text",),
    "meetings.change_meeting",
    may_now=lambda decision: permissions.can_write_minutes(decision.minute.item.meeting),
    version_of="minute",
    also_claimed=("minute__item__meeting",),
    openness_of="minute__item",
)
WORDS_OF_ATTENDANCE = OwnWords(
    ("group", "role"),
    "meetings.change_meeting",
    may_now=lambda row: permissions.can_record_attendance(row.meeting),
    version_of="meeting",
)
WORDS_OF_DECLARATION = OwnWords(
    ("nature",),
    "meetings.change_meeting",
    may_now=lambda row: permissions.can_record_attendance(row.meeting),
    version_of="meeting",
)
WORDS_OF_ACTION = OwnWords(
    ("text",), "scrutiny.correct_records", also_claimed=("minute__item__meeting",), openness_of="minute__item"
)


def tell_history() -> None:
    register(
        Kind(Meeting, "meeting", ("held_on",), related=("panel", "year"), page=at_its_own, words=WORDS_OF_MEETING),
        Kind(Move, "move", ("held_on",), under=("meeting",)),
        Kind(AgendaItem, "item", ("title",), under=("meeting",), words=WORDS_OF_ITEM),
        Kind(ItemPaper, "paper's place", ("document",), under=("item",), holds=("document",), related=("document",)),
        Kind(ItemReader, "reader of a private item", ("person",), under=("item",), related=("person",)),
        Kind(MinutesToApprove, "minutes to approve", ("meeting",), under=("item",), related=("meeting__panel",)),
        Kind(TakenOff, "item taken off", ("title",), under=("meeting",), unsaid=SAID_OF_REMOVAL),
        Kind(PlannedItem, "planned item", ("subject",), under=("panel", "item"), words=WORDS_OF_PLAN),
        Kind(
            PaperRequest,
            "paper that was asked for",
            ("due_on",),
            under=("item",),
            holds=("answer_request", "document"),
            related=("item", "answer_request__owner"),
        ),
        Kind(
            ChairComment,
            "comment of the chair",
            ("answer_request",),
            under=("meeting",),
            holds=("answer_request",),
            related=("answer_request", "meeting__panel"),
        ),
        Kind(
            Attendance,
            "attendance",
            ("person", "group"),
            under=("meeting",),
            related=("person", "instead_of", "came_at", "left_at"),
            words=WORDS_OF_ATTENDANCE,
        ),
        Kind(
            Declaration,
            "declaration",
            ("person",),
            under=("meeting",),
            related=("person", "item"),
            words=WORDS_OF_DECLARATION,
        ),
        Kind(Minute, "minute", ("item",), under=("item",), related=("item",), words=WORDS_OF_MINUTE),
        Kind(Decision, "decision", ("number",), under=("minute",), words=WORDS_OF_DECISION),
        Kind(Circulation, "recipient", ("name", "person"), under=("panel",), related=("person", "panel")),
        Kind(Action, "action", ("owner",), under=("minute",), words=WORDS_OF_ACTION),
    )
    tell(VERBS)
