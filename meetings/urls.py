"""Addresses of meetings: ``/meetings/2021-22/<panel>/2021-07-27/`` and what officers do there; what is planned."""

from django.urls import URLPattern, URLResolver, include, path

from meetings.views import (
    agenda,
    filling,
    history,
    items,
    meetings,
    minutes,
    openness,
    planned,
    publishing,
    running_order,
)

one_item = [
    path("", items.item_edit, name="item_edit"),
    path("remove/", items.item_remove, name="item_remove"),
    path("readers/", openness.item_readers, name="item_readers"),
    path("readers/<int:reader>/remove/", openness.item_reader_remove, name="item_reader_remove"),
    path("open/", openness.item_open, name="item_open"),
    path("papers/new/", items.paper_new, name="paper_new"),
    path("papers/<int:paper>/remove/", items.paper_remove, name="paper_remove"),
    path("minute/", minutes.minute_edit, name="minute_edit"),
    path("actions/new/", minutes.action_new, name="action_new"),
]

one_meeting: list[URLPattern | URLResolver] = [
    path("", meetings.meeting, name="meeting"),
    path("edit/", meetings.meeting_edit, name="meeting_edit"),
    path("call-off/", meetings.meeting_call_off, name="meeting_call_off"),
    path("held/", meetings.meeting_held, name="meeting_held"),
    path("agenda/", agenda.agenda, name="agenda"),
    path("agenda/order/", agenda.agenda_order, name="agenda_order"),
    path("agenda/fill/", filling.agenda_fill, name="agenda_fill"),
    path("agenda/planned/", filling.agenda_planned, name="agenda_planned"),
    path("agenda/copy/", filling.agenda_copy, name="agenda_copy"),
    path("agenda/taken-off/<int:pk>/put-back/", filling.item_put_back, name="item_put_back"),
    path("agenda/running-order/", running_order.running_order, name="running_order"),
    path("agenda/publish/", publishing.agenda_publish, name="agenda_publish"),
    path("minutes/publish/", publishing.minutes_publish, name="minutes_publish"),
    path("history/", history.meeting_history, name="meeting_history"),
    path("versions/<int:pk>/", publishing.publication, name="publication"),
    path("items/<int:item>/", include(one_item)),
]

planned_pages = [
    path("", planned.planned, name="planned"),
    path("new/", planned.planned_new, name="planned_new"),
    path("<int:pk>/edit/", planned.planned_edit, name="planned_edit"),
    path("<int:pk>/move/", planned.planned_move, name="planned_move"),
    path("<int:pk>/drop/", planned.planned_drop, name="planned_drop"),
]

urlpatterns = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.meeting_new, name="meeting_new"),
    path("meetings/<slug:year>/<slug:panel>/<slug:day>/", include(one_meeting)),
    path("panels/<slug:slug>/planned/", include(planned_pages)),
]
