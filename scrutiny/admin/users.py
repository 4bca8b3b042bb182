"""Accounts, to be looked up. They are given, changed and disabled at /users/, where nobody types another's password."""

from allauth.account import admin as addresses
from allauth.mfa import admin as second_factors
from allauth.socialaccount import admin as single_sign_on
from allauth.usersessions import admin as sessions
from django.contrib import admin
from django.contrib.auth.models import Group

from scrutiny.admin.corrections import CorrectionAdmin, ViewOnlyAdmin
from scrutiny.models import DeskPanel, User

OF_LIBRARIES = {addresses, second_factors, single_sign_on, sessions}
"""Their modules register secrets, tokens and sessions, which nobody has a reason to read or to write here."""

for model in list(admin.site._registry):
    if model is Group or model._meta.app_label in {"account", "mfa", "socialaccount", "usersessions"}:
        admin.site.unregister(model)


@admin.register(User)
class UserAdmin(ViewOnlyAdmin):
    list_display = ["email", "name", "role", "person", "is_active"]
    list_filter = ["role", "is_active"]
    list_select_related = ("person",)
    search_fields = ["email", "name"]
    ordering = ["email"]
    fields = ["email", "name", "role", "person", "is_active", "joined_at"]
    not_exported = ["password"]


@admin.register(DeskPanel)
class DeskPanelAdmin(CorrectionAdmin):
    list_display = ["user", "panel", "from_on", "until_on"]
    list_select_related = ("user", "panel")
    search_fields = ["user__name", "user__email", "panel__name"]
    ordering = ["user__name", "panel__name", "from_on"]
