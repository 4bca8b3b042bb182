from django.contrib import admin

from inspections.models import (
    Area,
    Consideration,
    Finding,
    Framework,
    Grade,
    Inspection,
    InspectionPaper,
    Inspectorate,
    Judgement,
    Recommendation,
    Update,
)
from scrutiny.admin.corrections import STACKED, CorrectionAdmin, CorrectionInline, ViewOnlyAdmin

INSPECTION = ("inspection__authority", "inspection__framework__inspectorate")


class ByFramework(admin.RelatedFieldListFilter):
    """Frameworks by name, in one query."""

    def field_choices(self, field, request, model_admin):
        rows = Framework.objects.select_related("inspectorate").order_by("name", "from_year")
        return [(row.pk, str(row)) for row in rows]


@admin.register(Inspectorate)
class InspectorateAdmin(CorrectionAdmin):
    list_display = ["short_name", "name"]
    search_fields = ["short_name", "name"]
    ordering = ["short_name"]


class AreaInline(CorrectionInline):
    model = Area


class GradeInline(CorrectionInline):
    model = Grade


@admin.register(Framework)
class FrameworkAdmin(CorrectionAdmin):
    list_display = ["name", "inspectorate", "from_year", "until_year"]
    list_filter = ["inspectorate"]
    list_select_related = ("inspectorate",)
    search_fields = ["name", "inspectorate__short_name"]
    ordering = ["name", "from_year"]
    inlines = [AreaInline, GradeInline]


@admin.register(Area)
class AreaAdmin(CorrectionAdmin):
    list_display = ["name", "framework", "parent", "position"]
    list_filter = [("framework", ByFramework)]
    list_select_related = ("framework__inspectorate", "parent")
    search_fields = ["name"]
    ordering = ["framework", "position"]


@admin.register(Grade)
class GradeAdmin(CorrectionAdmin):
    list_display = ["name", "framework", "position", "look"]
    list_filter = [("framework", ByFramework)]
    list_select_related = ("framework__inspectorate",)
    search_fields = ["name"]
    ordering = ["framework", "position"]


class JudgementInline(CorrectionInline):
    model = Judgement


class FindingInline(CorrectionInline):
    model = Finding
    template = STACKED


@admin.register(Inspection)
class InspectionAdmin(CorrectionAdmin):
    """Inspections are entered on the inspections page, where they get their address."""

    adds = False
    list_display = ["authority", "framework", "starts_on", "focus", "hidden_until"]
    list_filter = [("framework", ByFramework)]
    list_select_related = ("authority", "framework__inspectorate")
    search_fields = ["authority__name", "focus"]
    ordering = ["-starts_on", "-pk"]
    inlines = [JudgementInline, FindingInline]


@admin.register(InspectionPaper)
class InspectionPaperAdmin(CorrectionAdmin):
    adds = False
    list_display = ["document", "inspection"]
    list_select_related = ("document", *INSPECTION)
    search_fields = ["document__title"]
    ordering = ["-pk"]
    readonly_fields = ["document", "inspection"]


@admin.register(Judgement)
class JudgementAdmin(CorrectionAdmin):
    list_display = ["inspection", "area", "grade"]
    list_select_related = ("area", "grade", *INSPECTION)
    search_fields = ["area__name", "inspection__authority__name"]
    ordering = ["-pk"]


@admin.register(Finding)
class FindingAdmin(CorrectionAdmin):
    list_display = ["inspection", "position", "text"]
    list_select_related = INSPECTION
    search_fields = ["text"]
    ordering = ["-pk"]


@admin.register(Recommendation)
class RecommendationAdmin(CorrectionAdmin):
    """Its address is given when it is entered under its inspection, and stays."""

    adds = False
    list_display = ["text", "inspection", "number", "kind", "slug"]
    list_filter = ["kind"]
    list_select_related = INSPECTION
    search_fields = ["text", "slug"]
    ordering = ["-pk"]
    readonly_fields = ["slug", "inspection", "position"]


@admin.register(Consideration)
class ConsiderationAdmin(CorrectionAdmin):
    list_display = ["item", "recommendation", "inspection"]
    list_select_related = ("item", "recommendation", *INSPECTION)
    search_fields = ["item__title", "recommendation__text"]
    ordering = ["-pk"]


@admin.register(Update)
class UpdateAdmin(ViewOnlyAdmin):
    """A wrong update is answered by another."""

    list_display = ["recommendation", "made_on", "office", "progress"]
    list_filter = ["progress"]
    list_select_related = ("recommendation", "office")
    search_fields = ["text", "office__title", "recommendation__text"]
    ordering = ["-pk"]
