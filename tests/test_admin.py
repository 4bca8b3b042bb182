"""The admin site: every record is there for managers alone, and what they put right leaves its trace."""

import csv
from io import StringIO

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db import connection
from django.forms import HiddenInput, ModelChoiceField
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from inspections.models import DemoRecord, Finding, Inspection
from meetings.models import AgendaItem, Meeting
from scrutiny.admin.corrections import ViewOnlyAdmin
from scrutiny.admin.exporting import cell
from scrutiny.admin.paging import BoundedPaginator
from scrutiny.models import Authority, File, Office, Open, Panel, SearchEntry, SearchWord, User
from scrutiny.operations import claim, edit_panel
from tests import factories
from tests.history import last_row, trace

pytestmark = pytest.mark.django_db

OURS = ("scrutiny", "meetings", "inspections")
REGISTERED = [model for model in admin.site._registry if model._meta.app_label in OURS]
MAKE = {
    make._meta.model: make for make in vars(factories).values() if hasattr(make, "_meta") and hasattr(make, "build")
}

VIEW_ONLY = {
    "Merge",
    "Move",
    "Publication",
    "Pack",
    "Update",
    "File",
    "Address",
    "User",
    "Worker",
    "Draft",
    "Withholding",
    "Letter",
    "Doubt",
    "TakenOff",
    "AnswerRequest",
    "PaperRequest",
    "ChairComment",
    "Attendance",
    "Declaration",
}
NOT_ADDED = VIEW_ONLY | {
    "Panel",
    "Person",
    "Document",
    "Meeting",
    "AgendaItem",
    "ItemPaper",
    "ItemReader",
    "Minute",
    "PlannedItem",
    "Inspection",
    "InspectionPaper",
    "Recommendation",
}
NOT_REMOVED = VIEW_ONLY | {"Document"}


