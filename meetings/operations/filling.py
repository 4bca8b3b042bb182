"""Filling an agenda with what is known already: standing items, minutes to approve, open actions, another agenda."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from meetings.models import Action, AgendaItem, Meeting, MinutesToApprove, TakenOff
from meetings.operations.agenda import append, arrange, before_what_closes, open_agenda
from scrutiny.models import Open, Panel
from scrutiny.operations import Change, Refused, change
from scrutiny.templatetags.words import short_day

MINUTES = re.compile(r"minutes( of (the )?(previous|last) meetings?)?", re.IGNORECASE)
"""A standing item that means the minutes of whatever meeting has none approved yet."""

CLOSING = re.compile(
    r"(any |any other |other )?urgent (business|items?)|any other business|dates? of (the )?next meeting", re.IGNORECASE
)
"""The first standing item of those that end an agenda instead of beginning it."""

ACTIONS = "Actions still open"


class NothingToCopy(Refused):
    """Tick the items to copy."""


@dataclass
class Line:
    """What an agenda of this panel has: ``item`` where it is there already, ``approves`` the meeting whose minutes
    it approves."""

    title: str
    origin: str
    approves: Meeting | None = None
    item: AgendaItem | None = None


def minutes_to_approve(meeting: Meeting) -> list[Meeting]:
    """The earlier meetings of this panel, or of those that it follows, whose minutes are on no agenda yet.

    On the agenda of a public meeting no informal meeting or task group is named.
    """
    on_an_agenda = MinutesToApprove.objects.filter(meeting=OuterRef("pk")).exclude(
        item__meeting__state=Meeting.State.CANCELLED
    )
    rows = Meeting.objects.filter(
        of_the_panel(meeting.panel), ~Exists(on_an_agenda), state=Meeting.State.HELD, held_on__lt=meeting.held_on
    )
    if meeting.is_formal and meeting.panel.access_rules_apply:
        rows = rows.filter(is_formal=True, panel__access_rules_apply=True)
    return list(rows.order_by("held_on", "number_on_day"))


def open_actions(meeting: Meeting) -> QuerySet[Action]:
    """What people took on at the earlier meetings of this panel, or of those that it follows, and nobody has answered,
    oldest first.

    Nothing of private items, nor, on the agenda of a public meeting, of informal meetings and task groups.
    """
    at = "minute__item__meeting"
    rows = Action.objects.filter(
        of_the_panel(meeting.panel, f"{at}__panel"),
        **{f"{at}__held_on__lt": meeting.held_on, "minute__item__openness": Open.OPEN, "answered_on": None},
    )
    if meeting.is_public:
        rows = rows.filter(**{f"{at}__is_formal": True, f"{at}__panel__access_rules_apply": True})
    return rows.select_related("owner", at).order_by(f"{at}__held_on", "minute__item__position", "pk")


def of_the_panel(panel: Panel, path: str = "panel") -> Q:
    """Its own, and those of the bodies that it follows."""
    return Q(**{path: panel}) | Q(**{f"{path}__in": panel.predecessors.values("pk")})


def template_of(meeting: Meeting, items: Iterable[AgendaItem], actions: int) -> list[Line]:
    """What an agenda of this panel begins with, in order, each with its item among ``items`` if it is there."""
    approving = [
        Line(f"Minutes of {short_day(each.held_on)}", AgendaItem.Origin.MINUTES, each)
        for each in minutes_to_approve(meeting)
    ]
    known = list(items)
    there = [Line(each.title, each.origin, item=each) for each in known if each.origin == AgendaItem.Origin.MINUTES]
    minutes = there + approving
    opening, closing = apart(meeting.panel.standing_titles)
    lines: list[Line] = []
    for title in opening:
        if MINUTES.fullmatch(title):
            lines += minutes_at(title, minutes, known)
            minutes = []
        else:
            lines.append(Line(title, AgendaItem.Origin.STANDING))
    lines += minutes
    if actions:
        lines.append(Line(ACTIONS, AgendaItem.Origin.ACTIONS))
    lines += [Line(title, AgendaItem.Origin.CLOSING) for title in closing]
    return found_among(lines, known)


def apart(titles: list[str]) -> tuple[list[str], list[str]]:
    """The standing items that begin an agenda, and those that end it."""
    cut = next((place for place, title in enumerate(titles) if CLOSING.match(title)), len(titles))
    return titles[:cut], titles[cut:]


def minutes_at(title: str, minutes: list[Line], items: list[AgendaItem]) -> list[Line]:
    """The panel's standing item for minutes: the first to approve takes its place, if it stands there alone."""
    if not minutes:
        return [Line(title, AgendaItem.Origin.STANDING)]
    alone = next((item for item in items if item.title.casefold() == title.casefold()), None)
    if minutes[0].item is None:
        minutes[0].item = alone
    return minutes


