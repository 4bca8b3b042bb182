from functools import partial
from typing import Any

from django import forms
from django.conf import settings

from meetings.attendance import Roll
from meetings.models import AgendaItem, Attendance, Meeting
from meetings.operations import Mark
from scrutiny.forms.fields import SuggestField, SuggestWidget, TimeOfDayField
from scrutiny.forms.versioned import Asking, SeenForm
from scrutiny.history.opened import Part
from scrutiny.models import Membership, Person
from scrutiny.operations import add_person

Capacity, State = Attendance.Capacity, Attendance.State
SITTING = ("chaired_by", "started_at", "finished_at", "is_inquorate", "adjournment")
MARKS = ("state", "is_remote", "came_at", "came_time", "left_at", "left_time")


class AttendanceForm(SeenForm):
    """Whether each member was there, and how the meeting itself went.

    One button may be pressed in a member's line: they came, or left, at the item in hand.
    """

    parts = (Part(Attendance, "meeting_id"),)

    def __init__(self, *args: Any, roll: Roll, items: list[AgendaItem], **kwargs: Any) -> None:
        self.roll, self.items = roll, items
        super().__init__(*args, record=roll.meeting, **kwargs)

    def watch(self, record: Meeting) -> None:
        """Ask about each member before a conflict looks at the boxes."""
        for seat in self.roll.seats:
            self.fields |= {name_of(name, seat): field for name, field in fields_about(seat, self.items).items()}
        self.fields |= fields_of_sitting(self.roll)
        super().watch(record)
        self.initial = self.stands(record, self.roll.rows)

    def stands(self, record: Any, *rows: Any) -> dict[str, Any]:
        known = {row.person_id: row for row in rows[0]}
        return {name: getattr(record, f"{name}_id" if name == "chaired_by" else name) for name in SITTING} | {
            name_of(name, seat): value_of(known.get(seat.person_id), name) for seat in self.roll.seats for name in MARKS
        }

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Each member with their boxes, as the page lists them."""
        return [
            {"seat": seat, "row": self.roll.of(seat.person)} | {name: self[name_of(name, seat)] for name in MARKS}
            for seat in self.roll.seats
        ]

    @property
    def sitting(self) -> list[Any]:
        return [self[name] for name in SITTING]

    def marks(self) -> dict[Person, Mark | None]:
        """What was said of each member, for `mark_attendance`."""
        return {seat.person: self.mark(seat) for seat in self.roll.seats}

    def mark(self, seat: Membership) -> Mark | None:
        typed = {name: self.cleaned_data.get(name_of(name, seat)) or None for name in MARKS}
        state, is_remote = typed.pop("state"), bool(typed.pop("is_remote"))
        return Mark(state, is_remote, **typed) if state else None

    def particulars(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in SITTING}


def name_of(name: str, seat: Membership) -> str:
    return f"{name}_{seat.person_id}"


def value_of(row: Attendance | None, name: str) -> Any:
    if row is None:
        return ""
    return getattr(row, f"{name}_id") if name.endswith("_at") else getattr(row, name)


def fields_about(seat: Membership, items: list[AgendaItem]) -> dict[str, forms.Field]:
    return {
        "state": forms.ChoiceField(
            label=f"Was {seat.person} there?",
            choices=State,
            required=False,
            widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline govuk-radios--small"}),
        ),
        "is_remote": forms.BooleanField(label="Joined remotely", required=False),
        "came_at": ItemField(items, label="Came at"),
        "came_time": time_field("Came, time"),
        "left_at": ItemField(items, label="Left at"),
        "left_time": time_field("Left, time"),
    }


def fields_of_sitting(roll: Roll) -> dict[str, forms.Field]:
    people = Person.objects.filter(pk__in=[seat.person_id for seat in roll.seats])
    return {
        "chaired_by": forms.ModelChoiceField(
            people.order_by("sort_name"),
            label="In the chair",
            required=False,
            empty_label="The panel’s own chair",
        ),
        "started_at": time_field("Began"),
        "finished_at": time_field("Ended"),
        "is_inquorate": forms.BooleanField(label="The meeting had no quorum", required=False),
        "adjournment": forms.CharField(
            label="Adjourned",
            required=False,
            max_length=200,
            help_text="Until when, or why. For example: to Tuesday 6 October at 4.00pm.",
        ),
    }


def time_field(label: str) -> TimeOfDayField:
    return TimeOfDayField(label=label, required=False, widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}))


class ItemField(forms.TypedChoiceField):
    """One of the meeting's items by its number and title; cleans to the item. ``empty`` is what none means."""

    def __init__(self, items: list[AgendaItem], *, label: str, empty: str = "") -> None:
        self.items = {str(item.pk): item for item in items}
        empty = empty or ("From the beginning" if label.startswith("Came") else "Stayed to the end")
        choices = [("", empty), *((key, str(item)) for key, item in self.items.items())]
        super().__init__(choices=choices, coerce=self.item, required=False, empty_value=None, label=label)

    def item(self, key: str) -> AgendaItem:
        return self.items[key]


