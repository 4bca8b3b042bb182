"""Addresses of meetings: ``/meetings/2021-22/<panel>/2021-07-27/`` and what officers do there; what is planned."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from meetings.views import (
    actions,
    agenda,
    asking,
    attendance,
    calendar,
    chair,
    circulation,
    decisions,
    filling,
    history,
    items,
    meetings,
    minutes,
    moving,
    openness,
    packs,
    papers,
    planned,
    publishing,
    running_order,
    schedule,
    urgency,
)


class YearInAddress:
    """2021, as far as the calendar goes."""

    regex = "19(?:7[4-9]|[89][0-9])|20[0-9][0-9]"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class MonthInAddress(YearInAddress):
    """09 for September."""

    regex = "0[1-9]|1[0-2]"

    def to_url(self, value: int) -> str:
        return f"{value:02}"


register_converter(YearInAddress, "year")
register_converter(MonthInAddress, "month")

one_request = [
    path("", asking.paper_asked, name="paper_asked"),
    path("remind/", asking.paper_remind, name="paper_remind"),
    path("accept/", asking.paper_accept, name="paper_accept"),
    path("return/", asking.paper_return, name="paper_return"),
    path("withdraw/", asking.paper_withdraw, name="paper_withdraw"),
    path("link/", asking.paper_link, name="paper_link"),
    path("link/stop/", asking.paper_link_stop, name="paper_link_stop"),
]

one_item: list[URLPattern | URLResolver] = [
    path("", items.item_edit, name="item_edit"),
    path("remove/", items.item_remove, name="item_remove"),
    path("readers/", openness.item_readers, name="item_readers"),
    path("readers/<int:reader>/remove/", openness.item_reader_remove, name="item_reader_remove"),
    path("open/", openness.item_open, name="item_open"),
    path("papers/new/", items.paper_new, name="paper_new"),
    path("papers/ask/", asking.paper_ask, name="paper_ask"),
    path("papers/asked/<int:asked>/", include(one_request)),
    path("papers/order/", papers.papers_order, name="papers_order"),
    path("papers/actions/", papers.actions_paper, name="actions_paper"),
    path("papers/<int:paper>/replace/", papers.paper_replace, name="paper_replace"),
    path("papers/<int:paper>/remove/", items.paper_remove, name="paper_remove"),
    path("urgency/", urgency.item_urgency, name="item_urgency"),
    path("minute/", minutes.minute_edit, name="minute_edit"),
    path("sections/new/", minutes.section_new, name="section_new"),
    path("sections/<int:section>/", minutes.section_edit, name="section_edit"),
    path("sections/<int:section>/remove/", minutes.section_remove, name="section_remove"),
    path("decisions/<int:decision>/", decisions.decision_edit, name="decision_edit"),
    path("actions/<int:action>/", actions.action_edit, name="action_edit"),
    path("actions/<int:action>/remove/", actions.action_remove, name="action_remove"),
]

one_meeting: list[URLPattern | URLResolver] = [
    path("", meetings.meeting, name="meeting"),
    path("event.ics", calendar.meeting_file, name="meeting_file"),
    path("edit/", meetings.meeting_edit, name="meeting_edit"),
    path("move/", moving.meeting_move, name="meeting_move"),
    path("call-off/", moving.meeting_call_off, name="meeting_call_off"),
    path("reinstate/", moving.meeting_reinstate, name="meeting_reinstate"),
    path("held/", meetings.meeting_held, name="meeting_held"),
    path("agenda/", agenda.agenda, name="agenda"),
    path("agenda/order/", agenda.agenda_order, name="agenda_order"),
    path("agenda/fill/", filling.agenda_fill, name="agenda_fill"),
    path("agenda/planned/", filling.agenda_planned, name="agenda_planned"),
    path("agenda/copy/", filling.agenda_copy, name="agenda_copy"),
    path("agenda/taken-off/<int:pk>/put-back/", filling.item_put_back, name="item_put_back"),
    path("agenda/running-order/", running_order.running_order, name="running_order"),
    path("agenda/chair/", chair.agenda_chair, name="agenda_chair"),
    path("agenda/doubts/<int:doubt>/looked/", publishing.doubt_looked, name="doubt_looked"),
    path("agenda/publish/", publishing.agenda_publish, name="agenda_publish"),
    path("agenda/pack/", packs.pack_preview, name="pack_preview"),
    path("agenda/pack/<str:audience>.pdf", packs.pack_preview_file, name="pack_preview_file"),
    path("agenda.pdf", packs.agenda_pdf, name="agenda_pdf"),
    path("pack.pdf", packs.pack_pdf, name="pack_pdf"),
    path("attendance/", attendance.attendance, name="attendance"),
    path("attendance/new/", attendance.attender_new, name="attender_new"),
    path("attendance/<int:pk>/", attendance.attender_edit, name="attender_edit"),
    path("attendance/<int:pk>/remove/", attendance.attender_remove, name="attender_remove"),
    path("declarations/", attendance.declarations, name="declarations"),
    path("declarations/none/", attendance.declared_none, name="declared_none"),
    path("declarations/<int:pk>/remove/", attendance.declaration_remove, name="declaration_remove"),
    path("minutes/", minutes.minutes, name="minutes"),
    path("minutes/publish/", publishing.minutes_publish, name="minutes_publish"),
    path("history/", history.meeting_history, name="meeting_history"),
    path("versions/<int:pk>/", publishing.publication, name="publication"),
    path("versions/<int:pk>/pack.pdf", packs.version_pack, name="version_pack"),
    path("versions/<int:pk>/sent/", publishing.publication_sent, name="publication_sent"),
    path("versions/<int:pk>/sent/<int:letter>/again/", publishing.letter_again, name="letter_again"),
    path("versions/<int:pk>/notice/", publishing.publication_notice, name="publication_notice"),
    path("items/<int:item>/", include(one_item)),
]

one_circulation = [
    path("", circulation.circulation, name="circulation"),
    path("new/", circulation.circulation_new, name="circulation_new"),
    path("<int:pk>/", circulation.circulation_edit, name="circulation_edit"),
    path("<int:pk>/remove/", circulation.circulation_remove, name="circulation_remove"),
]

planned_pages = [
    path("", planned.planned, name="planned"),
    path("new/", planned.planned_new, name="planned_new"),
    path("<int:pk>/edit/", planned.planned_edit, name="planned_edit"),
    path("<int:pk>/move/", planned.planned_move, name="planned_move"),
    path("<int:pk>/drop/", planned.planned_drop, name="planned_drop"),
    path("<int:pk>/plan-again/", planned.planned_again, name="planned_again"),
]

urlpatterns = [
    path("papers/", asking.papers_asked, name="papers_asked"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.meeting_new, name="meeting_new"),
    path("meetings/calendar/", calendar.calendar, name="calendar"),
    path("meetings/calendar/<year:year>/<month:month>/", calendar.calendar_month, name="calendar_month"),
    path("panels/<slug:slug>/meetings.ics", calendar.panel_file, name="panel_file"),
    path("meetings/schedule/", schedule.schedule, name="schedule"),
    path("meetings/schedule/<slug:year>/<slug:panel>/", schedule.paper, name="schedule_paper"),
    path("meetings/schedule/<slug:year>/<slug:panel>/schedule.pdf", schedule.paper_pdf, name="schedule_pdf"),
    path("meetings/<slug:year>/<slug:panel>/<slug:day>/", include(one_meeting)),
    path("panels/<slug:slug>/attendance/", attendance.figures, name="attendance_figures"),
    path("panels/<slug:slug>/attendance/<slug:year>/", attendance.figures, name="attendance_of_year"),
    path("panels/<slug:slug>/circulation/", include(one_circulation)),
    path("panels/<slug:slug>/planned/", include(planned_pages)),
]
