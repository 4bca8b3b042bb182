"""Loading the demonstration: only into an empty database, all of it or nothing."""

from django.db import transaction

from inspections.importers.demo import asking, council, following, inspections, meetings, planned
from inspections.importers.demo.own import noted
from inspections.importers.demo.papers import Papers, make_papers
from inspections.importers.demo.story import Moment, Story, read_lists
from inspections.operations.seeding import seed_frameworks
from meetings.models import Meeting
from scrutiny.models import Panel, User
from scrutiny.operations import dated


def records_there() -> str:
    """The records that make a database anything but empty, counted in words; empty where there is none."""
    counts = {
        "account": User.objects.count(),
        "panel": Panel.objects.count(),
        "meeting": Meeting.objects.count(),
    }
    return ", ".join(f"{count} {name}{'s' * (count > 1)}" for name, count in counts.items() if count)


def load() -> None:
    """Make the papers, then enter everything in the order in which it happened, each at its own moment.

    The frameworks are every installation's, so that they are not noted as the demonstration's own.
    """
    story = Story(read_lists())
    papers = make_papers(story)
    with transaction.atomic():
        seed_frameworks()
        with noted():
            for moment in in_order(story, papers):
                with dated(moment.at):
                    moment.enter()


def in_order(story: Story, papers: Papers) -> list[Moment]:
    told = [
        *council.moments(story),
        *inspections.moments(story, papers),
        *meetings.moments(story, papers),
        *planned.moments(story),
        *asking.moments(story, papers),
        *following.moments(story, papers),
    ]
    return sorted(told, key=lambda moment: moment.at)
