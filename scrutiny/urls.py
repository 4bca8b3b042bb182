"""The site map: a list for each noun of this app, then those of the other apps."""

from allauth.account.decorators import secure_admin_login
from allauth.socialaccount.views import login_cancelled
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from scrutiny.views import (
    account,
    answers,
    closures,
    council,
    desk,
    documents,
    drafts,
    guides,
    health,
    history,
    home,
    merging,
    panels,
    people,
    search,
    single_sign_on,
    users,
    withholding,
    work,
)

home_pages = [
    path("", home.home, name="home"),
    path("desk/", desk.desk, name="desk"),
    path("search/", search.search, name="search"),
    path("help/", guides.guides, name="guides"),
    path("help/<slug:slug>/", guides.guide, name="guide"),
    path("accessibility/", council.accessibility, name="accessibility"),
    path("cookies/", council.cookies, name="cookies"),
    path("council.css", council.stylesheet, name="council_css"),
    path("council-icon.svg", council.icon, name="council_icon"),
    path("council-logo", council.logo, name="council_logo"),
    path("healthz", health.Health.as_view(), name="health"),
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
    path("people/<int:pk>/merge/", merging.person_merge, name="person_merge"),
    path("people/<int:pk>/merge/<int:other>/", merging.person_merge_with, name="person_merge_with"),
    path("people/<int:pk>/merges/<int:merge>/undo/", merging.merge_undo, name="merge_undo"),
    path("people/<int:pk>/history/", history.person_history, name="person_history"),
    path("offices/<int:pk>/history/", history.office_history, name="office_history"),
]

user_pages = [
    path("users/", users.users, name="users"),
    path("users/new/", users.user_new, name="user_new"),
    path("users/<int:pk>/", users.user, name="user"),
    path("users/<int:pk>/edit/", users.user_edit, name="user_edit"),
    path("users/<int:pk>/link/", users.user_link, name="user_link"),
    path("users/<int:pk>/disable/", users.user_disable, name="user_disable"),
    path("users/<int:pk>/enable/", users.user_enable, name="user_enable"),
    path("users/<int:pk>/second-factor/", users.user_second_factor, name="user_second_factor"),
]

own_pages = [
    path("account/", account.own_account, name="own_account"),
    path("account/panels/", account.own_panels, name="own_panels"),
    path("account/sessions/end/", account.sessions_end, name="sessions_end"),
]

to_own_account = RedirectView.as_view(pattern_name="own_account")

sign_in_pages = [
    path("accounts/email/", to_own_account, name="account_email"),  # only managers change an address
    path("accounts/2fa/", to_own_account, name="mfa_index"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/oidc/<slug:provider_id>/login/", single_sign_on.begin, name="openid_connect_login"),
    path("accounts/oidc/<slug:provider_id>/login/callback/", single_sign_on.back, name="openid_connect_callback"),
    path("accounts/cancelled/", login_cancelled, name="socialaccount_login_cancelled"),
]

closure_pages = [
    path("closures/", closures.closures, name="closures"),
    path("closures/new/", closures.closure_new, name="closure_new"),
    path("closures/<int:pk>/remove/", closures.closure_remove, name="closure_remove"),
]

document_pages = [
    path("documents/<uuid:public_id>/", documents.document, name="document"),
    path("documents/<uuid:public_id>/<str:name>", documents.document_file, name="document_file"),
]

answer_pages = [
    path("answer/<str:token>/", answers.answer, name="answer"),
]

draft_pages = [
    path("drafts/", drafts.draft_keep, name="draft_keep"),
    path("drafts/drop/", drafts.draft_drop, name="draft_drop"),
]

history_pages = [
    path("history/", history.history, name="history"),
    path("history/<str:label>/<int:row>/words/", history.words_back, name="words_back"),
]

work_pages = [
    path("background-work/", work.work, name="work"),
    path("background-work/<uuid:pk>/again/", work.work_again, name="work_again"),
]

withheld_pages = [
    path("withheld/", withholding.withheld, name="withheld"),
    path("withheld/words/", withholding.withheld_words, name="withheld_words"),
    path("withheld/of/<str:label>/<int:pk>/", withholding.withheld_of, name="withheld_of"),
    path("withheld/of/<str:label>/<int:pk>/words/", withholding.withheld_words_of, name="withheld_words_of"),
    path("withheld/of/<str:label>/<int:pk>/whole/", withholding.withheld_whole, name="withheld_whole"),
]

urlpatterns = [
    *home_pages,
    *panel_pages,
    *people_pages,
    *user_pages,
    *own_pages,
    *closure_pages,
    *document_pages,
    *answer_pages,
    *draft_pages,
    *history_pages,
    *work_pages,
    *withheld_pages,
    path("", include("meetings.urls")),
    path("", include("inspections.urls")),
    *sign_in_pages,
    path("admin/login/", secure_admin_login(admin.site.login)),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
]

handler404 = "scrutiny.views.errors.not_found"
handler500 = "scrutiny.views.errors.broken"
handler429 = "scrutiny.views.errors.too_many"
