import django_filters
from django import forms
from django.utils import timezone

from meetings.models import Meeting, PaperRequest
from scrutiny.models import MunicipalYear, Panel


class MeetingFilter(django_filters.FilterSet):
    """The list of meetings: by panel, municipal year, state, and whether they are to come."""

    panel = django_filters.ModelChoiceFilter(
        queryset=lambda request: Panel.objects.order_by("name"),
        to_field_name="slug",
        label="Panel",
        empty_label="Every panel",
    )
    year = django_filters.ModelChoiceFilter(
        queryset=lambda request: MunicipalYear.objects.order_by("-starts_on"),
        label="Municipal year",
        empty_label="Every year",
    )
    when = django_filters.ChoiceFilter(
        choices=[("to_come", "To come"), ("past", "Past")],
        label="When",
        empty_label="Any time",
        method="filter_when",
        widget=forms.Select,
    )
    state = django_filters.ChoiceFilter(choices=Meeting.State, label="State", empty_label="Any state")

    class Meta:
        model = Meeting
        fields = ["panel", "year", "when", "state"]

    def filter_when(self, rows, _name, value):
        """What is to come begins with the next one."""
        return rows.to_come().order_by("held_on", "starts_at", "id") if value == "to_come" else rows.past()


class PaperRequestFilter(django_filters.FilterSet):
    """The list of papers that were asked for: by panel, and how far each has come. Those that are done are left out
    unless they are asked for."""

    panel = django_filters.ModelChoiceFilter(
        queryset=lambda request: Panel.objects.order_by("name"),
        field_name="item__meeting__panel",
        to_field_name="slug",
        label="Panel",
        empty_label="Every panel",
    )
    which = django_filters.ChoiceFilter(
        choices=[("late", "Late"), ("missing", "Not here yet"), ("to_read", "To read"), ("all", "All, done ones too")],
        label="Which",
        empty_label="Not done yet",
        method="filter_which",
        widget=forms.Select,
    )

    class Meta:
        model = PaperRequest
        fields = ["panel", "which"]

    def filter_queryset(self, queryset):
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("which") == "all" else rows.unfinished()

    def filter_which(self, rows, _name, value):
        if value == "late":
            return rows.late(timezone.localdate())
        return {"missing": rows.missing, "to_read": rows.to_read}.get(value, rows.all)()
