import datetime

import django_filters
from django import forms
from django.utils import timezone

from scrutiny.history.kinds import verbs
from scrutiny.models import User

DAY = datetime.timedelta(days=1)


class ChosenDayFilter(django_filters.DateFilter):
    """A day from the browser's own calendar, as in ``2021-07-27``."""

    def __init__(self, **kwargs) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **kwargs)


class HistoryFilter(django_filters.FilterSet):
    """Everything that was done: by whom, what, and on which days in London. It narrows the rows of any record."""

    by = django_filters.ModelChoiceFilter(
        field_name="history_user",
        queryset=lambda request: User.objects.order_by("name", "id"),
        label="Who",
        empty_label="Anyone",
    )
    verb = django_filters.ChoiceFilter(field_name="operation_verb", choices=verbs, label="What", empty_label="Anything")
    from_on = ChosenDayFilter(label="From", method="filter_from")
    to_on = ChosenDayFilter(label="To", method="filter_to")

    def filter_from(self, rows, _name, value):
        return rows.filter(history_date__gte=begins(value))

    def filter_to(self, rows, _name, value):
        return rows if value == datetime.date.max else rows.filter(history_date__lt=begins(value + DAY))


def begins(day: datetime.date) -> datetime.datetime:
    """The first moment of a day in London."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
