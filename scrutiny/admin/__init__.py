"""The managers' way of putting records right. What the office does every day has pages of its own."""

from django.conf import settings
from django.contrib import admin

from scrutiny.admin import records, users

__all__ = ["records", "users"]

admin.site.site_header = f"{settings.COUNCIL_NAME}: putting records right"
admin.site.site_title = "Putting records right"
admin.site.index_title = "Records"
admin.site.empty_value_display = "–"
