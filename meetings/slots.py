"""What meetings have to say on the pages that show several apps."""

from meetings.models import Meeting, Publication
from scrutiny import slots
from scrutiny.models import Panel
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
            words=f"{publication.get_kind_display()}: {publication.meeting.panel}, {short_day(publication.meeting.held_on)}",
            link=publication.meeting.get_absolute_url(),
            note=f"Published {moment(publication.published_at)}",
        )
        for publication in publications
    ]
    return Section("Latest papers", rows, "Nothing has been published yet.")


def panel_meetings(user, panel: Panel) -> Section:
    """The panel's meetings, newest first."""
    rows = (
        Meeting.objects.visible_to(user)
        .filter(panel=panel)
        .select_related("year")
        .order_by("-held_on", "-id")[: FEW + 1]
    )
    found = []
    for meeting in rows[:FEW]:
        meeting.panel = panel
        found.append(
            Row(
                moment(meeting.begins),
                meeting.get_absolute_url(),
                meeting.venue,
                meeting.status.label,
                meeting.status.look,
            )
        )
    return Section(
        "Meetings", found, "This body has not met yet.", f"/meetings/?panel={panel.slug}", "All its meetings"
    )


def register() -> None:
    slots.register("home", next_meetings)
    slots.register("home", latest_papers)
    slots.register("panel", panel_meetings)
