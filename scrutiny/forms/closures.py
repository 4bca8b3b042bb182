from django import forms

from scrutiny.forms.fields import DayField
from scrutiny.forms.versioned import Asking
from scrutiny.models import Closure


class ClosureForm(Asking, forms.Form):
    """A day on which the council's offices are closed."""

    day = DayField(label="Day")
    title = forms.CharField(
        label="What it is called",
        max_length=100,
        help_text="Shown where deadlines are explained, for example Day of mourning",
    )
    kind = forms.ChoiceField(label="Kind", choices=Closure.Kind, initial=Closure.Kind.CLOSED, widget=forms.RadioSelect)


class RemoveClosureForm(forms.Form):
    """The offices are open after all."""

    words = forms.CharField(label="Why?", required=False, max_length=500, help_text="Kept in the history")
