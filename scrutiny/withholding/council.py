"""What of the council's own records can be withheld: papers; and from people's pages words can be redacted."""

from typing import Any

from django.contrib.contenttypes.models import ContentType

from scrutiny.models import AnswerRequest, Document, Letter, Person
from scrutiny.templatetags.words import short_day
from scrutiny.withholding.above import above
from scrutiny.withholding.columns import register_codes
from scrutiny.withholding.kinds import (
    Withholdable,
    has_neutral_words,
    neutral_words,
    register,
    register_page,
    register_takedown,
)
from scrutiny.withholding.whole import Gone
from scrutiny.withholding.words import MARK


def paper_words(document: Document) -> str:
    """ "a paper of the meeting of 22 September 2026", by what it belongs to in the end."""
    places = [each for each in above(document) if has_neutral_words(each)]
    if places:
        return f"a paper of {neutral_words(places[-1])}"
    return f"a paper added on {short_day(document.added_at)}"


def forget_what_was_asked(_step: Any, gone: Gone) -> None:
    """The letters to whoever was asked."""
    asked = ContentType.objects.get_for_model(AnswerRequest)
    letters = Letter._base_manager.filter(content_type=asked, object_id__in=gone.of(AnswerRequest))
    letters.update(subject=MARK, body=gone.place, name="", why="")


def register_withholding() -> None:
    register_takedown(forget_what_was_asked)
    register(Withholdable(Document, "paper", "title", paper_words))
    register_page(Person, lambda person: "a person")
    register_codes("scrutiny.merge.moved", "addresses", "id", "model", "row")
