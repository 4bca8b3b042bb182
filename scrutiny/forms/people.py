from django import forms
from django.utils import timezone

from scrutiny.forms.choices import name_empty
from scrutiny.forms.fields import DayField, TimeOfDayField
from scrutiny.forms.versioned import Asking, RecordForm
from scrutiny.models import Membership, Panel, Person
from scrutiny.operations import surname_first


class PanelForm(RecordForm):
    """A panel's particulars. Its address is asked for once and stays."""

    default_time = TimeOfDayField(label="Usual time")
    abolished_on = DayField(label="Abolished on", required=False)
    fieldsets = [
        ("The panel", ["name", "code", "slug", "remit", "reports_to"]),
        ("Its people", ["seats", "quorum", "contact"]),
        ("Its meetings", ["access_rules_apply", "default_time", "default_venue", "standing_items"]),
    ]

    class Meta:
        model = Panel
        fields = [
            "name",
            "code",
            "slug",
            "remit",
            "reports_to",
            "seats",
            "quorum",
            "contact",
            "access_rules_apply",
            "default_time",
            "default_venue",
            "standing_items",
            "abolished_on",
        ]
        labels = {"slug": "Address", "contact": "Contact officer", "default_venue": "Usual venue"}
        help_texts = {
            "slug": "The last part of the panel's web address, for example children. It can't be changed later.",
            "code": "Short, for references, for example CYP",
        }
        error_messages = {"slug": {"invalid": "The address may hold letters, numbers and hyphens only, like children"}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reports_to"].queryset = Panel.objects.current().exclude(pk=self.instance.pk).order_by("name")
        self.fields["contact"].queryset = (
            Person.objects.unmerged().filter(kind=Person.Kind.OFFICER).order_by("sort_name")
        )
        name_empty(self, reports_to="No other body", contact="Nobody yet")
        if self.instance.pk:
            del self.fields["slug"]
        else:
            del self.fields["abolished_on"]

    def clean(self):
        typed = super().clean()
        seats, quorum = typed.get("seats"), typed.get("quorum")
        if seats is not None and quorum is not None and quorum > seats:
            self.add_error("quorum", "Quorum must be no more than the number of seats")
        return typed


class PersonForm(RecordForm):
    """Somebody in a public role."""

    class Meta:
        model = Person
        fields = ["honorific", "name", "sort_name", "kind", "party", "ward", "email"]
        help_texts = {"sort_name": "Surname first, for lists. Left empty, it is made from the name."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sort_name"].required = False

    def clean_sort_name(self) -> str:
        return self.cleaned_data["sort_name"] or surname_first(self.cleaned_data.get("name", ""))


class MemberForm(Asking, forms.ModelForm):
    """A seat on a panel from a day."""

    from_on = DayField(label="From", initial=timezone.localdate)
    until_on = DayField(label="Until", required=False, help_text="Leave empty while the membership lasts")

    class Meta:
        model = Membership
        fields = ["person", "role", "voting_items", "from_on", "until_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name_empty(self, person="Choose a person")
        people = Person.objects.unmerged().filter(kind__in=Person.Kind.public())
        self.fields["person"].queryset = people.order_by("sort_name")

    def clean(self):
        typed = super().clean()
        from_on, until_on = typed.get("from_on"), typed.get("until_on")
        if from_on and until_on and until_on <= from_on:
            self.add_error("until_on", "Until must be after the day on which the membership begins")
        return typed


class EndMembershipForm(forms.Form):
    """The first day on which the person no longer sits."""

    until_on = DayField(label="First day without this seat", initial=timezone.localdate)
