"""What it takes to save a meeting of eight items, with history and search: `python -m tests.bench.saving`,
in the environment of the bench. Prints, as JSON, the 95th percentile of each operation in milliseconds."""

import json
import os
from collections.abc import Callable
from datetime import date

import django

from tests.bench.report import percentile

ITEMS = 8
SAVES = int(os.environ.get("BENCH_SAVES", "60"))
TO_COME = date(2099, 3, 3)
WORDS = "The panel heard how the new arrangements work for children and their families, and what is still to be done. "


def main() -> None:
    django.setup()
    print(json.dumps(measured()))


def measured() -> dict[str, float]:
    """Each operation as the pages call it, of one meeting that is called for the purpose."""
    from meetings.operations import add_item, call_meeting, edit_item, edit_meeting, publish_agenda
    from scrutiny.models import Panel, Role, User

    by = User.objects.filter(role=Role.OFFICER).earliest("pk")
    meeting = call_meeting(panel=Panel.objects.earliest("pk"), held_on=TO_COME, by=by)
    items = [
        add_item(meeting=meeting, title=f"Subject {number}", text=WORDS * 5, by=by) for number in range(1, ITEMS + 1)
    ]

    def move(number: int) -> None:
        edit_meeting(meeting=meeting, held_on=TO_COME, venue=f"Room {number}", reason="A larger room.", by=by)

    def write(number: int) -> None:
        edit_item(item=items[number % ITEMS], text=WORDS * 5 + f"Draft {number}.", by=by)

    def publish(number: int) -> None:
        meeting.refresh_from_db()
        publish_agenda(meeting=meeting, reason=f"Correction {number}.", by=by)

    kinds: dict[str, Callable[[int], None]] = {
        "the meeting": move,
        "an item": write,
        "the agenda published": publish,
    }
    return {name: percentile(save, range(SAVES)) for name, save in kinds.items()}


if __name__ == "__main__":
    main()
