"""What becomes of a private item's readers, and of attendance, when two people turn out to be one."""

from itertools import groupby

from meetings.models import Attendance, ItemReader
from scrutiny import merging
from scrutiny.merging import Collision, Way
from scrutiny.models import Person
from scrutiny.templatetags.words import short_day


def reader_words(reader: ItemReader) -> str:
    item = reader.item
    return f"{item.title}, {short_day(item.meeting.held_on)}: {reader.get_kind_display().lower()}"


def listed_twice(kept: Person, gone: Person) -> list[Collision]:
    """Both stand on one item's list. Where they stand there alike, one line goes; where not, the manager says."""
    rows = ItemReader.objects.filter(person__in=[kept, gone]).select_related("item__meeting").order_by("item_id", "pk")
    groups = [list(group) for _, group in groupby(rows, lambda row: row.item_id)]
    return [collision(group, kept) for group in groups if len(group) == 2]


def collision(group: list[ItemReader], kept: Person) -> Collision:
    mine, other = sorted(group, key=lambda row: row.person_id != kept.pk)
    ways = [Way(reader_words(mine), removed=(other,))]
    if mine.kind != other.kind:
        ways.append(Way(reader_words(other), removed=(mine,)))
    words = "; ".join(reader_words(row) for row in group)
    return Collision(f"reader_{mine.item_id}", words, tuple(ways), str(mine.item))


def attendance_words(row: Attendance) -> str:
    return f"{short_day(row.meeting.held_on)}, {row.get_capacity_display().lower()}: {row.get_state_display().lower()}"


def attended_twice(kept: Person, gone: Person) -> list[Collision]:
    """Both are on the list of one meeting. One line goes; where they say different things, the manager says which."""
    rows = Attendance.objects.filter(person__in=[kept, gone]).select_related("meeting__panel")
    groups = [list(group) for _, group in groupby(rows.order_by("meeting_id", "pk"), lambda row: row.meeting_id)]
    return [both_there(group, kept) for group in groups if len(group) == 2]


def both_there(group: list[Attendance], kept: Person) -> Collision:
    mine, other = sorted(group, key=lambda row: row.person_id != kept.pk)
    ways = [Way(attendance_words(mine), removed=(other,))]
    if (mine.state, mine.capacity) != (other.state, other.capacity):
        ways.append(Way(attendance_words(other), removed=(mine,)))
    words = "; ".join(attendance_words(row) for row in group)
    return Collision(f"attendance_{mine.meeting_id}", words, tuple(ways), str(mine.meeting))


def register() -> None:
    merging.register(
        merging.Rule(ItemReader, reader_words, listed_twice, related=("item__meeting",)),
        merging.Rule(Attendance, attendance_words, attended_twice, related=("meeting__panel",)),
    )
