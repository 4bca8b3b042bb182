from django import template
from django.urls import reverse

register = template.Library()


@register.simple_tag
def at_meeting(name: str, meeting, **more) -> str:
    """The address of one of a meeting's pages: ``{% at_meeting 'item_edit' meeting item=item.pk %}``."""
    return reverse(name, kwargs=meeting.address | more)
