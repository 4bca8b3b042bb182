"""What meetings have to say on the pages that show several apps."""

from meetings.models import AgendaItem, Meeting, Publication
from meetings.models.meeting import MeetingQuerySet
from scrutiny import slots
from scrutiny.dates import BACKGROUND_YEARS, open_until
from scrutiny.models import Document, Panel
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


def own_next(user, panels: list[Panel]) -> Section:
    """When the reader's own panels meet next."""
    rows = Meeting.objects.visible_to(user).filter(panel__in=panels).to_come().select_related("panel", "year")
    found = [meeting_row(meeting) for meeting in rows.order_by("held_on", "starts_at", "id")[:FEW]]
    return Section("My next meetings", found, "No meeting of yours is planned.")


def own_papers(user, panels: list[Panel]) -> Section:
    """What was published last for the reader's own panels."""
    meetings = Meeting.objects.visible_to(user).filter(panel__in=panels)
    return Section("My latest papers", published_rows(meetings), "Nothing has been published yet.")


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
    slots.register("home", next_meetings)
    slots.register("home", latest_papers)
    slots.register("desk", own_next)
    slots.register("desk", own_papers)
    slots.register("panel", panel_next)
    slots.register("panel", panel_past)
    slots.register("document", document_item)
