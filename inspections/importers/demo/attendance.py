"""Who was at each meeting, marked when it was over; what the papers don't say of a member is an absence."""

from datetime import date

from inspections.importers.demo.story import Row, Story
from meetings.models import Attendance, Meeting
from meetings.operations import Mark, add_attender, declare_none, mark_attendance, seats_on
from scrutiny.models import Person

Capacity, State = Attendance.Capacity, Attendance.State
LISTS = {"officers": Capacity.OFFICER, "by_invitation": Capacity.INVITED}


def note_attendance(story: Story, row: Row) -> None:
    meeting, said = story.find(Meeting, row["key"]), row["attendance"]
    day = date.fromisoformat(row["date"])
    states = {story.find(Person, key): State.PRESENT for key in said["present"]}
    states |= {story.find(Person, key): State.APOLOGIES for key in said["apologies"]}
    members = [seat.person for seat in seats_on(meeting)]
    marks: dict[Person, Mark | None] = {each: Mark(states.get(each, State.ABSENT)) for each in members}
    mark_attendance(meeting=meeting, marks=marks, today=day, by=story.officer)
    for name, capacity in LISTS.items():
        for key in said[name]:
            person = story.find(Person, key)
            add_attender(meeting=meeting, person=person, capacity=capacity, today=day, by=story.officer)
    declare_none(meeting=meeting, by=story.officer)
