"""Where each row of the table in `tests/access.py` is visited, among the records of `tests/planted.py`."""

from django.contrib import admin
from django.urls import NoReverseMatch, reverse

from meetings.models import AgendaItem, ItemPaper
from scrutiny.models import Membership, Office, User
from tests.access import TABLE

Paths = dict[tuple[str, str], str]

OTHERS_IN_ADMIN = ("admin:*", "any other address of the admin site")
OF_A_USER = {"user", "user_edit", "user_link", "user_disable", "user_enable", "user_second_factor"}
OF_AN_ITEM = {
    *("item_edit", "item_remove", "paper_new", "minute_edit", "section_new"),
    *("item_readers", "item_open", "paper_ask", "papers_order", "actions_paper"),
}
OF_A_REQUEST = {
    *("paper_asked", "paper_remind", "paper_accept", "paper_return", "paper_withdraw", "paper_link", "paper_link_stop"),
}
OF_A_MINUTE = {"section_edit", "section_remove", "decision_edit", "action_edit", "action_remove"}
OF_A_MEETING = (
    OF_AN_ITEM
    | OF_A_REQUEST
    | OF_A_MINUTE
    | {
        "minutes",
        *("publication", "meeting_edit", "meeting_move", "meeting_call_off", "meeting_reinstate", "meeting_held"),
        *("agenda", "agenda_order", "agenda_publish", "minutes_publish", "paper_remove", "item_reader_remove"),
        *("pack_preview", "pack_preview_file"),
        *("publication_sent", "publication_notice", "letter_again", "item_urgency"),
        *("item_put_back", "paper_replace", "agenda_chair", "doubt_looked"),
        *("attendance", "attender_new", "attender_edit", "attender_remove"),
        *("declarations", "declared_none", "declaration_remove"),
        *("agenda_fill", "agenda_planned", "agenda_copy", "running_order"),
    }
)
OF_A_PLAN = {"planned_edit", "planned_move", "planned_drop", "planned_again"}
OF_AN_INSPECTION = {
    *("inspection_edit", "judgements_edit", "findings_edit", "recommendation_new", "source_new"),
    "inspection_considered",
}
OF_A_RECOMMENDATION = {"recommendation_edit", "recommendation_remove", "recommendation_considered", "update_new"}


def addresses(records) -> dict[tuple[str, str], list[str]]:
    """Where each row of the table is visited."""
    found = {row.key: [reverse(row.name)] for row in TABLE if names_no_record(row.name)}
    return found | {key: [path] for key, path in paths_of(records).items()} | {OTHERS_IN_ADMIN: admin_paths()}


