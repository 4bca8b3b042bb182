"""Who may change meetings, and when. State predicates look only at the record in hand."""

import rules

from scrutiny.permissions import is_officer, sees_everything

rules.add_perm("meetings.change_meeting", is_officer)
rules.add_perm("meetings.publish", is_officer)
rules.add_perm("meetings.change_circulation", is_officer)
rules.add_perm("meetings.read_running_order", sees_everything)


def can_publish_agenda(meeting) -> bool:
    return meeting.state in type(meeting).State.to_come()


def can_change_agenda(meeting) -> bool:
    """Items may still be corrected after the meeting; a cancelled meeting keeps its papers as they were."""
    return meeting.state != type(meeting).State.CANCELLED


def can_ask(meeting) -> bool:
    """Somebody may be asked for a paper, or the chair for a view."""
    return meeting.state in type(meeting).State.to_come()


def can_remind(request) -> bool:
    return request.state == type(request).State.ASKED


def can_receive(request) -> bool:
    """Until an officer has put the paper under its item, its author may send a better one."""
    return request.accepted_at is None and request.state != type(request).State.WITHDRAWN


def can_accept(request) -> bool:
    return request.accepted_at is None and request.is_received


def can_return(request) -> bool:
    return request.accepted_at is None and request.is_received


def can_withdraw(request) -> bool:
    return request.accepted_at is None and request.state != type(request).State.WITHDRAWN


def can_cancel(meeting) -> bool:
    return meeting.state in type(meeting).State.to_come()


def can_move(meeting) -> bool:
    """One that was held may have been entered under a wrong date; a cancelled one is reinstated first."""
    return meeting.state != type(meeting).State.CANCELLED


def can_reinstate(meeting) -> bool:
    return meeting.state in type(meeting).State.called_off()


def can_hold(meeting) -> bool:
    return meeting.state == type(meeting).State.PUBLISHED


def can_decide_urgency(meeting) -> bool:
    """At the meeting, and afterwards while its minutes are written."""
    return meeting.state in (type(meeting).State.PUBLISHED, type(meeting).State.HELD)


def can_record_attendance(meeting) -> bool:
    """Apologies and substitutes may come days before; nobody attends what was called off."""
    return not meeting.is_called_off


def can_write_minutes(meeting) -> bool:
    return meeting.state == type(meeting).State.HELD


def can_publish_minutes(meeting) -> bool:
    return meeting.state == type(meeting).State.HELD
