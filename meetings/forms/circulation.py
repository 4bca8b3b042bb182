from typing import Any

from django import forms

from meetings.models import Circulation
from scrutiny.forms.choices import name_empty
from scrutiny.forms.versioned import RecordForm
from scrutiny.models import Person


class RecipientForm(RecordForm):
    """A line of a panel's circulation: somebody on record, or a name and an address."""

    fieldsets = [
        ("Who", ["person", "name", "capacity"]),
        ("How they get the papers", ["way", "email", "copies"]),
        ("What they get", ["gets_private", "is_left_out"]),
    ]

    class Meta:
        model = Circulation
        fields = ["person", "name", "capacity", "way", "email", "copies", "gets_private", "is_left_out"]
        labels = {
            "person": "Somebody on record",
            "name": "Or a name",
            "way": "By",
            "email": "E-mail address",
            "copies": "How many printed copies",
            "gets_private": "Gets the private papers too",
            "is_left_out": "Gets nothing, though on the panel",
        }
        help_texts = {
            "name": "For example a newspaper or a library",
            "email": "Left empty: the address on the person’s own page",
            "capacity": "Members, substitutes and co-opted members of today are on the list by themselves",
        }
        widgets = {"way": forms.RadioSelect, "copies": forms.TextInput(attrs={"class": "govuk-input--width-2"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.unmerged().order_by("sort_name")
        self.fields["way"].choices = Circulation.Way.choices
        self.fields["copies"].required = False
        name_empty(self, person="Nobody on record")

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        printed = typed.get("way") == Circulation.Way.PRINTED
        if "copies" not in self.errors:
            typed["copies"] = (typed.get("copies") or 0) if printed else 0
        if not typed.get("person") and not typed.get("name") and not {"person", "name"} & set(self.errors):
            self.add_error("name", "Choose somebody on record, or enter a name")
        if typed.get("is_left_out"):
            self.refuse_nobody(typed)
        elif printed and not typed.get("copies") and "copies" not in self.errors:
            self.add_error("copies", "Enter how many copies to print")
        elif typed.get("way") == Circulation.Way.EMAIL:
            self.refuse_no_address(typed)
        return typed

    def refuse_nobody(self, typed: dict[str, Any]) -> None:
        if not typed.get("person"):
            self.add_error("is_left_out", "Choose who of the panel gets nothing, or take the line off the list")

    def refuse_no_address(self, typed: dict[str, Any]) -> None:
        person = typed.get("person")
        if not typed.get("email") and not (person and person.email) and "email" not in self.errors:
            self.add_error("email", "Enter an e-mail address")

    def _get_validation_exclusions(self) -> set[str]:
        """Who, and how many copies, is checked in `clean`, in words for an officer."""
        return super()._get_validation_exclusions() | {"person", "copies", "way", "is_left_out"}  # type: ignore[misc]
