import django_filters
from django import forms
from django.db.models import QuerySet

from inspections.models import Framework, Inspection, Progress, Recommendation, Update
from scrutiny.models import Authority, Office

SILENT = "none"


def inspected(user) -> QuerySet[Authority]:
    """The authorities of which the reader may know an inspection."""
    return Authority.objects.filter(inspections__in=Inspection.objects.visible_to(user)).distinct().order_by("name")


def answering(user) -> QuerySet[Office]:
    """The offices of which the reader may read an update on a recommendation."""
    updates = Update.objects.visible_to(user).filter(recommendation__in=Recommendation.objects.visible_to(user))
    return Office.objects.filter(updates__in=updates).distinct().order_by("title")


class InspectionFilter(django_filters.FilterSet):
    """The list of inspections."""

    authority = django_filters.ModelChoiceFilter(
        queryset=lambda request: inspected(request.user), label="Authority", empty_label="Every authority"
    )
    framework = django_filters.ModelChoiceFilter(
        queryset=lambda request: Framework.objects.select_related("inspectorate").order_by("name", "from_year"),
        label="Framework",
        empty_label="Every framework",
    )

    class Meta:
        model = Inspection
        fields = ["authority", "framework"]


class RecommendationFilter(django_filters.FilterSet):
    """The tracker: by words, authority, what the owner says, and the owner."""

    text = django_filters.CharFilter(method="filter_text", label="Words")
    authority = django_filters.ModelChoiceFilter(
        field_name="inspection__authority",
        queryset=lambda request: inspected(request.user),
        label="About",
        empty_label="Any authority",
    )
    owner = django_filters.ModelChoiceFilter(
        queryset=lambda request: answering(request.user),
        label="Owner",
        empty_label="Anyone",
        method="filter_owner",
    )
    progress = django_filters.ChoiceFilter(
        choices=[(SILENT, "No update"), *Progress.choices],
        label="Owner says",
        empty_label="Anything",
        method="filter_progress",
        widget=forms.Select,
    )
    followed = django_filters.BooleanFilter(
        label="Only those that a meeting considered", method="filter_followed", widget=forms.CheckboxInput
    )

    class Meta:
        model = Recommendation
        fields = ["text", "authority", "owner", "progress", "followed"]

    def filter_text(self, rows, _name, value):
        """Every word of what was typed, in any order."""
        for word in value.split():
            rows = rows.filter(text__icontains=word)
        return rows

    def filter_progress(self, rows, _name, value):
        return rows.filter(newest_progress=None) if value == SILENT else rows.filter(newest_progress=value)

    def filter_owner(self, rows, _name, value):
        return rows.filter(newest_office=value.pk)

    def filter_followed(self, rows, _name, value):
        return rows.followed(self.request.user) if value else rows
