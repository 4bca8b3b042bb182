from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest

from scrutiny.admin.corrections import CorrectionAdmin, CorrectionInline, ViewOnlyAdmin
from scrutiny.models import (
    Address,
    AnswerRequest,
    Authority,
    Closure,
    Document,
    DocumentBackground,
    Doubt,
    Draft,
    File,
    Holding,
    Letter,
    Membership,
    Merge,
    MunicipalYear,
    Office,
    Panel,
    Person,
    Withholding,
    Worker,
)


@admin.register(Authority)
class AuthorityAdmin(CorrectionAdmin):
    list_display = ["name", "kind", "region", "gss_code"]
    list_filter = ["kind"]
    search_fields = ["name", "gss_code"]
    ordering = ["name"]


@admin.register(Panel)
class PanelAdmin(CorrectionAdmin):
    """Its address is given when it is set up on the panels page, and stays."""

    adds = False
    list_display = ["name", "code", "slug", "seats", "quorum", "access_rules_apply", "abolished_on"]
    list_filter = ["access_rules_apply"]
    search_fields = ["name", "code"]
    ordering = ["name"]
    readonly_fields = ["slug"]


@admin.register(Person)
class PersonAdmin(CorrectionAdmin):
    """People are entered on the people page, where they get their address."""

    adds = False
    list_display = ["sort_name", "name", "kind", "party", "ward"]
    list_filter = ["kind"]
    search_fields = ["name", "sort_name"]
    ordering = ["sort_name"]

    def get_queryset(self, request):
        """Whoever was merged into somebody else waits for the merge to be undone, as they were."""
        return super().get_queryset(request).filter(merge=None)


@admin.register(Merge)
class MergeAdmin(ViewOnlyAdmin):
    """Done and undone on the pages of the people themselves."""

    list_display = ["kept", "gone", "merged_at", "merged_by"]
    list_select_related = ("kept", "gone", "merged_by")
    search_fields = ["kept__name", "gone__name"]
    ordering = ["-merged_at", "-pk"]
    fields = ["kept", "gone", "merged_at", "merged_by"]
    not_exported = ["moved"]


@admin.register(Membership)
class MembershipAdmin(CorrectionAdmin):
    list_display = ["person", "panel", "role", "from_on", "until_on"]
    list_filter = ["role", "panel"]
    list_select_related = ("person", "panel")
    search_fields = ["person__name", "panel__name"]
    ordering = ["-from_on", "-pk"]


class HoldingInline(CorrectionInline):
    model = Holding


@admin.register(Office)
class OfficeAdmin(CorrectionAdmin):
    list_display = ["title", "email", "deputy"]
    list_select_related = ("deputy",)
    search_fields = ["title"]
    ordering = ["title"]
    inlines = [HoldingInline]


@admin.register(Holding)
class HoldingAdmin(CorrectionAdmin):
    list_display = ["office", "person", "from_on", "until_on"]
    list_select_related = ("office", "person")
    search_fields = ["office__title", "person__name"]
    ordering = ["-from_on", "-pk"]


@admin.register(Closure)
class ClosureAdmin(CorrectionAdmin):
    list_display = ["day", "title", "kind"]
    list_filter = ["kind"]
    search_fields = ["title"]
    ordering = ["-day"]


@admin.register(MunicipalYear)
class MunicipalYearAdmin(CorrectionAdmin):
    list_display = ["__str__", "starts_on", "ends_on"]
    search_fields = ["starts_on"]
    ordering = ["-starts_on"]


STILL_PUBLISHED = (
    "If this paper was published, its title stays in the versions that went out. "
    "Ask the monitoring officer to withhold it there."
)


@admin.register(Document)
class DocumentAdmin(CorrectionAdmin):
    """Papers come in where they belong: under an item, an inspection or an update. None is taken out of what
    was published."""

    adds = removes = False
    list_display = ["title", "kind", "panel", "openness", "added_at"]
    list_filter = ["kind", "openness", "panel"]
    list_select_related = ("panel",)
    search_fields = ["title", "author"]
    ordering = ["-pk"]
    readonly_fields = ["public_id", "file", "replaces", "edition", "added_at"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if obj.is_private and "openness" in form.changed_data:
            messages.warning(request, STILL_PUBLISHED)


@admin.register(DocumentBackground)
class DocumentBackgroundAdmin(CorrectionAdmin):
    list_display = ["title", "document", "position"]
    list_select_related = ("document",)
    search_fields = ["title", "document__title"]
    ordering = ["-pk"]


@admin.register(AnswerRequest)
class AnswerRequestAdmin(ViewOnlyAdmin):
    """Who was asked by a link. Links are made and stopped where something is asked; nobody reads one here."""

    list_display = ["asked_at", "name", "email", "expires_at", "revoked_at"]
    search_fields = ["name", "email", "owner__title"]
    ordering = ["-asked_at", "-pk"]
    fields = ["owner", "name", "email", "asked_at", "asked_by", "expires_at", "revoked_at", "revoked_by"]
    not_exported = ["seed", "token_digest", "kept"]


@admin.register(Draft)
class DraftAdmin(ViewOnlyAdmin):
    """Whose drafts there are, of what and since when. What was typed is its writer's alone."""

    list_display = ["user", "form", "about", "kept_at"]
    list_select_related = ("user",)
    search_fields = ["user__name", "user__email", "about"]
    ordering = ["-kept_at", "-pk"]
    fields = ["user", "form", "about", "number", "kept_at"]
    not_exported = ["typed"]


@admin.register(File)
class FileAdmin(ViewOnlyAdmin):
    list_display = ["__str__", "content_type", "size", "page_count", "state"]
    list_filter = ["content_type", "state"]
    search_fields = ["sha256"]
    ordering = ["-pk"]
    fields = ["sha256", "content_type", "size", "page_count", "state", "refused_code", "refused_n", "kept_at"]
    not_exported = ["content", "text"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("text")


@admin.register(Doubt)
class DoubtAdmin(ViewOnlyAdmin):
    list_display = ["file", "kind", "page", "looked_at", "looked_by"]
    list_filter = ["kind"]
    list_select_related = ("file", "looked_by")
    search_fields = ["words"]
    ordering = ["-pk"]


@admin.register(Letter)
class LetterAdmin(ViewOnlyAdmin):
    list_display = ["written_at", "address", "subject", "state", "why"]
    list_filter = ["state"]
    search_fields = ["address", "subject"]
    ordering = ["-written_at", "-pk"]
    fields = ["written_at", "address", "name", "capacity", "subject", "body", "state", "sent_at", "why", "public_id"]


@admin.register(Worker)
class WorkerAdmin(ViewOnlyAdmin):
    list_display = ["name", "started_at", "seen_at"]
    search_fields = ["name"]
    ordering = ["-seen_at"]


@admin.register(Address)
class AddressAdmin(ViewOnlyAdmin):
    list_display = ["path", "content_type"]
    list_select_related = ("content_type",)
    search_fields = ["path"]
    ordering = ["path"]


@admin.register(Withholding)
class WithholdingAdmin(ViewOnlyAdmin):
    list_display = ["withheld_at", "how", "about", "withheld_by", "places"]
    list_filter = ["how", "ground"]
    list_select_related = ("withheld_by",)
    search_fields = ["about", "reason", "digest"]
    ordering = ["-withheld_at", "-pk"]
    fields = ["withheld_at", "withheld_by", "how", "about", "ground", "reason", "digest", "places"]
