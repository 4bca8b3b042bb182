"""What meetings have to say on the pages that show several apps."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from meetings.models import AgendaItem, Meeting, PlannedItem, Publication
from meetings.models.meeting import MeetingQuerySet
from scrutiny import slots
from scrutiny.dates import BACKGROUND_YEARS, clear_days, latest_despatch, open_until
from scrutiny.models import Document, Panel
from scrutiny.permissions import scope_of
from scrutiny.slots import OneDay, Row, Section
from scrutiny.templatetags.words import count_words, day, moment, short_day

FEW = 5

REACH = timedelta(days=60)
"""Further away a meeting's deadlines don't feel a day's closing, even across Christmas."""


def meeting_row(meeting: Meeting) -> Row:
    return Row(
        words=str(meeting.panel.name),
        link=meeting.get_absolute_url(),
        note=f"{moment(meeting.begins)}{', ' + meeting.venue if meeting.venue else ''}",
        status=meeting.moved_words or meeting.status.label,
        look="warning" if meeting.moved_words else meeting.status.look,
    )


def next_meetings(user, _subject) -> Section:
    rows = Meeting.objects.visible_to(user).to_come().going_ahead().select_related("panel", "year")
    found = [meeting_row(meeting) for meeting in rows.order_by("held_on", "starts_at", "id")[:FEW]]
    return Section("Next meetings", found, "No meeting is planned.", "/meetings/?when=to_come", "All meetings to come")


def latest_papers(user, _subject) -> Section:
    return Section("Latest papers", published_rows(Meeting.objects.visible_to(user)), "Nothing has been published yet.")


def published_rows(meetings: MeetingQuerySet) -> list[Row]:
    publications = (
        Publication.objects.filter(meeting__in=meetings)
        .select_related("meeting__panel", "meeting__year")
        .defer("for_public", "for_members")
        .newest_first()[:FEW]
    )
    return [
        Row(
            words=(
                f"{publication.get_kind_display()}: {publication.meeting.panel}, "
                f"{short_day(publication.meeting.held_on)}"
            ),
            link=publication.meeting.get_absolute_url(),
            note=f"Published {moment(publication.published_at)}",
        )
        for publication in publications
    ]


def panel_next(user, panel: Panel) -> Section:
    """When the panel meets next."""
    rows = of_panel(user, panel).to_come().order_by("held_on", "starts_at", "id")[:FEW]
    found, file = [dated_row(meeting, panel) for meeting in rows], reverse("panel_file", args=[panel.slug])
    return Section("Next meetings", found, "No meeting is planned.", file, "All in your calendar")


def panel_past(user, panel: Panel) -> Section:
    """The panel's last meetings, newest first."""
    rows = of_panel(user, panel).past().order_by("-held_on", "-id")[:FEW]
    found = [dated_row(meeting, panel) for meeting in rows]
    more = f"/meetings/?panel={panel.slug}"
    return Section("Last meetings", found, "This body has not met yet.", more, "All its meetings")


def panel_attendance(_user, panel: Panel) -> Section:
    """Where its members' attendance is counted."""
    link = reverse("attendance_figures", args=[panel.slug])
    return Section("Attendance", [], "How often its members came, year by year.", link, "Attendance of its members")


def panel_planned(user, panel: Panel) -> Section | None:
    """What was promised to the panel and waits: for officers and the monitoring officer, until members read it too."""
    scope = scope_of(user)
    if not scope.sees_everything:
        return None
    rows = PlannedItem.objects.visible_to(user).filter(panel=panel).waiting().with_late(timezone.localdate())
    found = [planned_row(row) for row in rows.select_related("meeting").order_by("-is_late", "pk")[:FEW]]
    more = reverse("planned", args=[panel.slug]) if scope.is_officer else ""
    return Section("Planned", found, "Nothing is planned.", more, "All planned items")


def planned_row(planned: PlannedItem) -> Row:
    late = planned.is_late  # type: ignore[attr-defined]
    note = f"Promised for {planned.promised_for}" if planned.meeting or planned.month else "When there is room"
    return Row(planned.subject, note=note, status="Late" if late else "", look="warning" if late else "")


def of_panel(user, panel: Panel) -> MeetingQuerySet:
    return Meeting.objects.visible_to(user).filter(panel=panel).select_related("year")


