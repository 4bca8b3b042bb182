from django.contrib import admin

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
    Pack,
    PaperRequest,
    PlannedItem,
    Publication,
    TakenOff,
)
from scrutiny.admin.corrections import STACKED, CorrectionAdmin, CorrectionInline, ViewOnlyAdmin


@admin.register(Meeting)
class MeetingAdmin(CorrectionAdmin):
    """When it meets and its states change on its own page only, since its address and what was told hang on them."""

    adds = False
    list_display = ["held_on", "panel", "state", "minutes_state", "is_formal", "venue"]
    list_filter = ["state", "minutes_state", "is_formal", "panel", "year"]
    list_select_related = ("panel", "year")
    search_fields = ["panel__name", "venue"]
    ordering = ["-held_on", "-pk"]
    readonly_fields = [
        "panel",
        "year",
        "held_on",
        "number_on_day",
        "state",
        "minutes_state",
        "previous_on",
        "agenda_published_at",
        "agenda_published_by",
    ]


@admin.register(Move)
class MoveAdmin(ViewOnlyAdmin):
    list_display = ["meeting", "held_on", "starts_at", "venue", "moved_at"]
    list_select_related = ("meeting__panel", "meeting__year")
    search_fields = ["meeting__panel__name", "reason"]
    ordering = ["-pk"]


@admin.register(AgendaItem)
class AgendaItemAdmin(CorrectionAdmin):
    """Who may read it changes on its own page only, since its papers follow."""

    adds = False
    list_display = ["meeting", "number", "title", "openness", "published_at"]
    list_filter = ["openness", "is_heading", "purpose", "outcome", "origin"]
    list_select_related = ("meeting__panel", "meeting__year")
    search_fields = ["title", "meeting__panel__name"]
    ordering = ["-pk"]
    readonly_fields = [
        "meeting",
        "position",
        "openness",
        "exempt_paragraph",
        "public_interest",
        "published_at",
        "urgency",
    ]
    not_exported = ["chair_notes"]


@admin.register(ItemPaper)
class ItemPaperAdmin(CorrectionAdmin):
    adds = False
    list_display = ["item", "document", "position"]
    list_select_related = ("item", "document")
    search_fields = ["document__title", "item__title"]
    ordering = ["-pk"]
    readonly_fields = ["item", "document"]


@admin.register(ItemReader)
class ItemReaderAdmin(CorrectionAdmin):
    """Listed on the item's own page, where it is known whether the person sits on the panel."""

    adds = False
    list_display = ["item", "person", "kind", "reason"]
    list_filter = ["kind"]
    list_select_related = ("item", "person")
    search_fields = ["person__name", "item__title"]
    ordering = ["-pk"]
    readonly_fields = ["item", "person", "kind"]


@admin.register(Circulation)
class CirculationAdmin(CorrectionAdmin):
    list_display = ["panel", "name", "person", "capacity", "way", "is_left_out"]
    list_filter = ["capacity", "way", "is_left_out"]
    list_select_related = ("panel", "person")
    search_fields = ["name", "email", "person__name", "panel__name"]


@admin.register(MinutesToApprove)
class MinutesToApproveAdmin(CorrectionAdmin):
    list_display = ["item", "meeting"]
    list_select_related = ("item", "meeting__panel")
    search_fields = ["item__title", "meeting__panel__name"]
    ordering = ["-pk"]


@admin.register(PlannedItem)
class PlannedItemAdmin(CorrectionAdmin):
    """Where it stands changes on the panel's page of planned items, with a reason."""

    adds = False
    list_display = ["subject", "panel", "meeting", "month", "state"]
    list_filter = ["state"]
    list_select_related = ("panel", "meeting__panel")
    search_fields = ["subject", "presenters", "panel__name"]
    ordering = ["-pk"]
    readonly_fields = ["panel", "meeting", "month", "state", "item"]


