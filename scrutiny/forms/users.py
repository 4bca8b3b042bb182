from django import forms

from scrutiny.forms.choices import name_empty
from scrutiny.forms.versioned import Asking
from scrutiny.models import Panel, Person, Role, User

NEEDS_PERSON = "Select the councillor, so that the account reads the private papers of their panels"


class UserForm(forms.ModelForm):
    """Who gets an account, and as what. Nobody types a password for somebody else."""

    outcome: User

    class Meta:
        model = User
        fields = ["name", "email", "role", "person"]
        labels = {"email": "E-mail address", "person": "Person"}
        help_texts = {
            "email": "They sign in with it, and our letters go there",
            "person": "Whose seats on panels decide which private papers the account reads",
        }
        widgets = {"role": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = Role.choices
        self.fields["person"].queryset = Person.objects.unmerged().order_by("sort_name", "id")
        name_empty(self, person="Nobody on our list of people")

    def clean(self):
        typed = super().clean()
        in_use = self.instance.is_active and typed.get("role") == Role.COUNCILLOR
        if in_use and not typed.get("person") and "person" not in self.errors:
            self.add_error("person", NEEDS_PERSON)
        return typed

    def validate_unique(self) -> None:
        """Left to the operation, which says it in its own words."""


class WordsForm(Asking, forms.Form):
    """Why, for the history."""

    words = forms.CharField(
        label="Why?", required=False, max_length=500, help_text="Kept in the history, which managers read"
    )


class DeskForm(forms.Form):
    """The panels that an officer's desk shows first."""

    panels = forms.ModelMultipleChoiceField(
        queryset=Panel.objects.none(), label="My panels", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        mine = [row.panel_id for row in user.desk_panels.filter(until_on=None)]
        self.fields["panels"].queryset = Panel.objects.current().order_by("name")
        self.fields["panels"].initial = mine
