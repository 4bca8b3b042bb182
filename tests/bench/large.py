"""A council of a hundred thousand rows, written straight into the bench's throw-away database.

`python -m tests.bench.large`, in the environment of the bench. Prints, as JSON, how long the admin site's list takes.
"""

import json
import logging
import os
from collections.abc import Callable
from datetime import date, time, timedelta

import django

from tests.bench.report import percentile

MEETINGS, ITEMS_EACH = int(os.environ.get("BENCH_MEETINGS", "5000")), 20
VISITS = int(os.environ.get("BENCH_VISITS", "20"))
BATCH = 5_000
FIRST = date(1960, 1, 1)


def main() -> None:
    django.setup()
    logging.disable(logging.INFO)
    enter()
    print(json.dumps(measured()))


def enter() -> None:
    """A hundred thousand items of five thousand meetings. Without history: nothing reads it here."""
    from django.db import connection

    from meetings.models import AgendaItem, Meeting
    from scrutiny.models import MunicipalYear, Panel

    panel, year = Panel.objects.earliest("pk"), MunicipalYear.objects.earliest("pk")
    meetings = Meeting.objects.bulk_create(
        [
            Meeting(panel=panel, year=year, held_on=FIRST + timedelta(day), starts_at=time(16, 0), venue=f"Room {day}")
            for day in range(MEETINGS)
        ],
        batch_size=BATCH,
    )
    for meeting_rows in (
        meetings[place : place + BATCH // ITEMS_EACH] for place in range(0, MEETINGS, BATCH // ITEMS_EACH)
    ):
        AgendaItem.objects.bulk_create(
            AgendaItem(meeting=meeting, position=place, number=str(place), title=f"Subject {meeting.pk} of {place}")
            for meeting in meeting_rows
            for place in range(1, ITEMS_EACH + 1)
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measured() -> dict[str, float]:
    """The 95th percentile of a manager's visits to the list, in milliseconds, and of the plain page beside it."""
    from django.test import Client
    from django.urls import reverse

    from scrutiny.models import Role, User

    items = reverse("admin:meetings_agendaitem_changelist")
    addresses = {
        "plain page of 25 KB": "/plain/",
        "the first page": items,
        "the last page": f"{items}?p=50",
        "a search": f"{items}?q=Subject",
        "the private ones": f"{items}?openness__exact=exempt",
    }
    manager = Client(headers={"host": "127.0.0.1"})
    manager.force_login(User.objects.filter(role=Role.MANAGER).earliest("pk"))

    def visit(address: str) -> Callable[[int], None]:
        def once(_number: int) -> None:
            answer = manager.get(address)
            if answer.status_code != 200:
                raise RuntimeError(f"{address} answered {answer.status_code}, not 200.")

        return once

    return {name: percentile(visit(address), range(VISITS)) for name, address in addresses.items()}


if __name__ == "__main__":
    main()
