"""Who sees what: one row for each address of the site and for each kind of record that it can show.

`tests/test_access.py` visits every one of them as everybody, and the README shows the table.
`python -m tests.access` prints it.
"""

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

BEGINS, ENDS = "<!-- access table -->", "<!-- end of access table -->"
README = Path(__file__).resolve().parent.parent / "README.md"


class Gets(StrEnum):
    """What somebody gets at an address."""

    READS = "reads"
    PANEL = "the panel's part"
    PUBLIC = "the public part"
    SENT_ON = "sent on"
    SIGN_IN = "asked to sign in"
    MAY_NOT = "may not (403)"
    NOT_FOUND = "not found (404)"
    GONE = "gone (410)"
    NOT_SO = "only by a button (405)"
    AS_REGISTERED = "as the record allows"
    WHETHER = "learns whether"


READS, PANEL, PUBLIC, SENT_ON, SIGN_IN, MAY_NOT, NOT_FOUND, GONE, NOT_SO, AS_REGISTERED, WHETHER = Gets


class Row(NamedTuple):
    """An address by the name of its pattern, what is visited there, and what each role gets."""

    name: str
    what: str
    stranger: Gets
    other_councillor: Gets
    councillor: Gets
    officer: Gets
    manager: Gets
    monitoring_officer: Gets
    method: str = "GET"

    @property
    def key(self) -> tuple[str, str]:
        return self.name, self.what

    @property
    def gets(self) -> tuple[Gets, ...]:
        return self[2:8]


ROLES = {
    "stranger": "Stranger",
    "other councillor": "Councillor of another panel",
    "councillor": "Councillor of the panel",
    "officer": "Officer",
    "manager": "Manager",
    "monitoring officer": "Monitoring officer",
}
"""The fixture's name of each role, and the table's, in the table's order."""

EVERYBODY = (READS,) * 6
NOBODY = (NOT_FOUND,) * 6
IN_PARTS = (PUBLIC, PUBLIC, PANEL, READS, READS, READS)
PRIVATE_PART = (PUBLIC, PUBLIC, READS, READS, READS, READS)
DRAFT_PART = (PUBLIC, PUBLIC, PUBLIC, READS, READS, READS)
THE_PANEL = (NOT_FOUND, NOT_FOUND, READS, READS, READS, READS)
OFFICERS = (NOT_FOUND, NOT_FOUND, NOT_FOUND, READS, READS, READS)
BY_OFFICERS = (SIGN_IN, MAY_NOT, MAY_NOT, READS, READS, MAY_NOT)
BY_MANAGERS = (SIGN_IN, MAY_NOT, MAY_NOT, MAY_NOT, READS, MAY_NOT)
BY_MONITORING_OFFICER = (SIGN_IN, MAY_NOT, MAY_NOT, MAY_NOT, MAY_NOT, READS)
DONE_BY_OFFICERS = (SIGN_IN, MAY_NOT, MAY_NOT, SENT_ON, SENT_ON, MAY_NOT)
DONE_BY_MANAGERS = (SIGN_IN, MAY_NOT, MAY_NOT, MAY_NOT, SENT_ON, MAY_NOT)
BY_BUTTON = (NOT_SO,) * 6
NONE_OF_IT = (SIGN_IN, MAY_NOT, MAY_NOT, NOT_FOUND, NOT_FOUND, MAY_NOT)
REFUSED = (SIGN_IN, *(MAY_NOT,) * 5)
NONE_THERE = (SIGN_IN, *(NOT_FOUND,) * 5)
ASKED_AGAIN = (SIGN_IN, *(SENT_ON,) * 5)
SIGNED_IN = (SIGN_IN, READS, READS, READS, READS, READS)
GUESTS = (READS, SENT_ON, SENT_ON, SENT_ON, SENT_ON, SENT_ON)
IN_ADMIN = (SIGN_IN, MAY_NOT, MAY_NOT, MAY_NOT, READS, MAY_NOT)
RECORDS_IN_ADMIN = (SIGN_IN, MAY_NOT, MAY_NOT, MAY_NOT, AS_REGISTERED, MAY_NOT)

