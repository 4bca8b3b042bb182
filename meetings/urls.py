"""Addresses of meetings: ``/meetings/2021-22/<panel>/2021-07-27/`` and what officers do there."""

from django.urls import URLPattern, URLResolver, include, path

from meetings.views import agenda, asking, chair, history, items, meetings, minutes, openness, papers, publishing

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
    path("agenda/chair/", chair.agenda_chair, name="agenda_chair"),
    path("agenda/publish/", publishing.agenda_publish, name="agenda_publish"),
    path("minutes/publish/", publishing.minutes_publish, name="minutes_publish"),
    path("history/", history.meeting_history, name="meeting_history"),
    path("versions/<int:pk>/", publishing.publication, name="publication"),
    path("items/<int:item>/", include(one_item)),
]

urlpatterns = [
    path("papers/", asking.papers_asked, name="papers_asked"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.meeting_new, name="meeting_new"),
    path("meetings/<slug:year>/<slug:panel>/<slug:day>/", include(one_meeting)),
]
