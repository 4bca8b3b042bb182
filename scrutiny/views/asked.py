"""What the address asks for, after the "?"."""

from datetime import date

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

ROWS = 25
MOST_PAGES = 50


def asked_day(request: HttpRequest, name: str = "on") -> date | None:
    """A day as in ``?on=2021-07-27``; nonsense is taken as not asked."""
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None


def asked_year(request: HttpRequest, otherwise: int, name: str = "year") -> int:
    """``?year=2021`` as a number of four figures; nonsense is the year that would be shown otherwise."""
    typed = request.GET.get(name, "")
    is_year = len(typed) == 4 and typed.isdecimal() and typed.isascii() and typed >= "1000"
    return int(typed) if is_year else otherwise


def asked_page(request: HttpRequest, rows, size: int = ROWS) -> Page:
    """The page of a list that ``?page=`` names: the nearest where there is no such page, and never
    beyond the fiftieth, since filters find faster than turning pages."""
    return Paginator(rows, size).get_page(asked_number(request, MOST_PAGES))


def asked_number(request: HttpRequest, most: int) -> int:
    """``?page=`` as a number from 1 to ``most``; nonsense is the first."""
    number = request.GET.get("page", "1")
    return min(max(int(number[:6]), 1), most) if number.isdecimal() and number.isascii() else 1
