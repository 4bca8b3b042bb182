"""The office's way of writing dates, times, sizes and counts."""

import datetime as dt

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.templatetags import words


def test_a_day_has_its_weekday_and_no_leading_zero():
    assert words.day(dt.date(2021, 7, 27)) == "Tuesday 27 July 2021"
    assert words.short_day(dt.date(2021, 7, 5)) == "5 July 2021"


def test_a_moment_is_said_in_london_summer_and_winter():
    summer = dt.datetime(2021, 7, 27, 15, 0, tzinfo=dt.UTC)
    winter = dt.datetime(2027, 1, 26, 16, 30, tzinfo=dt.UTC)
    assert words.moment(summer) == "Tuesday 27 July 2021, 4.00pm"
    assert words.moment(winter) == "Tuesday 26 January 2027, 4.30pm"


def test_the_day_of_a_moment_is_the_day_in_london():
    late = dt.datetime(2021, 7, 26, 23, 30, tzinfo=dt.UTC)
    assert words.day(late) == "Tuesday 27 July 2021"


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (16, 0, "4.00pm"),
        (9, 5, "9.05am"),
        (12, 0, "12 noon"),
        (0, 0, "12 midnight"),
        (12, 30, "12.30pm"),
        (0, 15, "12.15am"),
    ],
)
def test_the_clock(hour, minute, said):
    assert words.clock(dt.time(hour, minute)) == said


@pytest.mark.parametrize("said", [words.day, words.short_day, words.moment, words.clock, words.size, words.pages])
def test_nothing_is_said_of_nothing(said):
    assert said(None) == ""


@pytest.mark.parametrize(
    ("octets", "said"),
    [
        (1, "1 KB"),
        (48 * 1024, "48 KB"),
        (1023 * 1024 + 1, "1 MB"),
        (2_200_000, "2.1 MB"),
        (50 * 1024 * 1024, "50 MB"),
    ],
)
def test_sizes(octets, said):
    assert words.size(octets) == said


def test_counts_agree_with_their_noun():
    assert words.pages(1) == "1 page"
    assert words.pages(12) == "12 pages"
    assert words.count_words(0, "reply,replies") == "0 replies"
    assert words.count_words(2000, "recommendation") == "2,000 recommendations"


def test_paragraphs_escape_and_make_only_paragraphs_and_lists():
    text = "First <b>line</b>\nsecond line\n\nAsked for:\n- one\n- two & three\nThen more"
    assert words.paragraphs(text) == (
        '<p class="govuk-body">First &lt;b&gt;line&lt;/b&gt;<br>second line</p>\n'
        '<p class="govuk-body">Asked for:</p>\n'
        '<ul class="govuk-list govuk-list--bullet"><li>one</li><li>two &amp; three</li></ul>\n'
        '<p class="govuk-body">Then more</p>'
    )


@given(st.text())
def test_paragraphs_never_let_markup_through(text):
    made = words.paragraphs(f"{text}<script>")
    assert "<script" not in made


def render(source, path, **context):
    request = RequestFactory().get(path)
    return Template("{% load words %}" + source).render(Context({"request": request, **context}))


def test_a_query_changes_one_key_and_goes_back_to_the_first_page():
    assert render("{% query state='open' %}", "/?panel=1&page=4") == "?panel=1&amp;state=open"
    assert render("{% query panel=None %}", "/?panel=1&q=a") == "?q=a"
    assert render("{% query page=2 %}", "/?panel=1&panel=2&page=1") == "?panel=1&amp;panel=2&amp;page=2"


def test_page_numbers_leave_out_the_middle():
    pages = Paginator(range(400), 20)
    assert words.page_numbers(pages, 7) == [1, "…", 6, 7, 8, "…", 20]


def test_the_council_is_named_without_a_context(settings):
    settings.COUNCIL_NAME = "Thornmere Council"
    assert render("{% council 'NAME' %}", "/") == "Thornmere Council"
