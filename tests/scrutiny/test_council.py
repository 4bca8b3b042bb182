"""The council's colour, logo and statements."""

import pytest
from django.template.loader import get_template

from scrutiny.context import council as context
from scrutiny.views import council


@pytest.mark.parametrize(
    ("colour", "text"),
    [
        ("#000000", "#ffffff"),
        ("#fff", "#0b0c0c"),
        ("#1d70b8", "#ffffff"),
        ("#ffdd00", "#0b0c0c"),
        ("#888", "#0b0c0c"),
    ],
)
def test_text_on_the_councils_colour_can_be_read(colour, text):
    assert council.text_on(colour) == text


def test_the_stylesheet_holds_the_colour_and_may_be_kept(rf, settings):
    settings.COUNCIL_COLOUR = "#1f4e5f"
    response = council.stylesheet(rf.get("/council.css"))
    assert response.content == b":root{--council-colour:#1f4e5f;--council-text:#ffffff}\n"
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "public" in response["Cache-Control"]


def test_the_icon_is_the_councils_initial(rf, settings):
    settings.COUNCIL_NAME = "<hornmere"
    response = council.icon(rf.get("/council-icon.svg"))
    assert response["Content-Type"] == "image/svg+xml"
    assert b"&lt;</text>" in response.content


def test_the_page_that_is_open_is_marked(rf):
    def marks(path):
        return [section["words"] for section in context(rf.get(path))["navigation"] if section["current"]]

    assert marks("/meetings/2021-22/cyp/2021-07-27/") == ["Meetings"]
    assert marks("/") == []
    assert context(rf.get("/people/"))["navigation"][-1]["current"] == "page"


@pytest.mark.parametrize("name", ["500.html", "400.html", "403_csrf.html"])
def test_pages_for_the_worst_need_no_context(name, settings):
    settings.COUNCIL_NAME = "Thornmere Council"
    html = get_template(name).render()
    assert "Thornmere Council" in html
    assert "<h1>" in html
