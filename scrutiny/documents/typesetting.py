"""Printing by Typst: a template of ours, and data that is never markup. Nothing of Django, for the child processes."""

import json
from pathlib import Path
from typing import Any

import typst

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "typst"


def pdf(template: str, data: dict[str, Any], *, tagged: bool = True) -> bytes:
    """A tagged PDF (PDF/UA-1) of ``templates/typst/<template>.typ``, which reads ``data`` from ``sys.inputs.data``.

    Words in a script that our fonts lack can't be promised to be readable by everybody: then the PDF is tagged and
    doesn't say that it keeps the standard. ``tagged`` is false for marks on pages, which have no structure.
    """
    if not tagged:
        return compiled(template, data, tagged=False)
    try:
        return compiled(template, data, keeps_standard=True)
    except typst.TypstError:
        return compiled(template, data)


def compiled(template: str, data: dict[str, Any], *, keeps_standard: bool = False, tagged: bool = True) -> bytes:
    return typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"] if keeps_standard else [],
        pdf_tags=tagged,
        sys_inputs={"data": json.dumps(data)},
    )
