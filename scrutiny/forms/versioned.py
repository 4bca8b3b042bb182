"""Forms that know which version of a record their reader saw, and what an operation's refusal does to a form."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import Any

from django import forms
from django.db import models, transaction

from scrutiny.forms.conflict import (
    MINE,
    MY_WORDS,
    THEIRS,
    Clash,
    asked_to_take,
    clash_of,
    fill,
    in_words,
    is_untidy,
    plain,
    when,
)
from scrutiny.forms.renderer import lower_first
from scrutiny.history.kinds import kind_of
from scrutiny.history.opened import (
    NOBODY,
    Part,
    Since,
    Writer,
    last_to_change,
    last_to_change_anything,
    last_to_write,
    place_in_history,
    rows_seen,
    rows_since,
)
from scrutiny.operations import ChangedMeanwhile, Refused

NOTHING_SEEN = 0

UNTIDY = "Both of you changed the places marked with « and ». Tidy them and take the marks out."


class SeenField(forms.IntegerField):
    """The version that was read, from the place in history that the page carries: ``7.120.455`` is version 7."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> int | None:
        return super().to_python(str(value or "").partition(".")[0])


class Asking:
    """A form that asks for an operation; `carried_out` leaves here what the operation gave."""

    outcome: Any = None


class Versioned(Asking):
    """A form about a record that others may save meanwhile.

    Where somebody has, it comes back with what was typed beside what is saved now: ``clashes`` are the fields that
    both changed, ``taken_over`` those that only the other one changed (label and words). ``parts`` are the records
    under it that the form changes too; their history says what the form began with.
    """

    fields: dict[str, forms.Field]
    data: Any
    cleaned_data: dict[str, Any]
    add_error: Callable[..., None]
    parts: tuple[Part, ...] = ()

    def watch(self, record: Any) -> None:
        """Carry the record's place in history."""
        self.record = record
        self.taken_over: list[tuple[str, str]] = []
        self.taking: dict[str, str] = {}
        if record is not None:
            self.parts = (Part(type(record)), *type(self).parts)
            self.fields["seen"].initial = place_in_history(record, self.parts)

    def stands(self, record: Any, *rows: list[Any]) -> dict[str, Any]:
        """The value of each field in a record, or in a row of its history, with ``rows`` of each of the parts."""
        return {}

    @cached_property
    def saved(self) -> dict[str, Any]:
        """What is saved now."""
        now = fresh(self.record)
        below = [list(part.model._base_manager.filter(**{part.under: now.pk})) for part in self.parts[1:]]
        return {name: value for name, value in self.stands(now, *below).items() if name in self.fields}

    def full_clean(self) -> None:
        """First take what the writer chose, where the page had shown clashes."""
        chosen = asked_to_take(self.data) if self.record is not None else {}
        self.taking = {name: choice for name, choice in chosen.items() if name in self.fields}
        if self.taking:
            self.typed, self.data = self.data, self.taken()
        super().full_clean()  # type: ignore[misc]

    def taken(self) -> Any:
        data = self.data.copy()
        for name, choice in self.taking.items():
            if choice == THEIRS:
                fill(data, self, name, self.saved.get(name))
            elif choice == MINE and f"{MY_WORDS}{name}" in data:
                data[name] = data[f"{MY_WORDS}{name}"]
        return data

    def _clean_form(self) -> None:
        super()._clean_form()  # type: ignore[misc]
        for name, value in list(self.cleaned_data.items()):
            if name in self.taking and not self.taking[name]:
                self.add_error(name, f"Choose which {lower_first(str(self.fields[name].label))} to keep")
            elif is_untidy(value):
                self.add_error(name, UNTIDY)

    def show_conflict(self, by: Any = None) -> str:
        """Bring both people's words together; gives the sentence for the top of the page."""
        self.__dict__.pop("saved", None)
        opened = str(self.data.get("seen", ""))
        began, since = self.began_with(opened), rows_since(opened, self.record, self.parts)
        self.data, self.clashes = self.data.copy(), {}
        for name, theirs in self.saved.items():
            mine, base = plain(self.cleaned_data.get(name)), plain(began.get(name)) if began else None
            if mine == plain(theirs) or base == plain(theirs):
                continue
            if base == mine:
                self.take_over(name, theirs)
            else:
                self.clash(name, theirs, base, self.writer(name, since))
        self.data["seen"] = place_in_history(fresh(self.record), self.parts)
        return self.sentence(self.newest_writer(since), by)

    def began_with(self, opened: str) -> dict[str, Any] | None:
        """What the form showed when it was opened; None where that is not known."""
        rows = rows_seen(opened, self.record, self.parts)
        return self.stands(rows[0][0], *rows[1:]) if rows else None

    def take_over(self, name: str, theirs: Any) -> None:
        """What only the other one has changed."""
        fill(self.data, self, name, theirs)
        self.taken_over.append((str(self.fields[name].label), in_words(self.fields[name], theirs)))

    def clash(self, name: str, theirs: Any, base: str | None, writer: Writer) -> None:
        """What both have changed."""
        box, mine = self.fields[name], self.cleaned_data.get(name)
        self.clashes[name], shown = clash_of(box, name, mine=mine, theirs=theirs, began_with=base, writer=writer)
        if shown:
            self.data[name] = shown

    def writer(self, name: str, since: list[Since]) -> Writer:
        """Who last changed a field: of what lies under the record, who wrote there last."""
        column = column_of(self.record, name)
        return last_to_change(since[0], column) if column else last_to_write(since[1:])

    def newest_writer(self, since: list[Since]) -> Writer:
        found = last_to_write(since)
        return last_to_change_anything(self.record) if found is NOBODY else found

    def sentence(self, writer: Writer, by: Any) -> str:
        """ "Mina Kaur saved item 6 at 4.47pm, while you were writing. …\""""
        saved = f"saved {called(fresh(self.record))} {when(writer.at)}".rstrip()
        if by is not None and writer.user_id == by.pk:
            who = f"You {saved} in another window, while you were writing here"
        else:
            who = f"{writer.name or 'Somebody'} {saved}, while you were writing"
        if self.clashes:
            return f"{who}. Nothing is lost: both texts are below. Put together what you want to keep, and save."
        return f"{who}. Nothing is lost, and nothing that you typed is touched by it: look once more, and save."

    @cached_property
    def clashes(self) -> dict[str, Clash]:
        """What the page shows once more, where what was chosen can't be saved yet."""
        since = rows_since("", self.record, self.parts) if self.taking else []
        return {name: self.clash_again(name, since) for name in self.taking}

    def clash_again(self, name: str, since: list[Since]) -> Clash:
        box, theirs = self.fields[name], self.saved.get(name)
        mine = self.typed.get(f"{MY_WORDS}{name}") or as_typed(self, name)
        clash, _ = clash_of(box, name, mine=mine, theirs=theirs, began_with=None, writer=self.writer(name, since))
        clash.chosen = self.taking[name]
        return clash