def names_no_record(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


def paths_of(records) -> Paths:
    return {
        ("guide", "a guide to one task"): reverse("guide", args=["write-an-agenda"]),
        ("guide", "a guide that there is not"): reverse("guide", args=["fly-to-the-moon"]),
        **paths_of_answers(records),
        **paths_of_papers(records),
        **paths_of_people(records),
        **paths_of_users(records),
        **paths_of_meetings(records),
        **paths_of_calendars(records),
        **paths_of_circulation(records),
        **paths_of_inspections(records),
        **paths_of_recommendations(records),
        **paths_of_histories(records),
        **paths_of_words(records),
        **{row.key: reverse("work_again", args=[records.failed.pk]) for row in TABLE if row.name == "work_again"},
        **paths_of_withholding(records),
        ("account_reset_password_from_key", "a forgotten password: a link that is not right"): reverse(
            "account_reset_password_from_key", args=["1", "not-right"]
        ),
        ("account_confirm_email", "confirming an address: a link that is not right"): reverse(
            "account_confirm_email", args=["not-right"]
        ),
    }


def paths_of_papers(records) -> Paths:
    papers = {
        "an open paper": records.open_paper,
        "an open paper in Word": records.open_word,
        "an exempt item's paper": records.exempt_paper,
        "a private paper of an open item": records.closed_paper,
        "a paper of an unpublished agenda": records.unpublished_paper,
        "a paper added since publication": records.late_paper,
        "an informal meeting's paper": records.informal.paper,
        "a task group's paper": records.task_group.paper,
        "an inspection's source": records.source.document,
        "an inspection's private source": records.closed_source.document,
        "an embargoed inspection's source": records.embargoed_source.document,
        "a source that no worker has read yet": records.unread_source.document,
        "an update's evidence": records.open_update.evidence,
        "an update's private evidence": records.closed_evidence_update.evidence,
        "evidence of an update at an exempt item": records.exempt_update.evidence,
        "evidence of an update at an unpublished item": records.late_update.evidence,
        "evidence of an update under embargo": records.embargoed_update.evidence,
        "a paper that belongs nowhere": records.stray,
        "a paper that was withheld": records.withheld,
    }
    return {
        **{("document", what): paper.url for what, paper in papers.items()},
        **{("document_file", what): paper.file_url for what, paper in papers.items()},
        ("document", "an exempt item's paper in Word"): records.exempt_word.url,
        ("document_file", "an exempt item's paper in Word"): records.exempt_word.file_url,
        ("document_file", "an open paper, under another name"): f"{records.open_paper.url}other.pdf",
        ("document_file", "an exempt item's paper, under another name"): f"{records.exempt_paper.url}other.pdf",
    }


def paths_of_answers(records) -> Paths:
    return {
        ("answer", "a link by which a paper is asked for"): records.asked.answer_request.path,
        ("answer", "a link by which the chair is asked"): records.sent_to_chair.answer_request.path,
        ("answer", "a link that has stopped"): records.stopped.path,
        ("answer", "a link that nobody was sent"): reverse("answer", args=["never-sent"]),
    }


def paths_of_people(records) -> Paths:
    seat = Membership.objects.get(panel=records.held.panel)
    panel, merge = {"slug": seat.panel.slug}, records.merge
    return {
        ("panel", "a panel"): reverse("panel", kwargs=panel),
        ("attendance_figures", "how often a panel's members came"): reverse("attendance_figures", kwargs=panel),
        ("attendance_of_year", "how often a panel's members came in a year"): reverse(
            "attendance_of_year", kwargs=panel | {"year": records.held.year.slug}
        ),
        ("planned", "what is planned for a panel"): reverse("planned", kwargs=panel),
        ("planned_new", "form: an item to plan"): reverse("planned_new", kwargs=panel),
        **{
            row.key: reverse(row.name, kwargs=panel | {"pk": records.planned.pk})
            for row in TABLE
            if row.name in OF_A_PLAN
        },
        ("panel_edit", "form: the panel's particulars"): reverse("panel_edit", kwargs=panel),
        ("member_new", "form: a member"): reverse("member_new", kwargs=panel),
        ("member_end", "form: the end of a membership"): reverse("member_end", kwargs=panel | {"pk": seat.pk}),
        ("person", "a councillor"): reverse("person", args=[seat.person_id]),
        ("person", "an officer of the council"): reverse("person", args=[records.officer_person.pk]),
        ("person", "somebody who was merged"): reverse("person", args=[merge.gone_id]),
        ("person_edit", "form: the person's particulars"): reverse("person_edit", args=[seat.person_id]),
        ("person_merge", "form: who somebody turned out to be"): reverse("person_merge", args=[seat.person_id]),
        ("person_merge_with", "form: joining two entries of one person"): reverse(
            "person_merge_with", args=[seat.person_id, records.officer_person.pk]
        ),
        ("merge_undo", "form: telling them apart again"): reverse("merge_undo", args=[merge.kept_id, merge.pk]),
    }


def paths_of_users(records) -> Paths:
    user, council = User.objects.get(name="Olive Officer").pk, {"provider_id": "council"}
    return {
        **{row.key: reverse(row.name, args=[user]) for row in TABLE if row.name in OF_A_USER},
        **{row.key: reverse(row.name, kwargs=council) for row in TABLE if row.name.startswith("openid_connect_")},
    }


def arguments_of_minutes(item: AgendaItem) -> dict[str, dict[str, int]]:
    """A section, a decision and an action at an item."""
    minute, section = item.minutes.get(position=1), item.minutes.get(position=2)
    found = {"section": section.pk, "decision": minute.decisions.get().pk, "action": minute.actions.get().pk}
    return {name: {"item": item.pk} | {kind: found[kind]} for name in OF_A_MINUTE for kind in [name.split("_")[0]]}


def paths_of_meetings(records) -> Paths:
    held, exempt = records.held.address, {"item": records.exempt.pk}
    paper = {"paper": ItemPaper.objects.get(document=records.exempt_paper).pk}
    version = {"pk": records.first.pk}
    arguments = {
        **dict.fromkeys(("publication", "publication_sent", "publication_notice"), version),
        "letter_again": version | {"letter": records.letter.pk},
        "item_urgency": {"item": records.item.pk},
        "paper_remove": exempt | paper,
        "item_reader_remove": exempt | {"reader": records.named.pk},
        "pack_preview_file": {"audience": "members"},
        "item_put_back": {"pk": records.taken_off.pk},
        **{key: {"pk": records.attender.pk} for key in ("attender_edit", "attender_remove")},
        "declaration_remove": {"pk": records.declaration.pk},
        "paper_replace": exempt | paper,
        "doubt_looked": {"doubt": records.doubt.pk},
        **arguments_of_minutes(records.exempt),
        **{name: {"item": records.asked.item_id, "asked": records.asked.pk} for name in OF_A_REQUEST},
    }
    rows = [row for row in TABLE if row.name in OF_A_MEETING]
    forms = {
        row.key: reverse(row.name, kwargs=held | arguments.get(row.name, exempt if row.name in OF_AN_ITEM else {}))
        for row in rows
    }
    hidden, hidden_version = records.informal.meeting, records.informal.version
    return forms | {
        ("meeting", "a meeting that was held"): records.held.get_absolute_url(),
        ("meeting", "a meeting with an unpublished agenda"): records.scheduled.get_absolute_url(),
        ("meeting", "an informal meeting"): hidden.get_absolute_url(),
        ("meeting", "a task group's meeting"): records.task_group.meeting.get_absolute_url(),
        ("publication", "draft minutes"): reverse("publication", kwargs=held | {"pk": records.minutes.pk}),
        ("publication", "an informal meeting's agenda"): reverse(
            "publication", kwargs=hidden.address | {"pk": hidden_version.pk}
        ),
        ("publication", "another meeting's agenda"): reverse("publication", kwargs=held | {"pk": hidden_version.pk}),
        ("agenda_pdf", "the front sheet of a published agenda"): reverse("agenda_pdf", kwargs=held),
        ("agenda_pdf", "the front sheet of an informal meeting's agenda"): reverse("agenda_pdf", kwargs=hidden.address),
        ("pack_pdf", "all papers of a published agenda"): reverse("pack_pdf", kwargs=held),
        ("pack_pdf", "all papers of an informal meeting"): reverse("pack_pdf", kwargs=hidden.address),
        ("pack_pdf", "all papers of an unpublished agenda"): reverse("pack_pdf", kwargs=records.scheduled.address),
        ("version_pack", "all papers of an older version"): reverse(
            "version_pack", kwargs=held | {"pk": records.first.pk}
        ),
        ("version_pack", "all papers of another meeting"): reverse(
            "version_pack", kwargs=held | {"pk": hidden_version.pk}
        ),
    }


def paths_of_calendars(records) -> Paths:
    held = records.held
    schedule = {"year": held.year.slug, "panel": held.panel.slug}
    files = {
        "a meeting that was held, for a calendar": held,
        "an informal meeting, for a calendar": records.informal.meeting,
        "a task group's meeting, for a calendar": records.task_group.meeting,
    }
    return {
        **{("meeting_file", what): reverse("meeting_file", kwargs=each.address) for what, each in files.items()},
        ("calendar_month", "a month of meetings"): reverse(
            "calendar_month", args=[records.informal.meeting.held_on.year, records.informal.meeting.held_on.month]
        ),
        ("panel_file", "a panel's meetings, for a calendar"): reverse("panel_file", args=[held.panel.slug]),
        ("schedule_paper", "the schedule of a panel's year"): reverse("schedule_paper", kwargs=schedule),
        ("schedule_pdf", "the schedule of a panel's year, as a file"): reverse("schedule_pdf", kwargs=schedule),
        ("closure_remove", "form: removing a closure"): reverse("closure_remove", args=[records.closure.pk]),
    }


def paths_of_circulation(records) -> Paths:
    line = records.recipient
    panel, one = [line.panel.slug], [line.panel.slug, line.pk]
    return {
        ("circulation", "who gets a panel's papers"): reverse("circulation", args=panel),
        ("circulation_new", "form: somebody more who gets them"): reverse("circulation_new", args=panel),
        ("circulation_edit", "form: how somebody gets them"): reverse("circulation_edit", args=one),
        ("circulation_remove", "form: somebody who gets them no more"): reverse("circulation_remove", args=one),
    }


def paths_of_inspections(records) -> Paths:
    pk, source = records.inspection.pk, records.source.pk
    return {
        **{row.key: reverse(row.name, args=[pk]) for row in TABLE if row.name in OF_AN_INSPECTION},
        ("inspection", "an inspection"): records.inspection.get_absolute_url(),
        ("inspection", "an inspection under embargo"): records.embargoed.get_absolute_url(),
        ("item_considers", "form: what an item will consider"): reverse("item_considers", args=[records.exempt.pk]),
        ("source_remove", "form: taking a source off"): reverse("source_remove", args=[pk, source]),
        ("consideration_remove", "form: it was not considered there"): reverse(
            "consideration_remove", args=[records.tie.pk]
        ),
    }


def paths_of_recommendations(records) -> Paths:
    shown = {
        "one with an update at an exempt item": records.at_exempt,
        "one with an update at an unpublished item": records.at_unpublished,
        "one with private evidence": records.closed_evidence,
        "one considered at an informal meeting": records.at_informal,
        "one considered at a task group's meeting": records.at_task_group,
        "one under embargo": records.under_embargo,
    }
    slug = records.at_exempt.slug
    return {
        **{row.key: reverse(row.name, args=[slug]) for row in TABLE if row.name in OF_A_RECOMMENDATION},
        **{("recommendation", what): record.get_absolute_url() for what, record in shown.items()},
    }


def paths_of_histories(records) -> Paths:
    seat = Membership.objects.get(panel=records.held.panel)
    shown = {
        "panel_history": {"a panel": seat.panel},
        "person_history": {"a councillor": seat.person, "an officer of the council": records.officer_person},
        "meeting_history": {
            "a meeting that was held": records.held,
            "a task group's meeting": records.task_group.meeting,
        },
        "inspection_history": {"an inspection": records.inspection, "one under embargo": records.embargoed},
        "recommendation_history": {
            "a recommendation": records.at_exempt,
            "one under embargo": records.under_embargo,
        },
    }
    return {
        ("office_history", "what happened to an office"): reverse(
            "office_history", args=[Office.objects.latest("pk").pk]
        ),
        **{
            (name, f"what happened to {what}"): f"{record.get_absolute_url()}history/"
            for name, records_of_it in shown.items()
            for what, record in records_of_it.items()
        },
    }


def paths_of_withholding(records) -> Paths:
    meeting, paper = ["meetings.meeting", records.held.pk], ["scrutiny.document", records.open_paper.pk]
    return {
        ("withheld_of", "what of a page can be withheld"): reverse("withheld_of", args=meeting),
        ("withheld_words_of", "form: redacting words of a page"): reverse("withheld_words_of", args=meeting),
        ("withheld_whole", "form: withholding a record"): reverse("withheld_whole", args=paper),
    }


def paths_of_words(records) -> Paths:
    rows = {
        "form: putting an item's words back": records.item.history.filter(title="draft-title").earliest(),
        "form: putting a person's words back": records.officer_person.history.filter(party="").earliest(),
        "words of an update, which stay as they are": records.open_update.history.latest(),
    }
    return {
        ("words_back", what): reverse("words_back", args=[row.instance_type._meta.label_lower, row.history_id])
        for what, row in rows.items()
    }


def admin_paths() -> list[str]:
    """Lists, forms, history and removal of every record that the admin site knows, and what lies beside them."""
    paths = [reverse("admin:autocomplete"), reverse("admin:view_on_site", args=[1, 1]), "/admin/nothing-here/"]
    for model in admin.site._registry:
        stem = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        first = model._base_manager.values_list("pk", flat=True).first() or 1
        paths += [reverse(f"{stem}_{page}") for page in ("changelist", "add")]
        paths += [reverse(f"{stem}_{page}", args=[first]) for page in ("change", "delete", "history")]
        paths.append(reverse("admin:app_list", args=[model._meta.app_label]))
    return paths
