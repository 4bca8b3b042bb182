"""History of the council's own records: panels and seats, people, offices, papers and accounts."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from scrutiny.history.kinds import Kind, OwnWords, Told, at_its_own, register, tell
from scrutiny.models import (
    AnswerRequest,
    Authority,
    Closure,
    DeskPanel,
    Document,
    DocumentBackground,
    Doubt,
    Holding,
    Membership,
    Merge,
    MunicipalYear,
    Office,
    Panel,
    Person,
    User,
    Withholding,
)
from scrutiny.templatetags.words import count_words, moment


def words_redacted(facts: dict[str, Any]) -> Told:
    places = facts.get("places")
    return Told("Words redacted", f"in {count_words(places, 'place')}" if places else "")


def words_put_back(facts: dict[str, Any]) -> Told:
    """With the change before which the words stood."""
    before = facts.get("before")
    return Told("Words put back", f"as they stood before {moment(datetime.fromisoformat(before))}" if before else "")


def closure_removed(facts: dict[str, Any]) -> Told:
    return Told("Closure removed", facts.get("title", ""))


def looked_at(facts: dict[str, Any]) -> Told:
    page = f", page {facts['page']}" if facts.get("page") else ""
    return Told("Looked at a page before publication", f"{facts.get('what', '')}{page}")


VERBS: dict[str, Any] = {
    "put_words_back": words_put_back,
    "add_user": "Account added",
    "edit_user": "Account changed",
    "disable_user": "Account disabled",
    "enable_user": "Account enabled",
    "send_invitation": "Invitation sent",
    "send_new_password": "Link for a new password sent",
    "choose_password": "Password chosen",
    "remove_second_factor": "Second factor taken away",
    "choose_panels": "Panels of the desk chosen",
    "correct": "Record corrected",
    "correct_away": "Record removed as a correction",
    "add_panel": "Panel added",
    "edit_panel": "Panel changed",
    "add_person": "Person added",
    "edit_person": "Person changed",
    "merge_people": "Two people joined into one",
    "unmerge": "Two people told apart again",
    "add_member": "Member added",
    "end_membership": "Membership ended",
    "add_office": "Office added",
    "appoint": "Holder of the office appointed",
    "add_authority": "Authority added",
    "add_year": "Municipal year added",
    "look_at_doubt": looked_at,
    "stop_link": "Link for an answer stopped",
    "post_again": "Letter sent again",
    "add_closure": "Closure added",
    "remove_closure": closure_removed,
    "withhold": "Withheld",
    "redact": words_redacted,
}


def office_page(office: Office) -> str:
    return reverse("office_history", args=[office.pk])


def is_unmerged(person: Person) -> bool:
    """Whoever turned out to be somebody else stays as they were, for the merge to be undone."""
    return getattr(person, "merge", None) is None


WORDS_OF_PANEL = OwnWords(("name", "remit", "standing_items", "default_venue"), "scrutiny.change_people")
WORDS_OF_PERSON = OwnWords(
    ("name", "sort_name", "honorific", "party", "ward", "email"),
    "scrutiny.change_people",
    may_now=is_unmerged,
    needs=("merge",),
)


def tell_history() -> None:
    register(
        Kind(Panel, "panel", ("name",), page=at_its_own, words=WORDS_OF_PANEL),
        Kind(Person, "person", ("name",), page=at_its_own, words=WORDS_OF_PERSON),
        Kind(Office, "office", ("title",), page=office_page),
        Kind(Membership, "membership", ("person", "role"), under=("panel", "person"), related=("person",)),
        Kind(Holding, "holder", ("person", "office"), under=("office", "person"), related=("person", "office")),
        Kind(Merge, "merge", ("gone",), under=("kept", "gone"), holds=("gone",), related=("kept", "gone")),
        Kind(Closure, "closure", ("title", "day")),
        Kind(MunicipalYear, "municipal year", ("starts_on",)),
        Kind(Authority, "authority", ("name",)),
        Kind(Document, "paper", ("title",)),
        Kind(Doubt, "doubt about a paper", ("kind", "page")),
        Kind(DocumentBackground, "background paper", ("title",), under=("document",)),
        Kind(AnswerRequest, "link", ("name",), related=("owner",)),
        Kind(User, "account", ("name",)),
        Kind(DeskPanel, "panel of a desk", ("panel",), related=("panel",)),
        Kind(Withholding, "withholding", ("about",)),
    )
    tell(VERBS)
