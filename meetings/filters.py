import django_filters
from django import forms

from meetings.models import Meeting
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
        return rows.to_come() if value == "to_come" else rows.past()
