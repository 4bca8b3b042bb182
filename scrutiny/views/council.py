"""The council's own look, and the pages that say how the site treats its readers."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

LOGO_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="{colour}"/>'
    '<text x="16" y="23" font-family="sans-serif" font-size="20" font-weight="bold" text-anchor="middle"'
    ' fill="{text}">{initial}</text></svg>'
)
DARK, LIGHT = "#0b0c0c", "#ffffff"


@require_safe
@cache_control(public=True, max_age=86400)
def stylesheet(request):
    """The council's colour for the site's stylesheet, and the colour of text upon it."""
    colour = settings.COUNCIL_COLOUR
    css = f":root{{--council-colour:{colour};--council-text:{text_on(colour)}}}\n"
    return HttpResponse(css, content_type="text/css; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=86400)
def logo(request):
    """The council's logo, from the file named in the settings."""
    path = Path(settings.COUNCIL_LOGO or "")
    if path.suffix.lower() not in LOGO_TYPES or not path.is_file():
        raise Http404("This council has no logo.")
    return FileResponse(path.open("rb"), content_type=LOGO_TYPES[path.suffix.lower()])


@require_safe
@cache_control(public=True, max_age=86400)
def icon(request):
    """The council's initial on its colour, for the tab of a browser."""
    colour = settings.COUNCIL_COLOUR
    svg = format_html(ICON, colour=colour, text=text_on(colour), initial=settings.COUNCIL_NAME[:1].upper())
    return HttpResponse(svg, content_type="image/svg+xml")


@require_safe
def accessibility(request):
    """The accessibility statement that the 2018 regulations ask for."""
    return render(request, "accessibility.html")


@require_safe
def cookies(request):
    """Which cookies the site sets, and why it asks nobody about them."""
    return render(request, "cookies.html")


def text_on(colour: str) -> str:
    """Black or white, whichever can be read better on a colour like #1d70b8 or #fff (WCAG 2.2, contrast ratio)."""
    on_dark, on_light = (_contrast(_luminance(colour), _luminance(text)) for text in (LIGHT, DARK))
    return LIGHT if on_dark >= on_light else DARK


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _contrast(one: float, other: float) -> float:
    light, dark = max(one, other), min(one, other)
    return (light + 0.05) / (dark + 0.05)
