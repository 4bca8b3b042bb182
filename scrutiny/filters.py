import django_filters

from scrutiny.models import Person


class PersonFilter(django_filters.FilterSet):
    """The people list."""

    name = django_filters.CharFilter(lookup_expr="icontains", label="Name")
    kind = django_filters.ChoiceFilter(choices=Person.Kind, label="Kind", empty_label="Anyone")

    class Meta:
        model = Person
        fields = ["name", "kind"]
