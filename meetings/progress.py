"""How far the minutes of a meeting are: what is written, and what is to be finished before they go out."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from meetings.attendance import Roll
from meetings.models import Action, AgendaItem, Meeting, Minute
from meetings.operations import meeting_minutes
from scrutiny.templatetags.words import count_words


@dataclass(frozen=True)
class Line:
    """An item of the agenda with its minute and the sections after it; a heading has neither."""

    item: AgendaItem
    minute: Minute | None = None
    sections: list[Minute] = field(default_factory=list)

    @property
    def minutes(self) -> list[Minute]:
        return [*filter(None, [self.minute]), *self.sections]

    @property
    def has_unanswered(self) -> bool:
        """Nobody has said whether the open minutes are a fair account without this one."""
        return self.item.is_private and self.minute is not None and not self.minute.open_record

    @property
    def lacks_summary(self) -> bool:
        minute = self.minute
        return minute is not None and minute.open_record == Minute.OpenRecord.LACKING and not minute.public_summary


@dataclass(frozen=True)
class ToFinish:
    """One thing that is to be put right, and where."""

    words: str
    link: str
    verb: str


@dataclass(frozen=True)
class Progress:
    meeting: Meeting
    lines: list[Line]
    roll: Roll | None = None

    @property
    def items(self) -> list[Line]:
        return [line for line in self.lines if not line.item.is_heading]

    @property
    def unwritten(self) -> list[Line]:
        return [line for line in self.items if line.minute is None]

    @property
    def words(self) -> str:
        """ "7 of 10 items written"."""
        return f"{len(self.items) - len(self.unwritten)} of {count_words(len(self.items), 'item')} written"

    @property
    def loose(self) -> list[tuple[Line, Action]]:
        """Actions without an owner or a day."""
        return [
            (line, action)
            for line in self.lines
            for minute in line.minutes
            for action in minute.actions.all()
            if not (action.owner and action.due_on)
        ]

    @property
    def to_finish(self) -> list[ToFinish]:
        return [
            *self.unaccounted,
            *(self.at("minute_edit", line, f"{line.item} has no minute", "Write it") for line in self.unwritten),
            *(self.at_action(line, action) for line, action in self.loose),
            *(
                self.at("minute_edit", line, f"{line.item} has no public summary yet", "Write it")
                for line in self.items
                if line.lacks_summary
            ),
            *(
                self.at("minute_edit", line, f"{line.item}: are the open minutes a fair account without it?", "Look")
                for line in self.items
                if line.has_unanswered
            ),
        ]

    @property
    def unaccounted(self) -> list[ToFinish]:
        """Whom nobody has marked as present, apologies or absent."""
        left = len(self.roll.not_accounted_for) if self.roll else 0
        words = f"{count_words(left, 'member is,members are')} not accounted for"
        return [ToFinish(words, reverse("attendance", kwargs=self.meeting.address), "Put right")] if left else []

    def at_action(self, line: Line, action: Action) -> ToFinish:
        lacks = "owner" if not action.owner else "day by which it is due"
        words = f"{line.item}: the action “{action.text}” has no {lacks}"
        return self.at("action_edit", line, words, "Put right", action=action.pk)

    def at(self, name: str, line: Line, words: str, verb: str, **more: Any) -> ToFinish:
        return ToFinish(words, reverse(name, kwargs=self.meeting.address | {"item": line.item.pk} | more), verb)

    def minute(self, pk: int | None) -> Minute | None:
        """One of them, with its decisions and actions."""
        return next((minute for line in self.lines for minute in line.minutes if minute.pk == pk), None)

    def after(self, item: AgendaItem) -> AgendaItem | None:
        """The item that comes next."""
        items = [line.item for line in self.items]
        place = next((place for place, each in enumerate(items) if each.position > item.position), None)
        return None if place is None else items[place]


def progress_of(meeting: Meeting, roll: Roll | None = None) -> Progress:
    """In four queries; ``roll`` is who was there, where that is to be settled too."""
    written: dict[int, list[Minute]] = {}
    for minute in meeting_minutes(meeting):
        written.setdefault(minute.item_id, []).append(minute)
    lines = [line_of(item, written.get(item.pk, [])) for item in meeting.items.order_by("position")]
    return Progress(meeting, lines, roll)


def line_of(item: AgendaItem, minutes: list[Minute]) -> Line:
    own = next((minute for minute in minutes if not minute.is_section), None)
    return Line(item, own, [minute for minute in minutes if minute.is_section])
