"""Addresses of meetings: ``/meetings/2021-22/<panel>/2021-07-27/`` and what officers do there."""

from django.urls import URLPattern, URLResolver, include, path

from meetings.views import agenda, history, items, meetings, minutes, openness, packs, publishing

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
    path("agenda/publish/", publishing.agenda_publish, name="agenda_publish"),
    path("agenda/pack/", packs.pack_preview, name="pack_preview"),
    path("agenda/pack/<str:audience>.pdf", packs.pack_preview_file, name="pack_preview_file"),
    path("agenda.pdf", packs.agenda_pdf, name="agenda_pdf"),
    path("pack.pdf", packs.pack_pdf, name="pack_pdf"),
    path("minutes/publish/", publishing.minutes_publish, name="minutes_publish"),
    path("history/", history.meeting_history, name="meeting_history"),
    path("versions/<int:pk>/", publishing.publication, name="publication"),
    path("versions/<int:pk>/pack.pdf", packs.version_pack, name="version_pack"),
    path("items/<int:item>/", include(one_item)),
]

urlpatterns = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.meeting_new, name="meeting_new"),
    path("meetings/<slug:year>/<slug:panel>/<slug:day>/", include(one_meeting)),
]
