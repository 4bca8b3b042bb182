"""Forms that know which version of a record their reader saw, and what an operation's refusal does to a form."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.db import models, transaction

from scrutiny.operations import ChangedMeanwhile, Refused
from scrutiny.templatetags.words import clock, short_day

NOTHING_SEEN = 0


class Asking:
    """A form that asks for an operation; `carried_out` leaves here what the operation gave."""

    outcome: Any = None


class SeenForm(Asking, forms.Form):
    """Asks for a change to part of ``record``, which was read at the version in ``seen``.

    Where somebody else has saved since, the form comes back with what was typed, beside what is saved
    now (``saved_now``: pairs of label and words), and may be saved again.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, record: models.Model, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record
        self.saved_now: list[tuple[str, str]] = []
        self.fields["seen"].initial = record.version

    def show_conflict(self) -> None:
        self.data, self.saved_now = go_on_from(self, fresh(self.record)), self.what_is_saved()

    def what_is_saved(self) -> list[tuple[str, str]]:
        """What to set beside what was typed."""
        return []


class RecordForm(Asking, forms.ModelForm):
    """Asks for a record's particulars. It never saves: the view hands them to an operation.

    A conflict is shown as in `SeenForm`.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.saved_now: list[tuple[str, str]] = []
        if self.instance.pk:
            self.fields["seen"].initial = self.instance.version

    def show_conflict(self) -> None:
        now = fresh(self.instance)
        self.data, self.saved_now = go_on_from(self, now), self.what_is_saved(now)

    def what_is_saved(self, now: Any) -> list[tuple[str, str]]:
        """What stands in the record ``now`` where it differs from what was typed."""
        names = [name for name in self._meta.fields or () if name in self.fields]
        return [
            (str(self.fields[name].label), in_words(now, name))
            for name in names
            if getattr(now, name) != self.cleaned_data.get(name)
        ]

    def clean_seen(self) -> int | None:
        """Where the record was made while this form was being filled in, nothing of it was seen yet."""
        return self.cleaned_data["seen"] or (NOTHING_SEEN if self.instance.pk else None)

    def particulars(self) -> dict[str, Any]:
        """What was typed, for a record that is new: there is no version yet that could have been seen."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


def fresh(record: models.Model) -> Any:
    return type(record)._base_manager.get(pk=record.pk)


def go_on_from(form: forms.BaseForm, now: Any) -> Any:
    """What was typed, to be saved over the version that stands now."""
    data = form.data.copy()
    data["seen"] = str(now.version)
    return data


def in_words(record: Any, name: str) -> str:
    """A field as the page says it."""
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display else getattr(record, name)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return clock(value) or short_day(value) or ("" if value is None else str(value))


def carried_out(form: Any, operation: Callable[..., Any], **particulars: Any) -> bool:
    """Run an operation with what a form asked for. A refusal becomes the form's own error.

    A particular given as a ``partial`` is a record that is made in the same transaction, so that a refusal
    leaves nothing behind. What the operation gave is in ``form.outcome``.
    """
    try:
        with transaction.atomic():
            made = {name: value() if isinstance(value, partial) else value for name, value in particulars.items()}
            form.outcome = operation(**made)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        if isinstance(refusal, ChangedMeanwhile) and hasattr(form, "show_conflict"):
            form.show_conflict()
        return False
    return True
