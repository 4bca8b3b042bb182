from django import forms

from meetings.models import ItemReader
from scrutiny.forms.versioned import Asking
from scrutiny.models import Person


class ReaderForm(Asking, forms.Form):
    """Somebody who reads a private item without being on the panel, or does not although on it."""

    kind = forms.ChoiceField(label="What is this person to do?", choices=ItemReader.Kind, widget=forms.RadioSelect)
    person = forms.ModelChoiceField(Person.objects.none(), label="Person", empty_label="Choose a person")
    reason = forms.CharField(
        label="Why",
        required=False,
        max_length=200,
        help_text="For example: ward councillor; or: has declared a pecuniary interest. Only officers read this.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.unmerged().order_by("sort_name")


class OpenItemForm(Asking, forms.Form):
    """A private item is made public."""

    reason = forms.CharField(
        label="Why it is open now",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Printed on the agenda, for example: The panel did not agree to exclude the public.",
    )
