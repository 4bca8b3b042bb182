"""Records as a file for a spreadsheet: one line each, one column a field."""

import csv
import datetime
import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import models
from django.http import StreamingHttpResponse
from django.utils import timezone

BYTE_ORDER_MARK = "\ufeff"
"""By which Excel knows UTF-8."""

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A spreadsheet reckons with a cell that begins so, even if a stranger wrote it."""

AT_ONCE = 500


class Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def as_csv(rows: models.QuerySet, left_out: Sequence[str]) -> StreamingHttpResponse:
    """The rows in their order, read from the database as they are sent."""
    fields = [each for each in rows.model._meta.concrete_fields if each.name not in left_out]
    response = StreamingHttpResponse(lines(rows, fields), content_type="text/csv; charset=utf-8")
    name = f"{rows.model._meta.verbose_name_plural}-{timezone.localdate().isoformat()}.csv".replace(" ", "-")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def lines(rows: models.QuerySet, fields: Sequence[models.Field]) -> Iterator[str]:
    writer = csv.writer(Echo())
    names = [each.attname for each in fields]
    yield BYTE_ORDER_MARK + writer.writerow(names)
    for values in rows.values_list(*names).iterator(chunk_size=AT_ONCE):
        yield writer.writerow([cell(value) for value in values])


def cell(value: Any) -> str:
    """Dates as in 2021-07-27, moments with their offset from UTC in London, and no text that is a formula."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return harmless(value) if isinstance(value, str) else str(value)


def harmless(text: str) -> str:
    """An apostrophe before what a spreadsheet would take for a formula; spaces before it hide nothing."""
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) or text.lstrip().startswith(BEGINS_A_FORMULA[:4]) else text
