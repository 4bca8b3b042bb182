"""What a person should look at before a paper goes out."""

import re
from collections.abc import Iterator
from typing import NamedTuple

FEW = r"[1-9]|one|two|three|four|five|six|seven|eight|nine"
YOUNG = r"child(?:ren)?|young (?:people|person)|boys?|girls?|siblings?|pupils?|babies|baby|care leavers?|residents?"
SMALL_NUMBER = re.compile(rf"\b(?:{FEW})\s+(?:\w+\s+)?(?:{YOUNG})\b", re.IGNORECASE)
NO_NAME = r"(?!(?:At|In|From|The|Of|To|For)\b)"
PLACE = re.compile(
    rf"\b(?:{NO_NAME}[A-Z][\w'’]+ )+(?:House|Home|School|Academy|College|Street|Road|Lane|Avenue|Close|Unit|Centre|"
    r"Hostel|Lodge|Court|Farm|Cottage|Hospital|Nursery|Ward)\b"
)
NEAR = 200
"""Characters between a small number and a place that together may point to somebody."""


class Doubt(NamedTuple):
    """Something to look at. ``words`` are those of the file, or how many there are of a thing without words."""

    kind: str
    page: int | None
    words: str


def small_numbers(text: str, page: int | None) -> Iterator[Doubt]:
    """A small number of children beside the name of a place."""
    for number in SMALL_NUMBER.finditer(text):
        around = text[max(number.start() - NEAR, 0) : number.end() + NEAR]
        place = PLACE.search(around)
        if place:
            yield Doubt("small_number", page, f"{number[0]} … {place[0]}")


def without_words(count: int, page: int | None) -> Doubt:
    return Doubt("picture", page, f"{count} picture{'s' if count > 1 else ''} without a description")
