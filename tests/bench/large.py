"""A council of a hundred thousand rows, written straight into the bench's throw-away database.

`python -m tests.bench.large`, in the environment of the bench.
"""

from datetime import date, time, timedelta

import django

MEETINGS, ITEMS_EACH = 5_000, 20
BATCH = 5_000
FIRST = date(1960, 1, 1)


def main() -> None:
    django.setup()
    enter()


def enter() -> None:
    """A hundred thousand items of five thousand meetings. Without history: nothing reads it here."""
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


if __name__ == "__main__":
    main()
