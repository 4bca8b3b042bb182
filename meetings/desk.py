"""What meetings put on an officer's desk: agendas to publish, meetings to close, minutes to write, promises overdue."""

from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.timezone import localdate

from meetings.deadlines import Deadlines, deadlines
from meetings.models import Action, AgendaItem, ItemPaper, Meeting, PaperRequest, PlannedItem, Publication, TakenOff
from scrutiny import desk
from scrutiny.dates import add_working_days
from scrutiny.desk import Card, Desk, Task, Work
from scrutiny.models import Letter
from scrutiny.templatetags.words import count_words, day, moment, short_day

AHEAD = timedelta(weeks=8)
A_WEEK = timedelta(days=7)
A_MONTH = timedelta(days=31)
MINUTES_WITHIN = 10
"""Working days from a meeting to its draft minutes: the office's own rule."""

URGENT = 2
"""Working days left from which a deadline is shown as a warning."""


def agendas_to_publish(desk: Desk) -> Work:
    """Meetings of the next weeks whose agenda isn't out, with how many of the reports are in."""
    rows = Meeting.objects.filter(state=Meeting.State.SCHEDULED, held_on__gte=desk.today)
    rows = desk.of(rows.filter(held_on__lte=desk.today + AHEAD)).select_related("panel", "year")
    has_paper = Exists(ItemPaper.objects.filter(item=OuterRef("items")))
    asked = Exists(PaperRequest.objects.unfinished().filter(item=OuterRef("items")))
    reports = Q(items__delivery__in=AgendaItem.Delivery.written()) | Q(has_paper) | Q(asked)
    counted = rows.annotate(
        wanted=Count("items", filter=reports, distinct=True),
        papers_in=Count("items", filter=Q(has_paper), distinct=True),
    )
    return Work(cards=[card_of(meeting, desk) for meeting in counted.order_by("held_on", "starts_at", "pk")])


def card_of(meeting: Meeting, desk: Desk) -> Card:
    due = deadlines(meeting, desk.today, desk.calendar)
    wanted, papers_in = meeting.wanted, meeting.papers_in  # type: ignore[attr-defined]
    papers = (
        f"Papers {papers_in} of {wanted} in, due {day(due.papers_due)}." if wanted else "No report is expected yet."
    )
    status, look = ("The last safe day has passed", "bad") if desk.today > due.publish_by else left(due)
    return Card(
        heading=f"{meeting.panel} · {moment(meeting.begins)}",
        link=reverse("agenda", kwargs=meeting.address),
        verb="Open the agenda",
        due_on=due.publish_by,
        status=status,
        look=look,
        lines=[f"Publish by {day(due.publish_by)}.", papers],
    )


def left(due: Deadlines) -> tuple[str, str]:
    look = "warning" if due.working_days_left <= URGENT else "neutral"
    if due.working_days_left == 0:
        return "Publish today", look
    return f"{count_words(due.working_days_left, 'working day')} left", look


def meetings_to_close(desk: Desk) -> Work:
    """Meetings whose day has come: say that they were held, then write their minutes and publish them."""
    over = Q(state=Meeting.State.PUBLISHED, held_on__lt=desk.today)
    unwritten = Q(state=Meeting.State.HELD, minutes_state=Meeting.Minutes.DRAFTING)
    rows = desk.of(Meeting.objects.filter(over | unwritten)).select_related("panel", "year")
    return Work(tasks=[closing(meeting, desk) for meeting in rows.order_by("held_on", "pk")])


def closing(meeting: Meeting, desk: Desk) -> Task:
    which, link = f"{meeting.panel}, {short_day(meeting.held_on)}", meeting.get_absolute_url()
    due = add_working_days(meeting.held_on, MINUTES_WITHIN, desk.calendar)
    if meeting.state == Meeting.State.HELD:
        return Task(f"Draft minutes of {which}", reverse("minutes", kwargs=meeting.address), "Write", due)
    return Task(f"Was the meeting held? {which}", link, "Say so", meeting.held_on, due_is="met on")


