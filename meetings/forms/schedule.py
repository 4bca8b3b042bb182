"""A municipal year of dates: typed or pasted, looked at row by row, and accepted."""

import re
from calendar import day_name, monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from meetings.forms.typed_rows import TypedRow, read_row
from meetings.outlook import Outlook, Proposed
from scrutiny.forms.drafted import Drafted
from scrutiny.forms.fields import DayField, LinesField, TimeOfDayField
from scrutiny.forms.versioned import Asking
from scrutiny.models import Panel
from scrutiny.templatetags.words import clock, day

MOST_ROWS = 60
ROW = re.compile(r"row_([1-9][0-9]{0,2})")
WEEK = 7
LAST = 5
TOO_MANY = f"A schedule has at most {MOST_ROWS} dates"
EACH = [(1, "First"), (2, "Second"), (3, "Third"), (4, "Fourth"), (LAST, "Last")]
PATTERN = ("each", "weekday", "from_on", "until_on")
REFUSED_PATTERN = {
    "each": "Select which one of the month",
    "weekday": "Select the day of the week",
    "from_on": "Enter the first day of the pattern",
    "until_on": "Enter the last day of the pattern",
}


def current_panels() -> Any:
    return Panel.objects.current().order_by("name")


class DatesForm(Drafted, Asking, forms.Form):
    """A panel and its dates, one a line. The pattern is an aid that fills the box; ``filling`` asks only for it."""

    needed_at_times = ("each", "weekday", "from_on", "until_on")

    panel = forms.ModelChoiceField(Panel.objects.none(), label="Panel", empty_label="Choose a panel")
    dates = LinesField(
        label="Dates, one a line",
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="For example Tuesday 27 July 2021, 4.00pm, Council Chamber. Without a time or a venue: "
        "the panel’s usual ones.",
    )
    each = forms.TypedChoiceField(
        label="Which one of the month", required=False, coerce=int, empty_value=None, choices=[("", "Choose"), *EACH]
    )
    weekday = forms.TypedChoiceField(
        label="Day of the week",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Choose"), *enumerate(day_name)],
    )
    from_on = DayField(label="From", required=False)
    until_on = DayField(label="To", required=False)
    at = TimeOfDayField(label="Time", required=False, help_text="For example 4.00pm. Left empty: the usual time.")

    def __init__(self, *args: Any, filling: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filling = filling
        self.fields["panel"].required = self.fields["dates"].required = not filling
        self.fields["panel"].queryset = current_panels()

    @property
    def pattern_is_open(self) -> bool:
        """Whether the page shows the pattern without being asked."""
        return self.filling or any(name in self.errors for name in (*PATTERN, "at"))

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if self.filling:
            self.check_pattern(typed)
        else:
            self.check_dates(typed)
        return typed

    def check_dates(self, typed: dict[str, Any]) -> None:
        lines = typed.get("dates", [])
        problems = [TOO_MANY] if len(lines) > MOST_ROWS else list(problems_of(lines))
        for problem in problems:
            self.add_error("dates", problem)

    def check_pattern(self, typed: dict[str, Any]) -> None:
        for name, words in REFUSED_PATTERN.items():
            if typed.get(name) is None and name not in self.errors:
                self.add_error(name, words)
        if self.errors:
            return
        if typed["until_on"] < typed["from_on"]:
            self.add_error("until_on", "To must be the same as or after the first day of the pattern")
        elif len(self.pattern()) + len(typed["dates"]) > MOST_ROWS:
            self.add_error("until_on", f"{TOO_MANY}. Choose a shorter time")

    def pattern(self) -> list[date]:
        typed = self.cleaned_data
        found: list[date] = []
        for day_of_it in days_of_pattern(typed["each"], typed["weekday"], typed["from_on"], typed["until_on"]):
            found.append(day_of_it)
            if len(found) > MOST_ROWS:
                break
        return found

    def filled(self) -> dict[str, Any]:
        """What was typed, with the pattern's days below the dates."""
        typed = self.cleaned_data
        time = f", {clock(typed['at'])}" if typed["at"] else ""
        return typed | {"dates": [*typed["dates"], *(f"{day(each)}{time}" for each in self.pattern())]}


def days_of_pattern(each: int, weekday: int, from_on: date, until_on: date) -> Iterator[date]:
    """ "Every third Tuesday of the month": ``each`` is 1 to 4, or `LAST`; ``weekday`` is 0 for Monday."""
    for month in range(from_on.year * 12 + from_on.month - 1, until_on.year * 12 + until_on.month):
        first_weekday, days = monthrange(month // 12, month % 12 + 1)
        number = 1 + (weekday - first_weekday) % WEEK + WEEK * (each - 1)
        found = date(month // 12, month % 12 + 1, number if number <= days else number - WEEK)
        if from_on <= found <= until_on:
            yield found


def problems_of(lines: list[str]) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        try:
            read_row(line)
        except ValidationError as error:
            yield f"Line {number}: {error.messages[0]}"


class RowsForm(Asking, forms.Form):
    """The rows of a schedule as they were read, each in a box of its own, with an empty one for one more.

    ``looked`` stands for what the officer last saw of them (`meetings.outlook.fingerprint`).
    """

    panel = forms.ModelChoiceField(Panel.objects.none(), widget=forms.HiddenInput)
    looked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["panel"].queryset = current_panels()
        lines = [line for line in rows_in(data) if line][: MOST_ROWS + 1]
        self.data = {"panel": data.get("panel"), "looked": data.get("looked", "")}
        for number, line in enumerate([*lines, ""], start=1):
            label = f"Date {number}" if line else "One more date"
            self.fields[f"row_{number}"] = forms.CharField(label=label, required=False)
            self.data[f"row_{number}"] = line
        self.lines = lines

    def clean(self) -> dict[str, Any]:
        self.typed: dict[str, TypedRow] = {}
        for number, line in enumerate(self.lines, start=1):
            try:
                self.typed[f"row_{number}"] = read_row(line)
            except ValidationError as error:
                self.add_error(f"row_{number}", error)
        if len(self.lines) > MOST_ROWS:
            self.add_error(f"row_{MOST_ROWS + 1}", TOO_MANY)
        return super().clean() or {}

    def proposed(self, panel: Panel) -> list[Proposed]:
        """What could be read, at the panel's usual time and place where the row says none."""
        return [
            Proposed(row.held_on, row.starts_at or panel.default_time, row.venue or panel.default_venue)
            for row in self.typed.values()
        ]

    def show(self, seen: str) -> None:
        """Carry what the page is about to show."""
        self.data["looked"] = seen

    def beside(self, outlooks: list[Outlook]) -> list[tuple[BoundField, Outlook | None]]:
        """Each box with the outlook of its day, where it could be read."""
        known = dict(zip(self.typed, outlooks, strict=True))
        return [(self[name], known.get(name)) for name in self.fields if name.startswith("row_")]


def rows_in(data: Any) -> list[str]:
    """The boxes ``row_1``, ``row_2``, … in their order."""
    numbers = sorted(int(found[1]) for name in data if (found := ROW.fullmatch(name)))
    return [str(data.get(f"row_{number}", "")).strip() for number in numbers]