def page(model, name, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def names(model):
    return model._meta.object_name


@pytest.fixture
def as_manager(client, manager):
    client.force_login(manager)
    return client


def filled(response) -> dict:
    """What the form of a page would send as it stands."""
    context = response.context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {
        field.html_name: value
        for form in forms
        for field in form
        if (value := field.value()) is not None and value is not False
    }


def test_every_record_is_registered():
    records = {model for model in apps.get_models() if model._meta.app_label in OURS}
    histories = {model for model in records if hasattr(model, "history_object")}

    index = {SearchEntry, SearchWord, DemoRecord}
    assert {names(model) for model in records - histories - index - set(REGISTERED)} == set()


def test_what_is_only_looked_at():
    view_only = {names(model) for model in REGISTERED if isinstance(admin.site.get_model_admin(model), ViewOnlyAdmin)}

    assert view_only == VIEW_ONLY


@pytest.mark.parametrize("model", REGISTERED, ids=names)
def test_a_manager_has_every_page(model, as_manager):
    record = MAKE[model]()
    expected = {
        "list": 200,
        "search": 200,
        "add": 403 if names(model) in NOT_ADDED else 200,
        "change": 200,
        "history": 200,
        "delete": 403 if names(model) in NOT_REMOVED else 200,
    }

    assert {
        "list": as_manager.get(page(model, "changelist")).status_code,
        "search": as_manager.get(page(model, "changelist"), {"q": "a"}).status_code,
        "add": as_manager.get(page(model, "add")).status_code,
        "change": as_manager.get(page(model, "change", record.pk)).status_code,
        "history": as_manager.get(page(model, "history", record.pk)).status_code,
        "delete": as_manager.get(page(model, "delete", record.pk)).status_code,
    } == expected


@pytest.mark.parametrize("model", REGISTERED, ids=names)
def test_nobody_else_has_any(model, client, everyone):
    record = MAKE[model]()
    addresses = [
        page(model, "changelist"),
        page(model, "add"),
        *(page(model, name, record.pk) for name in ("change", "history", "delete")),
    ]

    for role in ("stranger", "other councillor", "councillor", "officer", "monitoring officer"):
        client.logout() if role == "stranger" else client.force_login(everyone[role])
        for address in addresses:
            response = client.get(address)
            assert (response.status_code, response.url) == (302, reverse("admin:login") + f"?next={address}")


def test_signing_in_is_the_site_s_own(client, officer):
    login = reverse("admin:login") + "?next=/admin/"
    response = client.get(login)
    assert (response.status_code, response.url) == (302, "/accounts/login/?next=%2Fadmin%2F")

    client.force_login(officer)
    assert client.get(login).status_code == 403


def test_a_manager_changes_their_own_password_where_everybody_does(as_manager):
    assert as_manager.get("/admin/password_change/").url == "/accounts/password/change/"


@pytest.mark.parametrize("model", [model for model in REGISTERED if names(model) not in VIEW_ONLY], ids=names)
def test_a_correction_of_any_record_is_told(model, as_manager, manager):
    record = MAKE[model]()
    address = page(model, "change", record.pk)
    response = as_manager.post(address, filled(as_manager.get(address)) | {"words": "A slip of the pen"})

    assert response.status_code == 302, response.context["errors"]
    assert last_row(record) == {
        "verb": "correct",
        "words": "A slip of the pen",
        "by": manager,
        "parent": (model._meta.label_lower, record.pk),
        "type": "~",
    }


@pytest.mark.parametrize("name", sorted(VIEW_ONLY))
def test_what_is_only_looked_at_cannot_be_sent(name, as_manager):
    model = next(model for model in REGISTERED if names(model) == name)
    record = MAKE[model]()

    assert as_manager.post(page(model, "change", record.pk), {"_save": "1"}).status_code == 403
    assert model.objects.filter(pk=record.pk).exists()


def test_a_record_is_entered(as_manager, manager):
    as_manager.post(page(Authority, "add"), {"name": "Corvale", "kind": "unitary"})

    assert last_row(Authority.objects.get(name="Corvale"))["verb"] == "correct"


def test_a_record_is_taken_away(as_manager, manager):
    authority = factories.AuthorityFactory()
    as_manager.post(page(Authority, "delete", authority.pk), {"post": "yes"})

    assert not Authority.objects.exists()
    row = trace(Authority.history.filter(id=authority.pk).latest())
    assert (row["verb"], row["by"]) == ("correct_away", manager)


def test_several_records_are_taken_away_each_with_its_trace(as_manager, manager):
    authorities = [factories.AuthorityFactory() for _ in range(2)]
    as_manager.post(
        page(Authority, "changelist"),
        {"action": "delete_selected", "_selected_action": [row.pk for row in authorities], "post": "yes"},
    )

    assert not Authority.objects.exists()
    assert [trace(row)["verb"] for row in Authority.history.filter(history_type="-")] == ["correct_away"] * 2


def test_a_record_that_others_rest_on_stays(as_manager):
    inspection = factories.InspectionFactory()
    response = as_manager.post(page(Authority, "delete", inspection.authority_id), {"post": "yes"})

    assert response.status_code == 200
    assert Authority.objects.filter(pk=inspection.authority_id).exists()


def test_rows_below_a_record_are_corrected_with_it(as_manager, manager):
    inspection = factories.InspectionFactory()
    for place in (1, 2):
        factories.FindingFactory(inspection=inspection, position=place)
    address = page(Inspection, "change", inspection.pk)
    typed = filled(as_manager.get(address)) | {
        "findings-0-text": "Leaders are new.",
        "findings-1-DELETE": "on",
        "findings-TOTAL_FORMS": "3",
        "findings-2-position": "7",
        "findings-2-text": "Plans are late.",
        "findings-2-inspection": str(inspection.pk),
    }
    as_manager.post(address, typed)

    assert list(Finding.objects.order_by("position").values_list("position", "text")) == [
        (1, "Leaders are new."),
        (7, "Plans are late."),
    ]
    told = [trace(row) for row in Finding.history.filter(history_user=manager)]
    assert sorted((row["verb"], row["type"]) for row in told) == [
        ("correct", "+"),
        ("correct", "~"),
        ("correct_away", "-"),
    ]


def test_a_correction_never_goes_over_what_was_saved_meanwhile(as_manager, manager, panel):
    address = page(Panel, "change", panel.pk)
    typed = filled(as_manager.get(address)) | {"name": "Education Panel"}
    edit_panel(panel=panel, by=manager, name="Schools Panel")

    refused = as_manager.post(address, typed)
    assert "Somebody else saved this while you were writing" in refused.content.decode()
    assert refused.context["adminform"].form.errors["name"] == ["Saved now: Schools Panel"]
    assert Panel.objects.get(pk=panel.pk).name == "Schools Panel"

    as_manager.post(address, filled(refused))
    assert Panel.objects.get(pk=panel.pk).name == "Education Panel"


def test_a_correction_in_the_same_moment_is_refused(as_manager, panel, monkeypatch):
    address = page(Panel, "change", panel.pk)
    typed = filled(as_manager.get(address)) | {"name": "Education Panel"}
    check = admin.site.get_model_admin(Panel).form.clean

    def just_before(form):
        cleaned = check(form)
        claim(Panel.objects.get(pk=panel.pk), None)
        return cleaned

    monkeypatch.setattr(admin.site.get_model_admin(Panel).form, "clean", just_before)
    response = as_manager.post(address, typed, follow=True)

    assert "Somebody else saved this while you were writing" in response.content.decode()
    assert Panel.objects.get(pk=panel.pk).name == "Children Scrutiny Panel"


def test_what_operations_set_cannot_be_typed(as_manager):
    item = factories.AgendaItemFactory(meeting__published=True, published=True)
    for record in (item, item.meeting):
        address = page(type(record), "change", record.pk)
        as_manager.post(
            address,
            filled(as_manager.get(address))
            | {"openness": "exempt", "position": "9", "state": "scheduled", "held_on": "2030-01-01", "version": "70"},
        )

    assert AgendaItem.objects.values("openness", "position").get() == {"openness": Open.OPEN, "position": item.position}
    assert Meeting.objects.values("state", "held_on", "version").get() == {
        "state": "published",
        "held_on": item.meeting.held_on,
        "version": 2,
    }


def test_predecessors_are_corrected_with_the_panel(as_manager, panel):
    before = factories.PanelFactory()
    address = page(Panel, "change", panel.pk)
    as_manager.post(address, filled(as_manager.get(address)) | {"predecessors": [before.pk]})

    assert list(panel.predecessors.all()) == [before]


def test_the_history_is_told_in_words(as_manager, manager, panel):
    edit_panel(panel=panel, by=manager, name="Education Panel", reports_to=factories.PanelFactory(name="Panel 77"))
    words = as_manager.get(page(Panel, "history", panel.pk)).content.decode()

    assert f"Panel changed by {manager}, " in words
    assert "Children Scrutiny" in words
    assert '<ins><span class="govuk-visually-hidden">Came: </span>Panel 77</ins>' in words


QUERIES = {"Meeting": 8} | dict.fromkeys(("Membership", "Document", "Framework", "Area", "Grade", "Inspection"), 7)
"""Six of any other list: session, account, the two ends of a savepoint, count and rows."""


@pytest.mark.parametrize("model", REGISTERED, ids=names)
def test_a_list_takes_the_same_queries_for_one_row_and_for_three(model, as_manager):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert as_manager.get(page(model, "changelist")).status_code == 200
        return len(asked)

    MAKE[model]()
    one = queries()
    MAKE[model](), MAKE[model]()
    assert (one, queries()) == (QUERIES.get(names(model), 6),) * 2


@pytest.mark.parametrize("model", REGISTERED, ids=names)
def test_every_list_is_searched_and_counts_no_further_than_its_last_page(model):
    site = admin.site.get_model_admin(model)

    assert site.search_fields
    assert (site.paginator, site.show_full_result_count) == (BoundedPaginator, False)
    assert site.date_hierarchy is None


@pytest.mark.parametrize("model", [model for model in REGISTERED if names(model) not in VIEW_ONLY], ids=names)
def test_no_form_lists_every_record_to_choose_from(model, as_manager):
    context = as_manager.get(page(model, "change", MAKE[model]().pk)).context
    inlines = [each.formset.empty_form for each in context["inline_admin_formsets"]]
    boxes = [box for form in (context["adminform"].form, *inlines) for box in form.fields.values()]
    choosers = [box for box in boxes if isinstance(box, ModelChoiceField) and not isinstance(box.widget, HiddenInput)]

    plain = [box.label for box in choosers if not hasattr(box.widget, "widget") or not is_searched(box.widget.widget)]
    assert plain == []


def is_searched(widget):
    return isinstance(widget, AutocompleteSelect | AutocompleteSelectMultiple)


def test_pages_beyond_the_fiftieth_are_not_counted(as_manager):
    Authority.objects.bulk_create([Authority(name=f"Authority {n:04}") for n in range(2501)])
    with CaptureQueriesContext(connection) as asked:
        words = " ".join(as_manager.get(page(Authority, "changelist")).content.decode().split())

    assert "The first 2500 authorities: search or filter to find others" in words
    assert "Select all authorities that match" in words
    assert [query["sql"].count("LIMIT 2501") for query in asked if "COUNT(*)" in query["sql"]] == [1]
    assert as_manager.get(page(Authority, "changelist"), {"p": 51}).status_code == 302
    assert as_manager.get(page(Authority, "changelist"), {"q": "Authority"}).status_code == 200
    found = " ".join(as_manager.get(page(Authority, "changelist"), {"q": "0042"}).content.decode().split())
    assert "1 authority" in found


def exported(client, model, **more):
    """The lines of a list's records, all of them on all its pages, as a spreadsheet reads them."""
    pks = list(model.objects.values_list("pk", flat=True))
    typed = {"action": "export", "_selected_action": pks[:1], "select_across": "1"} | more
    response = client.post(page(model, "changelist"), typed)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return response, list(csv.reader(StringIO(text)))


@pytest.mark.parametrize("model", REGISTERED, ids=names)
def test_every_list_is_exported(model, as_manager):
    MAKE[model]()

    response, lines = exported(as_manager, model)

    left_out = admin.site.get_model_admin(model).not_exported
    assert lines[0] == [each.attname for each in model._meta.concrete_fields if each.name not in left_out]
    assert len(lines) == model.objects.count() + 1
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment; filename=")


def test_an_export_holds_no_password_and_no_text_of_a_paper():
    assert set(admin.site.get_model_admin(User).not_exported) == {"password"}
    assert set(admin.site.get_model_admin(File).not_exported) == {"content", "text"}


def test_an_export_is_the_selection_alone_and_reads_as_it_was_typed(as_manager, panel):
    other = factories.MeetingFactory()
    meeting = factories.MeetingFactory(panel=panel, held=True, venue='Town Hall, "Küche"\nfirst floor')

    _, (names_of, row) = exported(as_manager, Meeting, select_across="0", _selected_action=[meeting.pk])

    told = dict(zip(names_of, row, strict=True))
    assert other.pk != meeting.pk
    assert {
        name: told[name] for name in ("id", "panel_id", "held_on", "starts_at", "venue", "is_formal", "previous_on")
    } == {
        "id": str(meeting.pk),
        "panel_id": str(panel.pk),
        "held_on": "2026-09-22",
        "starts_at": "16:00:00",
        "venue": 'Town Hall, "Küche"\nfirst floor',
        "is_formal": "yes",
        "previous_on": "",
    }
    assert told["agenda_published_at"] == "2026-09-14T10:00:00+01:00"


def test_excel_is_told_that_it_is_utf_8(as_manager):
    factories.AuthorityFactory()
    response = as_manager.post(
        page(Authority, "changelist"), {"action": "export", "_selected_action": [Authority.objects.get().pk]}
    )

    assert b"".join(response.streaming_content).startswith(b"\xef\xbb\xbfid,name,")


@pytest.mark.parametrize("text", ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1", "\r=1", " =cmd|'/c calc'!A0"])
def test_nothing_that_was_typed_is_a_formula(text):
    assert cell(text) == f"'{text}"


@given(st.text())
def test_a_cell_is_its_text_or_that_after_an_apostrophe(text):
    assert cell(text) in (text, f"'{text}")
    assert not cell(text).lstrip().startswith(("=", "+", "-", "@"))


def test_an_export_asks_once_however_many_there_are(as_manager):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            exported(as_manager, AgendaItem)
        return len(asked)

    factories.AgendaItemFactory()
    one = queries()
    factories.AgendaItemFactory.create_batch(3)
    assert queries() == one


def test_only_managers_export(client, officer):
    client.force_login(officer)
    response = client.post(page(Authority, "changelist"), {"action": "export", "_selected_action": ["1"]})

    assert response.status_code == 302
    assert response.url.startswith(reverse("admin:login"))


def test_suggestions_are_the_managers(as_manager, officer):
    factories.PersonFactory(name="Dana Whitlock")
    asked = {"app_label": "scrutiny", "model_name": "membership", "field_name": "person", "term": "Whit"}

    assert [row["text"] for row in as_manager.get("/admin/autocomplete/", asked).json()["results"]] == ["Dana Whitlock"]
    as_manager.force_login(officer)
    assert as_manager.get("/admin/autocomplete/", asked).status_code == 302


def test_forms_have_the_look_of_the_admin_site(as_manager):
    words = as_manager.get(page(Office, "add")).content.decode()

    assert "govuk-" not in words
    assert 'class="vTextField"' in words
    assert "Thornmere Council: putting records right" in words