def of_item(item: AgendaItem) -> str:
    return f"{item.meeting.panel}, {short_day(item.meeting.held_on)}, {item.label}"


def promises_overdue(desk: Desk) -> Work:
    """Actions whose day has passed without an answer."""
    rows = desk.of(Action.objects.filter(answered_on=None, due_on__lt=desk.today), "minute__item__meeting__panel")
    rows = rows.select_related("owner", "minute__item__meeting__panel", "minute__item__meeting__year")
    return Work(tasks=[promise(action) for action in rows.order_by("due_on", "pk")])


def promise(action: Action) -> Task:
    item = action.minute.item
    note = f"{of_item(item)} · {action.owned_by or 'no owner yet'}"
    return Task(action.text, item.get_absolute_url(), "See it", action.due_on, note)


def private_too_long(desk: Desk) -> Work:
    """Private items whose reason was expected to have ended by now."""
    rows = AgendaItem.objects.filter(private_until__lt=desk.today).exclude(openness="open")
    rows = desk.of(rows, "meeting__panel").select_related("meeting__panel", "meeting__year")
    return Work(tasks=[looked_at_again(item) for item in rows.order_by("private_until", "pk")])


def looked_at_again(item: AgendaItem) -> Task:
    link = reverse("item_open", kwargs=item.meeting.address | {"item": item.pk})
    return Task(
        f"Can it be public now? {item.title}", link, "Look", item.private_until, of_item(item), due_is="private until"
    )


def papers_asked_for(desk: Desk) -> Work:
    """Papers that are late or have come and are to be read; the rest waits for its authors."""
    rows = desk.of(PaperRequest.objects.unfinished(), "item__meeting__panel")
    rows = rows.filter(item__meeting__held_on__gte=desk.today)
    rows = rows.select_related("answer_request__owner", "item__meeting__panel", "item__meeting__year")
    asked = list(rows.order_by("due_on", "pk"))
    urgent = [row for row in asked if row.is_received or row.days_late(desk.today)]
    return Work(
        tasks=[paper_task(row, desk.today) for row in urgent],
        waits=[paper_task(row, desk.today) for row in asked if row not in urgent],
        done=[asking_done(row) for row in asked if row.asked_on > desk.today - A_WEEK],
    )


def asking_done(asked: PaperRequest) -> Task:
    """An author who was asked this week can be told that the paper isn't needed."""
    item = asked.item
    link = reverse("paper_withdraw", kwargs=item.meeting.address | {"item": item.pk, "asked": asked.pk})
    note = f"{of_item(item)} · {asked.answer_request}, asked {short_day(asked.asked_on)}"
    return Task(f"Asked for a paper: {item.title}", link, "Stop asking", note=note)


def paper_task(asked: PaperRequest, today: date) -> Task:
    item = asked.item
    address = item.meeting.address | {"item": item.pk, "asked": asked.pk}
    reminded = f", reminded {short_day(asked.last_reminder_on)}" if asked.last_reminder_on else ""
    note = f"{of_item(item)} · {asked.answer_request}{reminded}"
    verb = "Read" if asked.is_received else "Ask again" if asked.days_late(today) else "See it"
    words = "Read the paper that came" if asked.is_received else "Paper"
    return Task(f"{words}: {item.title}", reverse("paper_asked", kwargs=address), verb, asked.due_on, note)


def promises_without_an_item(desk: Desk) -> Work:
    """What was planned for a meeting or a month that has passed."""
    rows = desk.of(PlannedItem.objects.late(desk.today)).select_related("panel", "meeting")
    return Work(tasks=[late_plan(planned) for planned in rows.order_by("pk")])


def late_plan(planned: PlannedItem) -> Task:
    due, due_is = (planned.meeting.held_on, "promised for") if planned.meeting else (planned.month, "from")
    note = f"{planned.panel} · promised for {planned.promised_for}"
    link = reverse("planned", args=[planned.panel.slug])
    return Task(f"Promised and on no agenda: {planned.subject}", link, "Move on", due, note, due_is)


