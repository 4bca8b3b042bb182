from django import template

from scrutiny.accounts import browsers

register = template.Library()

register.filter("browser", browsers.in_words)
