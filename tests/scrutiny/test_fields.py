"""Days, times, lines and suggestions as people type them."""

import contextlib
import datetime as dt

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.forms.fields import DayField, LinesField, SuggestField, TimeOfDayField


class MeetingForm(forms.Form):
    held_on = DayField(label="Date of the meeting")
    starts_at = TimeOfDayField(label="Start", required=False)


def day_form(day, month, year):
    return MeetingForm({"held_on_day": day, "held_on_month": month, "held_on_year": year})


@pytest.mark.parametrize("month", ["7", "07", "July", "jul", " 7 "])
def test_a_day_is_read_from_three_boxes(month):
    form = day_form("27", month, "2021")
    assert form.is_valid()
    assert form.cleaned_data["held_on"] == dt.date(2021, 7, 27)


@pytest.mark.parametrize(
    ("typed", "sentence", "boxes"),
    [
        (("27", "7", ""), "Date of the meeting must include a year", {2}),
        (("", "7", ""), "Date of the meeting must include a day and a year", {0, 2}),
        (("27", "7", "21"), "Date of the meeting must have a year of 4 numbers, like 2021", {2}),
        (("27", "Jully", "2021"), "Date of the meeting must be a real date, like 27 7 2021", {1}),
        (("x", "y", "z"), "Date of the meeting must be a real date, like 27 7 2021", {0, 1, 2}),
        (("31", "2", "2021"), "Date of the meeting must be a real date, like 27 7 2021", {0, 1, 2}),
        (("32", "7", "2021"), "Date of the meeting must be a real date, like 27 7 2021", {0}),
        (("1", "13", "2021"), "Date of the meeting must be a real date, like 27 7 2021", {1}),
    ],
)
def test_a_wrong_day_says_what_is_wrong_and_where(typed, sentence, boxes):
    field = day_form(*typed)["held_on"]
    assert field.problems == [sentence]
    assert field.wrong_boxes == boxes
    assert field.target_id == f"id_held_on_{min(boxes)}"


def test_what_was_typed_stays_in_the_boxes():
    html = str(day_form("27", "<Jully>", "")["held_on"])
    assert 'value="27"' in html
    assert 'value="&lt;Jully&gt;"' in html


def test_only_the_wrong_box_is_marked():
    html = str(day_form("27", "7", "")["held_on"])
    assert html.count("govuk-input--error") == 1
    assert html.index("govuk-input--error") > html.index("held_on_month")


def test_no_day_is_asked_for_only_where_it_is_needed():
    assert day_form("", "", "")["held_on"].problems == ["Enter the date of the meeting"]
    assert DayField(required=False).clean(["", "", ""]) is None


def test_a_known_day_fills_the_boxes():
    html = str(MeetingForm(initial={"held_on": dt.date(2021, 7, 27)})["held_on"])
    assert [f'value="{part}"' in html for part in (27, 7, 2021)] == [True, True, True]


def test_a_day_has_changed_when_it_is_another_day():
    field = DayField()
    assert not field.has_changed(dt.date(2021, 7, 27), ["27", "07", "2021"])
    assert field.has_changed(dt.date(2021, 7, 27), ["28", "7", "2021"])
    assert field.has_changed(dt.date(2021, 7, 27), ["27", "7", "x"])
    assert not field.has_changed(None, ["", "", ""])


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("4pm", dt.time(16)),
        ("4.00pm", dt.time(16)),
        ("4:30 PM", dt.time(16, 30)),
        ("4.30 p.m.", dt.time(16, 30)),
        ("16:00", dt.time(16)),
        ("16.15", dt.time(16, 15)),
        ("10.00", dt.time(10)),
        ("04:00", dt.time(4)),
        ("12 noon", dt.time(12)),
        ("Midnight", dt.time(0)),
        ("12am", dt.time(0)),
        ("12.30pm", dt.time(12, 30)),
        ("", None),
    ],
)
def test_a_time_is_read_as_people_write_it(typed, time):
    assert TimeOfDayField(required=False).clean(typed) == time


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("4", "Start must say am or pm, like 4.00pm"),
        ("4.00", "Start must say am or pm, like 4.00pm"),
        ("16.00pm", "Start must be a time, like 4.00pm"),
        ("4.61pm", "Start must be a time, like 4.00pm"),
        ("25:00", "Start must be a time, like 4.00pm"),
        ("after lunch", "Start must be a time, like 4.00pm"),
    ],
)
def test_a_doubtful_time_is_asked_again_and_stays_in_its_box(typed, sentence):
    html = MeetingForm({"starts_at": typed})["starts_at"].as_field_group()
    assert sentence in html
    assert f'value="{typed}"' in html


def test_a_known_time_is_shown_as_the_office_writes_it():
    assert 'value="4.00pm"' in str(MeetingForm(initial={"starts_at": dt.time(16)})["starts_at"])


def assert_reads_or_explains(field, typed, kind):
    with contextlib.suppress(forms.ValidationError):
        assert isinstance(field.clean(typed), kind | None)


@given(st.lists(st.text(), min_size=3, max_size=3))
def test_any_three_boxes_give_a_date_or_a_sentence(typed):
    assert_reads_or_explains(DayField(required=False), typed, dt.date)


@given(st.one_of(st.text(), st.from_regex(r"[0-9]{1,3}[.:]?[0-9]{0,3} ?[ap]?m?", fullmatch=True)))
def test_any_words_give_a_time_or_a_sentence(typed):
    assert_reads_or_explains(TimeOfDayField(required=False), typed, dt.time)


@given(st.times())
def test_a_time_shown_is_read_back(time):
    time = time.replace(second=0, microsecond=0, tzinfo=None)
    field = TimeOfDayField()
    assert field.clean(field.prepare_value(time)) == time


def test_lines_drop_what_is_blank():
    field = LinesField()
    assert field.clean(" A Jones \r\n\n  \nB Price") == ["A Jones", "B Price"]
    assert field.prepare_value(["A Jones", "B Price"]) == "A Jones\nB Price"
    assert not field.has_changed(["A Jones"], "A Jones\r\n")


def test_needed_lines_are_asked_for():
    with pytest.raises(forms.ValidationError):
        LinesField().clean(" \n ")


def test_suggestions_are_asked_for_each_time_and_escaped():
    titles = ['Head of "Virtual" School']

    class OwnerForm(forms.Form):
        owner = SuggestField(suggestions=lambda: titles)

    assert "Director" not in str(OwnerForm()["owner"])
    titles.append("Director")
    html = str(OwnerForm()["owner"])
    assert '<option value="Director">' in html
    assert '<option value="Head of &quot;Virtual&quot; School">' in html
    assert 'list="id_owner_suggestions"' in html
    assert '<datalist id="id_owner_suggestions">' in html