def dated_row(meeting: Meeting, panel: Panel) -> Row:
    meeting.panel = panel
    status, look = (
        meeting.moved_words or meeting.status.label,
        "warning" if meeting.moved_words else meeting.status.look,
    )
    return Row(moment(meeting.begins), meeting.get_absolute_url(), meeting.venue, status, look)


def own_next(user, panels: list[Panel]) -> Section:
    """When the reader's own panels meet next."""
    rows = Meeting.objects.visible_to(user).filter(panel__in=panels).to_come().select_related("panel", "year")
    found = [meeting_row(meeting) for meeting in rows.order_by("held_on", "starts_at", "id")[:FEW]]
    return Section("My next meetings", found, "No meeting of yours is planned.")


def own_papers(user, panels: list[Panel]) -> Section:
    """What was published last for the reader's own panels."""
    meetings = Meeting.objects.visible_to(user).filter(panel__in=panels)
    return Section("My latest papers", published_rows(meetings), "Nothing has been published yet.")


def moved_deadlines(user, subject: OneDay) -> Section:
    """The meetings to come whose deadlines moved because the council is closed on a day, or open after all."""
    rows = Meeting.objects.visible_to(user).to_come().going_ahead().filter(held_on__gte=subject.day)
    until = min(subject.day, date.max - REACH) + REACH
    near = rows.filter(held_on__lte=until).select_related("panel", "year").order_by("held_on", "id")
    found = [Row(str(meeting), meeting.get_absolute_url(), moved_words(meeting, subject)) for meeting in near]
    return Section("What moved", [row for row in found if row.note], "No meeting to come has another deadline by it.")


def moved_words(meeting: Meeting, subject: OneDay) -> str:
    """ "Publish by Friday 11 September, not Monday 14 September 2026"; nothing where nothing moved."""
    if meeting.held_on == subject.day:
        return "Meets on this very day" if subject.calendar.closed(subject.day) else ""
    if meeting.agenda_published_at:
        out_on = timezone.localdate(meeting.agenda_published_at)
        now, was = (clear_days(out_on, meeting.held_on, days) for days in (subject.calendar, subject.before))
        return f"Its agenda is open for {count_words(now, 'clear day')} now, not {was}" if now != was else ""
    now_by, was_by = (latest_despatch(meeting.held_on, calendar=days) for days in (subject.calendar, subject.before))
    return f"Publish by {day(now_by)}, not {day(was_by)}" if now_by != was_by else ""


def panel_circulation(user, panel: Panel) -> Section | None:
    """Where officers keep who gets the panel's papers."""
    if not scope_of(user).is_officer:
        return None
    words = "Who gets the papers"
    return Section("Circulation", [Row(words, reverse("circulation", args=[panel.slug]))])


def document_item(user, document: Document) -> Section | None:
    """The item under which a paper lies, or the meeting that published it, with how long it stays open."""
    items = AgendaItem.objects.readable_by(user).filter(papers__document=document)
    item = items.select_related("meeting__panel", "meeting__year").first()
    if item is not None:
        return Section("Where it belongs", [Row(words_of(item), item.get_absolute_url(), stays_open(item.meeting))])
    found = Meeting.objects.visible_to(user).filter(publications__documents=document)
    meeting = found.select_related("panel", "year").order_by("pk").first()
    if meeting is None:
        return None
    words = f"{meeting.panel}, {short_day(meeting.held_on)}"
    return Section("Where it belongs", [Row(words, meeting.get_absolute_url(), stays_open(meeting))])


def words_of(item: AgendaItem) -> str:
    """ "Item 6, Health and Care Scrutiny Panel, 25 November 2026"."""
    return f"{item.label}, {item.meeting.panel}, {short_day(item.meeting.held_on)}"


def stays_open(meeting: Meeting) -> str:
    """How long the council must keep the agenda and its reports open (Local Government Act 1972, s.100C)."""
    until, background = open_until(meeting.held_on), open_until(meeting.held_on, BACKGROUND_YEARS)
    return f"Open until {short_day(until)}, its background papers until {short_day(background)}"


def register() -> None:
    slots.register("closure", moved_deadlines)
    slots.register("home", next_meetings)
    slots.register("home", latest_papers)
    slots.register("desk", own_next)
    slots.register("desk", own_papers)
    slots.register("panel", panel_next)
    slots.register("panel", panel_past)
    slots.register("panel", panel_attendance)
    slots.register("panel", panel_circulation)
    slots.register("panel", panel_planned)
    slots.register("document", document_item)