def as_typed(form: Versioned, name: str) -> Any:
    """What the boxes of a field held, as a value where it is one."""
    box = form.fields[name]
    raw = box.widget.value_from_datadict(form.typed, {}, name)
    try:
        return box.clean(raw)
    except forms.ValidationError:
        return " ".join(map(str, raw)) if isinstance(raw, list) else raw


class SeenForm(Versioned, forms.Form):
    """Asks for a change to part of ``record``, which was read at the version in ``seen``."""

    seen = SeenField(required=False)

    def __init__(self, *args: Any, record: models.Model, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.watch(record)


class RecordForm(Versioned, forms.ModelForm):
    """Asks for a record's particulars. It never saves: the view hands them to an operation."""

    seen = SeenField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.watch(self.instance if self.instance.pk else None)

    def stands(self, record: Any, *rows: list[Any]) -> dict[str, Any]:
        names = [name for name in self._meta.fields or () if name in self.fields]
        return {name: getattr(record, column_of(self.instance, name)) for name in names}

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


def column_of(record: Any, name: str) -> str:
    """The column of a record's field; nothing where the form's field is none of the record's."""
    columns = {field.name: field.attname for field in record._meta.concrete_fields}
    return columns.get(name, "")


def called(record: Any) -> str:
    """ "item 6", or "the minute" of what bears no number of its own."""
    label, kind = getattr(record, "label", ""), kind_of(type(record))
    if label and label != getattr(record, "open_title", ""):
        return lower_first(label)
    return f"the {kind.called}" if kind else "this"


def carried_out(form: Any, operation: Callable[..., Any], **particulars: Any) -> bool:
    """Run an operation with what a form asked for. A refusal becomes the form's own error.

    A particular given as a ``partial`` is a record that is made in the same transaction, so that a refusal
    leaves nothing behind. What the operation gave is in ``form.outcome``. The form's draft goes with the save.
    """
    try:
        with transaction.atomic():
            made = {name: value() if isinstance(value, partial) else value for name, value in particulars.items()}
            form.outcome = operation(**made)
            if getattr(form, "writing", None):
                form.writing.done()
    except Refused as refusal:
        seen_by_all = isinstance(refusal, ChangedMeanwhile) and hasattr(form, "show_conflict")
        form.add_error(None, form.show_conflict(particulars.get("by")) if seen_by_all else str(refusal))
        return False
    return True
