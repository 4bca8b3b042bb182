"""A paper's text as it reads on a screen: the lines that a page's width broke, joined again."""

import re

ENDS = (".", ":", ";", "!", "?", "”", '"')
BEGINS = re.compile(r"^(\d+[.)]|\(?[a-z]\)|[-•*] )")
WIDE = 0.6


def flowing(text: str) -> str:
    """``text`` with broken lines joined. A line goes on where it nearly fills the width of its page and
    neither ends a sentence nor is followed by a numbered or bulleted line; no word is added or lost."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    wide = WIDE * max((len(line) for line in lines), default=0)
    joined: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and line and not BEGINS.match(line):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
        goes_on = len(line) > wide and not line.endswith(ENDS)
    return "\n".join(joined)
