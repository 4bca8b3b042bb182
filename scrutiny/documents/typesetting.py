"""Printing by Typst: a template of ours, and data that is never markup."""

import json
from typing import Any

import typst
from django.conf import settings

TEMPLATES = settings.ROOT / "templates" / "typst"


def pdf(template: str, data: dict[str, Any]) -> bytes:
    """A tagged PDF (PDF/UA-1) of ``templates/typst/<template>.typ``, which reads ``data`` from ``sys.inputs.data``."""
    return typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"data": json.dumps(data)},
    )
