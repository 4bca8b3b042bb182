"""What is wrong with the forms of a page, for the summary at its top."""

from collections.abc import Iterator
from itertools import chain

from django import template

from scrutiny.forms.renderer import grouped

register = template.Library()


@register.simple_tag
def problems_of(form=None, formsets=None) -> list[tuple[str, str]]:
    """(id of the box, sentence) of every error, in the order of the page; the id is empty where no box can be named."""
    parts = [_of_form(form)] if form is not None and hasattr(form, "errors") else []
    for formset in formsets or ():
        parts.append(("", str(error)) for error in formset.non_form_errors())
        parts += [_of_form(each) for each in formset.forms]
    return list(chain.from_iterable(parts))


def _of_form(form) -> Iterator[tuple[str, str]]:
    if not form.is_bound:
        return
    yield from (("", str(error)) for error in form.non_field_errors())
    shown = [field for _legend, fields in grouped(form) for field in fields]
    for field in [*form.hidden_fields(), *shown]:
        yield from (("" if field.is_hidden else field.target_id, words) for words in field.problems)
