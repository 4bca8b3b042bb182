import django_filters
from django import forms
from django.db.models import Q, QuerySet

from scrutiny.models import MunicipalYear, Panel, Person, Role, SearchEntry, User


class SearchFilter(django_filters.FilterSet):
    """What a search is narrowed to: a kind of record, a panel, a municipal year."""

    kind = django_filters.ChoiceFilter(choices=SearchEntry.Kind, label="Kind", empty_label="Anything")
    panel = django_filters.ModelChoiceFilter(
        queryset=lambda request: Panel.objects.order_by("name"),
        to_field_name="slug",
        label="Panel",
        empty_label="Any panel",
    )
    year = django_filters.ModelChoiceFilter(
        queryset=lambda request: MunicipalYear.objects.order_by("-starts_on"),
        label="Municipal year",
        empty_label="Any year",
    )
    q = django_filters.CharFilter(label="Words", method="leave", widget=forms.TextInput)

    class Meta:
        model = SearchEntry
        fields = ["q", "kind", "panel", "year"]

    def leave(self, rows, _name, _value):
        """The words are the index's business."""
        return rows

    def asked(self) -> dict[str, object]:
        """The columns of `SearchEntry` and what they must be."""
        chosen = {name: self.form.cleaned_data.get(name) for name in ("kind", "panel", "year")}
        return {name: value for name, value in chosen.items() if value}


class PersonFilter(django_filters.FilterSet):
    """The people list."""

    name = django_filters.CharFilter(lookup_expr="icontains", label="Name")
    kind = django_filters.ChoiceFilter(choices=Person.Kind, label="Kind", empty_label="Anyone")

    class Meta:
        model = Person
        fields = ["name", "kind"]


class UserFilter(django_filters.FilterSet):
    """The list of accounts."""

    text = django_filters.CharFilter(method="with_text", label="Name or e-mail address")
    role = django_filters.ChoiceFilter(choices=Role, label="Role", empty_label="Any role")
    is_active = django_filters.ChoiceFilter(
        choices=[("True", "May sign in"), ("False", "Disabled")], label="State", empty_label="Any state"
    )

    class Meta:
        model = User
        fields = ["text", "role", "is_active"]

    def with_text(self, rows: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        return rows.filter(Q(name__icontains=value) | Q(email__icontains=value))