@admin.register(TakenOff)
class TakenOffAdmin(ViewOnlyAdmin):
    list_display = ["title", "meeting", "why", "taken_off_at"]
    list_filter = ["why"]
    list_select_related = ("meeting__panel",)
    search_fields = ["title", "reason", "meeting__panel__name"]
    ordering = ["-pk"]


@admin.register(PaperRequest)
class PaperRequestAdmin(ViewOnlyAdmin):
    """What was asked for and what came changes on its own page only, since letters go with it."""

    list_display = ["item", "answer_request", "due_on", "state", "reminders"]
    list_filter = ["state"]
    list_select_related = ("item", "answer_request__owner")
    search_fields = ["item__title", "answer_request__name", "answer_request__email"]
    ordering = ["-pk"]


@admin.register(ChairComment)
class ChairCommentAdmin(ViewOnlyAdmin):
    """The chair's own words: nobody alters them."""

    list_display = ["meeting", "answer_request", "said_at"]
    list_select_related = ("meeting__panel", "meeting__year", "answer_request__owner")
    search_fields = ["meeting__panel__name", "text"]
    ordering = ["-pk"]


@admin.register(Attendance)
class AttendanceAdmin(ViewOnlyAdmin):
    """Who was there is marked on the meeting's own page, where the quorum is counted."""

    list_display = ["meeting", "person", "group", "capacity", "state"]
    list_filter = ["capacity", "state"]
    list_select_related = ("meeting__panel", "meeting__year", "person")
    search_fields = ["person__name", "group", "role"]
    ordering = ["-pk"]


@admin.register(Declaration)
class DeclarationAdmin(ViewOnlyAdmin):
    list_display = ["meeting", "person", "kind", "item"]
    list_select_related = ("meeting__panel", "meeting__year", "person", "item")
    search_fields = ["person__name", "kind", "nature"]
    ordering = ["-pk"]


@admin.register(Publication)
class PublicationAdmin(ViewOnlyAdmin):
    list_display = ["meeting", "kind", "published_at", "published_by"]
    list_filter = ["kind", "lateness"]
    list_select_related = ("meeting__panel", "meeting__year", "published_by")
    search_fields = ["meeting__panel__name", "reason"]
    ordering = ["-pk"]
    fields = ["meeting", "kind", "published_at", "published_by", "lateness", "reason"]
    not_exported = ["for_public", "for_members", "changes_for_public", "changes_for_members", "printed_for"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("for_public", "for_members")


@admin.register(Pack)
class PackAdmin(ViewOnlyAdmin):
    list_display = ["meeting", "publication", "audience", "state", "ordered_at", "withdrawn_at"]
    list_filter = ["audience", "state"]
    list_select_related = ("meeting__panel", "meeting__year", "publication")
    search_fields = ["meeting__panel__name", "sha256"]
    ordering = ["-pk"]
    fields = [
        *("meeting", "publication", "audience", "state", "done", "total"),
        *("sha256", "left_out", "ordered_at", "withdrawn_at"),
    ]
    not_exported = ["content", "facts", "pages"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content", "facts", "pages")


class DecisionInline(CorrectionInline):
    model = Decision
    template = STACKED


@admin.register(Minute)
class MinuteAdmin(CorrectionAdmin):
    adds = False
    list_display = ["item", "number", "heading"]
    list_select_related = ("item",)
    search_fields = ["heading", "number", "item__title"]
    ordering = ["-pk"]
    readonly_fields = ["item", "position"]
    inlines = [DecisionInline]


@admin.register(Decision)
class DecisionAdmin(CorrectionAdmin):
    list_display = ["minute", "number", "verb", "text"]
    list_select_related = ("minute__item",)
    search_fields = ["text"]
    ordering = ["-pk"]


@admin.register(Action)
class ActionAdmin(CorrectionAdmin):
    list_display = ["text", "owner", "due_on", "answered_on"]
    list_select_related = ("owner", "minute__item")
    search_fields = ["text", "owner__title"]
    ordering = ["-pk"]
