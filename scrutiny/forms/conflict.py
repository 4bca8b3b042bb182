"""When two people write in one form: what each of them wrote, and what the second makes of it.

A field that only one of them changed takes that change. A field that both changed is a `Clash`: it comes back with
both texts, and the writer takes either, or both put together.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone

from scrutiny.forms.fields import TimeOfDayField
from scrutiny.history.differences import Piece, differences, shortened
from scrutiny.history.merging import is_marked, put_together
from scrutiny.history.opened import Writer
from scrutiny.templatetags.words import clock, short_day

TOGETHER, MINE, THEIRS = "together", "mine", "theirs"
CLASHES, TAKE, MY_WORDS = "clash", "take_", "mine_"
"""Names of the boxes that a page with clashes sends beside those of the form."""

NOT_WORDS = (TimeOfDayField, forms.URLField, forms.EmailField, forms.SlugField)


@dataclass
class Clash:
    """A field that two people changed. ``whole`` says that their changes don't touch and are put together."""

    name: str
    label: str
    mine: str
    theirs: str
    who: str = "somebody else"
    when: str = ""
    chosen: str = ""
    whole: bool = False
    offers: list[str] = field(default_factory=lambda: [MINE, THEIRS])

    @property
    def is_words(self) -> bool:
        return TOGETHER in self.offers

    @property
    def pieces(self) -> list[Piece]:
        return shortened(differences(self.theirs, self.mine))

    @property
    def choices(self) -> list[dict[str, Any]]:
        words = {
            TOGETHER: "What is put together in the box below",
            MINE: "What you wrote",
            THEIRS: f"What {self.who} saved",
        }
        return [{"value": each, "words": words[each], "checked": each == self.chosen} for each in self.offers]


def plain(value: Any) -> str:
    """A value as it can be compared, whether it was typed, is saved, or stood in the history."""
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, list | tuple):
        return "\n".join(map(str, value))
    return "" if value is None else "\n".join(str(value).splitlines()).strip()


def holds_words(box: forms.Field) -> bool:
    """Whether it is a text, which can be put together from two."""
    return isinstance(box, forms.CharField) and not isinstance(box, NOT_WORDS) and not hasattr(box, "choices")


def in_words(box: forms.Field, value: Any) -> str:
    """A value as the page says it."""
    wanted = plain(value)
    for key, words in flat(getattr(box, "choices", ())):
        if plain(getattr(key, "value", key)) == wanted:
            return str(words)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return clock(value) or short_day(value) or wanted


def flat(choices: Any) -> list[tuple[Any, Any]]:
    """Choices without the groups that they stand in."""
    return [pair for key, words in choices for pair in (words if isinstance(words, list | tuple) else [(key, words)])]


def fill(data: Any, form: Any, name: str, value: Any) -> None:
    """Put a value into the boxes of a field, as if it had been typed."""
    box, prefix = form.fields[name], form.add_prefix(name)
    if isinstance(box.widget, forms.MultiWidget):
        for suffix, part in zip(box.widget.widgets_names, box.widget.decompress(value) or (), strict=True):
            data[prefix + suffix] = str(part)
    elif isinstance(box.widget, forms.CheckboxInput):
        data.pop(prefix, None)
        if value:
            data[prefix] = "on"
    else:
        data[prefix] = plain(box.prepare_value(value))


def clash_of(
    box: forms.Field, name: str, *, mine: Any, theirs: Any, began_with: Any, writer: Writer
) -> tuple[Clash, str]:
    """What both wrote in a field, and what its box shows first."""
    clash = Clash(name, str(box.label), in_words(box, mine), in_words(box, theirs))
    clash.who, clash.when = writer.name or clash.who, when(writer.at)
    if not holds_words(box):
        return clash, ""
    known = None if began_with is None else plain(began_with)
    both = put_together(known, plain(theirs), plain(mine), clash.who)
    if both.whole or isinstance(box.widget, forms.Textarea):
        clash.offers, clash.chosen, clash.whole = [TOGETHER, MINE, THEIRS], TOGETHER, both.whole
        return clash, both.text
    return clash, plain(mine)


def when(at: datetime | None) -> str:
    """ "at 4.47pm", with the day where it isn't today."""
    if at is None:
        return ""
    return f"at {clock(at)}" + ("" if is_today(at) else f" on {short_day(at)}")


def is_today(at: datetime) -> bool:
    return timezone.localdate(at) == timezone.localdate()


def asked_to_take(data: Any) -> dict[str, str]:
    """What the writer chose for each clash that the page showed; empty where nothing was chosen."""
    names = data.getlist(CLASHES) if hasattr(data, "getlist") else []
    return {name: data.get(f"{TAKE}{name}", "") for name in names}


def is_untidy(value: Any) -> bool:
    return is_marked(plain(value)) if isinstance(value, str | list) else False
