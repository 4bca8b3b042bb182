"""Decisions as an officer types or pastes them: one a line, or in numbered parts under one opening."""

import re
from collections.abc import Iterator

from django.conf import settings

NUMBERING = re.compile(r"(?:\((?:\d{1,2}|[a-z]|[ivx]{2,4})\)|\d{1,2}[.)]|[a-z]\)|[•·–*-])\s+", re.IGNORECASE)
INLINE = re.compile(r"\((\d{1,2})\)\s+")
BETWEEN = re.compile(r"\s*[;,]?(?:\s+and)?\s*$", re.IGNORECASE)
"""What stands between two parts: "; and"."""


def verbs() -> list[str]:
    """The council's verbs, the usual one first."""
    usual = settings.DECISION_VERB
    return [usual, *(verb for verb in settings.DECISION_VERBS if verb != usual)]


def verb_and_text(line: str) -> tuple[str, str]:
    """ "RECOMMENDED that the plan be published." in two; no verb where the line begins with none of the council's."""
    for verb in sorted(verbs(), key=len, reverse=True):
        rest = line.removeprefix(verb)
        if rest != line and rest[:1] in ("", " ", ":", "\t"):
            return verb, rest.lstrip(" :\t")
    return "", line


def line_of(verb: str, text: str) -> str:
    """A decision as its line shows it: the usual verb is left out, and so is one that the council uses no more."""
    return f"{verb} {text}" if verb in verbs()[1:] else text


def decision_lines(typed: list[str]) -> list[str]:
    """Each decision on a line of its own, without numbering: "AGREED that: (1) it be noted; and (2) it be sent" is two,
    and what stands before the parts opens each of them."""
    found: list[str] = []
    opening, is_used = "", True
    for line in (part for each in typed for part in apart(each)):
        numbering = NUMBERING.match(line)
        if numbering:
            found.append(opened(opening, BETWEEN.sub("", line[numbering.end() :])))
            is_used = True
            continue
        if not is_used and not is_bare(opening):
            found.append(opening)
        before = opening if not is_used and is_bare(opening) else ""
        opening, is_used = (line.rstrip(" :"), False) if is_opening(line) else ("", True)
        if is_used:
            found.append(opened(before, line))
    return [line for line in [*found, *([] if is_used or is_bare(opening) else [opening])] if line]


def apart(line: str) -> Iterator[str]:
    """A line that holds parts numbered from (1), part by part with its numbering."""
    parts = list(INLINE.finditer(line))
    if len(parts) < 2 or [int(part[1]) for part in parts] != list(range(1, len(parts) + 1)):
        yield line
        return
    before = line[: parts[0].start()].strip()
    if before:
        yield f"{before.rstrip(':')}:"
    ends = [part.start() for part in parts[1:]] + [len(line)]
    yield from (line[part.start() : end].strip() for part, end in zip(parts, ends, strict=True))


def is_opening(line: str) -> bool:
    return line.endswith(":") or not verb_and_text(line)[1]


def is_bare(opening: str) -> bool:
    """Only "AGREED" or "RESOLVED that": nothing by itself."""
    return verb_and_text(opening)[1].lower() in ("", "that")


def opened(opening: str, part: str) -> str:
    """ "AGREED that" before "that it be noted" doesn't say "that" twice."""
    verb, words = verb_and_text(opening)
    if words.lower() == "that" and part.lower().startswith("that "):
        words = ""
    return " ".join(filter(None, [verb, words, part]))