def letters_undelivered(desk: Desk) -> Work:
    """Of what was published lately, the letters that came back or could not be sent."""
    letters = Letter.objects.undelivered().filter(
        content_type__app_label="meetings", content_type__model="publication", object_id=OuterRef("pk")
    )
    rows = Publication.objects.filter(Exists(letters), published_at__date__gt=desk.today - A_MONTH)
    rows = desk.of(rows, "meeting__panel").select_related("meeting__panel", "meeting__year")
    return Work(tasks=[undelivered(row) for row in rows.defer("for_public", "for_members").newest_first()])


def undelivered(publication: Publication) -> Task:
    link = reverse("publication_sent", kwargs=publication.meeting.address | {"pk": publication.pk})
    words = f"Letters not delivered: {publication.get_kind_display()}, {publication.meeting}"
    return Task(words, link, "See which", localdate(publication.published_at), due_is="published")


def published_lately(desk: Desk) -> Work:
    rows = Publication.objects.filter(published_at__date__gt=desk.today - A_WEEK)
    rows = desk.of(rows, "meeting__panel").select_related("meeting__panel", "meeting__year", "published_by")
    found = rows.defer("for_public", "for_members").newest_first()
    return Work(done=[published(publication) for publication in found])


def published(publication: Publication) -> Task:
    words = f"{publication.get_kind_display()}: {publication.meeting}"
    note = f"Published {moment(publication.published_at)} by {publication.published_by}"
    return Task(words, publication.meeting.get_absolute_url(), "See it", note=note)


def taken_off_lately(desk: Desk) -> Work:
    """Items that went this week, each with the way back."""
    rows = TakenOff.objects.filter(taken_off_at__date__gt=desk.today - A_WEEK, meeting__held_on__gte=desk.today)
    rows = desk.of(rows.exclude(planned__state=PlannedItem.State.ON_AGENDA), "meeting__panel")
    rows = rows.select_related("meeting__panel", "meeting__year", "planned__meeting", "taken_off_by")
    return Work(done=[taken_off(gone) for gone in rows.order_by("-pk")])


def taken_off(gone: TakenOff) -> Task:
    note = f"{gone.meeting.panel}, {short_day(gone.meeting.held_on)} · {gone.taken_off_by}, {moment(gone.taken_off_at)}"
    back = reverse("item_put_back", kwargs=gone.meeting.address | {"pk": gone.pk})
    agenda = reverse("agenda", kwargs=gone.meeting.address)
    words = f"Taken off the agenda: {gone.title}"
    return Task(words, agenda, "See the agenda", note=note, undo=back, undo_verb="Put it back")


def dropped_lately(desk: Desk) -> Work:
    """What was planned and dropped this week, with the way back."""
    drops = PlannedItem.history.filter(
        id=OuterRef("pk"), operation_verb="drop_planned", history_date__date__gt=desk.today - A_WEEK
    )
    rows = desk.of(PlannedItem.objects.filter(Exists(drops), state=PlannedItem.State.DROPPED))
    return Work(done=[dropped(planned) for planned in rows.select_related("panel").order_by("-pk")])


def dropped(planned: PlannedItem) -> Task:
    link = reverse("planned", args=[planned.panel.slug])
    undo = reverse("planned_again", args=[planned.panel.slug, planned.pk])
    note = f"{planned.panel} · {planned.reason}"
    return Task(f"Dropped: {planned.subject}", link, "See the plan", note=note, undo=undo, undo_verb="Plan it again")


def register() -> None:
    desk.register(
        agendas_to_publish,
        papers_asked_for,
        promises_without_an_item,
        meetings_to_close,
        promises_overdue,
        private_too_long,
        letters_undelivered,
        published_lately,
        taken_off_lately,
        dropped_lately,
    )
