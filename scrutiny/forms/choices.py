from typing import Any

from django import forms

from scrutiny.models import Office


def name_empty(form: forms.BaseForm, **words: str) -> None:
    """Give the empty choice of each list named a meaning: ``name_empty(form, purpose="Not said")``."""
    for name, meaning in words.items():
        field = form.fields.get(name)
        if isinstance(field, forms.ModelChoiceField):
            field.empty_label = meaning
        elif isinstance(field, forms.ChoiceField):
            given: Any = field.choices
            field.choices = [("", meaning), *((value, label) for value, label in given if value not in ("", None))]


def office_titles() -> list[str]:
    """The offices on record, for a box that suggests them."""
    return list(Office.objects.order_by("title").values_list("title", flat=True))
