"""Printing by Typst: a template of ours, and data that is never markup. Nothing of Django, for the child processes."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import typst

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "typst"
OPEN_FILES = "/dev/fd"


def pdf(template: str, data: dict[str, Any], *, tagged: bool = True, reads_open_files: bool = False) -> bytes:
    """A tagged PDF (PDF/UA-1) of ``templates/typst/<template>.typ``, which reads ``data`` from ``sys.inputs.data``.

    Words in a script that our fonts lack can't be promised to be readable by everybody: then the PDF is tagged and
    doesn't say that it keeps the standard. ``tagged`` is false for marks on pages, which have no structure. A template
    that ``reads_open_files`` finds each under the number by which this process has it open, so that it needs no name.
    """
    made = partial(compiled, template, data, root=Path(OPEN_FILES) if reads_open_files else TEMPLATES)
    if not tagged:
        return made(tagged=False)
    try:
        return made(keeps_standard=True)
    except typst.TypstError:
        return made()


def compiled(
    template: str, data: dict[str, Any], *, root: Any, keeps_standard: bool = False, tagged: bool = True
) -> bytes:
    return typst.compile(
        (TEMPLATES / f"{template}.typ").read_bytes(),
        root=root,
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"] if keeps_standard else [],
        pdf_tags=tagged,
        sys_inputs={"data": json.dumps(data)},
    )