def found_among(lines: list[Line], items: list[AgendaItem]) -> list[Line]:
    """An item goes by its title, and the open actions by their origin."""
    titles = {item.title.casefold(): item for item in reversed(items)}
    actions = next((item for item in items if item.origin == AgendaItem.Origin.ACTIONS), None)
    for line in lines:
        if line.item is None:
            line.item = titles.get(line.title.casefold())
        if line.item is None and line.origin == AgendaItem.Origin.ACTIONS:
            line.item = actions
    return lines


def lacking(lines: list[Line], taken_off: Iterable[TakenOff]) -> list[Line]:
    """What is not there yet, but for what was taken off on purpose."""
    gone = {each.title.casefold() for each in taken_off}
    return [line for line in lines if is_lacking(line) and line.title.casefold() not in gone]


def is_lacking(line: Line) -> bool:
    return line.item is None or line.approves is not None


def fill_agenda(*, meeting: Meeting, by, seen: int | None = None) -> list[AgendaItem]:
    """Put on the agenda what it lacks, each in its place; what is there stays. Done twice, it changes nothing more.

    Gives the items that it added or made into minutes to approve. Raises `AgendaClosed`, `ChangedMeanwhile`.
    """
    with change("fill_agenda", by=by, about=meeting) as step:
        open_agenda(meeting, seen)
        items = list(meeting.items.order_by("position"))
        lines = template_of(meeting, items, open_actions(meeting).count())
        wanted = lacking(lines, meeting.taken_off.all())
        order = [item.pk for item in items]
        place = 0
        for line in lines:
            if line in wanted:
                put_line(step, meeting, line)
            if line.item is None:
                continue
            if line.item.pk not in order:
                order.insert(len(order) if line.origin == AgendaItem.Origin.CLOSING else place, line.item.pk)
            place = order.index(line.item.pk) + 1
        arrange(step, meeting, order)
    added = [line.item.pk for line in wanted if line.item]
    return list(meeting.items.filter(pk__in=added).order_by("position"))


def put_line(step: Change, meeting: Meeting, line: Line) -> None:
    if line.item is None:
        line.item = append(step, meeting, title=line.title, origin=line.origin)
    elif line.approves:
        step.save(line.item, title=line.title, origin=line.origin)
    if line.approves:
        step.save(MinutesToApprove(item=line.item, meeting=line.approves))


COPIED = ("title", "is_heading", "presenters", "purpose", "delivery")
OPENNESS = ("public_title", "openness", "exempt_paragraph", "public_interest", "private_until")
"""What an item takes with it to another agenda: nothing of what was said of it. A private one stays private."""


def copy_items(*, meeting: Meeting, items: list[AgendaItem], by, seen: int | None = None) -> list[AgendaItem]:
    """Put the same items on this agenda, as new ones in the last places, without papers and minutes.

    Raises `NothingToCopy`, `AgendaClosed`, `ChangedMeanwhile`.
    """
    if not items:
        raise NothingToCopy
    with change("copy_items", by=by, about=meeting) as step:
        open_agenda(meeting, seen)
        copies = [
            append(step, meeting, **{name: getattr(item, name) for name in (*COPIED, *OPENNESS)}) for item in items
        ]
        arrange(step, meeting, before_what_closes(meeting, [copy.pk for copy in copies]))
    return list(meeting.items.filter(pk__in=[copy.pk for copy in copies]).order_by("position"))
