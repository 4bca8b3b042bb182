"""What meetings have to say on the pages that show several apps."""

from django.urls import reverse

from meetings.models import Meeting, Publication
from meetings.models.meeting import MeetingQuerySet
from scrutiny import slots
from scrutiny.models import Panel
from scrutiny.permissions import scope_of
from scrutiny.slots import Row, Section
from scrutiny.templatetags.words import moment, short_day

FEW = 5


def meeting_row(meeting: Meeting) -> Row:
    return Row(
        words=str(meeting.panel.name),
        link=meeting.get_absolute_url(),
        note=f"{moment(meeting.begins)}{', ' + meeting.venue if meeting.venue else ''}",
        status=meeting.status.label,
        look=meeting.status.look,
    )


def next_meetings(user, _subject) -> Section:
    rows = Meeting.objects.visible_to(user).to_come().going_ahead().select_related("panel", "year")
    found = [meeting_row(meeting) for meeting in rows.order_by("held_on", "starts_at", "id")[:FEW]]
    return Section("Next meetings", found, "No meeting is planned.", "/meetings/?when=to_come", "All meetings to come")


def latest_papers(user, _subject) -> Section:
    publications = (
        Publication.objects.filter(meeting__in=Meeting.objects.visible_to(user))
        .select_related("meeting__panel", "meeting__year")
        .defer("for_public", "for_members")
        .newest_first()[:FEW]
    )
    rows = [
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
    return Section("Latest papers", rows, "Nothing has been published yet.")


def panel_next(user, panel: Panel) -> Section:
    """When the panel meets next."""
    rows = of_panel(user, panel).to_come().order_by("held_on", "starts_at", "id")[:FEW]
    return Section("Next meetings", [dated_row(meeting, panel) for meeting in rows], "No meeting is planned.")


def panel_past(user, panel: Panel) -> Section:
    """The panel's last meetings, newest first."""
    rows = of_panel(user, panel).past().order_by("-held_on", "-id")[:FEW]
    found = [dated_row(meeting, panel) for meeting in rows]
    more = f"/meetings/?panel={panel.slug}"
    return Section("Last meetings", found, "This body has not met yet.", more, "All its meetings")


def of_panel(user, panel: Panel) -> MeetingQuerySet:
    return Meeting.objects.visible_to(user).filter(panel=panel).select_related("year")


def dated_row(meeting: Meeting, panel: Panel) -> Row:
    meeting.panel = panel
    state = meeting.status
    return Row(moment(meeting.begins), meeting.get_absolute_url(), meeting.venue, state.label, state.look)


def panel_circulation(user, panel: Panel) -> Section | None:
    """Where officers keep who gets the panel's papers."""
    if not scope_of(user).is_officer:
        return None
    words = "Who gets the papers"
    return Section("Circulation", [Row(words, reverse("circulation", args=[panel.slug]))])


def register() -> None:
    slots.register("home", next_meetings)
    slots.register("home", latest_papers)
    slots.register("panel", panel_next)
    slots.register("panel", panel_past)
    slots.register("panel", panel_circulation)
