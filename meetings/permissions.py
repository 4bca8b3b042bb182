"""Who may change meetings, and when. State predicates look only at the record in hand."""

import rules

from scrutiny.permissions import is_officer, sees_everything

rules.add_perm("meetings.change_meeting", is_officer)
rules.add_perm("meetings.publish", is_officer)
rules.add_perm("meetings.read_running_order", sees_everything)


def can_publish_agenda(meeting) -> bool:
    return meeting.state in type(meeting).State.to_come()


def can_change_agenda(meeting) -> bool:
    """Items may still be corrected after the meeting; a cancelled meeting keeps its papers as they were."""
    return meeting.state != type(meeting).State.CANCELLED


def can_cancel(meeting) -> bool:
    return meeting.state in type(meeting).State.to_come()


def can_hold(meeting) -> bool:
    return meeting.state == type(meeting).State.PUBLISHED


def can_write_minutes(meeting) -> bool:
    return meeting.state == type(meeting).State.HELD


def can_publish_minutes(meeting) -> bool:
    return meeting.state == type(meeting).State.HELD
