from django import template

from scrutiny.accounts import second_factor

register = template.Library()

register.filter("needs_second_factor", second_factor.is_required_of)