class LineForm(Asking, forms.Form):
    """What is said of somebody who is not one of the meeting's members."""

    capacity = forms.ChoiceField(
        label="As what?", choices=[(each, each.label) for each in Capacity.others()], widget=forms.RadioSelect
    )
    instead_of = forms.ModelChoiceField(
        Person.objects.none(), label="Substitute for", required=False, empty_label="Nobody"
    )
    role = forms.CharField(
        label="Role as printed", required=False, max_length=200, help_text="For example: in the role of Lead Member"
    )
    state = forms.ChoiceField(label="Were they there?", choices=State, initial=State.PRESENT, widget=forms.RadioSelect)
    is_remote = forms.BooleanField(label="Joined remotely", required=False)

    def __init__(self, *args: Any, roll: Roll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seated = [seat.person_id for seat in roll.seats]
        box = self.fields["instead_of"]
        assert isinstance(box, forms.ModelChoiceField)  # noqa: S101 (it is written above)
        box.queryset = Person.objects.filter(pk__in=self.seated).order_by("sort_name")

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        is_substitute = typed.get("capacity") == Capacity.SUBSTITUTE
        if is_substitute and not typed.get("instead_of"):
            self.add_error("instead_of", "Choose the member for whom they came")
        if not is_substitute:
            typed["instead_of"] = None
        return typed


class AttenderForm(LineForm):
    """Somebody who is typed by name, or a group without names."""

    name = SuggestField(
        label="Name",
        max_length=200,
        help_text="Choose somebody who is known, or type a new name. A group without names, for example: "
        "two members of the Children in Care Council.",
    )
    is_group = forms.BooleanField(label="This is a group without names", required=False)
    is_new = forms.BooleanField(label="This is somebody new with the same name", required=False)
    field_order = ("name", "is_group", "is_new", "capacity")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = self.fields["name"].widget
        assert isinstance(widget, SuggestWidget)  # noqa: S101 (it is written above)
        widget.suggestions = partial(known_names, self.seated)

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("name") and not typed.get("is_group") and not typed.get("is_new"):
            found = people_called(typed["name"])
            if len(found) > 1:
                self.add_error("name", "Several people have this name. Choose one from the list")
            typed["person"] = found[0] if found else None
        return typed

    def particulars(self, by: Any) -> dict[str, Any]:
        """For `add_attender`; who is new is entered with the same press."""
        typed = {name: self.cleaned_data[name] for name in ("capacity", "instead_of", "role", "state", "is_remote")}
        name = self.cleaned_data["name"]
        if self.cleaned_data["is_group"]:
            return typed | {"group": name}
        kind = KIND_OF.get(typed["capacity"], Person.Kind.OTHER)
        return typed | {"person": self.cleaned_data.get("person") or partial(add_person, name=name, kind=kind, by=by)}


class EditAttenderForm(LineForm):
    """A line that is there already: also when they came and left."""

    def __init__(self, *args: Any, items: list[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {"came_at": ItemField(items, label="Came at"), "came_time": time_field("Came, time")}
        self.fields |= {"left_at": ItemField(items, label="Left at"), "left_time": time_field("Left, time")}


KIND_OF = {
    Capacity.SUBSTITUTE: Person.Kind.COUNCILLOR,
    Capacity.COUNCILLOR: Person.Kind.COUNCILLOR,
    Capacity.OFFICER: Person.Kind.OFFICER,
}


def people_called(name: str) -> list[Person]:
    """Everybody whose name is written like this, with or without their title or what tells them apart."""
    wanted = " ".join(name.split()).casefold()
    surname = wanted.partition(" (")[0].split()[-1]
    people = Person.objects.unmerged().filter(name__icontains=surname)
    return [each for each in people if wanted in {words.casefold() for words in written(each)}]


def written(person: Person) -> tuple[str, str, str]:
    return person.name, str(person), described(person)


def described(person: Person) -> str:
    """ "Imran Sadiq (officer 14)": what the list of suggestions shows."""
    return f"{person} ({person.get_kind_display().lower()} {person.pk})"


def known_names(seated: list[int]) -> list[str]:
    return [described(each) for each in Person.objects.unmerged().exclude(pk__in=seated).order_by("sort_name", "pk")]


class DeclarationForm(Asking, forms.Form):
    """An interest or a party whip that somebody declared."""

    is_sensitive = forms.BooleanField(
        label="It is a sensitive interest: only that it exists is kept and printed", required=False
    )
    nature = forms.CharField(label="Nature", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    left_room = forms.BooleanField(label="Left the room", required=False)
    has_dispensation = forms.BooleanField(label="Has a dispensation", required=False)
    field_order = ("person", "item", "kind")

    def __init__(self, *args: Any, roll: Roll, items: list[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = [seat.person_id for seat in roll.seats] + [row.person_id for row in roll.others if row.person_id]
        self.fields["person"] = forms.ModelChoiceField(
            Person.objects.filter(pk__in=there).order_by("sort_name"), label="Who", empty_label="Choose a person"
        )
        self.fields["item"] = ItemField(items, label="At which item", empty="Not at one item")
        self.fields["kind"] = forms.ChoiceField(
            label="Kind",
            choices=[(each, each) for each in settings.DECLARATION_KINDS],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose what kind of declaration it is"},
        )
        self.order_fields(self.field_order)
