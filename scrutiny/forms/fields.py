"""Fields for what an office types: a day, a time of day, lines of a list, a name with suggestions."""

import datetime
import re

from django import forms
from django.core.exceptions import ValidationError

from scrutiny.templatetags.words import clock

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
BOXES = ("day", "month", "year")

TIME = re.compile(r"(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?", re.IGNORECASE | re.ASCII)
NAMED_TIMES = {"noon": 12, "12 noon": 12, "12noon": 12, "midday": 12, "midnight": 0, "12 midnight": 0, "12midnight": 0}


class DayWidget(forms.MultiWidget):
    """Three boxes: day, month and year."""

    template_name = "django/forms/widgets/day.html"
    use_fieldset = True

    def __init__(self, attrs=None):
        super().__init__({box: forms.TextInput() for box in BOXES}, attrs)

    def decompress(self, value):
        """Day, month and year of a date, for the boxes."""
        return [value.day, value.month, value.year] if isinstance(value, datetime.date) else ["", "", ""]

    def get_context(self, name, value, attrs):
        """Each box with its own label and its own mark when it is wrong."""
        attrs = dict(attrs or {})
        wrong = attrs.pop("boxes", ())
        for unwanted in ("class", "aria-invalid"):
            attrs.pop(unwanted, None)
        context = super().get_context(name, value, attrs)
        for index, box in enumerate(context["widget"]["subwidgets"]):
            box["words"], box["wrong"], box["wide"] = BOXES[index].title(), index in wrong, 4 if index == 2 else 2
        return context


class DayField(forms.Field):
    """A day typed in three boxes; cleans to a date. The errors name the box that is wrong."""

    widget = DayWidget

    def clean(self, value):
        """A date, or None when nothing was typed and nothing is needed."""
        typed = [str(part or "").strip() for part in value or ["", "", ""]]
        if not any(typed):
            self.validate(None)
            return None
        day = self._real_date(typed)
        self.run_validators(day)
        return day

    def has_changed(self, initial, data):
        typed = [str(part or "").strip() for part in data or ["", "", ""]]
        try:
            return initial != (self._real_date(typed) if any(typed) else None)
        except ValidationError:
            return True

    def _real_date(self, typed: list[str]) -> datetime.date:
        missing = [index for index, part in enumerate(typed) if not part]
        if missing:
            names = " and ".join(f"a {BOXES[index]}" for index in missing)
            raise self._error(f"must include {names}", "incomplete", missing)
        day, month, year = _whole(typed[0]), _month(typed[1]), _whole(typed[2])
        if year is not None and not 1000 <= year <= 9999:
            raise self._error("must have a year of 4 numbers, like 2021", "year", [2])
        if day is None or month is None or year is None:
            wrong = [index for index, part in enumerate((day, month, year)) if part is None]
            raise self._error("must be a real date, like 27 7 2021", "invalid", wrong)
        try:
            return datetime.date(year, month, day)
        except ValueError as impossible:
            wrong = _impossible(day, month)
            raise self._error("must be a real date, like 27 7 2021", "invalid", wrong) from impossible

    def _error(self, words: str, code: str, boxes: list[int]) -> ValidationError:
        return ValidationError(f"{self.label or 'Date'} {words}", code=code, params={"boxes": boxes})


class HintedRadios(forms.RadioSelect):
    """Radios with a line of explanation below some of them: ``hints`` by value."""

    def __init__(self, attrs=None, choices=(), hints=None):
        super().__init__(attrs, choices)
        self.hints = hints or {}

    def create_option(self, *args, **kwargs):
        option = super().create_option(*args, **kwargs)
        return option | {"hint": self.hints.get(option["value"], "")}


class TimeOfDayField(forms.CharField):
    """A time as people type it: 4pm, 4.00pm, 4:30 pm, 16:00, noon. Cleans to a time."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "govuk-input--width-5"}))
        super().__init__(**kwargs)

    def prepare_value(self, value):
        """The time in the office's form; what was typed stays as it was typed."""
        return clock(value) if isinstance(value, datetime.time) else value

    def to_python(self, value):
        if isinstance(value, datetime.time):
            return value
        typed = " ".join((super().to_python(value) or "").lower().split())
        if not typed:
            return None
        if typed in NAMED_TIMES:
            return datetime.time(NAMED_TIMES[typed])
        return self._read(TIME.fullmatch(typed))

    def has_changed(self, initial, data):
        try:
            return self.to_python(initial or "") != self.to_python(data)
        except ValidationError:
            return True

    def _read(self, match: re.Match | None) -> datetime.time:
        if not match:
            raise self._error("must be a time, like 4.00pm")
        hour, minute, half = int(match["hour"]), int(match["minute"] or 0), (match["half"] or "")[:1]
        if half and not 1 <= hour <= 12:
            raise self._error("must be a time, like 4.00pm")
        if not half and not _is_24_hour(match["hour"], match["minute"]):
            raise self._error("must say am or pm, like 4.00pm")
        try:
            return datetime.time(hour % 12 + 12 * (half == "p") if half else hour, minute)
        except ValueError as impossible:
            raise self._error("must be a time, like 4.00pm") from impossible

    def _error(self, words: str) -> ValidationError:
        return ValidationError(f"{self.label or 'Time'} {words}", code="invalid")


class LinkField(forms.URLField):
    """A web address; "www.example.org" is taken to be https."""

    def __init__(self, **kwargs):
        kwargs.setdefault("assume_scheme", "https")
        super().__init__(**kwargs)


class LinesField(forms.CharField):
    """A list typed one to a line; cleans to a list of words without the blank lines."""

    widget = forms.Textarea

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def to_python(self, value):
        lines = value if isinstance(value, list | tuple) else (super().to_python(value) or "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def has_changed(self, initial, data):
        return self.to_python(initial or "") != self.to_python(data or "")


class SuggestWidget(forms.TextInput):
    """A text box with a list of suggestions; anything else may be typed."""

    template_name = "django/forms/widgets/suggest.html"

    def __init__(self, attrs=None, suggestions=()):
        super().__init__(attrs)
        self.suggestions = suggestions

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        found = self.suggestions() if callable(self.suggestions) else self.suggestions
        context["widget"]["suggestions"] = [str(each) for each in found]
        context["widget"]["list_id"] = f"{context['widget']['attrs'].get('id', name)}_suggestions"
        return context


class SuggestField(forms.CharField):
    """Words with suggestions. `suggestions` is a list, or a function asked each time the form is shown."""

    def __init__(self, *, suggestions=(), **kwargs):
        kwargs.setdefault("widget", SuggestWidget(suggestions=suggestions))
        super().__init__(**kwargs)


def _whole(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


def _impossible(day: int, month: int) -> list[int]:
    """The boxes that no date could hold; all three when only together they make none, like 31 2."""
    return [index for index, fits in enumerate((1 <= day <= 31, 1 <= month <= 12)) if not fits] or [0, 1, 2]


def _month(text: str) -> int | None:
    """The number of a month given as 7, 07, July or Jul."""
    if text.isalpha() and len(text) >= 3:
        return next((number for number, name in enumerate(MONTHS, 1) if name.startswith(text.lower())), None)
    return _whole(text)


def _is_24_hour(hour: str, minute: str | None) -> bool:
    """True for 16:00, 10.00 and 04:00. A bare 4.00 could be either half of the day, so it is asked again."""
    return minute is not None and len(hour) == 2
