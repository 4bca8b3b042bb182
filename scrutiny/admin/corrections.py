"""How the admin site changes records: as corrections, each with its history row, and never over what was not seen."""

from collections.abc import Sequence
from typing import Any

import rules
from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from scrutiny.admin.exporting import as_csv
from scrutiny.admin.paging import BoundedPaginator
from scrutiny.forms.conflict import in_words
from scrutiny.forms.fields import LinkField
from scrutiny.forms.versioned import RecordForm, fresh, go_on_from
from scrutiny.history.earlier import offer_words
from scrutiny.history.entries import history_of
from scrutiny.history.operations import mark
from scrutiny.operations import ChangedMeanwhile, Refused, correct, correct_away

ADMIN_LOOK = DjangoTemplates()
"""The admin site keeps Django's own form templates."""

STACKED = "admin/edit_inline/stacked.html"
"""Rows below a record one under another, for those with long text."""


class CorrectionForm(forms.ModelForm):
    """A record as a manager puts it right, and why."""

    default_renderer = ADMIN_LOOK
    words = forms.CharField(label="Why", required=False, help_text="Kept in the history", max_length=1000)


class VersionedCorrectionForm(RecordForm, CorrectionForm):
    """The same of a record that counts its versions: what somebody else saved meanwhile is shown, not overwritten."""

    def clean(self) -> dict[str, Any] | None:
        super().clean()
        typed = self.cleaned_data
        now = fresh(self.instance) if self.instance.pk else None
        if now and typed.get("seen") != now.version:
            self.add_error(None, str(ChangedMeanwhile()))
            for name in self.changed_data:
                if name in typed and hasattr(now, name) and not isinstance(typed[name], models.QuerySet):
                    self.add_error(name, f"Saved now: {in_words(self.fields[name], getattr(now, name)) or 'nothing'}")
            self.data = go_on_from(self, now)
        return typed


class CorrectionInlineForm(forms.ModelForm):
    default_renderer = ADMIN_LOOK


class ActionForm(helpers.ActionForm):
    default_renderer = ADMIN_LOOK


class Permitted:
    """Data fixes are the managers', whatever Django's own permissions say. ``adds`` and ``removes`` say whether
    records are entered and taken away here, or only by an operation with a page of its own."""

    adds = True
    removes = True

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return rules.has_perm("scrutiny.correct_records", request.user)

    has_change_permission = has_module_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.adds and self.has_view_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.removes and self.has_view_permission(request)


class Searching:
    """Other records are found by typing, since a list of all to choose from would be long."""

    opts: Any
    admin_site: admin.AdminSite

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        searched = {model for model, each in self.admin_site._registry.items() if each.search_fields}
        fields = [*self.opts.fields, *self.opts.many_to_many]
        return [each.name for each in fields if each.related_model in searched]


class CorrectionAdmin(Searching, Permitted, admin.ModelAdmin):
    """A list that stays fast however long it is, and a form whose every save is a correction.

    ``not_exported`` are fields that no spreadsheet gets: secrets, and what is read on its own page.
    """

    form: type[forms.ModelForm] = CorrectionForm
    formfield_overrides = {models.URLField: {"form_class": LinkField}}
    action_form = ActionForm
    show_full_result_count = False
    list_per_page = 50
    paginator = BoundedPaginator
    actions = ["export"]
    not_exported: Sequence[str] = ()

    def __init__(self, model: type[models.Model], admin_site: admin.AdminSite) -> None:
        super().__init__(model, admin_site)
        if self.form is CorrectionForm and hasattr(model, "version"):
            self.form = VersionedCorrectionForm

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        counted = ["version"] if hasattr(self.model, "version") else []
        return [*super().get_readonly_fields(request, obj), *counted]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        rows = super().get_queryset(request)
        related = self.list_select_related
        return rows if isinstance(related, bool) else rows.select_related(*related)

    def get_actions(self, request: HttpRequest) -> dict:
        found = super().get_actions(request)
        if not self.removes:
            found.pop("delete_selected", None)
        return found

    @admin.action(description="Export the selected as CSV", permissions=["view"])
    def export(self, request: HttpRequest, queryset: models.QuerySet) -> StreamingHttpResponse:
        return as_csv(queryset, self.not_exported)

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Without "2500 results" where there are more than were counted."""
        found = super().get_changelist_instance(request)
        if found.paginator.has_more:
            found.full_result_count = found.result_count
        return found

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return redirect(request.get_full_path())

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        typed = form.cleaned_data
        related = {field.name: typed[field.name] for field in self.opts.many_to_many if field.name in typed}
        correct(record=obj, by=request.user, seen=typed.get("seen"), words=typed.get("words", ""), related=related)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        for formset in formsets:
            self.save_formset(request, form, formset, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        words = form.cleaned_data.get("words", "")
        rows = formset.save(commit=False)
        for row in formset.deleted_objects:
            correct_away(record=row, by=request.user, words=words)
        for row in rows:
            correct(record=row, by=request.user, words=words)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        correct_away(record=obj, by=request.user)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        for record in queryset:
            correct_away(record=record, by=request.user)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The history has it already, as it has what happens on every other page."""

    log_change = log_addition

    def log_deletions(self, request: HttpRequest, queryset: models.QuerySet) -> Any:
        """The history has these too."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Who did what to the record, newest first, in words."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        record = get_object_or_404(self.get_queryset(request), pk=object_id)
        page = history_of(record, mark(request.GET.get("before", "")))
        offer_words(page.entries, request.user)
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {record}",
            "module_name": str(self.opts.verbose_name_plural).capitalize(),
            "object": record,
            "opts": self.opts,
            "page": page,
        }
        return TemplateResponse(request, "admin/object_history.html", context)


class ViewOnlyAdmin(CorrectionAdmin):
    """What is never corrected: it went out, or others said it, or it holds an address for ever."""

    form = forms.ModelForm
    adds = removes = False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class CorrectionInline(Searching, Permitted, admin.TabularInline):
    form = CorrectionInlineForm
    extra = 0

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, renderer=ADMIN_LOOK, **kwargs)
