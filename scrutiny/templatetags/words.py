"""How the office writes dates, times, sizes and counts; every page and form says them this way."""

import datetime
import math
import zoneinfo
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

LONDON = zoneinfo.ZoneInfo("Europe/London")
BULLETS = ("- ", "• ", "* ")


@register.filter
def day(value: datetime.date | None) -> str:
    """Tuesday 27 July 2021; a moment is taken in London."""
    if not isinstance(value, datetime.date):
        return ""
    return f"{_in_london(value):%A} {short_day(value)}"


@register.filter
def short_day(value: datetime.date | None) -> str:
    """27 July 2021; a moment is taken in London."""
    if not isinstance(value, datetime.date):
        return ""
    value = _in_london(value)
    return f"{value.day} {value:%B} {value.year}"


@register.filter
def iso_day(value: str | None) -> str:
    """27 July 2021, from 2021-07-27 as publications keep it."""
    return short_day(datetime.date.fromisoformat(value)) if value else ""


@register.filter
def moment(value: datetime.datetime | None) -> str:
    """Tuesday 27 July 2021, 4.00pm, in London."""
    if not isinstance(value, datetime.datetime):
        return day(value)
    return f"{day(value)}, {clock(value)}"


@register.filter
def clock(value: datetime.time | datetime.datetime | None) -> str:
    """4.00pm, 12 noon or 12 midnight; a moment is taken in London."""
    if not isinstance(value, datetime.time | datetime.datetime):
        return ""
    if isinstance(value, datetime.datetime):
        value = _in_london(value)
    if value.minute == 0 and value.hour in (0, 12):
        return "12 noon" if value.hour else "12 midnight"
    return f"{value.hour % 12 or 12}.{value.minute:02}{'am' if value.hour < 12 else 'pm'}"


@register.filter
def size(octets: int | None) -> str:
    """2.1 MB or 48 KB, from bytes; never less than 1 KB."""
    if octets is None:
        return ""
    kilobytes = max(1, math.ceil(octets / 1024))
    if kilobytes < 1024:
        return f"{kilobytes} KB"
    return f"{octets / 1024 / 1024:.1f}".removesuffix(".0") + " MB"


@register.filter
def pages(number: int | None) -> str:
    """1 page, 12 pages; nothing where the pages were not counted."""
    return count_words(number, "page") if number else ""


@register.filter
def count_words(number: int | None, words: str) -> str:
    """3 replies, from 3 and "reply,replies"; one word alone takes an s."""
    one, _, many = words.partition(",")
    number = number or 0
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@register.filter
def paragraphs(text: str | None) -> SafeString:
    """Plain text as paragraphs, and lines that begin with a dash as a list. Everything is escaped."""
    blocks: list[tuple[str, list[str]]] = []
    for line in (text or "").splitlines():
        kind, words = _kind_of(line.strip())
        if not blocks or blocks[-1][0] != kind:
            blocks.append((kind, []))
        blocks[-1][1].append(words)
    return format_html_join("\n", "{}", ((_block(kind, lines),) for kind, lines in blocks if kind != "gap"))


@register.filter
def page_numbers(paginator, number: int) -> list[int | str]:
    """The numbers worth showing around one page, with … where some are left out."""
    return list(paginator.get_elided_page_range(number, on_each_side=1, on_ends=1))


@register.filter
def label(record: Any) -> str:
    """How addresses and history call a kind of record: "meetings.meeting"."""
    return record._meta.label_lower


@register.simple_tag(takes_context=True)
def query(context, **changes) -> str:
    """This page's address after the "?" with some keys changed; None drops a key. Goes back to the first page."""
    asked = context["request"].GET.copy()
    asked.pop("page", None)
    for key, value in changes.items():
        if value is None:
            asked.pop(key, None)
        else:
            asked[key] = value
    return f"?{asked.urlencode()}"


@register.simple_tag
def council(word: str) -> str:
    """A setting of the council (NAME, EMAIL, PHONE), for pages that have no context, like the error page."""
    if word not in ("NAME", "EMAIL", "PHONE"):
        raise template.TemplateSyntaxError(f"The council has no {word}.")
    return getattr(settings, f"COUNCIL_{word}", "")


def _in_london(value):
    if isinstance(value, datetime.datetime) and value.tzinfo:
        return value.astimezone(LONDON)
    return value


def _kind_of(line: str) -> tuple[str, str]:
    if line.startswith(BULLETS):
        return "list", line[2:].strip()
    return ("text", line) if line else ("gap", line)


def _block(kind: str, lines: list[str]) -> SafeString:
    if kind == "list":
        items = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
        return format_html('<ul class="govuk-list govuk-list--bullet">{}</ul>', items)
    return format_html(
        '<p class="govuk-body">{}</p>', format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))
    )