WHO_SEES_EVERYTHING = (SIGN_IN, MAY_NOT, MAY_NOT, READS, READS, READS)

SITE = [
    Row("home", "the first page", *IN_PARTS),
    Row("desk", "one's own desk", *SIGNED_IN),
    Row("search", "search, before anything is asked", *EVERYBODY),
    Row("guides", "the list of guides", *EVERYBODY),
    Row("guide", "a guide to one task", *EVERYBODY),
    Row("guide", "a guide that there is not", *NOBODY),
    Row("accessibility", "the accessibility statement", *EVERYBODY),
    Row("cookies", "the page about cookies", *EVERYBODY),
    Row("council_css", "the council's colour", *EVERYBODY),
    Row("council_icon", "the council's icon", *EVERYBODY),
    Row("council_logo", "the council's logo, where none is set", *NOBODY),
    Row("health", "whether the site is well", *(WHETHER,) * 6),
]
PANELS = [
    Row("panels", "the list of panels", *EVERYBODY),
    Row("panel", "a panel", *IN_PARTS),
    Row("planned", "what is planned for a panel", *BY_OFFICERS),
    Row("planned_new", "form: an item to plan", *BY_OFFICERS),
    Row("planned_edit", "form: the words of a planned item", *BY_OFFICERS),
    Row("planned_move", "form: moving a planned item", *BY_OFFICERS),
    Row("planned_drop", "form: dropping a planned item", *BY_OFFICERS),
    Row("planned_again", "planning again what was dropped: the address alone", *BY_BUTTON),
    Row("planned_again", "planning again what was dropped", *DONE_BY_OFFICERS, method="POST"),
    Row("panel_new", "form: a panel", *BY_MANAGERS),
    Row("panel_edit", "form: the panel's particulars", *BY_MANAGERS),
    Row("panel_history", "what happened to a panel", *WHO_SEES_EVERYTHING),
    Row("member_new", "form: a member", *BY_MANAGERS),
    Row("member_end", "form: the end of a membership", *BY_MANAGERS),
]
PEOPLE = [
    Row("people", "the list of people", *DRAFT_PART),
    Row("person", "a councillor", *EVERYBODY),
    Row("person", "an officer of the council", *OFFICERS),
    Row("person", "somebody who was merged", *(SENT_ON,) * 6),
    Row("person_new", "form: a person", *BY_MANAGERS),
    Row("person_edit", "form: the person's particulars", *BY_MANAGERS),
    Row("person_merge", "form: who somebody turned out to be", *BY_MANAGERS),
    Row("person_merge_with", "form: joining two entries of one person", *BY_MANAGERS),
    Row("merge_undo", "form: telling them apart again", *BY_MANAGERS),
    Row("person_history", "what happened to a councillor", *WHO_SEES_EVERYTHING),
    Row("person_history", "what happened to an officer of the council", *WHO_SEES_EVERYTHING),
    Row("office_history", "what happened to an office", *WHO_SEES_EVERYTHING),
]
CLOSURES = [
    Row("closures", "the days that don't count", *BY_OFFICERS),
    Row("closure_new", "form: a closure", *BY_MANAGERS),
    Row("closure_remove", "form: removing a closure", *BY_MANAGERS),
]
USERS = [
    Row("users", "the list of accounts", *BY_MANAGERS),
    Row("user", "an account", *BY_MANAGERS),
    Row("user_new", "form: an account", *BY_MANAGERS),
    Row("user_edit", "form: whose the account is, and its role", *BY_MANAGERS),
    Row("user_link", "form: sending the link for a password", *BY_MANAGERS),
    Row("user_disable", "form: disabling the account", *BY_MANAGERS),
    Row("user_enable", "form: enabling the account", *BY_MANAGERS),
    Row("user_second_factor", "form: taking away the second factor", *BY_MANAGERS),
    Row("own_account", "one's own account", *SIGNED_IN),
    Row("own_panels", "form: the panels that one's desk shows first", *BY_OFFICERS),
    Row("sessions_end", "signing out everywhere else: the address alone", *BY_BUTTON),
    Row("sessions_end", "signing out everywhere else", *(SIGN_IN, *(SENT_ON,) * 5), method="POST"),
]
PAPERS = [
    Row("document", "an open paper", *EVERYBODY),
    Row("document", "an open paper in Word", *EVERYBODY),
    Row("document", "an exempt item's paper", *THE_PANEL),
    Row("document", "an exempt item's paper in Word", *THE_PANEL),
    Row("document", "a private paper of an open item", *THE_PANEL),
    Row("document", "a paper of an unpublished agenda", *OFFICERS),
    Row("document", "a paper added since publication", *OFFICERS),
    Row("document", "an informal meeting's paper", *THE_PANEL),
    Row("document", "a task group's paper", *OFFICERS),
    Row("document", "an inspection's source", *EVERYBODY),
    Row("document", "an inspection's private source", *OFFICERS),
    Row("document", "an embargoed inspection's source", *OFFICERS),
    Row("document", "a source that no worker has read yet", *OFFICERS),
    Row("document", "an update's evidence", *EVERYBODY),
    Row("document", "an update's private evidence", *OFFICERS),
    Row("document", "evidence of an update at an exempt item", *THE_PANEL),
    Row("document", "evidence of an update at an unpublished item", *OFFICERS),
    Row("document", "evidence of an update under embargo", *OFFICERS),
    Row("document", "a paper that belongs nowhere", *OFFICERS),
    Row("document", "a paper that was withheld", *(GONE,) * 6),
]
FILES = [
    Row("document_file", "an open paper", *EVERYBODY),
    Row("document_file", "an open paper, under another name", *(SENT_ON,) * 6),
    Row("document_file", "an open paper in Word", *OFFICERS),
    Row("document_file", "an exempt item's paper", *THE_PANEL),
    Row(
        "document_file",
        "an exempt item's paper, under another name",
        *(NOT_FOUND, NOT_FOUND, SENT_ON, SENT_ON, SENT_ON, SENT_ON),
    ),
    Row("document_file", "an exempt item's paper in Word", *OFFICERS),
    Row("document_file", "a private paper of an open item", *THE_PANEL),
    Row("document_file", "a paper of an unpublished agenda", *OFFICERS),
    Row("document_file", "a paper added since publication", *OFFICERS),
    Row("document_file", "an informal meeting's paper", *THE_PANEL),
    Row("document_file", "a task group's paper", *OFFICERS),
    Row("document_file", "an inspection's source", *EVERYBODY),
    Row("document_file", "an inspection's private source", *OFFICERS),
    Row("document_file", "an embargoed inspection's source", *OFFICERS),
    Row("document_file", "a source that no worker has read yet", *NOBODY),
    Row("document_file", "an update's evidence", *EVERYBODY),
    Row("document_file", "an update's private evidence", *OFFICERS),
    Row("document_file", "evidence of an update at an exempt item", *THE_PANEL),
    Row("document_file", "evidence of an update at an unpublished item", *OFFICERS),
    Row("document_file", "evidence of an update under embargo", *OFFICERS),
    Row("document_file", "a paper that belongs nowhere", *OFFICERS),
    Row("document_file", "a paper that was withheld", *(GONE,) * 6),
]
MEETINGS = [
    Row("meetings", "the list of meetings", *IN_PARTS),
    Row("meeting", "a meeting that was held", *IN_PARTS),
    Row("meeting", "a meeting with an unpublished agenda", *DRAFT_PART),
    Row("meeting", "an informal meeting", *THE_PANEL),
    Row("meeting", "a task group's meeting", *OFFICERS),
    Row("publication", "an older version of an agenda", *IN_PARTS),
    Row("publication", "draft minutes", *PRIVATE_PART),
    Row("publication", "an informal meeting's agenda", *THE_PANEL),
    Row("publication", "another meeting's agenda", *NOBODY),
    Row("calendar", "the calendar, on to this month", *(SENT_ON,) * 6),
    Row("calendar_month", "a month of meetings", *IN_PARTS),
    Row("meeting_file", "a meeting that was held, for a calendar", *EVERYBODY),
    Row("meeting_file", "an informal meeting, for a calendar", *THE_PANEL),
    Row("meeting_file", "a task group's meeting, for a calendar", *OFFICERS),
    Row("panel_file", "a panel's meetings, for a calendar", *PRIVATE_PART),
    Row("schedule", "form: a year of dates", *BY_OFFICERS),
    Row("schedule_paper", "the schedule of a panel's year", *BY_OFFICERS),
    Row("schedule_pdf", "the schedule of a panel's year, as a file", *BY_OFFICERS),
    Row("publication_sent", "who was sent a version", *BY_OFFICERS),
    Row("publication_notice", "the notice for the notice board", *BY_OFFICERS),
    Row("letter_again", "sending a letter again: the address alone", *BY_BUTTON),
    Row("letter_again", "sending a letter again", *DONE_BY_OFFICERS, method="POST"),
    Row("meeting_new", "form: a meeting", *BY_OFFICERS),
    Row("meeting_edit", "form: the meeting's particulars", *BY_OFFICERS),
    Row("meeting_history", "what happened to a meeting that was held", *WHO_SEES_EVERYTHING),
    Row("meeting_history", "what happened to a task group's meeting", *WHO_SEES_EVERYTHING),
    Row("meeting_move", "form: another day, time or place", *BY_OFFICERS),
    Row("meeting_call_off", "form: calling it off", *BY_OFFICERS),
    Row("meeting_reinstate", "form: undoing that", *BY_OFFICERS),
    Row("meeting_held", "saying that it was held: the address alone", *BY_BUTTON),
    Row("meeting_held", "saying that it was held", *DONE_BY_OFFICERS, method="POST"),
    Row("agenda", "the agenda's editor", *BY_OFFICERS),
    Row("agenda_order", "moving items: the address alone", *BY_BUTTON),
    Row("agenda_order", "moving items", *DONE_BY_OFFICERS, method="POST"),
    Row("agenda_fill", "filling the agenda: the address alone", *BY_BUTTON),
    Row("agenda_fill", "filling the agenda", *DONE_BY_OFFICERS, method="POST"),
    Row("agenda_planned", "putting planned items on the agenda: the address alone", *BY_BUTTON),
    Row("agenda_planned", "putting planned items on the agenda", *DONE_BY_OFFICERS, method="POST"),
    Row("agenda_copy", "form: items of another agenda", *BY_OFFICERS),
    Row("item_put_back", "putting an item back: the address alone", *BY_BUTTON),
    Row("item_put_back", "putting an item back", *DONE_BY_OFFICERS, method="POST"),
    Row("running_order", "the running order", *WHO_SEES_EVERYTHING),
    Row("doubt_looked", "having looked at a page: the address alone", *BY_BUTTON),
    Row("doubt_looked", "having looked at a page", *DONE_BY_OFFICERS, method="POST"),
    Row("agenda_publish", "form: publishing the agenda", *BY_OFFICERS),
    Row("agenda_pdf", "the front sheet of a published agenda", *PRIVATE_PART),
    Row("agenda_pdf", "the front sheet of an informal meeting's agenda", *THE_PANEL),
    Row("pack_pdf", "all papers of a published agenda", *PRIVATE_PART),
    Row("pack_pdf", "all papers of an informal meeting", *THE_PANEL),
    Row("pack_pdf", "all papers of an unpublished agenda", *NOBODY),
    Row("version_pack", "all papers of an older version", *PRIVATE_PART),
    Row("version_pack", "all papers of another meeting", *NOBODY),
    Row("pack_preview", "the packs as they would be", *BY_OFFICERS),
    Row("pack_preview_file", "the members' pack as it would be", *BY_OFFICERS),
    Row("minutes_publish", "form: publishing the minutes", *BY_OFFICERS),
    Row("attendance", "form: who was there", *BY_OFFICERS),
    Row("attender_new", "form: somebody who is no member", *BY_OFFICERS),
    Row("attender_edit", "form: a line of somebody who is no member", *BY_OFFICERS),
    Row("attender_remove", "taking that line off: the address alone", *BY_BUTTON),
    Row("attender_remove", "taking that line off", *DONE_BY_OFFICERS, method="POST"),
    Row("attendance_figures", "how often a panel's members came", *EVERYBODY),
    Row("attendance_of_year", "how often a panel's members came in a year", *EVERYBODY),
    Row("declarations", "form: what was declared", *BY_OFFICERS),
    Row("declared_none", "nobody declared anything: the address alone", *BY_BUTTON),
    Row("declared_none", "nobody declared anything", *DONE_BY_OFFICERS, method="POST"),
    Row("declaration_remove", "taking a declaration off: the address alone", *BY_BUTTON),
    Row("declaration_remove", "taking a declaration off", *DONE_BY_OFFICERS, method="POST"),
    Row("item_edit", "form: an item", *BY_OFFICERS),
    Row("item_remove", "form: taking an item off", *BY_OFFICERS),
    Row("item_readers", "form: who may read a private item", *BY_OFFICERS),
    Row("item_reader_remove", "taking somebody off that list: the address alone", *BY_BUTTON),
    Row("item_reader_remove", "taking somebody off that list", *DONE_BY_OFFICERS, method="POST"),
    Row("item_open", "form: making a private item public", *BY_OFFICERS),
    Row("paper_new", "form: a paper", *BY_OFFICERS),
    Row("paper_remove", "form: taking a paper off", *BY_OFFICERS),
    Row("item_urgency", "form: what the Chair decided about a late item", *BY_OFFICERS),
    Row("paper_replace", "form: a new version of a paper", *BY_OFFICERS),
    Row("papers_order", "moving papers: the address alone", *BY_BUTTON),
    Row("papers_order", "moving papers", *DONE_BY_OFFICERS, method="POST"),
    Row("actions_paper", "making the paper of open actions: the address alone", *BY_BUTTON),
    Row("actions_paper", "making the paper of open actions", *DONE_BY_OFFICERS, method="POST"),
    Row("papers_asked", "the papers that were asked for", *BY_OFFICERS),
    Row("paper_ask", "form: asking for a paper", *BY_OFFICERS),
    Row("paper_asked", "a paper that was asked for", *BY_OFFICERS),
    Row("paper_remind", "asking again: the address alone", *BY_BUTTON),
    Row("paper_remind", "asking again", *DONE_BY_OFFICERS, method="POST"),
    Row("paper_accept", "taking a paper that came: the address alone", *BY_BUTTON),
    Row("paper_accept", "taking a paper that came", *DONE_BY_OFFICERS, method="POST"),
    Row("paper_return", "form: what is missing in a paper that came", *BY_OFFICERS),
    Row("paper_withdraw", "form: a paper is not needed any more", *BY_OFFICERS),
    Row("paper_link", "sending the link again: the address alone", *BY_BUTTON),
    Row("paper_link", "sending the link again", *DONE_BY_OFFICERS, method="POST"),
    Row("paper_link_stop", "form: stopping the link", *BY_OFFICERS),
    Row("agenda_chair", "form: the agenda to the chair", *BY_OFFICERS),
    Row("minute_edit", "form: a minute", *BY_OFFICERS),
    Row("minutes", "writing the minutes", *BY_OFFICERS),
    Row("section_new", "form: a section that the agenda lacks", *BY_OFFICERS),
    Row("section_edit", "form: a section", *BY_OFFICERS),
    Row("section_remove", "form: removing a section", *BY_OFFICERS),
    Row("decision_edit", "form: a decision's votes and plan", *BY_OFFICERS),
    Row("action_edit", "form: an action", *BY_OFFICERS),
    Row("action_remove", "form: removing an action", *BY_OFFICERS),
    Row("circulation", "who gets a panel's papers", *BY_OFFICERS),
    Row("circulation_new", "form: somebody more who gets them", *BY_OFFICERS),
    Row("circulation_edit", "form: how somebody gets them", *BY_OFFICERS),
    Row("circulation_remove", "form: somebody who gets them no more", *BY_OFFICERS),
]
INSPECTIONS = [
    Row("inspections", "the list of inspections", *DRAFT_PART),
    Row("inspection", "an inspection", *IN_PARTS),
    Row("inspection", "an inspection under embargo", *OFFICERS),
    Row("inspection_new", "form: an inspection", *BY_OFFICERS),
    Row("inspection_edit", "form: the inspection's particulars", *BY_OFFICERS),
    Row("inspection_history", "what happened to an inspection", *WHO_SEES_EVERYTHING),
    Row("inspection_history", "what happened to one under embargo", *WHO_SEES_EVERYTHING),
    Row("judgements_edit", "form: judgements", *BY_OFFICERS),
    Row("findings_edit", "form: findings", *BY_OFFICERS),
    Row("recommendation_new", "form: a recommendation", *BY_OFFICERS),
    Row("source_new", "form: a source", *BY_OFFICERS),
    Row("source_remove", "form: taking a source off", *BY_OFFICERS),
    Row("inspection_considered", "form: where it was considered", *BY_OFFICERS),
]
RECOMMENDATIONS = [
    Row("recommendations", "the tracker", *IN_PARTS),
    Row("recommendation", "one with an update at an exempt item", *PRIVATE_PART),
    Row("recommendation", "one with an update at an unpublished item", *DRAFT_PART),
    Row("recommendation", "one with private evidence", *DRAFT_PART),
    Row("recommendation", "one considered at an informal meeting", *PRIVATE_PART),
    Row("recommendation", "one considered at a task group's meeting", *DRAFT_PART),
    Row("recommendation", "one under embargo", *OFFICERS),
    Row("recommendation_edit", "form: how it was entered", *BY_OFFICERS),
    Row("recommendation_history", "what happened to a recommendation", *WHO_SEES_EVERYTHING),
    Row("recommendation_history", "what happened to one under embargo", *WHO_SEES_EVERYTHING),
    Row("recommendation_remove", "form: removing it", *BY_OFFICERS),
    Row("recommendation_considered", "form: where it was considered", *BY_OFFICERS),
    Row("update_new", "form: an update", *BY_OFFICERS),
    Row("item_considers", "form: what an item will consider", *BY_OFFICERS),
    Row("consideration_remove", "form: it was not considered there", *BY_OFFICERS),
]
ANSWERS = [
    Row("answer", "a link by which a paper is asked for", *EVERYBODY),
    Row("answer", "a link by which the chair is asked", *EVERYBODY),
    Row("answer", "a link that has stopped", *(GONE,) * 6),
    Row("answer", "a link that nobody was sent", *NOBODY),
]
DRAFTS = [
    Row("draft_keep", "keeping a draft: the address alone", *BY_BUTTON),
    Row("draft_keep", "keeping a draft of a form that one was not given", *REFUSED, method="POST"),
    Row("draft_drop", "throwing a draft away: the address alone", *BY_BUTTON),
    Row("draft_drop", "throwing away a draft that one does not have", *REFUSED, method="POST"),
]
HISTORY = [
    Row("history", "everything that anybody did", *BY_MANAGERS),
    Row("words_back", "form: putting an item's words back", *BY_OFFICERS),
    Row("words_back", "form: putting a person's words back", *BY_MANAGERS),
    Row("words_back", "words of an update, which stay as they are", *NONE_OF_IT),
]
WORK = [
    Row("work", "the work in the background", *BY_MANAGERS),
    Row("work_again", "running failed work again: the address alone", *BY_BUTTON),
    Row("work_again", "running failed work again", *DONE_BY_MANAGERS, method="POST"),
]
WITHHELD = [
    Row("withheld", "what was withheld", *(SIGN_IN, MAY_NOT, MAY_NOT, MAY_NOT, READS, READS)),
    Row("withheld_words", "form: redacting words", *BY_MONITORING_OFFICER),
    Row("withheld_of", "what of a page can be withheld", *BY_MONITORING_OFFICER),
    Row("withheld_words_of", "form: redacting words of a page", *BY_MONITORING_OFFICER),
    Row("withheld_whole", "form: withholding a record", *BY_MONITORING_OFFICER),
]
ACCOUNTS = [
    Row("account_login", "signing in", *GUESTS),
    Row("account_logout", "signing out", *(SENT_ON, READS, READS, READS, READS, READS)),
    Row("account_signup", "signing oneself up, which is closed", *GUESTS),
    Row("account_inactive", "an account that was closed", *EVERYBODY),
    Row("account_reauthenticate", "the password once more", *SIGNED_IN),
    Row("account_email", "one's own e-mail address, which a manager changes", *(SENT_ON,) * 6),
    Row("account_change_password", "one's own password", *SIGNED_IN),
    Row("account_set_password", "a first password", *(SIGN_IN, *(SENT_ON,) * 5)),
    Row("account_reset_password", "a forgotten password", *EVERYBODY),
    Row("account_reset_password_done", "a forgotten password: look in your e-mail", *EVERYBODY),
    Row("account_reset_password_from_key", "a forgotten password: a link that is not right", *EVERYBODY),
    Row("account_reset_password_from_key_done", "a forgotten password: changed", *EVERYBODY),
    Row("account_email_verification_sent", "confirming an address: look in your e-mail", *EVERYBODY),
    Row("account_confirm_email", "confirming an address: a link that is not right", *EVERYBODY),
    Row("account_confirm_login_code", "a code for signing in that nobody asked for", *(SIGN_IN, *(SENT_ON,) * 5)),
    Row("mfa_index", "one's own second factor, which one's account shows", *(SENT_ON,) * 6),
    Row("mfa_authenticate", "the code from the app, before there is a password", *ASKED_AGAIN),
    Row("mfa_reauthenticate", "the code from the app once more, where there is none", *ASKED_AGAIN),
    Row("mfa_activate_totp", "form: setting up a second factor", *ASKED_AGAIN),
    Row("mfa_deactivate_totp", "form: turning it off, where there is none", *NONE_THERE),
    Row("mfa_view_recovery_codes", "recovery codes, where there are none", *NONE_THERE),
    Row("mfa_download_recovery_codes", "recovery codes as a file, where there are none", *NONE_THERE),
    Row("mfa_generate_recovery_codes", "form: new recovery codes", *ASKED_AGAIN),
    Row("openid_connect_login", "the council's own sign-in, where there is none", *NOBODY),
    Row("openid_connect_callback", "coming back from the council's own sign-in, where there is none", *NOBODY),
    Row("socialaccount_login_cancelled", "the council's own sign-in: stopped on the way", *EVERYBODY),
]
ADMIN = [
    Row("admin:index", "the admin site", *IN_ADMIN),
    Row("admin:login", "signing in to the admin site", *(SIGN_IN, MAY_NOT, MAY_NOT, MAY_NOT, SENT_ON, MAY_NOT)),
    Row("admin:logout", "leaving the admin site: the address alone", *(*(SENT_ON,) * 4, NOT_SO, SENT_ON)),
    Row("admin:password_change", "one's own password, which the accounts' page changes", *(SENT_ON,) * 6),
    Row("admin:password_change_done", "one's own password, changed", *IN_ADMIN),
    Row("admin:jsi18n", "the admin site's words", *IN_ADMIN),
    Row("admin:*", "any other address of the admin site", *RECORDS_IN_ADMIN),
]

TABLE = [
    *SITE, *PANELS, *PEOPLE, *CLOSURES, *USERS, *PAPERS, *FILES, *MEETINGS, *INSPECTIONS, *RECOMMENDATIONS, *ANSWERS,
    *DRAFTS, *HISTORY, *WORK, *WITHHELD, *ACCOUNTS, *ADMIN,
]  # fmt: skip


def as_markdown() -> str:
    """The table as the README shows it."""
    lines = ["| Address | What | " + " | ".join(ROLES.values()) + " |", "| --- " * (2 + len(ROLES)) + "|"]
    lines += ["| " + " | ".join([f"`{row.name}`", row.what, *row.gets]) + " |" for row in TABLE]
    return "\n".join(lines)


def in_the_readme() -> str:
    """What stands between the README's two comments."""
    text = README.read_text()
    return text.partition(BEGINS)[2].partition(ENDS)[0].strip()


if __name__ == "__main__":
    print(as_markdown())
