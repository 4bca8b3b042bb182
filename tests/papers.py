"""Papers that tests make: small, real files."""

import json
from functools import cache

import typst

PAGE = b"""
#let words = json(bytes(sys.inputs.words))
#set document(title: "A paper", date: none)
#set text(lang: "en", region: "gb")
#for page in words { par(page); pagebreak(weak: true) }
"""


@cache
def pdf(*pages: str) -> bytes:
    """A PDF with a page for each text."""
    return typst.compile(PAGE, sys_inputs={"words": json.dumps(pages)})
