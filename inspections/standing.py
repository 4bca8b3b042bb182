"""Where a recommendation stands: one sentence, composed from the records by fixed rules.

The same in page, list and print, so that nobody reads two different things.
"""

from datetime import date
from typing import Any, TypedDict

from inspections.models import Progress, Recommendation

SILENCE = "No update has been received."


class Newest(TypedDict):
    """The newest update that a reader may see, as `RecommendationQuerySet.with_standing` gives it."""

    progress: str
    made_on: str
    owner: str
    reason: str
    revised_due_on: str | None


def sentence(newest: Newest | None) -> str:
    """ "The owner (Head of Virtual School) says it is on track, as of 22 September 2026." """
    if newest is None:
        return SILENCE
    claim = f"The owner ({newest['owner']}) says {claimed(newest)}, as of {in_words(newest['made_on'])}."
    if newest["progress"] == Progress.DONE:
        return f"{claim} The panel has not decided."
    if newest["reason"]:
        return f"{claim} The reason given: {newest['reason']}"
    return claim


def tracker_row(recommendation: Recommendation) -> dict[str, Any]:
    """A line of a list: the record ``with_standing``, its newest update's progress and owner, and its sentence."""
    newest = recommendation.newest  # type: ignore[attr-defined]
    return {
        "recommendation": recommendation,
        "progress": Progress(newest["progress"]) if newest else None,
        "owner": newest["owner"] if newest else "",
        "sentence": sentence(newest),
    }


def claimed(newest: Newest) -> str:
    match newest["progress"]:
        case Progress.NOT_STARTED:
            return "work has not started"
        case Progress.ON_TRACK:
            return "it is on track"
        case Progress.SLIPPED:
            return f"it has slipped to {in_words(newest['revised_due_on'] or '')}"
        case Progress.DONE:
            return "this is done"
        case Progress.PAUSED:
            return "it is paused"
        case _:
            return "it has been overtaken by events"


def in_words(iso: str) -> str:
    """ "2026-09-22" as "22 September 2026"."""
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"
