"""Addresses of meetings: ``/meetings/2021-22/<panel>/2021-07-27/`` and what officers do there."""

from django.urls import URLPattern, URLResolver, include, path

from meetings.views import agenda, circulation, history, items, meetings, minutes, openness, publishing, urgency

one_item = [
    path("", items.item_edit, name="item_edit"),
    path("remove/", items.item_remove, name="item_remove"),
    path("readers/", openness.item_readers, name="item_readers"),
    path("readers/<int:reader>/remove/", openness.item_reader_remove, name="item_reader_remove"),
    path("open/", openness.item_open, name="item_open"),
    path("papers/new/", items.paper_new, name="paper_new"),
    path("papers/<int:paper>/remove/", items.paper_remove, name="paper_remove"),
    path("urgency/", urgency.item_urgency, name="item_urgency"),
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
    path("agenda/publish/", publishing.agenda_publish, name="agenda_publish"),
    path("minutes/publish/", publishing.minutes_publish, name="minutes_publish"),
    path("history/", history.meeting_history, name="meeting_history"),
    path("versions/<int:pk>/", publishing.publication, name="publication"),
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

urlpatterns = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.meeting_new, name="meeting_new"),
    path("meetings/<slug:year>/<slug:panel>/<slug:day>/", include(one_meeting)),
    path("panels/<slug:slug>/circulation/", include(one_circulation)),
]
