"""The site map: a list for each noun of this app, then those of the other apps."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from scrutiny.views import council, documents, history, home, panels, people, search

home_pages = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("accessibility/", council.accessibility, name="accessibility"),
    path("cookies/", council.cookies, name="cookies"),
    path("council.css", council.stylesheet, name="council_css"),
    path("council-icon.svg", council.icon, name="council_icon"),
    path("council-logo", council.logo, name="council_logo"),
]

panel_pages = [
    path("panels/", panels.panels, name="panels"),
    path("panels/new/", panels.panel_new, name="panel_new"),
    path("panels/<slug:slug>/", panels.panel, name="panel"),
    path("panels/<slug:slug>/edit/", panels.panel_edit, name="panel_edit"),
    path("panels/<slug:slug>/history/", history.panel_history, name="panel_history"),
    path("panels/<slug:slug>/members/new/", panels.member_new, name="member_new"),
    path("panels/<slug:slug>/members/<int:pk>/end/", panels.member_end, name="member_end"),
]

people_pages = [
    path("people/", people.people, name="people"),
    path("people/new/", people.person_new, name="person_new"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/edit/", people.person_edit, name="person_edit"),
    path("people/<int:pk>/history/", history.person_history, name="person_history"),
    path("offices/<int:pk>/history/", history.office_history, name="office_history"),
]

document_pages = [
    path("documents/<uuid:public_id>/", documents.document, name="document"),
    path("documents/<uuid:public_id>/<str:name>", documents.document_file, name="document_file"),
]

history_pages = [
    path("history/", history.history, name="history"),
]

urlpatterns = [
    *home_pages,
    *panel_pages,
    *people_pages,
    *document_pages,
    *history_pages,
    path("", include("meetings.urls")),
    path("", include("inspections.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/login/", secure_admin_login(admin.site.login)),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
]

handler404 = "scrutiny.views.errors.not_found"
